"""One-way constraints propagated through a graph of variables: method calls and polymorphism."""


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = 9
        self.mark = 0


class Constraint:
    def __init__(self, planner, strength, variables):
        self.planner = planner
        self.strength = strength
        self.variables = variables
        self.output = None
        for v in variables:
            v.constraints.append(self)
        planner.add(self)

    def inputs(self):
        return [v for v in self.variables if v is not self.output]

    def choose_output(self, mark):
        best = None
        for v in self.variables:
            if v.mark != mark and v.strength > self.strength:
                if best is None or v.strength > best.strength:
                    best = v
        return best

    def execute(self):
        raise NotImplementedError


class Stay(Constraint):
    def execute(self):
        pass


class Edit(Constraint):
    def execute(self):
        pass


class Equal(Constraint):
    def execute(self):
        a, b = self.variables
        if self.output is a:
            a.value = b.value
        else:
            b.value = a.value


class Scale(Constraint):
    def __init__(self, planner, strength, source, scale, offset, target):
        self.scale = scale
        self.offset = offset
        super().__init__(planner, strength, [source, target])

    def choose_output(self, mark):
        target = self.variables[1]
        return target if target.mark != mark and target.strength > self.strength else None

    def execute(self):
        source, target = self.variables
        target.value = source.value * self.scale + self.offset


class Planner:
    def __init__(self):
        self.mark = 0
        self.count = 0

    def add(self, constraint):
        self.mark += 1
        while constraint is not None:
            constraint = self.satisfy(constraint)

    def satisfy(self, constraint):
        self.count += 1
        output = constraint.choose_output(self.mark)
        if output is None:
            return None
        overridden = output.determined_by
        if overridden is not None:
            overridden.output = None
        constraint.output = output
        output.determined_by = constraint
        output.mark = self.mark
        self.propagate(output)
        return overridden

    def propagate(self, start):
        todo = [start]
        while todo:
            v = todo.pop()
            by = v.determined_by
            if by is not None:
                v.strength = max([by.strength] + [i.strength for i in by.inputs() if i.determined_by])
                by.execute()
            for c in v.constraints:
                if c is not by and c.output is not None and c.output is not v:
                    if c.output.mark != -1:
                        todo.append(c.output)

    def plan(self, start):
        todo, plan, seen = [start], [], set()
        while todo:
            v = todo.pop()
            for c in v.constraints:
                if c.output is not None and c.output is not v and id(c) not in seen:
                    seen.add(id(c))
                    plan.append(c)
                    todo.append(c.output)
        return plan


def chain(n):
    planner = Planner()
    variables = [Variable(f"v{i}", 0) for i in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        Equal(planner, 0, [a, b])
    Stay(planner, 4, [variables[-1]])
    Edit(planner, 1, [variables[0]])
    plan = planner.plan(variables[0])
    for i in range(100):
        variables[0].value = i
        for c in plan:
            c.execute()
    return variables[-1].value, len(plan), planner.count


def projection(n):
    planner = Planner()
    targets = []
    for i in range(n):
        source = Variable(f"s{i}", i)
        target = Variable(f"t{i}", 0)
        Stay(planner, 5, [source])
        Scale(planner, 0, source, 10, 1000, target)
        targets.append((source, target))
    total = 0
    for round_number in range(20):
        for source, target in targets:
            source.value += round_number
            for c in planner.plan(source):
                c.execute()
            total += target.value
    return total, planner.count


print(*chain(1000))
print(*projection(4000))
