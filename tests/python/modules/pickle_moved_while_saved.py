# What code that runs in the middle of a pickle moves to another container is still one object.
import copyreg
import pickle
import sys


class Thief:
    """Is pickled by taking the values of a dict away."""

    def __init__(self, victim, loot):
        self.victim, self.loot = victim, loot

    def __reduce__(self):
        for key in list(self.victim):
            self.loot.append(self.victim.pop(key))
        self.victim[self] = None
        return str, ()


class Plain:
    def __init__(self):
        self.items = [1]


class Module:
    def __getattr__(self, name):
        if name == "Plain":
            if moves:
                moves.pop()()
            return Plain
        raise AttributeError(name)


class File:
    def __init__(self, action):
        self.data, self.action = b"", action

    def write(self, data):
        self.data += bytes(data)
        action, self.action = self.action, None
        if action:
            action()


class Clearing:
    """Takes the container that it is in away from everything but the pickler that is busy with it."""

    def __init__(self, change):
        self.change = change

    def __reduce__(self):
        outer.clear()
        self.change(pickler)
        return str, ()


moves = []
Plain.__module__ = "made_up"
sys.modules["made_up"] = Module()
copyreg._slotnames(Plain)

for protocol in range(2, 6):
    victim, loot = {}, []
    victim[Thief(victim, loot)] = [1, 2, 3]
    print(protocol, pickle.dumps([victim, loot], protocol))

    for count in 1, 2:
        before, after = [Plain() for _ in range(count)], []
        moves.append(lambda: after.append(before.pop(0)))
        print(pickle.dumps([before, after], protocol))

LONG = "a" * 70000
for protocol in 4, 5:
    victim, loot = {LONG: [1, 2]}, []
    file = File(lambda: (loot.append(victim.pop(LONG)), victim.update(b=1)))
    pickle.dump([victim, loot], file, protocol)
    print(len(file.data), file.data[-30:])
    victim, loot = Plain(), []
    setattr(victim, LONG, [1, 2])
    file = File(lambda: (loot.append(victim.__dict__.pop(LONG)), setattr(victim, "b", 1)))
    pickle.dump([victim, loot], file, protocol)
    print(len(file.data), file.data[-30:])

CHANGES = (
    lambda pickler: pickler.clear_memo(),
    lambda pickler: setattr(pickler, "memo", {}),
    lambda pickler: setattr(pickler, "fast", 0),
)
for protocol in range(6):
    for change in CHANGES:
        file = File(None)
        pickler = pickle.Pickler(file, protocol)
        pickler.fast = change is CHANGES[2]
        outer = [[Clearing(change), "".join(("text", str(protocol))), [2, [3]]], 4]
        pickler.dump([outer, ["".join(("other", str(i))) for i in range(3)]])
        print(protocol, file.data)


# Python code that stands in the place of a module may run when the pickler first wants it.
class Codecs:
    def __getattr__(self, name):
        texts.clear()
        others.extend("".join(("other", str(i))) for i in range(20))
        return getattr(codecs, name)


import codecs

texts, others = ["".join(("text", str(i))) for i in range(20)], []
texts.append(b"bytes")
sys.modules["codecs"] = Codecs()
print(pickle.loads(pickle.dumps([texts], 2)))
