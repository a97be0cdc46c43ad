# Ways inside: classes, frames, tracebacks, code objects, the collector, crafted data. What is found
# there leads nowhere, and crafted things do not break the runtime.
import gc, sys, marshal, _weakref, _io
import builtins


def function(a, b=1, *args, c=2, **rest):
    x = a

    def inner():
        return x

    return inner


code = function.__code__


@attempt
def classes_that_open_files():
    found = []
    seen = set()
    todo = [object]
    while todo:
        cls = todo.pop()
        for sub in type.__subclasses__(cls):
            if sub not in seen:
                seen.add(sub)
                todo.append(sub)
    for cls in seen:
        for arguments in (("/etc/passwd",), (0,), ("/etc/passwd", "r"), ("/etc",), ()):
            try:
                made = cls(*arguments)
                read = getattr(made, "read", None)
                if read and "root:" in str(read()):
                    found.append(cls)
            except BaseException:
                pass
    return found


@attempt
def builtins_that_were_taken_away():
    names = {"__builtins__": {}}
    exec("found = [c for c in ().__class__.__base__.__subclasses__()]", names)
    for cls in names["found"]:
        module = sys.modules.get(cls.__module__)
        opener = getattr(module, "open", None)
        try:
            if opener and opener("/etc/passwd"):
                return cls
        except OSError:
            pass


@attempt
def frames_of_the_host():
    frame = sys._getframe()
    while frame.f_back:
        frame = frame.f_back
    return [name for name in frame.f_globals if "secret" in name.lower() and name != "SECRET"]


@attempt
def objects_of_the_collector():
    found = []
    for item in gc.get_objects():
        try:
            if callable(item) and getattr(item, "__name__", "") in ("open", "open_code"):
                item("/etc/passwd")
                found.append(item)
        except (OSError, TypeError, ReferenceError, ValueError):
            pass
    return found


@attempt
def referents_of_everything():
    for item in gc.get_objects():
        gc.get_referents(item)
        gc.get_referrers(item) if type(item) is type(gc) else None


@attempt
def code_from_nothing():
    return type(code)(0, 0, 0, 0, 0, 0, b"", (), (), (), "", "", "", 0, b"", b"")


@attempt
def code_with_other_instructions():
    return code.replace(co_code=b"\xff" * 64)


@attempt
def code_with_fewer_constants():
    def f():
        return 12345678901234567890, "some text", 1.5e300

    f.__code__ = f.__code__.replace(co_consts=())
    f()


@attempt
def code_with_other_constants():
    def f(x):
        print(x, sep="-", end="")
        return (lambda: x + 1)() + {"a": 1, "b": 2}["a"] + 3.5

    count = len(f.__code__.co_consts)
    for constant in (1, "x", (), None, ("a", 1), code, 2**70, 1.5):
        for position in range(count):
            constants = list(f.__code__.co_consts)
            constants[position] = constant
            try:
                type(f)(f.__code__.replace(co_consts=tuple(constants)), globals())(1)
            except Exception:
                pass


@attempt
def code_with_other_flags():
    for flags in (0, 0x20, 0x80, 0x200, 0x4, 0x8, 0x3, 0x10, 0xFFFFFF, 0x3FFFFFFF, -1):
        def f(*args, **kw):
            return args

        def g():
            yield 1

        for subject in (f, g, function):
            try:
                changed = type(subject)(subject.__code__.replace(co_flags=flags), globals())
                result = changed(1, 2, 3, z=4)
                list(result)
                result.send(None)
                result.close()
            except BaseException:
                pass


@attempt
def code_with_other_counts():
    for name in ("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
                 "co_stacksize", "co_firstlineno"):
        for number in (0, 1, 5, 255, 65535, 65536, 2**31, 2**63, -1):
            try:
                changed = type(function)(code.replace(**{name: number}), globals())
                changed(1, 2, 3)
                changed()
            except BaseException:
                pass


@attempt
def code_with_other_names():
    for name in ("co_names", "co_varnames", "co_freevars", "co_cellvars"):
        for value in ((), ("a",) * 300, (1, 2, 3), "abc", None):
            try:
                type(function)(code.replace(**{name: value}), globals())(1)
            except BaseException:
                pass


@attempt
def code_of_another_function():
    def outer():
        one = two = 1

        def inner():
            return one + two

        return inner

    inner = outer()
    for other in (lambda: 1, outer, function, code):
        try:
            inner.__code__ = getattr(other, "__code__", other)
            inner()
        except (ValueError, TypeError, AttributeError):
            pass
    try:
        (lambda: 1).__code__ = outer().__code__
    except ValueError:
        pass


@attempt
def closures_of_the_wrong_kind():
    inner = function(1)
    for closure in (None, (), (1,), (function,), (type(inner.__closure__[0])(),) * 3):
        try:
            type(inner)(inner.__code__, globals(), "n", (), closure)()
        except (ValueError, TypeError, NameError):
            pass


@attempt
def defaults_of_the_wrong_kind():
    def f(a, b, c=1):
        return a, b, c

    for defaults in ((), (1,) * 50, None):
        f.__defaults__ = defaults
        try:
            f(1)
        except TypeError:
            pass
    f.__kwdefaults__ = {1: 2, "zz": 3}
    try:
        f(1)
    except TypeError:
        pass


@attempt
def exec_of_code_with_free_variables():
    exec(function(1).__code__)
    return True


@attempt
def tracebacks_made_by_hand():
    try:
        1 / 0
    except ZeroDivisionError as error:
        traceback = error.__traceback__
    for lasti in (0, -1, -8, 2**20, 2**31, 2**62, 7):
        for line in (0, -1, 2**31, 2**40):
            try:
                made = type(traceback)(None, traceback.tb_frame, lasti, line)
                made.tb_lineno
                sys.excepthook(ValueError, ValueError().with_traceback(made), made)
                raise ValueError().with_traceback(made)
            except (ValueError, OverflowError):
                pass


@attempt
def frames_after_their_end():
    def generator():
        local = "x" * 100
        yield sys._getframe()
        del local
        yield 1

    running = generator()
    frame = next(running)
    frame.f_locals, frame.f_lineno, frame.f_lasti
    try:
        frame.clear()
    except RuntimeError:
        pass
    frame.f_locals
    for line in (0, 1, 10**6, -1):
        try:
            frame.f_lineno = line
        except (ValueError, AttributeError, TypeError):
            pass
    del running
    frame.f_locals, frame.f_back, frame.f_globals


@attempt
def generators_inside_themselves():
    def generator():
        yield 1
        try:
            running.send(None)
        except ValueError:
            yield 2
        running.gi_frame.clear()

    running = generator()
    try:
        list(running)
    except RuntimeError:
        pass


@attempt
def format_strings():
    class Thing:
        def __init__(self):
            self.name = "n"

    texts = []
    for text in ("{0.__init__.__globals__}", "{0.__class__.__mro__[1].__subclasses__}",
                 "{0.__init__.__code__.co_consts}", "{0.__init__.__builtins__}"):
        try:
            texts.append(text.format(Thing()))
        except (AttributeError, KeyError, IndexError):
            pass
    return any("the secret" in text for text in texts)


@attempt
def format_widths():
    for text in ("{:>99999999999}", "{:.99999999999f}", "%99999999999d", "%.*f", "{:{}}"):
        try:
            text.format(1, 10**12)
        except (ValueError, MemoryError, OverflowError, TypeError):
            pass
        try:
            text % 1
        except (ValueError, MemoryError, OverflowError, TypeError):
            pass


@attempt
def crafted_marshal_data():
    seeds = [marshal.dumps(item) for item in (1, 2**80, "a\xe9\u20ac", b"x", 1.5, 2j, (1, [2], {3}), {1: 2})]
    number = 1
    for seed in seeds:
        for position in range(len(seed)):
            for _ in range(12):
                number = number * 1103515245 + 12345 & 0x7FFFFFFF
                changed = seed[:position] + bytes([number >> 16 & 255]) + seed[position + 1 :]
                for data in (changed, changed[: position + 1], changed * 2):
                    try:
                        repr(marshal.loads(data))
                    except (ValueError, EOFError, TypeError, MemoryError, RecursionError):
                        pass


@attempt
def state_of_iterators():
    iterators = [iter([1, 2]), iter((1, 2)), iter(range(5)), iter("abc"), iter(b"ab"), enumerate("ab"),
                 reversed([1, 2]), iter(bytearray(b"xy")), zip("ab", "cd"), map(len, ["a"])]
    for iterator in iterators:
        for state in (-1, -(2**62), 2**62, 10**6, None, "x", (), (1, 2, 3)):
            for name in ("__setstate__", "__reduce__", "__length_hint__"):
                method = getattr(iterator, name, None)
                try:
                    if method:
                        method(state) if name == "__setstate__" else method()
                    list(iterator)
                except (TypeError, ValueError, OverflowError, IndexError, MemoryError):
                    pass


@attempt
def streams_with_crafted_state():
    for cls in (_io.BytesIO, _io.StringIO):
        for state in ((), (None,) * 4, ("x", "\n", 10**9, {}), (b"x", 10**9, {}), (b"x", -5, None),
                      ("x", "", -7, None), (b"", 2**62, None)):
            stream = cls()
            try:
                stream.__setstate__(state)
            except (TypeError, ValueError, OverflowError, MemoryError):
                pass
            try:
                stream.read()
                stream.write(b"x" if cls is _io.BytesIO else "x")
                stream.getvalue()
            except (TypeError, ValueError, OverflowError, MemoryError):
                pass


@attempt
def classes_that_change_their_layout():
    class A:
        __slots__ = ("x",)

    class B:
        __slots__ = ("y", "z")

    class C(list):
        pass

    class D(dict):
        pass

    for left, right in ((A(), B), (C(), D), (D(), C), (C(), list), (A(), int), (1, A), ([], C)):
        try:
            left.__class__ = right
            return True
        except TypeError:
            pass
    for cls, bases in ((A, (int,)), (C, (dict,)), (D, (list,)), (C, (D,)), (C, ())):
        try:
            cls.__bases__ = bases
            return cls, bases
        except TypeError:
            pass


@attempt
def descriptors_on_the_wrong_objects():
    descriptors = []
    for cls in object.__subclasses__()[:200]:
        try:
            descriptors += [item for item in vars(cls).values() if hasattr(item, "__get__")]
        except TypeError:
            pass
    for descriptor in descriptors:
        for instance in (1, "x", [], object(), function, code, type):
            try:
                descriptor.__get__(instance, type(instance))
            except BaseException:
                pass
            try:
                descriptor.__set__(instance, 1)
            except BaseException:
                pass
            try:
                descriptor(instance)
            except BaseException:
                pass


@attempt
def memory_views_of_what_moves():
    data = bytearray(100)
    view = memoryview(data)
    try:
        data.extend(b"x" * 10000)
        return True
    except BufferError:
        pass
    view.release()
    data.extend(b"x")
    try:
        view[0]
        return True
    except ValueError:
        pass


@attempt
def containers_that_change_meanwhile():
    class Key:
        def __init__(self, hash):
            self.hash = hash

        def __hash__(self):
            return self.hash

        def __eq__(self, other):
            table.clear()
            other_table.clear()
            return True

    table = {}
    other_table = set()
    for number in range(50):
        try:
            table[Key(number % 3)] = number
            other_table.add(Key(number % 3))
            table == dict(table)
        except RuntimeError:
            pass

    class Changing:
        def __lt__(self, other):
            items.clear()
            return True

        __gt__ = __lt__

        def __index__(self):
            items.clear()
            return 2

    items = [Changing() for _ in range(50)]
    try:
        items.sort()
    except ValueError:
        pass
    items = list(range(50))
    try:
        items[Changing() : 40] = [1]
        items[Changing()]
    except IndexError:
        pass
    array = bytearray(50)

    class Cutting:
        def __index__(self):
            del array[:]
            return 1

    for use in (lambda: array.__setitem__(Cutting(), 1), lambda: array.__setitem__(0, Cutting()),
                lambda: array.insert(Cutting(), 1), lambda: array.extend([Cutting(), 2])):
        array[:] = bytes(50)
        try:
            use()
        except (IndexError, ValueError):
            pass


@attempt
def finalizers_that_come_back():
    kept = []

    class Back:
        def __del__(self):
            kept.append(self)
            raise ValueError

    for _ in range(100):
        Back()
        if len(kept) > 50:
            kept.clear()
    gc.collect()


@attempt
def limits_that_are_moved():
    for limit in (1, 10**9, 2**31 - 1):
        try:
            sys.setrecursionlimit(limit)
        except (RecursionError, ValueError, OverflowError):
            pass

    def deep(n):
        return deep(n + 1)

    def nested(n):
        return max([n], key=nested)

    for run in (deep, nested):
        try:
            run(0)
        except (RecursionError, MemoryError):
            pass
    sys.setrecursionlimit(1000)


@attempt
def hook_functions():
    for name in ("settrace", "setprofile", "addaudithook", "setswitchinterval"):
        getattr(sys, name)(lambda *rest: None)
    sys.unraisablehook = lambda argument: 1 / 0

    class Bad:
        def __del__(self):
            1 / 0

    Bad()
    sys.unraisablehook = sys.__unraisablehook__
    Bad()


@attempt
def modules_that_are_replaced():
    saved = dict(sys.modules)
    sys.modules.clear()
    try:
        import math, builtins as again, sys as another

        another.stdout
        return another is not None and hasattr(another, "secret")
    finally:
        sys.modules.update(saved)
