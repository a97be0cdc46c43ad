from collections import defaultdict
from enum import Enum


class Kind(Enum):
    DEPOSIT = "deposit"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"


class BankError(Exception):
    """Base of this program's errors."""


class Insufficient(BankError):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need, self.have = need, have


class Account:
    _next = 1

    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
        self.number = Account._next
        Account._next += 1
        self.history = []

    def apply(self, kind, amount):
        if amount <= 0:
            raise ValueError(f"bad amount {amount}")
        if kind is Kind.WITHDRAW and amount > self.balance:
            raise Insufficient(amount, self.balance)
        self.balance += amount if kind is Kind.DEPOSIT else -amount
        self.history.append((kind, amount))

    def __repr__(self):
        return f"<{self.owner}#{self.number}: {self.balance}>"


class Bank:
    def __init__(self):
        self.accounts = {}
        self.log = defaultdict(list)

    def open(self, owner, balance=0):
        a = Account(owner, balance)
        self.accounts[a.number] = a
        return a

    def transfer(self, a, b, amount):
        undo = []
        try:
            a.apply(Kind.WITHDRAW, amount)
            undo.append((a, amount))
            if b is None:
                raise BankError("no such account")
            b.apply(Kind.DEPOSIT, amount)
        except BankError as e:
            for account, x in undo:
                account.apply(Kind.DEPOSIT, x)
            self.log["failed"].append(str(e))
            raise
        else:
            self.log["done"].append((a.owner, b.owner, amount))
        finally:
            self.log["tried"].append(amount)


bank = Bank()
ann, bob = bank.open("ann", 100), bank.open("bob")
bank.transfer(ann, bob, 30)
for a, b, n in ((ann, bob, 500), (ann, None, 10), (bob, ann, 30), (bob, ann, -1)):
    try:
        bank.transfer(a, b, n)
        print("ok", a, b)
    except Insufficient as e:
        print("insufficient", e.need, e.have)
    except BankError as e:
        print("error", e)
    except ValueError as e:
        print("value", e)
print(ann, bob, dict(bank.log), [(k.name, v) for k, v in ann.history], sum(a.balance for a in bank.accounts.values()))
