# Offsets of instructions that Python code sees: co_positions has an entry for each unit of two
# bytes, as the traceback module counts on.
import sys


def divide(x):
    return [x, x / 0]


try:
    divide(1)
except ZeroDivisionError as error:
    step = error.__traceback__
    while step:
        code = step.tb_frame.f_code
        positions = list(code.co_positions())
        print(code.co_name, positions[step.tb_lasti // 2], len(positions) * 2 == len(code.co_code))
        print([line for start, end, line in code.co_lines() if start <= step.tb_lasti < end])
        step = step.tb_next
print(sys._getframe().f_lasti % 2)
