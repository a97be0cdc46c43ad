print("cycle_a start")
import cycle_b
early = "early a"
print("cycle_a end", cycle_b.late)
late = "late a"


def use():
    return cycle_b.late
