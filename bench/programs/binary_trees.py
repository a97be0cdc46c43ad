"""Build and walk many binary trees of tuples: allocation and recursion."""


def make(depth):
    if depth == 0:
        return (None, None)
    depth -= 1
    return (make(depth), make(depth))


def check(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + check(left) + check(right)


def main(max_depth):
    stretch = make(max_depth + 1)
    print("stretch", check(stretch))
    del stretch
    long_lived = make(max_depth)
    for depth in range(4, max_depth + 1, 4):
        rounds = 1 << (max_depth - depth + 4)
        total = 0
        for _ in range(rounds):
            total += check(make(depth))
        print(rounds, depth, total)
    print("long lived", check(long_lived))


main(15)
