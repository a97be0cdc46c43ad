# compare: stderr
class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, n):
        if n > self.balance:
            raise ValueError(f"cannot withdraw {n}")
        self.balance -= n

    @property
    def doubled(self):
        return self.balance * self.factor


a = Account(10)
a.withdraw(3)
try:
    a.doubled
except AttributeError as e:
    print(e)


class Broken:
    value = a.balance
    other = value + undefined
