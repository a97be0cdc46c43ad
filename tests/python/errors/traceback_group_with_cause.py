# compare: stderr
try:
    1 / 0
except ZeroDivisionError as z:
    try:
        raise ValueError("first") from z
    except ValueError as v:
        group = BaseExceptionGroup("many", [v, KeyboardInterrupt("stop"), *[IndexError(i) for i in range(20)]])
try:
    raise group
except* ValueError as e:
    print("handled", len(e.exceptions))
