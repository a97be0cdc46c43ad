values = {"1": 1, "1.5": 1.5, "1j": 1j, "'s'": "s", "b'b'": b"b", "[]": [], "()": (), "{}": {}, "set()": set(), "None": None, "int": int, "len": len, "range(1)": range(1), "slice(1)": slice(1), "lambda": lambda: 0}
import operator
ops = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod, "**": operator.pow, "<<": operator.lshift, "&": operator.and_, "|": operator.or_, "^": operator.xor, "@": operator.matmul, "<": operator.lt}
n = 0
for name, op in ops.items():
    for a in values:
        for b in values:
            if a == "'s'" and name == "%":
                continue
            try:
                op(values[a], values[b])
            except TypeError as e:
                n += 1
                if hash_like := (n * 7) % 5 == 0:
                    print(a, name, b, "->", e)
            except (ZeroDivisionError, ValueError) as e:
                print(a, name, b, "->", type(e).__name__, e)
print(n)
for name, op in {"-": operator.neg, "+": operator.pos, "~": operator.invert, "abs": abs, "len": len, "iter": iter, "hash": hash, "int": int, "float": float, "next": next, "index": operator.index, "reversed": reversed, "round": round, "chr": chr, "ord": ord, "callable": lambda v: v()}.items():
    for a in values:
        try:
            op(values[a])
        except TypeError as e:
            print(name, a, "->", e)
        except Exception as e:
            print(name, a, "->", type(e).__name__, e)
