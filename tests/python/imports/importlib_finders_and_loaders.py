# Finders and loaders of a program's own, and importlib's functions.
import sys

sys.dont_write_bytecode = True
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import tempfile


class TextLoader(importlib.abc.Loader):
    def __init__(self, text):
        self.text = text

    def create_module(self, spec):
        print("create", spec.name, spec.loader is self)
        return None

    def exec_module(self, module):
        print("exec", module.__name__, module.__spec__.name, module.__loader__ is self)
        exec(self.text, module.__dict__)


class DictFinder(importlib.abc.MetaPathFinder):
    def __init__(self, sources):
        self.sources = sources

    def find_spec(self, name, path, target=None):
        if not name.startswith("virtual"):
            return None
        print("find", name, path, target)
        if name not in self.sources:
            return None
        text, is_package = self.sources[name]
        return importlib.util.spec_from_loader(name, TextLoader(text), origin="memory", is_package=is_package)


finder = DictFinder({
    "virtual_one": ("value = 41 + 1\n", False),
    "virtual_pack": ("from . import inner\nname = __name__\n", True),
    "virtual_pack.inner": ("deep = __package__\n", False),
    "virtual_bad": ("1 / 0\n", False),
})
sys.meta_path.insert(0, finder)
import virtual_one

print(virtual_one.value, virtual_one)
import virtual_pack.inner

print(virtual_pack.name, virtual_pack.inner.deep, virtual_pack.__path__, virtual_pack.__spec__.submodule_search_locations)
print(virtual_pack.__spec__.parent, virtual_pack.inner.__spec__.parent, virtual_pack.inner.__spec__.has_location)
for name in ("virtual_missing", "virtual_bad", "virtual_pack.other", "virtual_one.sub"):
    try:
        importlib.import_module(name)
    except Exception as error:
        print(type(error).__name__, error, name in sys.modules)
try:
    import virtual_bad
except ZeroDivisionError as error:
    levels = []
    level = error.__traceback__
    while level:
        levels.append(level.tb_frame.f_code.co_filename.rsplit("/", 1)[-1])
        level = level.tb_next
    print(levels)
sys.meta_path.remove(finder)
print([getattr(one, "__name__", one) for one in sys.meta_path[-3:]])

folder = tempfile.mkdtemp()


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


path = write("by_path.py", "counter = globals().get('counter', 0) + 1\n")
spec = importlib.util.spec_from_file_location("by_path", path)
print(spec.name, spec.origin == path, spec.has_location, type(spec.loader).__name__, spec.parent == "")
module = importlib.util.module_from_spec(spec)
print("by_path" in sys.modules, hasattr(module, "counter"))
spec.loader.exec_module(module)
print(module.counter, module.__file__ == path, module.__spec__ is spec)
sys.path.insert(0, folder)
importlib.invalidate_caches()
import by_path

print(by_path.counter, by_path is module)
again = importlib.reload(by_path)
print(again is by_path, by_path.counter)
print(importlib.util.find_spec("by_path") is by_path.__spec__)
print(importlib.util.find_spec("no_such_module_here"), importlib.util.find_spec("sys").origin)
print(importlib.util.find_spec("json").submodule_search_locations is not None)
print(importlib.util.resolve_name(".b", "a"), importlib.util.resolve_name("..b", "a.c"))
write("many/__init__.py", "")
write("many/leaf.py", "import_order = __name__\n")
print(importlib.import_module(".leaf", "many").import_order)
try:
    importlib.import_module(".leaf")
except TypeError as error:
    print(error)
print(importlib.machinery.SOURCE_SUFFIXES, isinstance(by_path.__loader__, importlib.machinery.SourceFileLoader))
print(by_path.__loader__.get_filename() == path, by_path.__loader__.is_package("by_path"))
print(by_path.__loader__.get_source("by_path").splitlines()[0][:7], by_path.__loader__.get_code("by_path").co_name)
print(isinstance(by_path.__loader__, importlib.abc.Loader), importlib.machinery.PathFinder.find_spec("by_path").origin == path)


class Upper(importlib.machinery.SourceFileLoader):
    def get_data(self, path):
        return super().get_data(path).replace(b"plain", b"LOUD")


path = write("shout.py", "text = 'plain words'\n")
loader = Upper("shout", path)
spec = importlib.util.spec_from_file_location("shout", path, loader=loader)
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)
print(module.text, module.__loader__ is loader)

spec = importlib.machinery.ModuleSpec("hand", None, origin="here", is_package=True)
print(spec, spec.parent, spec.submodule_search_locations, spec.cached, spec.loader_state)
print(spec == importlib.machinery.ModuleSpec("hand", None, origin="here", is_package=True), spec == importlib.machinery.ModuleSpec("hand", None))
spec.has_location = True
spec.extra = 5
print(spec.has_location, spec.extra)
try:
    hash(spec)
except TypeError as error:
    print(error)
lazy = importlib.util.find_spec("colorsys")
lazy.loader = importlib.util.LazyLoader(lazy.loader)
module = importlib.util.module_from_spec(lazy)
lazy.loader.exec_module(module)
print(type(module).__name__, module.rgb_to_hsv(0, 0, 0), type(module).__name__)
meta = sys.meta_path[:]
sys.meta_path.clear()
try:
    import by_nothing
except ModuleNotFoundError as error:
    print(error, error.name)
sys.meta_path[:] = meta
sys.modules["halted"] = None
try:
    import halted
except ModuleNotFoundError as error:
    print(error)
