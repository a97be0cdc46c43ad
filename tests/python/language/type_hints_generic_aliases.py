def f(a: list[int], b: dict[str, list[int]] = None, *c: tuple[int, ...], d: int | None = 5) -> set[str]:
    return a


print(f.__annotations__)
print(list[int], dict[str, int], tuple[()], tuple[int, str], set[frozenset[int]], type[int], list["fwd"], list[None], list[...])
x: list[int] = [1]
print(__annotations__, list[int].__origin__ is list, list[int].__args__, dict[str, int].__parameters__, list[int] == list[int], list[int] != list[str], hash(list[int]) == hash(list[int]), list[int]((1, 2)), isinstance(list[int], type))
print(int | str, int | None, (int | str).__args__, int | str == str | int, int | int, int | (str | float), (int | None) == (None | int), isinstance(5, int | str), isinstance(None, int | None), issubclass(bool, int | str), type(int | str).__name__, list[int] | None, hash(int | str) == hash(str | int))
for text in ("int[int]", "isinstance([], list[int])", "issubclass(list, list[int])", "int | 5", "5 | int", "list[int].nope", "list[int].append", "isinstance(1, int | list[int])", "(int | str)()", "list[int][str]", "None | None", "class_of"):
    try:
        r = eval(text)
        print(text, r if " at 0x" not in repr(r) else "ok")
    except (TypeError, AttributeError, NameError) as e:
        print(text, "->", type(e).__name__, e)


class G:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)

    def __getitem__(self, item):
        return ("instance", item)


print(G[int], G[int, str], G()[1], G[1:2], G[()])


class Sub(list[int]):
    pass


print(Sub.__bases__, Sub.__orig_bases__, Sub([1]), Sub.__mro__[1])
import types
print(types.GenericAlias(list, (int,)), types.GenericAlias(dict, (str, int)).__args__, repr(list[list[dict[str, int]]]))
match 5:
    case int() | str() as v:
        print(v)
