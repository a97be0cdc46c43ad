# What sys.path may hold: folders, parts of namespace packages, zip files, entries for hooks.
import sys

sys.dont_write_bytecode = True
import binascii
import os
import struct
import tempfile

folder = tempfile.mkdtemp()


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


write("first/space/one.py", "name = __name__\n")
write("second/space/two.py", "name = __name__\n")
write("third/space/three.py", "name = __name__\n")
sys.path[:0] = [folder + "/first", folder + "/second"]
import space.one
import space.two

print(space.one.name, space.two.name, len(space.__path__), type(space.__path__).__name__)
print(space.__spec__.origin, space.__spec__.has_location, getattr(space, "__file__", None), space.__package__)
print(repr(space).split(" (")[0])
try:
    import space.three
except ModuleNotFoundError as error:
    print(error)
sys.path.append(folder + "/third")
import space.three

print(space.three.name, len(space.__path__))

# a path hook
import importlib.util


class EntryFinder:
    def __init__(self, entry):
        if not entry.startswith("hook:"):
            raise ImportError("not for this hook")
        self.entry = entry
        print("hooked", entry)

    def find_spec(self, name, target=None):
        print("asked for", name)
        if name == "from_hook":
            return importlib.util.spec_from_loader(name, self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.entry = self.entry


sys.path_hooks.append(EntryFinder)
sys.path.insert(0, "hook:here")
import from_hook

print(from_hook.entry, type(sys.path_importer_cache["hook:here"]).__name__)
import colorsys

print(colorsys.__name__)
sys.path_hooks.remove(EntryFinder)

# a zip file of stored entries, made by hand

def stored_zip(path, files):
    data = b""
    directory = b""
    for name, text in files.items():
        body = text.encode()
        crc = binascii.crc32(body)
        common = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, crc, len(body), len(body), len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, len(data)) + name.encode()
        data += b"PK\x03\x04" + common + name.encode() + body
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, len(files), len(files), len(directory), len(data), 0)
    with open(path, "wb") as file:
        file.write(data + directory + end)


archive = folder + "/archive.zip"
stored_zip(archive, {"zipped.py": "value = 'from the zip'\n", "pack/__init__.py": "", "pack/part.py": "where = __file__\n"})
sys.path.insert(0, archive)
import zipped
import pack.part

print(zipped.value, zipped.__file__.replace(folder, ""), pack.part.where.replace(folder, ""))
print(type(zipped.__loader__).__name__, type(sys.path_importer_cache[archive]).__name__)
