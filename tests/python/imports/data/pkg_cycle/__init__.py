from . import a
from . import b
done = a.from_b() + b.from_a()
