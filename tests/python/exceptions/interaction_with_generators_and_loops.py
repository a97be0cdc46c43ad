def process(items):
    for x in items:
        try:
            yield 10 / x
        except ZeroDivisionError:
            yield "zero"
        except TypeError as e:
            yield f"type {x}"
        else:
            yield "else"
        finally:
            yield "finally"


print(list(process([1, 0, "a"])))


def consumer():
    while True:
        try:
            x = yield
            if x is None:
                return "done"
            print("got", 100 // x)
        except ZeroDivisionError:
            print("zero in consumer")
        except ValueError as e:
            print("thrown", e)


c = consumer()
next(c)
c.send(5)
c.send(0)
c.throw(ValueError("into"))
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
out = []
for i in range(4):
    try:
        try:
            if i == 1:
                continue
            if i == 2:
                raise KeyError(i)
            out.append(i)
        finally:
            out.append(f"f{i}")
    except KeyError as e:
        out.append(f"k{e}")
    else:
        out.append(f"e{i}")
print(out)


def find(pred, items):
    for i, x in enumerate(items):
        try:
            if pred(x):
                return i
        except Exception:
            continue
    raise LookupError("not found")


print(find(lambda x: x > 2, [1, "a", None, 5]))
try:
    find(lambda x: x.nope, [1])
except LookupError as e:
    print(e, e.__context__)


def cleanup_order():
    def inner(n):
        try:
            yield n
        finally:
            print("close", n)
    for a in inner(1):
        for b in inner(2):
            try:
                raise ValueError
            finally:
                print("mid")


try:
    cleanup_order()
except ValueError:
    print("out")


def first_success(*fs):
    errors = []
    for f in fs:
        try:
            return f()
        except Exception as e:
            errors.append(e)
    raise ExceptionGroup("all failed", errors)


print(first_success(lambda: 1 / 0, lambda: "second"))
try:
    first_success(lambda: 1 / 0, lambda: [][0])
except ExceptionGroup as eg:
    print([type(e).__name__ for e in eg.exceptions])
it = iter([1, 2, 3])
try:
    while True:
        print(next(it), end=" ")
except StopIteration:
    print("end")
total = 0
for chunk in ("1", "x", "2", "", "3"):
    try:
        total += int(chunk)
    except ValueError:
        pass
print(total)
try:
    for x in (lambda: (yield 1))():
        raise LookupError(x)
except LookupError as e:
    print(repr(e))
