class Field:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        return self if obj is None else obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}, got {type(value).__name__}")
        obj.__dict__[self.name] = value


class Model:
    def __init_subclass__(cls):
        cls._fields = [n for c in reversed(cls.__mro__) for n, v in vars(c).items() if isinstance(v, Field)]

    def __init__(self, *args, **kw):
        for name, value in {**dict(zip(self._fields, args)), **kw}.items():
            if name not in self._fields:
                raise AttributeError(name)
            setattr(self, name, value)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self._fields)})"

    def __eq__(self, other):
        return type(self) is type(other) and all(getattr(self, n) == getattr(other, n) for n in self._fields)

    def __hash__(self):
        return hash(tuple(getattr(self, n) for n in self._fields))

    def __iter__(self):
        return (getattr(self, n) for n in self._fields)


class Point(Model):
    x = Field(int, 0)
    y = Field(int, 0)


class Named(Point):
    name = Field(str, "anon")


p, q = Point(1, 2), Point(1, y=2)
print(p, q, p == q, hash(p) == hash(q), len({p, q}), Named(5, name="n"), Named._fields, [*p], Named() == Point())
for f in (lambda: Point("a"), lambda: Point(z=1), lambda: setattr(p, "x", 1.5)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
x, y = p
print(x, y, Point.x.kind.__name__, Point.x.name, {p: "as key"}[q])
