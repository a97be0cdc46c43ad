import math
print([math.factorial(n) for n in range(15)], math.factorial(30), math.factorial(100) % (10 ** 9 + 7))
print(math.gcd(), math.gcd(12), math.gcd(12, 18), math.gcd(12, 18, 27), math.gcd(0, 5), math.gcd(-4, 6), math.gcd(2 ** 100, 6 ** 50), math.gcd(0, 0), math.lcm(), math.lcm(4, 6), math.lcm(3, 5, 7), math.lcm(0, 5), math.lcm(-4, 6), math.lcm(10 ** 20, 15))
print(math.comb(5, 2), math.comb(5, 6), math.comb(100, 50), math.comb(0, 0), math.perm(5, 2), math.perm(5), math.perm(5, 6), math.perm(20, 10), math.comb(1000, 3))
print(math.prod([1, 2, 3]), math.prod([]), math.prod([2.5, 2]), math.prod([2, 3], start=10), math.prod(range(1, 21)), math.prod(["a", 3]), math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.fsum([]), math.fsum([1, 2]), sum([0.1] * 10))
for text in ("math.factorial(-1)", "math.factorial(2.5)", "math.factorial('a')", "math.factorial(5.0)", "math.gcd(1.5, 2)", "math.gcd('a')", "math.lcm(1.5)", "math.comb(-1, 2)", "math.comb(2, -1)", "math.comb(2.5, 1)", "math.perm(-1)", "math.perm(1, -1)", "math.prod(5)", "math.prod()", "math.fsum(['a'])", "math.fsum([1e308, 1e308])", "math.fsum([math.inf, -math.inf])", "math.factorial(10 ** 20)", "math.prod([1], 2)", "math.fsum([math.nan])", "math.fsum([math.inf])", "math.comb(5)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class I:
    def __index__(self):
        return 6


print(math.factorial(I()), math.gcd(I(), 4), math.comb(I(), 2), math.isqrt(I()), math.lcm(I(), 4), math.perm(I(), 2))
print(sorted(n for n in dir(math) if not n.startswith("_")))
