import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
import pkg.gamma
print(pkg.level, pkg.alpha_value, pkg.gamma.result, pkg.sub.leaf.deep)
print(sorted(n for n in sys.modules if n.startswith("pkg")))
print(pkg.__name__, pkg.__package__, pkg.__doc__, pkg.__file__.endswith("pkg/__init__.py"), [p.endswith("data/pkg") for p in pkg.__path__], pkg.gamma.__package__, pkg.sub.__package__, pkg.sub.leaf.__package__)
import pkg.sub.leaf as leaf
from pkg import sub, alpha
from pkg.sub import leaf as other
print(leaf is other, sub is pkg.sub, alpha.value, leaf.__name__)
for text in ("import pkg.nope", "from pkg import nope", "import pkg.alpha.value", "from pkg.nope import x", "import pkg.beyond", "from . import x", "from .x import y", "import pkg.sub.leaf.more"):
    try:
        exec(text)
    except (ImportError, SyntaxError) as e:
        print(text, "->", type(e).__name__, str(e).split(" (/")[0], getattr(e, "name", None))
print(hasattr(pkg, "beyond"), "pkg.beyond" in sys.modules, "pkg.nope" in sys.modules)
