# args: one --two=3 four
import sys
print(len(sys.argv), sys.argv[1:])
options = dict(a[2:].split("=") for a in sys.argv if a.startswith("--"))
print(options, [a for a in sys.argv[1:] if not a.startswith("-")])
sys.argv[:] = ["replaced"]
print(sys.argv)
