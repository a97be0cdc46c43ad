from functools import total_ordering


@total_ordering
class Money:
    rates = {"EUR": 1.0, "USD": 0.5}

    def __init__(self, amount, currency="EUR"):
        if currency not in self.rates:
            raise ValueError(f"unknown currency {currency!r}")
        self.amount, self.currency = amount, currency

    def to(self, currency):
        return Money(self.amount * self.rates[self.currency] / self.rates[currency], currency)

    def _other(self, o):
        if isinstance(o, Money):
            return o.to(self.currency).amount
        if o == 0:
            return 0
        return NotImplemented

    def __add__(self, o):
        v = self._other(o)
        return v if v is NotImplemented else Money(self.amount + v, self.currency)

    __radd__ = __add__

    def __sub__(self, o):
        return self + -o

    def __neg__(self):
        return Money(-self.amount, self.currency)

    def __mul__(self, k):
        if not isinstance(k, (int, float)):
            return NotImplemented
        return Money(self.amount * k, self.currency)

    __rmul__ = __mul__

    def __truediv__(self, o):
        return self.amount / self._other(o) if isinstance(o, Money) else Money(self.amount / o, self.currency)

    def __divmod__(self, n):
        each = self.amount // n
        return Money(each, self.currency), Money(self.amount - each * n, self.currency)

    def __eq__(self, o):
        return isinstance(o, Money) and self.amount == o.to(self.currency).amount

    def __lt__(self, o):
        v = self._other(o)
        return v if v is NotImplemented else self.amount < v

    def __hash__(self):
        return hash(self.to("EUR").amount)

    def __bool__(self):
        return bool(self.amount)

    def __float__(self):
        return float(self.amount)

    def __int__(self):
        return int(self.amount)

    def __round__(self, n=0):
        return Money(round(self.amount, n), self.currency)

    def __abs__(self):
        return Money(abs(self.amount), self.currency)

    def __repr__(self):
        return f"{self.amount:.2f} {self.currency}"

    def __format__(self, spec):
        return f"{self.amount:{spec}}{self.currency}" if spec else repr(self)


a, b = Money(10), Money(30, "USD")
print(a + b, b + a, sum([a, b, a]), a - b, -a, a * 3, 2 * b, a / 4, a / b, divmod(a, 3), abs(Money(-5)), round(Money(2.678), 1))
print(a < b, a > b, a <= a, a == Money(20, "USD"), a != b, max(a, b), sorted([b, a, Money(1)]), len({a, Money(20, "USD")}), bool(Money(0)), float(a), int(b), f"{a:.3f}|{b}|{a!r:>12}")
for f in (lambda: a + 5, lambda: a * a, lambda: "x" + a, lambda: a < 5, lambda: Money(1, "XXX"), lambda: a - 1, lambda: a ** 2, lambda: a[0]):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
a += b
a *= 2
print(a)
