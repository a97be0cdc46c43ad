print("beta", __name__)
from . import alpha
from .sub import leaf
