"""Creates and drops every kind of object until the time is over, and fails when memory grows.

After each round the resident size is read and the containers are counted. From the second quarter of
the time to the last, the lowest size may grow by a tenth and half a megabyte, the highest (which
varies: freed pages are kept for a while) by a half, the containers by a hundredth and 200. Runs on
ouro and on python.
usage: soak.py [SECONDS]
"""
import gc
import sys
import time


def resident():
    """In bytes. The counters of statm, which serve without the other file, are inexact since Linux 6.2."""
    try:
        with open("/proc/self/smaps_rollup") as rollup:
            return next(int(line.split()[1]) for line in rollup if line.startswith("Rss:")) * 1024
    except FileNotFoundError:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * 4096


class Node:
    def __init__(self, value):
        self.value = value
        self.other = None

    def method(self):
        return self.value


class Slotted:
    __slots__ = ("a", "b", "__weakref__")


class Finalized:
    count = 0

    def __del__(self):
        Finalized.count += 1


def numbers(round):
    total = 0
    for i in range(2000):
        total += i * round // 3 - i % 7
        total ^= 1 << (i % 200)
    big = 3 ** 2000 // 7 ** 100
    return total, big % 1000007, [i / 7 for i in range(500)], complex(round, 1) ** 2


def strings(round):
    text = ""
    for i in range(1000):
        text += "piece %d " % i
    parts = text.split()
    joined = "-".join(parts).upper().replace("PIECE", "p")
    for i in range(500):
        sys.intern("round %d, string %d" % (round, i))
    return len(joined), f"{round:>10}{len(text):08.3f}", text.encode("utf-8")[:10], "äöü€" * 50


def containers(round):
    rows = [[i, (i, str(i)), {i: i}, {i, i + 1}] for i in range(500)]
    table = {str(i): rows[i % 500] for i in range(2000)}
    for i in range(0, 2000, 3):
        del table[str(i)]
    frozen = frozenset(table)
    rows.sort(key=lambda row: -row[0])
    del rows[::2]
    return len(rows), len(frozen), bytearray(1000) + bytes(round % 100), rows[1:50]


def cycles(round):
    for i in range(200):
        a, b = Node(i), Node(round)
        a.other, b.other = b, a
        x = []
        x.append(x)
        d = {"x": x}
        d["d"] = d
        a.__dict__["self"] = a

        def closure():
            return closure, d

        def generator():
            yield me
            yield a

        me = generator()
        next(me)


def classes(round):
    for i in range(10):
        class Meta(type):
            def __call__(cls, *args):
                return super().__call__(*args)

        class Base(metaclass=Meta):
            x = i

            @property
            def value(self):
                return self.x

            @classmethod
            def make(cls):
                return cls()

            @staticmethod
            def plain():
                return Base

        class Derived(Base):
            def __init_subclass__(cls):
                cls.registered = True

        d = Derived.make()
        d.y = d
        Derived.last = d
        assert d.value == i


def exceptions(round):
    caught = 0
    for i in range(200):
        try:
            try:
                raise ValueError(i)
            except ValueError as error:
                raise KeyError("second") from error
        except KeyError as error:
            caught += 1
            error.own = error
            error.tb = error.__traceback__
        finally:
            caught += 1
    try:
        raise ExceptionGroup("group", [ValueError(1), TypeError(2)])
    except* ValueError:
        caught += 1
    except* TypeError:
        caught += 1

    def deep(n):
        return deep(n + 1)

    try:
        deep(0)
    except RecursionError:
        caught += 1
    return caught


def generators(round):
    def count(n):
        for i in range(n):
            got = yield i
            if got:
                return got

    def delegate(n):
        result = yield from count(n)
        yield result

    total = 0
    for i in range(100):
        g = delegate(5)
        next(g)
        total += g.send(i + 1)
        g.close()
        abandoned = count(10)
        next(abandoned)
    total += sum(x * x for x in range(1000) if x % 2)

    async def wait(n):
        return n

    async def run():
        total = 0
        for i in range(50):
            total += await wait(i)
        return total

    try:
        run().send(None)
    except StopIteration as stop:
        total += stop.value
    return total


def finalizers(round):
    before = Finalized.count
    for i in range(100):
        f = Finalized()
        f.me = f
    del f
    gc.collect()
    assert Finalized.count == before + 100


def weak(round):
    import weakref

    dead = []
    table = weakref.WeakValueDictionary()
    for i in range(100):
        s = Slotted()
        s.a = s
        table[i] = s
        weakref.ref(s, dead.append)
        references = [weakref.ref(s), weakref.proxy(s), weakref.ref(s, dead.append)]
        s.b = references
    node = Node(1)
    finalizer = weakref.finalize(node, dead.append, round)
    watched = weakref.ref(node, dead.append)
    bound = weakref.WeakMethod(node.method)
    del s, node, references
    gc.collect()
    assert len(table) == 0 and watched() is None and not finalizer.alive and bound() is None


def compiled(round):
    names = {}
    exec("def made(x):\n    return [x + %d for i in range(3)]\nresult = made(1)" % round, names)
    assert eval("result[0]", names) == round + 1
    try:
        compile("x = = 1", "<soak>", "exec")
    except SyntaxError:
        pass


def modules(round):
    import types

    for i in range(20):
        module = types.ModuleType("soak_%d_%d" % (round, i))
        sys.modules[module.__name__] = module
        exec("import sys\nthis = sys.modules[__name__]\ndef function():\n    return this\n"
             "class Inside:\n    home = this\n    def method(self):\n        return function()\n"
             "instance = Inside()", module.__dict__)
        assert module.instance.method() is module
        del sys.modules[module.__name__]


def coroutines(round):
    closed = 0

    class Context:
        async def __aenter__(self):
            return self

        async def __aexit__(self, *details):
            nonlocal closed
            closed += 1

    class Pause:
        def __await__(self):
            yield self

    async def numbers(n):
        try:
            for i in range(n):
                await Pause()
                yield i
        finally:
            nonlocal closed
            closed += 1

    async def work():
        total = 0
        async with Context():
            async for i in numbers(5):
                total += i
        return total + sum([i async for i in numbers(3)])

    for i in range(50):
        running = work()
        try:
            while True:
                running.send(None)
        except StopIteration as stop:
            assert stop.value == 13
        waiting = work()
        waiting.send(None)
        waiting.close()
    return closed


def files(round):
    import io
    import os
    import tempfile

    handle, path = tempfile.mkstemp()
    os.close(handle)
    for i in range(5):
        with open(path, "w") as text:
            text.write("line äöü %d\n" % i * 200)
            text.self = text
        with open(path) as text:
            assert len(text.readlines()) == 200
        with open(path, "rb") as data:
            assert len(memoryview(data.read())[5:50].tobytes()) == 45
        try:
            open(path + ".missing")
        except FileNotFoundError:
            pass
        buffer = io.StringIO("a\nb\n")
        buffer.seek(0, 2)
        buffer.write("c")
        assert list(io.BytesIO(b"x\ny"))[1] == b"y" and buffer.getvalue()[-1] == "c"
    os.unlink(path)


def big_numbers(round):
    a, b = 7 ** (3000 + round % 10), 3 ** 5000
    assert divmod(a * b, b)[0] == a and pow(a, 65537, b) < b and int(str(a)) == a
    assert (a << 777 >> 777) == a and int.from_bytes(a.to_bytes(1100, "big"), "big") == a
    return hash(a) ^ hash(a / b)


def helpers(round):
    import collections
    import functools
    import itertools
    import operator

    @functools.lru_cache(maxsize=50)
    def cached(n):
        return [n, cached]

    for i in range(200):
        cached(i)
    queue = collections.deque(range(500), maxlen=300)
    queue.append(queue)
    ordered = collections.OrderedDict((str(i), i) for i in range(200))
    ordered["self"] = ordered
    groups = collections.defaultdict(list)
    for i in range(300):
        groups[i % 7].append(groups)
    point = collections.namedtuple("Point", "x y")(round, [])
    point.y.append(point)
    partial = functools.partial(operator.add, 1)
    numbers = itertools.chain(range(5), map(partial, range(3)), itertools.islice(itertools.count(), 4))
    loop = []
    loop.append(itertools.cycle(loop))
    assert sum(numbers) == 22
    return operator.attrgetter("x")(point), functools.reduce(operator.mul, range(1, 50))


def tracebacks(round):
    def fail(depth, held):
        if depth:
            return fail(depth - 1, [held])
        raise LookupError(held)

    for i in range(50):
        try:
            fail(10, i)
        except LookupError as error:
            kept = error
            frames = []
            at = error.__traceback__
            while at:
                frames.append(at.tb_frame)
                frames.append(at.tb_frame.f_locals)
                at = at.tb_next
            error.frames = frames
        try:
            raise kept
        except LookupError as error:
            error.__context__ = ValueError(error)


def much(round):
    """More than is collected at once: what is old is looked at slice by slice."""
    global kept
    kept = [[i, {"number": i}] for i in range(30000)]
    for pair in kept:
        pair.append(kept)
    kept = None
    for i in range(3000):
        loop = [i]
        loop.append(loop)


kept = None


WORK = (numbers, strings, containers, cycles, classes, exceptions, generators, finalizers, weak,
        compiled, modules, coroutines, files, big_numbers, helpers, tracebacks, much)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    start = time.monotonic()
    shown = start
    sizes = [[], [], [], []]  # resident bytes after each round, by the quarter of the time
    objects = [0, 0, 0, 0]  # containers alive, at most
    rounds = 0
    passed = 0
    while passed < seconds:
        for work in WORK:
            work(rounds)
        gc.collect()
        rounds += 1
        now = time.monotonic()
        passed = now - start
        quarter = min(int(passed * 4 / seconds), 3)
        sizes[quarter].append(resident())
        objects[quarter] = max(objects[quarter], len(gc.get_objects()))
        if now - shown >= 30:
            shown = now
            print(f"{passed:6.0f} s  round {rounds:7}  resident {resident() / 1e6:.2f} MB", flush=True)
    if not all(sizes):
        print("there was no time for a round in each quarter")
        return 1
    lowest, highest = [min(part) for part in sizes], [max(part) for part in sizes]
    print(f"{rounds} rounds in {passed:.0f} s; by quarter: resident {megabytes(lowest)} MB at least, "
          f"{megabytes(highest)} MB at most; containers {' '.join(map(str, objects))}")
    if (lowest[3] > lowest[1] * 1.1 + 5e5 or highest[3] > highest[1] * 1.5
            or objects[3] > objects[1] * 1.01 + 200):
        print("memory grows")
        return 1
    print("memory is flat")
    return 0


def megabytes(sizes):
    return " ".join(f"{size / 1e6:.2f}" for size in sizes)


sys.exit(main())
