# b += part, wherever b is; nobody who holds the old value sees it change.


class Place:
    pass


total = b""


def grow(parts):
    global total
    local, held, items, place = b"", [], [b"", b"ab"], Place()
    place.data = b"x"
    cell = b""

    def inner():
        nonlocal cell
        cell += b"12"

    for part in parts:
        local += part
        if len(local) % 3 == 0:
            held.append(local)
        total += part
        items[1] += part
        place.data += part
        items[0] = items[0] + part
        inner()
    return local, held, items, place.data, cell


parts = [bytes([n]) * (n % 4) for n in range(40)]
for result in grow(parts):
    print(result)
print(total, len(total), hash(total) == hash(b"".join(parts)))

# Views, keys, constants and other references.
whole = bytes(range(10)) * 10
view = memoryview(whole)
whole += b"more"
print(len(view), len(whole), view[-1], whole[-4:])
view.release()
keys = {}
key = b"ab" * 2
for i in range(5):
    keys[key] = i
    key += b"c"
print(keys, key)


def constant():
    text = b"constant"
    text += b"!"
    return text


print(constant(), constant())

# Itself, nothing, others.
twice = b"ab" * 3
twice += twice
print(twice)
twice += b""
print(twice)
empty = b""
empty += twice
print(empty == twice)
for other in bytearray(b"xy"), memoryview(b"z"), "text", 5, None:
    grown = b"ab" * 4
    try:
        grown += other
        print(type(grown).__name__, grown)
    except TypeError as error:
        print(error, grown)


class Sub(bytes):
    def __add__(self, other):
        return b"added"


sub = Sub(b"abc")
sub += b"d"
print(sub)
plain = b"ab" * 5
plain += Sub(b"cd")
print(plain)
iterator = iter(plain)
next(iterator)
plain += b"ef"
print(bytes(iterator), plain)
big = b"0123456789" * 1000
for i in range(300):
    big += b"%03d" % i
print(len(big), big[-6:], big.endswith(b"298299"), big.count(b"0"))
