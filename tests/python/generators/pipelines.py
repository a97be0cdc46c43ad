def numbers(n):
    for i in range(n):
        yield i


def grep(pattern, lines):
    return (line for line in lines if pattern in line)


def take(n, it):
    for _, x in zip(range(n), it):
        yield x


def pairs(it):
    it = iter(it)
    for a in it:
        try:
            yield a, next(it)
        except StopIteration:
            yield a, None


def primes():
    seen = {}
    n = 2
    while True:
        p = seen.pop(n, None)
        if p is None:
            yield n
            seen[n * n] = n
        else:
            m = n + p
            while m in seen:
                m += p
            seen[m] = p
        n += 1


def running(f, it):
    acc = None
    for x in it:
        acc = x if acc is None else f(acc, x)
        yield acc


print(list(take(10, primes())))
print(list(grep("a", ["abc", "xyz", "bar"])), list(pairs(range(5))), list(running(max, [3, 1, 4, 1, 5])))
print(sum(x * x for x in numbers(100) if x % 3 == 0), list(take(3, (w.upper() for w in "the quick brown fox".split()))))


def coroutine(f):
    def start(*a):
        g = f(*a)
        next(g)
        return g
    return start


@coroutine
def printer(prefix):
    while True:
        print(prefix, (yield))


@coroutine
def broadcast(*targets):
    while True:
        x = yield
        for t in targets:
            t.send(x)


@coroutine
def doubler(target):
    try:
        while True:
            target.send((yield) * 2)
    finally:
        target.send("closing")


p = broadcast(printer("A"), doubler(printer("B")))
p.send(1)
p.send("x")


def scheduler(tasks):
    from collections import deque
    queue = deque(tasks)
    while queue:
        t = queue.popleft()
        try:
            print(next(t), end=" ")
            queue.append(t)
        except StopIteration:
            pass
    print()


scheduler([(f"t{i}.{j}" for j in range(i)) for i in range(1, 4)])
p = None
print("end")
