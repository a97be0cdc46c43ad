from ..alpha import value as up
from .. import level
deep = f"deep {up} {level}"
