# compare: stderr
import sys

print("one")
print("two", file=sys.stderr)
sys.stdout.write("three\n")
sys.stderr.write("four\n")
sys.stdout.flush()
print("five", file=sys.stderr, end="")
print(file=sys.stderr)
print("six")
print("unicode é 日 \ud800", file=sys.stderr)
sys.stderr.writelines(["a\n", "b\n"])
raise SystemExit(1)
