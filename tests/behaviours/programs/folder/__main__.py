import sys

import beside

print(__name__, __spec__.name, sys.argv[1:], beside.value)
