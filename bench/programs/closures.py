"""Closures with state, partial application and functions that return functions."""


def counter(step):
    n = 0

    def bump():
        nonlocal n
        n += step
        return n
    return bump


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x
    return run


def add(k):
    return lambda x: x + k


def curry(f):
    return lambda a: lambda b: lambda c: f(a, b, c)


def make_account(balance):
    def deposit(x):
        nonlocal balance
        balance += x
        return balance

    def withdraw(x):
        nonlocal balance
        if x > balance:
            return -1
        balance -= x
        return balance
    return {"deposit": deposit, "withdraw": withdraw}


def main():
    counters = [counter(i) for i in range(1, 6)]
    total = 0
    for i in range(1200000):
        total += counters[i % 5]()
    pipeline = compose(add(1), add(2), lambda x: x * 3, lambda x: x % 1009)
    x = 1
    for i in range(400000):
        x = pipeline(x + i)
    f = curry(lambda a, b, c: a * b + c)
    y = sum(f(i)(i + 1)(i + 2) for i in range(300000))
    account = make_account(100)
    for i in range(400000):
        account["deposit"](i % 10)
        account["withdraw"](i % 7)
    print(total, x, y, account["deposit"](0))


main()
