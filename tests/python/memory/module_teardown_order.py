class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
b = D("b")
c = D("c")


def use():
    return a


print("end of script")
