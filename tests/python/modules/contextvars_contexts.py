# contextvars: contexts, variables, tokens.
import contextvars
from contextvars import Context, ContextVar, Token, copy_context

plain = ContextVar("plain")
other = ContextVar("other", default=5)
print(plain.name, other.get(), other.get(7), plain.get("given"))
try:
    plain.get()
except LookupError as error:
    print(type(error).__name__, error.args[0] is plain)
token = plain.set(1)
print(plain.get(), token.var is plain, token.old_value is Token.MISSING, Token.MISSING)
second = plain.set(2)
print(second.old_value, plain.get())
plain.reset(second)
print(plain.get())
plain.reset(token)
print(plain.get("gone again"))


def text(error):
    return str(error).split(" at 0x")[0][:30], str(error).rsplit(">", 1)[-1]


for wrong in (lambda: plain.reset(token), lambda: other.reset(plain.set(3)), lambda: plain.reset(5), lambda: ContextVar(5), lambda: ContextVar(), lambda: Token(), lambda: Context(1), lambda: copy_context().get("key")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, text(error))
context = copy_context()


def inside(value, *, extra=None):
    before = plain.get("nothing")
    plain.set(value)
    return before, plain.get(), extra, copy_context() == context


print(context.run(inside, 10, extra="x"), plain.get(), context[plain], plain in context, len(context))
print(context.run(inside, 11), context.get(plain), context.get(other), context.get(other, "absent"))
fresh = Context()
print(len(fresh), fresh.run(lambda: plain.get("empty")), list(fresh), fresh == Context(), fresh == context)
twin = context.copy()
twin.run(plain.set, "twin")
print(context[plain], twin[plain], sorted(var.name for var in context), [value for var, value in twin.items()], list(twin.values()), [var.name for var in twin.keys()])
try:
    context.run(lambda: context.run(print))
except RuntimeError as error:
    print(text(error)[1])
try:
    context[other]
except KeyError as error:
    print(error.args[0] is other)
token = context.run(plain.set, 1)
try:
    plain.reset(token)
except ValueError as error:
    print(text(error)[1])
print(repr(other).split(" at ")[0], repr(token).split(" var")[0], ContextVar[int], type(context).__name__)
try:
    context.run(lambda: 1 / 0)
except ZeroDivisionError:
    print("out of it", plain.get())


def generator():
    plain.set("from the generator")
    yield plain.get()
    yield plain.get()


steps = generator()
print(next(steps), plain.get())
plain.set("main")
print(next(steps))
