"""Objects with __slots__: a particle system, a linked queue and a rational number type."""


class Cell:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Queue:
    __slots__ = ("head", "tail", "count")

    def __init__(self):
        self.head = self.tail = None
        self.count = 0

    def push(self, value):
        cell = Cell(value)
        if self.tail is None:
            self.head = cell
        else:
            self.tail.next = cell
        self.tail = cell
        self.count += 1

    def pop(self):
        cell = self.head
        self.head = cell.next
        if self.head is None:
            self.tail = None
        self.count -= 1
        return cell.value


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Rational:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        g = gcd(n, d)
        self.n = n // g
        self.d = d // g

    def __add__(self, o):
        return Rational(self.n * o.d + o.n * self.d, self.d * o.d)

    def __mul__(self, o):
        return Rational(self.n * o.n, self.d * o.d)

    def __eq__(self, o):
        return self.n == o.n and self.d == o.d


def main():
    q = Queue()
    total = 0
    for i in range(700000):
        q.push(i)
        if i % 3:
            total += q.pop()
    print(total, q.count)
    s = Rational(0)
    for i in range(170000):
        s = s + Rational(i % 7 - 3, 12) * Rational(1, i % 5 + 1)
    print(s.n, s.d)


main()
