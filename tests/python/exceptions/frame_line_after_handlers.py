# Where a frame stands (f_lineno) after an exception left it through except, finally and with.
def lines(function):
    try:
        function()
    except Exception as error:
        step = error.__traceback__.tb_next
        while step:
            code = step.tb_frame.f_code
            print(code.co_name, step.tb_frame.f_lineno - code.co_firstlineno,
                  step.tb_lineno - code.co_firstlineno)
            step = step.tb_next


def in_except():
    try:
        1 / 0
    except:
        1 / 0
        pass


def in_named_except():
    try:
        1 / 0
    except Exception as error:
        1 / 0
        pass


def in_finally():
    try:
        1 / 0
    finally:
        1 / 0
        pass


def through_finally():
    try:
        1 / 0
    finally:
        pass


def through_other_except():
    try:
        1 / 0
    except TypeError as error:
        pass


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def through_with():
    with Manager():
        1 / 0
        pass


for function in (in_except, in_named_except, in_finally, through_finally, through_other_except,
                 through_with):
    lines(function)


class Suggesting:
    blech = None

    def __getattr__(self, name):
        raise AttributeError()


try:
    Suggesting().bluch
except AttributeError as error:
    print(repr(error), error.name, type(error.obj).__name__)
