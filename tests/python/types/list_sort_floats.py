# Floats in order: signs, zeros that are equal, infinities, tiny ones; with NaN whatever comes out.
import random

random.seed(7)
special = [0.0, -0.0, float("inf"), float("-inf"), 5e-324, -5e-324, 1e308, -1e308, 1.5, -1.5]
values = special * 3 + [random.uniform(-10, 10) for _ in range(200)]
random.shuffle(values)
print(sorted(values)[:12], sorted(values)[-12:])
print(sorted(values, reverse=True) == list(reversed(sorted(values))))
print(all(a <= b for a, b in zip(sorted(values), sorted(values)[1:])))

# Equal zeros keep their order, both ways.
zeros = [(-0.0, "a"), (0.0, "b"), (-0.0, "c"), (0.0, "d"), (1.0, "e"), (-1.0, "f")]
print(sorted(zeros, key=lambda pair: pair[0]))
print(sorted(zeros, key=lambda pair: pair[0], reverse=True))
print([str(x) for x in sorted([0.0, -0.0, 0.0, -0.0])])

# NaN is less than nothing: the comparisons say what happens.
nan = float("nan")
print(sorted([3.0, nan, 1.0, 2.0]))
print(sorted([nan, 2.0, nan, 1.0, 0.0]))
print(sorted([2.0, 1.0, nan]))
many = [float(n % 17) for n in range(100)]
many[50] = nan
print(sorted(many))

# Tuples and mixed numbers go the general way.
print(sorted([(2, 1.0), (1, 2.0), (2, 0.5), (1, -0.0), (1, 0.0)]))
print(sorted([2, 1.5, True, -3, 0.25]))
