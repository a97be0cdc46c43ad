class Config:
    def __init__(self, parent=None, **kw):
        self.__dict__["_parent"] = parent
        self.__dict__["_data"] = kw

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._data:
            return self._data[name]
        if self._parent is not None:
            return getattr(self._parent, name)
        raise AttributeError(f"no option {name!r}")

    def __setattr__(self, name, value):
        if name not in self._data and not name.islower():
            raise AttributeError(f"bad name {name!r}")
        self._data[name] = value

    def __delattr__(self, name):
        try:
            del self._data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return sorted({*self._data, *(dir(self._parent) if self._parent else ())})

    def __contains__(self, name):
        return hasattr(self, name)


base = Config(debug=False, level=1)
child = Config(base, level=2)
print(child.debug, child.level, base.level, "debug" in child, "nope" in child, dir(child))
child.extra = [1]
child.level += 10
del child.extra
print(child.level, base.level)
for text in ("child.nope", "del child.nope", "setattr(child, 'BAD', 1)", "child.__nope__"):
    try:
        exec(text)
    except AttributeError as e:
        print(text, "->", e, e.__cause__)
print(getattr(child, "missing", "default"), hasattr(child, "level"))
del child.level
print(child.level)


class Recorder:
    def __init__(self):
        super().__setattr__("calls", [])

    def __getattr__(self, name):
        def method(*a, **k):
            self.calls.append((name, a, k))
            return self
        return method

    def __setattr__(self, name, value):
        self.calls.append(("set", name, value))

    def __getitem__(self, k):
        self.calls.append(("item", k))
        return self

    def __call__(self, *a):
        self.calls.append(("call", a))
        return self


r = Recorder()
r.a(1).b(x=2)[3](4).c()
r.z = 5
print(r.calls)


class Strict:
    __slots__ = ("a",)

    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return f"fallback for {name}"


s = Strict()
s.a = 1
print(s.a, s.secret, s.b, hasattr(s, "anything"))
