# runpy and pkgutil, which stand on importlib.
import sys

sys.dont_write_bytecode = True
import os
import pkgutil
import runpy
import tempfile

folder = tempfile.mkdtemp()


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


path = write("tool.py", "import sys\nname = __name__\nzero = sys.argv[0]\nspec = __spec__\n")
print({key: value for key, value in runpy.run_path(path, run_name="told").items() if key in ("name", "spec")})
print(runpy.run_path(path)["zero"] == path)
sys.path.insert(0, folder)
result = runpy.run_module("tool", run_name="__main__", alter_sys=True)
print(result["name"], result["zero"] == path, result["spec"].name)
write("kit/__init__.py", "")
write("kit/__main__.py", "print('kit runs as', __name__, __package__, __spec__.name)\n")
write("kit/beta.py", "")
write("kit/alpha/__init__.py", "")
runpy.run_module("kit")
try:
    runpy.run_module("kit.beta.none")
except ImportError as error:
    print(type(error).__name__, error)
import kit

print(pkgutil.resolve_name("kit.beta").__name__, pkgutil.get_data("kit", "__main__.py")[:6])
write("solo/__main__.py", "import beside\nprint('folder', __name__, beside.value)\n")
write("solo/beside.py", "value = 7\n")
runpy.run_path(folder + "/solo", run_name="chosen")
