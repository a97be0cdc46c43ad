def naive(h, n, start=0):
    for i in range(start, len(h) - len(n) + 1):
        if h[i:i + len(n)] == n:
            return i
    return -1


seed = 7


def rnd(k):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed // 65536 % k


checks = total = 0
for alphabet in ("ab", "abc", "aé", "a日", "a😀b"):
    for _ in range(60):
        h = "".join(alphabet[rnd(len(alphabet))] for _ in range(rnd(60)))
        n = "".join(alphabet[rnd(len(alphabet))] for _ in range(rnd(5)))
        i = naive(h, n)
        assert h.find(n) == i and (n in h) == (i >= 0), (h, n)
        r = len(h) - len(n) - naive(h[::-1], n[::-1]) if naive(h[::-1], n[::-1]) >= 0 else -1
        assert h.rfind(n) == r, (h, n, r)
        b, m = h.encode(), n.encode()
        assert (b.find(m) >= 0) == (i >= 0) and b.count(m) == h.count(n) if n else True
        if n:
            c, j = 0, naive(h, n)
            while j >= 0:
                c, j = c + 1, naive(h, n, j + len(n))
            assert h.count(n) == c and len(h.split(n)) == c + 1 and h.replace(n, "") == "".join(h.split(n)) and len(h.replace(n, n + "x")) == len(h) + c
        checks += 1
        total += i
print(checks, total)
h = "a" * 10000 + "b" + "a" * 10000
print(h.find("a" * 100 + "b"), h.find("b" + "a" * 100), h.find("a" * 10001), h.rfind("ab"), h.count("aa"), h.find("aab", 9990), h.find("b", -5), ("ab" * 5000).find("ba" * 2000), ("ab" * 5000).rfind("ab" * 10), (h * 3).count("aba"), h.index("b"), len(h.split("b")), h.replace("b", "", 1).count("a"))
