print(type(1), type("a"), type(type), type(None), type(len), type(lambda: 0), type([]), type(int), type(...), type(object()), type(range(1)), type(slice(1)), type(Exception()), type({}.keys()), type(iter([])), type(x for x in ()), type(print), type([].append), type(str.upper), type(int.__add__), type((1).__add__), type(dict.fromkeys), type(type.__dict__), type(int.real), type(property()), type(super), type(NotImplemented))
print(int.__name__, int.__qualname__, int.__module__, int.__bases__, int.__mro__, bool.__mro__, object.__bases__, type.__bases__, type.__mro__, int.__base__, object.__base__, int.__class__, int.__flags__ & (1 << 24) != 0)
A = type("A", (), {"x": 1, "f": lambda self: self.x})
B = type("B", (A,), dict(y=2))
print(A, A().f(), B.__bases__, B().x, B().y, A.__name__, A.__module__, A.__qualname__, A.__dict__["x"], B.__mro__)
for text in ("type()", "type(1, 2)", "type('A', (), 5)", "type('A', 5, {})", "type(5, (), {})", "type('A', (5,), {})", "type('A', (int, str), {})", "type('A', (bool,), {})", "type('A', (A, B), {})", "int.x = 1", "int.__name__ = 'x'", "del A.nope", "A.nope", "A.__name__ = 5", "type('a\\0b', (), {})", "A.__bases__ = ()", "type('A', (A, A), {})", "type.__call__()", "object(5)", "A(5)", "object.__new__()", "object.__new__(5)", "object.__new__(int)", "int.__new__(str)", "A.__dict__['z'] = 1", "type('A', (), {}, x=1)", "A.__class__ = 5"):
    try:
        exec(text) if " = " in text or text.startswith("del") else print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
A.__name__ = "Renamed"
print(A, repr(A), A.__qualname__, str(int), f"{int}", format(str), int == int, int != str, hash(int) == hash(int), {int: 1}[int], type(A) is type, callable(int), issubclass(type, object), isinstance(object, type))
print(type.__subclasses__(type)[:0], [c.__name__ for c in bool.__subclasses__()], int.__doc__[:20], dir(object)[:5], type.mro(bool), object.__init_subclass__(), object.__subclasshook__(1))


# A name that no class may have, and what it leaves.
class Renamed:
    pass


for name in ('a\0b', '\0', 'a\ud800', 5):
    for rename in (lambda: setattr(Renamed, '__name__', name), lambda: type(name, (), {})):
        try:
            rename()
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
print(Renamed.__name__, repr(Renamed()).split()[0])
