assert True
assert 1, "never evaluated" + str(1 / 1)
try:
    assert False
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert 0, "message"
except AssertionError as e:
    print(repr(e))
try:
    assert [], ("a", 1)
except AssertionError as e:
    print(repr(e), e)
try:
    assert None, None
except AssertionError as e:
    print(repr(e))
try:
    assert 1 == 2, f"values {1} and {2}"
except AssertionError as e:
    print(e)


def checked(n):
    assert n > 0, n
    return n


print(checked(5))
try:
    checked(-1)
except AssertionError as e:
    print(e.args)
print(__debug__)
