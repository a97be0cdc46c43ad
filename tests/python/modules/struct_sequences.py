# The named tuples of builtin modules.
import copy
import os
import sys
import time

moment = time.struct_time(range(9))
print(moment.__reduce__(), copy.copy(moment) == moment)
print(time.struct_time.__match_args__)
match moment:
    case time.struct_time(year, month):
        print(year, month)
print(time.struct_time.n_fields, os.stat_result.n_sequence_fields)
for function in (
    lambda: type(sys.flags)((1,) * 18),
    lambda: type(sys.version_info)((1, 2, 3, 4, 5)),
    lambda: time.struct_time((1, 2, 3)),
    lambda: sys.setswitchinterval("x"),
    lambda: sys.setswitchinterval(-1),
):
    try:
        print(function())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
