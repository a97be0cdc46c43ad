from operator import attrgetter, itemgetter, methodcaller, add, mul, lt, not_, truth, contains, concat, countOf, indexOf
from functools import reduce


class P:
    def __init__(self, name, age, **kw):
        self.name, self.age = name, age
        self.__dict__.update(kw)

    def older(self, n=1, *, extra=0):
        return self.age + n + extra

    def __repr__(self):
        return f"{self.name}{self.age}"


people = [P("c", 3), P("a", 3), P("b", 1)]
print(sorted(people, key=attrgetter("age", "name")), max(people, key=attrgetter("name")), list(map(methodcaller("older", 5, extra=100), people)), list(map(attrgetter("name"), people)))
rows = [{"id": 2, "v": [1, 2]}, {"id": 1, "v": [3, 4]}]
print(sorted(rows, key=itemgetter("id"))[0]["v"], list(map(itemgetter("v"), rows)), itemgetter("id", "v")(rows[0]), [itemgetter(-1)(r["v"]) for r in rows], itemgetter(slice(None, None, -1))("abc"), itemgetter(*"ab")({"a": 1, "b": 2}))
print(reduce(add, [1, 2, 3]), reduce(mul, range(1, 6)), list(map(add, [1, 2], [10, 20])), list(map(lt, [1, 5], [2, 3])), list(filter(not_, [0, 1, ""])), list(map(truth, [0, "a"])), contains("abc", "b"), concat("a", "b"), countOf([1, 2, 1], 1), indexOf("abc", "c"))
n = P("n", 1, child=P("m", 2, child=P("deep", 9)))
print(attrgetter("child.child.name")(n), attrgetter("name", "child.age")(n))
for text in ("attrgetter('child.nope')(n)", "attrgetter('nope.x')(n)", "itemgetter('zz')({})", "itemgetter(5)([])", "methodcaller('nope')(n)", "methodcaller('older', 1, 2)(n)", "itemgetter(1)(5)", "attrgetter(1)", "itemgetter()", "methodcaller()", "indexOf([], 1)", "concat(1, [])", "add('a', 1)"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
import operator
table = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod, "**": operator.pow, "<<": operator.lshift, "&": operator.and_}
for sym, f in table.items():
    print(sym, f(17, 3), f(-17, 3), f.__name__)


def rpn(text):
    stack = []
    for t in text.split():
        if t in table:
            b, a = stack.pop(), stack.pop()
            stack.append(table[t](a, b))
        else:
            stack.append(int(t))
    return stack


print(rpn("3 4 + 2 *"), rpn("2 3 ** 5 %"), rpn("1 2 3"), operator.attrgetter("real")(5), operator.methodcaller("split", ",")("a,b"), repr(operator.itemgetter(1, 2)), operator.itemgetter(1) == operator.itemgetter(1))
