# Looking up numbers just computed, among keys of every kind that may equal them.


class Like:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        print("compared", self.number, type(other).__name__)
        return self.number == other

    def __repr__(self):
        return f"Like({self.number})"


keys = [0, 1.0, True, -1, -2, 3.0, Like(7), Like(-1), 2**61 - 1, 2**61, -(2**61), 2**62, 2**70, "5",
        10**6]
table = {}
for key in keys:
    table[key] = repr(key)
members = set(keys)


def look(number):
    found = number + 0 in table
    member = number + 0 in members
    try:
        value = table[number + 0]
    except KeyError as error:
        value = f"KeyError {error}"
    return found, member, value


for number in (0, 1, 2, 3, 5, 7, -1, -2, -3, 2**61 - 1, 2**61, -(2**61), 2**61 + 1, 2**62 - 1,
               2**62, 2**63, 2**70, 10**6):
    print(number, look(number))

table = {number: number * 2 for number in range(-50, 300)}
members = set(range(-50, 300))
for number in range(-50, 300, 3):
    del table[number]
    members.discard(number)
print([number for number in range(-60, 310) if number + 0 in table] ==
      [number for number in range(-60, 310) if number + 0 in members])
print(sum(table[number + 0] for number in range(-60, 310) if number + 0 in table))
for size in (3, 70000):
    table = dict.fromkeys(range(size))
    print(size - 1 + 0 in table, size + 0 in table, -1 + 0 in table)
table.clear()
members.clear()
print(3 + len(table) in table, 3 + len(table) in members, 3 + len(table) in frozenset([3]))


class Missing(dict):
    def __missing__(self, key):
        return ("missing", key)


missing = Missing({2: "two"})
print([missing[number + 1] for number in range(3)])
