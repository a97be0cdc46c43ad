def f():
    return 1 / 0


value = f()
