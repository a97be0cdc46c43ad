# compare: stderr
class CM:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        print("exit", a[0].__name__)


def inner():
    with CM():
        try:
            [1, 2].index(3)
        finally:
            print("finally")


def outer():
    for i in range(2):
        if i:
            inner()


outer()
