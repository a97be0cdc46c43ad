import types


def f(a):
    return a


print(types.FunctionType is type(f), types.LambdaType is type(lambda: 0), types.BuiltinFunctionType is type(len), types.MethodType.__name__, types.GeneratorType.__name__, types.ModuleType.__name__, types.NoneType, types.EllipsisType, types.NotImplementedType, types.CodeType is type(f.__code__), types.CellType.__name__, types.MappingProxyType.__name__, types.SimpleNamespace.__name__, types.TracebackType.__name__, types.FrameType.__name__, types.GenericAlias.__name__, types.UnionType.__name__, types.CoroutineType.__name__, types.WrapperDescriptorType.__name__, types.MethodDescriptorType.__name__, types.GetSetDescriptorType.__name__, types.MemberDescriptorType.__name__, types.ClassMethodDescriptorType.__name__, types.MethodWrapperType.__name__, types.AsyncGeneratorType.__name__)
n = types.SimpleNamespace(a=1, b="x")
n.c = [1]
print(n, n.a, n == types.SimpleNamespace(a=1, b="x", c=[1]), vars(n), types.SimpleNamespace(), n.__class__.__name__)
del n.a
try:
    n.a
except AttributeError as e:
    print(e)
m = types.MappingProxyType(d := {"k": 1})
print(m, m["k"], len(m), list(m), "k" in m, m.get("z", 0), m.copy(), m == {"k": 1}, m | {"q": 2}, list(m.items()), list(reversed(m)))
d["new"] = 2
print(m)
for text in ("m.__setitem__('a', 1)", "m['zz']", "types.MappingProxyType(5)", "hash(m)", "m.clear()", "types.SimpleNamespace(1)", "types.MethodType(5, 1)", "types.MethodType(f, None)", "types.FunctionType(5, {})", "types.CellType().cell_contents"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
g = types.FunctionType(f.__code__, globals(), "renamed", (7,))
print(g.__name__, g(), g(3))


def closure():
    x = 1

    def inner():
        return x
    return inner


h = types.FunctionType(closure().__code__, {}, closure=(types.CellType(42),))
print(h())
mod = types.ModuleType("made", "doc")
mod.x = 5
print(mod, mod.__name__, mod.__doc__, mod.x, sorted(vars(mod))[:2])
C = types.new_class("C", (dict,), {}, lambda ns: ns.update(y=3))
print(C, C.y, C.__mro__[1], types.prepare_class("D")[0], types.resolve_bases((int,)))


class Lazy:
    @types.DynamicClassAttribute
    def v(self):
        return "instance only"


print(Lazy().v)
try:
    Lazy.v
except AttributeError:
    print("not on the class")
print(list[int], dict[str, int], list[int].__origin__, list[int].__args__, tuple[int, ...], int | str, (int | None).__args__, isinstance(1, int | str), type[int], list[list[int]], list[int] == list[int], list[int]([1, 2]), int | str == str | int, repr(int | list[int]))
for text in ("int | 5", "list[int] | None", "isinstance([], list[int])", "int[str]", "list[int][str]", "int | 'a'"):
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)
cell = closure().__closure__[0]
print(cell.cell_contents, cell == types.CellType(1), type(cell).__name__)
cell.cell_contents = 9
print(cell.cell_contents, types.coroutine.__name__, sorted(types.__all__)[:4])
