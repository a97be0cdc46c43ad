from . import alpha, level
from .alpha import value
from .sub.leaf import deep
from pkg.sub import leaf as absolute_leaf
result = (alpha.value, level, value, deep, absolute_leaf.deep)
