# One piece alone is what __format__ gave; numbers just computed.
class S(str):
    def __format__(self, spec): return self
    def __str__(self): return self
print(type(f"{S('a')}"), type(f"{S('a')!s}"), type(f"{S('a')}b"), type(f"{'a'}"), f"{5}{-7:3}{10**12}{-(10**9)}{0}{9}{10}")
for n in range(3): print(f"{n+1}", f"{n-1!r}")
