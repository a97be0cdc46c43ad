from math import pi, sqrt as root
import math as m
import sys
