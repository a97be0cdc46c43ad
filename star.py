from two import *
from three import z as zed
__all__ = ['y', 'zed']
