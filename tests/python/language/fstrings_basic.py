name, n, pi = "world", 42, 3.14159
print(f"hello {name}", f"{n}", f"{pi:.2f}", f"{n:05d}", f"{name!r:>10}", f"{name!s}", f"{'é'!a}")
print(f"{n + 1} {n * 2} {name.upper()} {[1, 2][0]} {({'a': 1})['a']}")
print(f"{{}} {{{n}}} {{n}}")
width, prec = 10, 3
print(f"[{pi:{width}.{prec}f}] [{name:^{width}}] [{name:*<{width}}]")
print(f"{n=} {n = } {n=:>6} {name=} {name=!s} {n + 1=}")
print(f"{n:#x} {n:b} {n:o} {n:e} {n:,} {1000000:_} {0.25:%}")
print(f'{"nested"}', f"{'a' 'b'}", f"{f'{n}'}", f"""{
    n
}""")
print(f"{(lambda x: x * 2)(3)} {n if n > 1 else 0} {[i for i in range(3)]}")
print(f"a" "b" f"{1}", rf"\n{n}", f"\n{n}".strip(), f"\x41{n}\u0042")
print(f"{None} {True} {1.0} {1j} {()} {[]}")
print(f"{'abc':.2} {'abc':5.1}| {-5:=+4d}")


class C:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "C-repr"

    def __str__(self):
        return "C-str"


c = C()
print(f"{c} {c:abc} {c!r} {c!s:>6} {c!a} {c:{n}x}")
print(f"{n!r}{n!r}", f"{3!=4}", f"{n:{'>'}{5}}")
