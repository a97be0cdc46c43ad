# A little of each module that is written in C, named as the interpreter names it: fault injection
# (tests/faults) fails every allocation in here.
import _bisect
import _collections
import _contextvars
import _functools
import _heapq
import _operator
import _random
import _weakref
import array
import itertools

numbers = [5, 1, 4]
_heapq.heapify(numbers)
_heapq.heappush(numbers, 0)
print(numbers, _heapq.heappop(numbers), _heapq.heapreplace(numbers, 9), _heapq.heappushpop(numbers, 3))
ordered = [1, 3, 5]
_bisect.insort_right(ordered, 4)
_bisect.insort_left(ordered, 2, key=lambda n: n)
print(ordered, _bisect.bisect_right(ordered, 3), _bisect.bisect_left(ordered, 3))
d = _collections.deque([1, 2, 3], 4)
d.append(4)
d.appendleft(0)
d.rotate(1)
d.extend("ab")
print(d, d.pop(), d.popleft(), d.count(2), list(reversed(d)), d == d.copy(), d + d)
dd = _collections.defaultdict(list, a=[1])
dd["b"].append(2)
print(dd, dd.copy(), dd | {"c": 3})
od = _collections.OrderedDict(x=1, y=2)
od.move_to_end("x")
print(od, od.popitem(), list(od.items()), od == {"y": 2})
counts = {}
_collections._count_elements(counts, "abca")
print(counts)
var = _contextvars.ContextVar("var", default=1)
context = _contextvars.copy_context()
print(context.run(lambda: (var.set(5).old_value is var.set(6).MISSING, var.get())), var.get(), list(context.items())[0][1])
add = _functools.partial(lambda *a, **k: (a, k), 1, b=2)
print(add(3, c=4), add.args, add.keywords, _functools.reduce(_operator.add, [1, 2, 3], 0))
cached = _functools._lru_cache_wrapper(lambda n: n * n, 2, False, lambda *numbers: numbers)
print([cached(n) for n in (1, 2, 1, 3)], cached.cache_info())
print(sorted([3, 1, 2], key=_functools.cmp_to_key(lambda a, b: b - a)))
print(_operator.itemgetter(1, 0)("ab"), _operator.attrgetter("real", "imag")(2), _operator.methodcaller("replace", "a", "b")("banana"), _operator.concat([1], [2]), _operator.index(True), _operator.length_hint([1, 2]))
r = _random.Random(1)
r.seed(7)
state = r.getstate()
first = r.random(), r.getrandbits(70)
r.setstate(state)
print(first == (r.random(), r.getrandbits(70)))


class Thing:
    def speak(self):
        return "spoken"


thing = Thing()
calls = []
reference = _weakref.ref(thing, lambda r: calls.append(r() is None))
proxy = _weakref.proxy(thing)
print(reference() is thing, proxy.speak(), _weakref.getweakrefcount(thing), len(_weakref.getweakrefs(thing)))
del thing
print(calls, reference())
try:
    proxy.speak()
except ReferenceError as e:
    print(e)
a = array.array("i", [1, 2, 3])
a.append(4)
a.extend([5])
a.insert(0, 9)
print(a, a.tobytes().hex(), a[1:3], a.index(3), a.count(1), a.pop(), a * 2, memoryview(a).tolist(), array.array("d", [1.5]), array.array("u", "hé"))
print(list(itertools.chain([1], (2,), "3")), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.product("ab", repeat=2)), list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations("abc", 2)))
print([(k, list(g)) for k, g in itertools.groupby("aabbc")], list(itertools.accumulate([1, 2, 3])), [list(i) for i in itertools.tee([1, 2])], list(itertools.starmap(pow, [(2, 3)])), list(itertools.compress("abc", [1, 0, 1])), list(itertools.pairwise("abc")), list(itertools.takewhile(bool, [1, 0])), list(itertools.dropwhile(bool, [1, 0])), list(itertools.filterfalse(bool, [1, 0])), list(itertools.islice(itertools.cycle("ab"), 3)), list(itertools.repeat(1, 2)), list(itertools.combinations_with_replacement("ab", 2)))
