# What __hash__ may give: an int that fits is the hash, others are brought into range.
class H:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n


for n in (-9223363310261692112, 2**63 - 1, -2**63, 2**62, 2**61, 2**61 - 1, 2**63, -2**63 - 1,
          2**64, 10**30, -1, -2, 0, True, 5):
    print(n, hash(H(n)), hash(H(n)) == hash(n))
for wrong in (1.5, "x", None):
    try:
        hash(H(wrong))
    except TypeError as e:
        print(e)
s = "text"
print(hash(H(hash(s))) == hash(s), hash(H(hash(H))) == hash(H))
