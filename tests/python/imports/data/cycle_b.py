print("cycle_b start")
import cycle_a
print("cycle_b sees", hasattr(cycle_a, "early"))
late = "late b"


def use():
    return cycle_a.late
