from enum import Enum, auto


class Dir(Enum):
    NORTH = auto()
    SOUTH = auto()

    @property
    def opposite(self):
        return Dir.SOUTH if self is Dir.NORTH else Dir.NORTH


class Room:
    all = {}

    def __init__(self, name, *items):
        self.name, self.items, self.exits = name, set(items), {}
        Room.all[name] = self

    def link(self, d, other):
        self.exits[d], other.exits[d.opposite] = other, self


class Game:
    def __init__(self, start):
        self.room, self.bag, self.turns = start, [], 0

    def do(self, line):
        self.turns += 1
        match line.lower().split():
            case []:
                return "say something"
            case ["go", word] | ["walk", "to", word]:
                try:
                    d = Dir[word.upper()]
                except KeyError:
                    return f"no direction {word!r}"
                if d not in self.room.exits:
                    return "a wall"
                self.room = self.room.exits[d]
                return f"you are in the {self.room.name}"
            case ["take", *items] if items and items != ["all"]:
                got = [i for i in items if i in self.room.items]
                self.room.items -= set(got)
                self.bag += got
                return f"took {', '.join(got) or 'nothing'}"
            case ["take", "all"]:
                return self.do("take " + " ".join(sorted(self.room.items)))
            case ["look" | "l"]:
                return f"{self.room.name}: {', '.join(sorted(self.room.items)) or 'empty'}; exits {sorted(d.name.lower() for d in self.room.exits)}"
            case ["bag" | "i"]:
                return f"bag: {self.bag}"
            case [verb, *_]:
                return f"cannot {verb}"


hall, cave = Room("hall", "lamp", "key"), Room("cave", "gold")
hall.link(Dir.NORTH, cave)
g = Game(hall)
for line in ("look", "take lamp sword", "go north", "go north", "go up", "take all", "i", "walk to south", "l", "", "dance wildly", "take"):
    print(f"> {line}\n{g.do(line)}")
print(g.turns, g.room.name, sorted(Room.all))
