from types import SimpleNamespace, MappingProxyType, MethodType, FunctionType, ModuleType, GenericAlias
n = SimpleNamespace(x=1, y=SimpleNamespace(z=2))
n.x += 5
n.list = []
n.list.append(n.y)
print(n, n.y.z, n == SimpleNamespace(x=6, y=n.y, list=[n.y]), n != SimpleNamespace(), sorted(vars(n)), hasattr(n, "q"))
n.me = n
print(n)
del n.me, n.list
print(n, SimpleNamespace(**{"a b": 1, "c": 2}), SimpleNamespace(b=1, a=2))
for text in ("SimpleNamespace(5)", "SimpleNamespace({}, {})", "n < n", "hash(n)", "n.nope", "n['x']", "del_n", "len(n)"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Sub(SimpleNamespace):
    def total(self):
        return sum(self.__dict__.values())


print(Sub(a=1, b=2), Sub(a=1, b=2).total(), Sub(a=1) == SimpleNamespace(a=1))
d = {"a": 1, "b": [2]}
m = MappingProxyType(d)
d["c"] = 3
m["b"].append(5)
print(m, dict(m), len(m), list(m), m.get("zz", 0), "a" in m, m.keys(), list(m.values()), m == d, m | {"z": 1}, {**m}, m.copy() is d, sorted(m), type(m | m).__name__, isinstance(m, dict), repr(MappingProxyType({})))
for text in ("m.pop('a')", "m.update({})", "m.__setitem__(1, 2)", "m.__delitem__('a')", "m['zz']", "MappingProxyType([])", "MappingProxyType()", "m |= {}", "hash(m)"):
    try:
        exec(text)
        print(text, type(m).__name__)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(type(type.__dict__["__dict__"].__get__(int)).__name__, "real" in vars(int), type(vars(int)).__name__)


def f(self, x=1):
    return (self, x)


b = MethodType(f, "bound")
print(b(), b(2), b.__self__, b.__func__ is f, b == MethodType(f, "bound"), b.__name__, MethodType(len, [1, 2])(), MethodType(b, 5)())
g = FunctionType(f.__code__, {"__name__": "gmod"}, "g", (10, 20))
print(g(), g.__name__, g.__module__, g.__defaults__)
mod = ModuleType("m", "doc string")
mod.a = 1
exec("b = a + 1\ndef f(): return b", mod.__dict__)
print(mod.f(), mod.__doc__, [k for k in vars(mod) if not k.startswith("_")])
ga = GenericAlias(dict, (str, int))
print(ga, ga.__origin__, ga.__args__, ga(a=1), ga == dict[str, int], hash(ga) == hash(dict[str, int]), repr(list[ga]))
