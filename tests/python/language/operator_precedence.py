print(1 + 2 * 3, (1 + 2) * 3, 2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 2 ** -1, 10 - 5 - 2, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 2)
print(1 | 2 ^ 3 & 4, 1 | 6 & 3, 5 ^ 3 | 8, 1 << 2 + 1, 16 >> 1 + 1, ~1 + 2, ~(1 + 2), -1 ** 2, not 1 == 2, not (1 == 2))
print(1 < 2 == True, 1 == 1 < 2, 3 > 2 > 1, 1 in [1] == True, (1 in [1]) == True, not 1 in [2], 1 not in [2])
print(True or False and False, (True or False) and False, not False or True, not (False or True), 0 or 1 and 2, 1 and 0 or 3)
print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) + 5, 1 if 1 else 2 + 5, (lambda: 1 if 0 else 2)())
print([1, 2][0] + 3, -[5][0], "ab" "cd"[0], ("ab" "cd")[0], -2 .bit_length(), (-2).bit_length(), not [] + [1], 2 * -3, 2 - -3, - - 3, + - 3, ~-1, -~1)
print(1 + 2 < 4, 1 + (2 < 4), 4 & 1 == 0, (4 & 1) == 0, 1 < 2 & 3, "a" in "abc" and "d" not in "abc", 5 - 3 << 1, 1 + 1 << 1 + 1)
x = 5
x += 1 if x > 3 else 2
print(x, (lambda a, b=1 + 1: a * b)(3), [i for i in range(3) if i if i > 1 or i < 0], 3 if x and not x else 4)
print(2 ** 2 * 3, 2 * 2 ** 3, -3 // 2, -(3 // 2), -3 % 5, -(3 % 5), 3 - 2 - 1, 2 ** 3 * 4 % 5 // 2 - 1)
await_ = 3
print(await_ ** 2, x if x else await_, x or await_ and 0, (x or await_) and 0, 1, *[2, 3], x == 6 != 7 is not None)
print(1 .real + 2, 1.0.real, "%d" % 3 + "x", "%d-%d" % (1, 2) * 2, "a" * 2 + "b", [0] * 2 + [1], (1,) + (2,) * 2)
print({1: 2}[1] + 1, (lambda: 3)() + 1, [lambda: 4][0]() * 2, {"k": [1, 2]}["k"][1] ** 3, "abc"[1:][0].upper() + "z")
