from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
a = [1, 2, 2, 2, 3, 5]
print([bisect_left(a, x) for x in range(7)], [bisect_right(a, x) for x in range(7)], bisect(a, 2), bisect_left([], 1), bisect_left(a, 2, 2), bisect_right(a, 2, 0, 2), bisect_left(a, 2.5), bisect_left("abd", "c"), bisect is bisect_right)
insort(a, 4)
insort_left(a, 2)
insort_right(a, 0)
insort(a, 9, lo=2)
print(a)
words = ["a", "bb", "dddd"]
print(bisect_left(words, 3, key=len), bisect_right(words, 2, key=len))
insort(words, "ccc", key=len)
print(words)
for text in ("bisect(a, 'x')", "bisect(a, 1, -1)", "bisect(5, 1)", "bisect(a)", "bisect(a, 1, 'x')", "insort(5, 1)", "insort((1, 2), 1)", "bisect(a, 1, 2, 100)", "bisect_left(a, 1, key=5)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


def grade(score):
    return "FDCBA"[bisect([60, 70, 80, 90], score)]


print([grade(s) for s in (33, 60, 77, 89, 90, 100)])


class Seq:
    def __len__(self):
        return 10

    def __getitem__(self, i):
        print("get", i, end=" ")
        return i * i


print(bisect_left(Seq(), 50))


class L(list):
    def insert(self, i, x):
        print("insert at", i)
        super().insert(i, x)


l = L([1, 5])
insort(l, 3)
print(l)
big = list(range(0, 10000, 3))
print(bisect_left(big, 5000), bisect_right(big, 5001), all(bisect_left(big, x) == i for i, x in enumerate(big)))
