# compare: stderr
import sys

print("out")
sys.exit("message on stderr")
