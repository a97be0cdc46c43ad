# Nesting without end, in every place that walks a structure, ends in an exception or completes.
import gc


def attempt(name, function):
    try:
        function()
    except (RecursionError, MemoryError, SyntaxError, TypeError):
        pass
    print(name, "survived")


def nest(make, depth=1_000_000, start=None):
    value = start
    for i in range(depth):
        value = make(value)
    return value


class Node:
    def __init__(self, next):
        self.next = next


def generator(inner):
    yield inner


def suspended(inner):
    g = generator(inner)
    next(g)
    return g


def closure(inner):
    return lambda: inner


def drop(make, depth=1_000_000):
    value = nest(make, depth)
    del value


print("deallocation")
attempt("list", lambda: drop(lambda x: [x]))
attempt("tuple", lambda: drop(lambda x: (x,)))
attempt("dict", lambda: drop(lambda x: {1: x}))
attempt("instance", lambda: drop(Node))
attempt("closure", lambda: drop(closure))
attempt("generator", lambda: drop(suspended, 200_000))
attempt("iterator", lambda: drop(lambda x: iter((x,))))
attempt("exception", lambda: drop(lambda x: ValueError(x)))
attempt("mixed", lambda: drop(lambda x: [({1: Node(x)},)]))

print("deallocation of a cycle")


def cycle():
    first = []
    value = nest(lambda x: [x], 500_000, first)
    first.append(value)


cycle()
gc.collect()

print("walks")
deep_list = nest(lambda x: [x], 100_000)
same_list = nest(lambda x: [x], 100_000)
deep_tuple = nest(lambda x: (x,), 100_000)
deep_dict = nest(lambda x: {1: x}, 100_000)
same_dict = nest(lambda x: {1: x}, 100_000)
attempt("repr of list", lambda: repr(deep_list))
attempt("repr of dict", lambda: repr(deep_dict))
attempt("str of tuple", lambda: str(deep_tuple))
attempt("== of list", lambda: deep_list == same_list)
attempt("< of list", lambda: deep_list < same_list)
attempt("== of dict", lambda: deep_dict == same_dict)
attempt("hash of tuple", lambda: hash(deep_tuple))
attempt("isinstance", lambda: isinstance(1, nest(lambda x: (x,), 100_000, int)))
attempt("except", lambda: exec("try: 1/0\nexcept deep: pass", {"deep": deep_tuple}))

print("source text")
for name, text in (
    ("parentheses", "(" * 10000 + ")" * 10000),
    ("brackets", "[" * 10000 + "]" * 10000),
    ("open brackets", "[" * 10000),
    ("braces", "{1:" * 10000 + "1" + "}" * 10000),
    ("minus", "-" * 10000 + "1"),
    ("not", "not " * 10000 + "1"),
    ("sum", "1" + "+1" * 10000),
    ("power", "1" + "**1" * 10000),
    ("attributes", "a" + ".b" * 10000),
    ("calls", "a" + "()" * 10000),
    ("subscripts", "a" + "[0]" * 10000),
    ("lambda", "lambda: " * 10000 + "1"),
    ("conditional", "1 if 1 else " * 10000 + "1"),
    ("comparison", "1" + " < 1" * 10000),
    ("and", "1" + " and 1" * 10000),
    ("strings", "'a' " * 10000),
    ("f-string", "f'" + "{" * 10000),
    ("star", "*" * 10000 + "a"),
    ("await", "await " * 10000 + "a"),
    ("walrus", "(a := " * 10000 + "1" + ")" * 10000),
):
    attempt(name, lambda: compile(text, "<deep>", "exec"))
for name, line in (("if", "if 1:"), ("for", "for i in a:"), ("def", "def f():"), ("class", "class C:"),
                   ("with", "with a:"), ("try", "try:")):
    text = "".join(" " * i + line + "\n" for i in range(500)) + " " * 500 + "pass\n"
    attempt("nested " + name, lambda: compile(text, "<deep>", "exec"))
attempt("elif", lambda: compile("if 0: pass\n" + "elif 1: pass\n" * 5000, "<deep>", "exec"))
attempt("case", lambda: compile("match 1:\n case " + "[" * 5000 + "]" * 5000 + ": pass", "<deep>", "exec"))

print("calls through the runtime")


class Recursive:
    def __getattr__(self, name):
        return self.missing

    def __index__(self):
        return range(self)[0]

    def __bool__(self):
        return not self

    def __hash__(self):
        return hash(self)

    def __format__(self, spec):
        return f"{self}"

    def __contains__(self, item):
        return item in self

    def __lt__(self, other):
        return sorted([self, self])

    def __getitem__(self, key):
        return self[key]

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *details):
        pass

    def __del__(self):
        Recursive.count += 1

    def __iter__(self):
        return (x for x in self)

    count = 0


r = Recursive()
attempt("getattr", lambda: r.anything)
attempt("index", lambda: [1][r])
attempt("bool", lambda: not r)
attempt("hash", lambda: {r: 1})
attempt("format", lambda: f"{r}")
attempt("in", lambda: 1 in r)
attempt("sorted", lambda: sorted([r, r]))
attempt("getitem", lambda: r[0])
attempt("with", lambda: r.__enter__())
attempt("key", lambda: sorted([1, 2], key=lambda x: sorted([2, 1], key=lambda y: r[0])))
attempt("map", lambda: list(nest(lambda x: map(str, x), 100_000, [1])))
attempt("chained generators", lambda: list(nest(lambda x: (y for y in x), 100_000, [1])))


def deep_class():
    value = object
    for i in range(5000):
        value = type("C", (value,), {})
    value()


attempt("class chain", deep_class)


def new_class():
    class Meta(type):
        def __call__(cls):
            return cls()

    class Made(metaclass=Meta):
        pass

    Made()


attempt("metaclass", new_class)


def property_loop():
    class Looped:
        @property
        def value(self):
            return self.value

    Looped().value


attempt("property", property_loop)


def exception_chain():
    error = None
    for i in range(100_000):
        try:
            raise ValueError(i)
        except ValueError as problem:
            problem.__context__ = error
            error = problem
    del error


attempt("exception chain", exception_chain)
print("and the program goes on:", sum(range(100)))
