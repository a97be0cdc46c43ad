def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *(4,), *range(2)), f(**{"a": 1}, b=2, **{"c": 3}), f(*"ab", **dict(x=1)), f(*[], **{}), f(*{"k": 1}), f(*(i for i in range(2))))


class Map:
    def keys(self):
        print("keys")
        return ["p", "q"]

    def __getitem__(self, k):
        return k * 2


print(f(**Map()), {**{"a": 1}, **{"a": 2, "b": 3}}, dict(**Map()))
for text in ("f(*5)", "f(*None)", "f(**5)", "f(**[1])", "f(**{1: 2})", "f(a=1, **{'a': 2})", "f(**{'a': 1}, **{'a': 2})", "f(*[1], *5)", "[*5]", "{**5}", "{*5}", "(*5,)", "print(**{'sep': 1})", "dict(**{'a': 1}, a=2)", "f(**{'a': 1, 2: 3})"):
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)


def order(name):
    print("eval", name)
    return name


f(order("1"), *[order("2")], k=order("3"), *[order("4")], **{"z": order("5")})
print([*[1], *(2,), *{3}], (*"ab", *range(2)), {*[1, 2], *[2]}, [*{}], [*"x"] * 2)
x = *range(2), *"c"
print(x)
for t in ((1, *[2, 3]), (*(4,),)):
    print(t)


def gen():
    yield 1
    raise ValueError("in generator")


try:
    f(*gen())
except ValueError as e:
    print(e)


def sub(a, b=2, *c, d, e=5, **g):
    return a, b, c, d, e, g


print(sub(*[1], **{"d": 4}), sub(*range(5), d=0, z=9), sub(1, *[], d=1, **{"e": 6}))
print((lambda *a, b, **c: (a, b, c))(*[1, 2], b=3, **{"q": 4}))
print(max(*[3, 9, 2]), print(*["a", "b"], sep="-"), "{} {x}".format(*[1], **{"x": 2}), int(*["ff"], **{"base": 16}))
big = f(*range(300))[0]
print(len(big), sum(big), len(f(**{f"k{i}": i for i in range(300)})[1]))
