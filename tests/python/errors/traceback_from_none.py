# compare: stderr
try:
    {}["missing"]
except KeyError:
    raise ValueError("clean") from None
