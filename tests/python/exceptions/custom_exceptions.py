class AppError(Exception):
    pass


class CodeError(AppError):
    def __init__(self, code, message="none"):
        super().__init__(code, message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


class Plain(Exception):
    def __init__(self, a, b):
        self.a = a


for make in (lambda: AppError(), lambda: AppError("one"), lambda: AppError("a", 2), lambda: CodeError(5),
             lambda: CodeError(7, "seven"), lambda: Plain(1, 2)):
    try:
        raise make()
    except AppError as e:
        print("app", repr(e), str(e), e.args)
    except Exception as e:
        print("other", repr(e), str(e), e.args)
try:
    raise CodeError
except TypeError as e:
    print(e)
try:
    raise AppError
except AppError as e:
    print(repr(e))
for bad in ("raise 5", "raise 'text'", "raise None", "raise object", "raise ValueError from 5"):
    try:
        exec(bad)
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as e:
    print(e)
try:
    raise
except RuntimeError as e:
    print(e)
e = AppError(1, 2)
e.args = "xyz"
print(e.args, e)
print(AppError("a") == AppError("a"), [c.__name__ for c in CodeError.__mro__])
