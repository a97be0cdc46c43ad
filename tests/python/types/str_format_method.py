print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0}{0}{x}".format(1, x=2), "{{}} {}".format(5), "".format(), "{}".format("{}"))
print("{0.real} {0.imag}".format(3 + 4j), "{0[1]} {d[key]}".format([1, 2], d={"key": "v"}), "{0[a][0]}".format({"a": [9]}), "{x.__class__.__name__}".format(x=5), "{0[0]}{0[-1]}".format({"-1": 2, 0: 1}))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{:{}}|{:{w}.{p}f}".format(1, 5, 2.5, w=8, p=2), "{0:{1}}".format("a", "*^7"), "{:{fill}{align}{width}}".format("x", fill="-", align=">", width=4))
print("{a[b]}".format_map({"a": {"b": 1}}), "{x}".format_map(dict(x=2)))


class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"


print("{x} {y}".format_map(Default(x=1)))
for text in ("'{}'.format()", "'{0} {1}'.format(1)", "'{a}'.format()", "'{} {0}'.format(1)", "'{0} {}'.format(1)", "'{'.format()", "'}'.format()", "'{!x}'.format(1)", "'{!}'.format(1)", "'{0.foo}'.format(1)", "'{0[5]}'.format([1])", "'{0[a]}'.format([1])", "'{:d}'.format('a')", "'{'.format(1)", "'{0'.format(1)", "'{0[}'.format(1)", "'{0.}'.format(1)", "'{:{:{}}}'.format(1, 2, 3)", "'{!rr}'.format(1)", "'{a!r:>5}'.format(a='x')", "'{0[]}'.format([1])", "'{}}'.format(1)", "'{ }'.format(1)", "'{-1}'.format(1)", "'{99999999999999999999}'.format(1)", "'{x}'.format_map(5)", "'{0]}'.format(1)", "'{:%}'.format('a')"):
    try:
        print(text, repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
