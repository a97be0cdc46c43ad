# compare: stderr
class AppError(Exception):
    pass


def low():
    raise OSError("low level")


def high():
    try:
        low()
    except OSError as e:
        raise AppError("high level") from e


high()
