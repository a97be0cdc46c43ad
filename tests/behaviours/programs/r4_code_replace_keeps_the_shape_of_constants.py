# The instructions of a code object rely on its constants: replace() takes only those like them.
def function(a, b=2):
    def inner():
        return a

    return inner() + b.real + 1000


code = function.__code__
inner = next(each for each in code.co_consts if type(each) is type(code))
changes = [
    {"co_consts": ()},
    {"co_consts": (1,) * len(code.co_consts)},
    {"co_consts": tuple((lambda: 1).__code__ if each is inner else each for each in code.co_consts)},
    {"co_flags": code.co_flags | 0x20},
    {"co_flags": code.co_flags ^ 0x4},
    {"co_code": b"\0" * 100},
    {"co_names": ()},
    {"co_firstlineno": -1},
]
for change in changes:
    try:
        function.__code__ = code.replace(**change)
        print("replaced", function(1))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, list(change))
function.__code__ = code
print(function(1))
