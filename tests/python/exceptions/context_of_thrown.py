# An exception thrown into a generator keeps its own context: what the caller of throw() handles is
# none of the generator's business, what the generator handles is.
from contextlib import ExitStack, contextmanager


def chain(error):
    found = []
    while error is not None and len(found) < 8:
        found.append(repr(error))
        error = error.__context__
    return found


def raising(error):
    try:
        yield
    finally:
        raise error


def handling():
    try:
        raise KeyError("handled by the generator")
    except KeyError:
        yield


first, second, third = (Exception(number) for number in (1, 2, 3))
try:
    try:
        raise third
    except Exception:
        generator = raising(second)
        next(generator)
        generator.throw(first)
except Exception as error:
    print(chain(error))
try:
    generator = handling()
    next(generator)
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(chain(error))


@contextmanager
def manager(error):
    try:
        yield
    finally:
        raise error


first, second, third, fourth = (Exception(number) for number in (1, 2, 3, 4))
try:
    with ExitStack() as stack:
        for error in (fourth, third, second):
            stack.enter_context(manager(error))
        raise first
except Exception as error:
    print(chain(error))
