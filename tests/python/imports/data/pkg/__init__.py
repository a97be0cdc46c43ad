"""A package."""
print("pkg init", __name__, __package__)
level = "top"
from . import alpha
from .alpha import value as alpha_value
