def accumulator():
    total, history = 0, []
    while True:
        command = yield total
        match command:
            case None:
                pass
            case ("add", n):
                total += n
                history.append(n)
            case ("undo",):
                total -= history.pop() if history else 0
            case "history":
                total = total
                yield list(history)
            case "stop":
                return history
            case other:
                raise ValueError(f"unknown {other!r}")


g = accumulator()
print(next(g), g.send(("add", 5)), g.send(("add", 7)), g.send(("undo",)), g.send("history"), next(g), next(g))
try:
    g.send("stop")
except StopIteration as e:
    print("history", e.value)
g = accumulator()
next(g)
try:
    g.send("bad")
except ValueError as e:
    print(e)
print(list(g))


def trampoline(gen):
    stack, value = [gen], None
    while stack:
        try:
            value = stack[-1].send(value)
            if hasattr(value, "send"):
                stack.append(value)
                value = None
        except StopIteration as e:
            stack.pop()
            value = e.value
    return value


def fact(n):
    if n == 0:
        return 1
    return n * (yield fact(n - 1))


def even(n):
    return True if n == 0 else (yield odd(n - 1))


def odd(n):
    return False if n == 0 else (yield even(n - 1))


print(trampoline(fact(50)) == trampoline(fact(49)) * 50, trampoline(even(3001)))


class Channel:
    def __init__(self):
        self.items = []

    def put(self, x):
        self.items.append(x)
        yield

    def get(self):
        while not self.items:
            yield
        return self.items.pop(0)


def producer(ch, n):
    for i in range(n):
        yield from ch.put(i)
    yield from ch.put("end")


def consumer(ch, out):
    while (x := (yield from ch.get())) != "end":
        out.append(x * x)
    out.append("done")


ch, out = Channel(), []
tasks = [consumer(ch, out), producer(ch, 4)]
rounds = 0
while tasks:
    for t in tasks[:]:
        rounds += 1
        try:
            next(t)
        except StopIteration:
            tasks.remove(t)
print(out, rounds)


def sub():
    got = []
    while (x := (yield len(got))) is not None:
        got.append(x)
    return got


def main():
    a = yield from sub()
    b = yield from sub()
    return a, b


m = main()
print(next(m), m.send(1), m.send(2), m.send(None), m.send(3))
try:
    m.send(None)
except StopIteration as e:
    print(e.value)
