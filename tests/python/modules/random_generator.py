# random and _random: the same numbers as CPython for a seed.
import random
import _random
for seed in (0,1,-5,2**40,2**100+7):
    r=_random.Random(seed); print(seed,[r.random() for i in range(3)],[r.getrandbits(k) for k in (1,5,32,33,64,70,200,0)])
st=r.getstate(); a=r.random(); r.setstate(st); print(a==r.random(), len(st), st[-1])
for f in (lambda: r.getrandbits(-1), lambda: r.setstate((1,)), lambda: r.setstate([1]), lambda: r.setstate((1,)*624+(900,))):
    try: f()
    except Exception as e: print(type(e).__name__,e)

rng = random.Random("a seed")
print([rng.randrange(1000) for i in range(5)], rng.random(), rng.choice("abcdef"), rng.sample(range(50), 5))
rng = random.Random(2.5)
print(rng.uniform(1, 2), rng.gauss(0, 1), rng.normalvariate(0, 1), rng.expovariate(1), rng.betavariate(1, 2), rng.triangular())
items = list(range(10))
rng.shuffle(items)
print(items, rng.choices("abc", weights=[1, 2, 3], k=5), rng.randbytes(5), rng.getstate()[0])
random.seed(7)
print(random.random(), random.randint(1, 6), random.getrandbits(100))


# A seed is looked at when the generator is initialised, by the rules of its class.
import _random
for make in (random.Random, _random.Random):
    try:
        make([])
    except TypeError as error:
        print(str(error).split(':')[0])


class Seeded(random.Random):
    def __init__(self, names, seed):
        super().__init__(seed)


print(Seeded([], 5).random() == random.Random(5).random() == _random.Random(5).random())

# Until it is initialised a generator is all zeros.
import _random
print(_random.Random.__new__(_random.Random).random())
print(_random.Random(5).random(), _random.Random(5).random() == _random.Random(5).random())
