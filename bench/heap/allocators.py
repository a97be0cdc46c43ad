"""The allocators that are compared, and how to run a program over one of them."""
import collections
import glob
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILT = os.path.join(ROOT, "build", "release")
ORACLE = os.environ.get("OURO_ORACLE", "/usr/bin/python3.11")
LIBRARIES = {"mimalloc": "libmimalloc.so.2", "jemalloc": "libjemalloc.so.2",
             "tcmalloc": "libtcmalloc_minimal.so.4"}
PEERS = ["glibc", *LIBRARIES]  # what the ratios are to the best of

Usage = collections.namedtuple("Usage", "wall cpu peak_kib code faults")


def find(name):
    paths = glob.glob("/usr/lib/*/" + name) + glob.glob("/usr/lib/" + name)
    return paths[0] if paths else None


def preloads():
    """Name -> library to preload, "" for the system's own malloc; those that are installed."""
    found = {"ouro": os.path.join(BUILT, "libouro-malloc.so"), "glibc": ""}
    for name, library in LIBRARIES.items():
        path = find(library)
        if path is None:
            print(f"{name} is not installed", file=sys.stderr)
        else:
            found[name] = path
    return found


def benchmarks(program):
    """Name of an allocator -> (a benchmark in C that was built for it, what to preload)."""
    folder = os.path.join(BUILT, "bench", "heap")
    sides = {"inline": (os.path.join(folder, program), "")}
    for name, library in preloads().items():
        sides[name] = (os.path.join(folder, "peers", program + "_malloc"), library)
    if find("libpython3.11.so.1.0"):
        sides["pymalloc"] = (os.path.join(folder, "peers", program + "_pymalloc"), "")
    return sides


def environment(variables):
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1", "GIT_CONFIG_NOSYSTEM": "1", **variables}


def run(command, preload="", **variables):
    """What the command prints."""
    if preload:
        variables["LD_PRELOAD"] = preload
    return subprocess.run(command, env=environment(variables), stdout=subprocess.PIPE,
                          check=True).stdout.decode()


def measure(command, preload, directory, **variables):
    """The command's use of the machine, its children's included; what it prints is lost. `env` puts
    the library before the command alone, not before the program that measures it."""
    prefix = ["/usr/bin/env", "LD_PRELOAD=" + preload] if preload else ["/usr/bin/env"]
    figures = subprocess.run([os.path.join(BUILT, "tools", "measure"),
                              os.path.join(directory, "out"), *prefix, *command],
                             env=environment(dict(variables, HOME=directory)), cwd=directory,
                             stdout=subprocess.PIPE, check=True).stdout.split()
    return Usage(float(figures[0]), float(figures[1]), int(figures[2]), int(figures[3]),
                 int(figures[4]))
