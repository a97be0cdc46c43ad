class Stack:
    class Empty(Exception):
        def __init__(self, op):
            super().__init__(f"{op} on an empty stack")
            self.op = op

    class Full(Exception):
        pass

    def __init__(self, limit):
        self.items, self.limit = [], limit

    def push(self, x):
        if len(self.items) >= self.limit:
            raise self.Full(f"limit {self.limit}")
        self.items.append(x)
        return self

    def pop(self):
        try:
            return self.items.pop()
        except IndexError as e:
            raise self.Empty("pop") from e

    def peek(self):
        if not self.items:
            raise type(self).Empty("peek") from None
        return self.items[-1]


s = Stack(2)
for f in (s.pop, s.peek, lambda: s.push(1).push(2).push(3), lambda: (s.pop(), s.pop(), s.pop())):
    try:
        print(f())
    except Stack.Empty as e:
        print("Empty", e, e.op, repr(e.__cause__), repr(e.__context__))
    except Stack.Full as e:
        print("Full", e)


class Child(Stack):
    class Empty(Stack.Empty):
        pass


try:
    Child(1).pop()
except Stack.Empty as e:
    print(type(e).__qualname__, isinstance(e, Child.Empty))


class Account:
    def __init__(self):
        self._balance = 0

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, v):
        if not isinstance(v, int):
            raise TypeError("int wanted") from ValueError(v)
        if v < 0:
            raise ValueError("negative", v)
        self._balance = v


a = Account()
for v in (5, -1, "x", None):
    try:
        a.balance = v
        print(a.balance)
    except ValueError as e:
        print(e.args)
    except TypeError as e:
        print(e, repr(e.__cause__))


class InitFails:
    made = []

    def __init__(self, x):
        self.made.append(x)
        if x == 2:
            raise RuntimeError("no 2")

    def __del__(self):
        self.made.append("del")


objs = []
for i in range(4):
    try:
        objs.append(InitFails(i))
    except RuntimeError as e:
        print(e)
print(InitFails.made, len(objs))
objs.clear()
print(InitFails.made)


class NewFails:
    def __new__(cls):
        raise OSError("in new")


class Iter:
    def __iter__(self):
        raise KeyError("in iter")


class Next:
    def __iter__(self):
        return self

    def __next__(self):
        raise IndexError("in next")


for f in (NewFails, lambda: list(Iter()), lambda: [*Next()], lambda: dict(Iter()), lambda: max(Next()), lambda: 1 in Next(), lambda: (lambda *a: a)(*Next()), lambda: sum(Iter()), lambda: sorted(Next()), lambda: set(Next()), lambda: [x for x in Next()], lambda: next(Next())):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
