def f(x):
    match x:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": "rect", "w": w, "h": h, **rest}:
            return f"rect {w}x{h} {rest}"
        case {"type": str(t), **others} if others:
            return f"other {t} {others}"
        case {1: one, None: none}:
            return f"keys {one} {none}"
        case {-1: _, "k": [a, {"deep": b}]}:
            return f"deep {a} {b}"
        case {"const": 5 | 6 as n}:
            return f"or {n}"
        case {}:
            return f"mapping of {len(x)}"
        case _:
            return "not a mapping"


from collections import OrderedDict, defaultdict
for v in ({"type": "circle", "r": 3}, {"type": "circle", "r": 3, "extra": 1}, {"type": "rect", "w": 1, "h": 2}, {"type": "rect", "w": 1, "h": 2, "z": 0}, {"type": "x", "q": 1}, {"type": "x"}, {1: "a", None: "b"}, {-1: 0, "k": [1, {"deep": 2}]}, {"const": 6}, {"const": 7}, {}, [], "a", OrderedDict(type="circle", r=1)):
    print(f(v))
d = defaultdict(int)
match d:
    case {"missing": x}:
        print("never", x)
    case _:
        print("not created", dict(d))


class M(dict):
    def get(self, k, default=None):
        print("get", k)
        return super().get(k, default)


match M(a=1):
    case {"a": v, "b": w}:
        print(v, w)
    case {"a": v}:
        print("a only", v)


class K:
    A = "key a"


match {"key a": 10, "z": 1}:
    case {K.A: v, **rest}:
        print(v, rest)
match {"x": None}:
    case {"x": None}:
        print("none value")
