"""The heap beside its peers: patterns of pairs, what stays after freeing, CPython as a client.

Every allocator runs once in each round, so that a change of the machine's speed meets all; each
figure is the median of the rounds. The peers are those of libmimalloc2.0, libjemalloc2 and
libtcmalloc-minimal4 that are installed; "inline" is the heap from its header.
usage: bench/heap.py [-n ROUNDS] [--quick] [pairs] [settled] [clients]
"""
import argparse
import glob
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILT = os.path.join(ROOT, "build", "release")
ORACLE = os.environ.get("OURO_ORACLE", "/usr/bin/python3.11")
PEERS = {"mimalloc": "libmimalloc.so.2", "jemalloc": "libjemalloc.so.2",
         "tcmalloc": "libtcmalloc_minimal.so.4"}
CLIENTS = os.path.join(ROOT, "bench", "heap", "clients")  # scripts that allocate much


def allocators():
    """Name -> library to preload, the system's own malloc among them."""
    found = {"ouro": os.path.join(BUILT, "libouro-malloc.so"), "glibc": ""}
    for name, library in PEERS.items():
        paths = glob.glob("/usr/lib/*/" + library) + glob.glob("/usr/lib/" + library)
        if paths:
            found[name] = paths[0]
        else:
            print(f"{name} is not installed", file=sys.stderr)
    return found


def run(command, preload, **variables):
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0",
                   "PYTHONDONTWRITEBYTECODE": "1", **variables}
    if preload:
        environment["LD_PRELOAD"] = preload
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout


def rows_of(output):
    """Lines "name of a row   number …" -> {name: first number}."""
    rows = re.findall(r"^(.*?) {2,}([0-9.]+)", output.decode(), re.MULTILINE)
    return {name: float(number) for name, number in rows}


def table(title, columns, figures, digits):
    """figures: {row: {column: [values]}}."""
    print(f"\n{title}\n{'':22}" + "".join(f"{name:>10}" for name in columns))
    for row, by_column in figures.items():
        cells = (by_column.get(name) for name in columns)
        print(f"{row:22}" + "".join(
            f"{statistics.median(cell):10.{digits}f}" if cell else f"{'-':>10}" for cell in cells))


def compare_programs(options, title, program, arguments, digits):
    libraries = allocators()
    sides = {"inline": ([os.path.join(BUILT, "bench/heap", program)], "")}
    for name, library in libraries.items():
        sides[name] = ([os.path.join(BUILT, "bench/heap/peers", program + "_malloc")], library)
    figures = {}
    for _ in range(options.rounds):
        for name, (command, library) in sides.items():
            for argument in arguments:
                for row, value in rows_of(run(command + argument, library)).items():
                    figures.setdefault(row, {}).setdefault(name, []).append(value)
    table(title, list(sides), figures, digits)


def compare_clients(options):
    """Processor time and peak memory of python3.11 by allocator, its own pymalloc = 1."""
    sides = {"pymalloc": ("", {})}
    for name, library in allocators().items():
        sides[name] = (library, {"PYTHONMALLOC": "malloc"})
    measure = os.path.join(BUILT, "tools", "measure")
    times, peaks = {}, {}
    with tempfile.TemporaryDirectory() as directory:
        programs = sorted(glob.glob(os.path.join(CLIENTS, "*.py")))
        for program in programs[-2:] if options.quick else programs:
            client = os.path.basename(program)[:-3]
            for _ in range(options.rounds):
                for name, (library, variables) in sides.items():
                    # `env` puts the library before python3.11 alone, not before `measure`.
                    preload = [f"LD_PRELOAD={library}"] if library else []
                    output = run([measure, os.path.join(directory, "out"), "/usr/bin/env",
                                  *preload, ORACLE, program], "", **variables).split()
                    if int(output[3]) != 0:
                        sys.exit(f"{client} fails with {name}")
                    times.setdefault(client, {}).setdefault(name, []).append(float(output[1]))
                    peaks.setdefault(client, {}).setdefault(name, []).append(int(output[2]))
    for figures, title in ((times, "processor time"), (peaks, "peak memory")):
        for by_side in figures.values():
            own = statistics.median(by_side["pymalloc"])
            for name, values in by_side.items():
                by_side[name] = [statistics.median(values) / own]
        means = {name: [math.exp(statistics.fmean(math.log(by_side[name][0])
                                                  for by_side in figures.values()))]
                 for name in sides}
        table(f"CPython 3.11 as a client, {title}, its own pymalloc = 1", list(sides),
              {**figures, "geometric mean": means}, 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("-n", dest="rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one round, two clients")
    parser.add_argument("part", nargs="*", help="pairs, settled, clients; all of them unless told")
    options = parser.parse_args()
    if options.quick:
        options.rounds = 1
    parts = options.part or ["pairs", "settled", "clients"]
    unknown = set(parts) - {"pairs", "settled", "clients"}
    if unknown:
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    if "pairs" in parts:
        compare_programs(options, "A pair of malloc and free, ns", "pairs", [["1"]], 1)
        print("\nA private heap of its own")
        print(run([os.path.join(BUILT, "bench/heap/heaps")], "").decode(), end="")
    if "settled" in parts:
        compare_programs(options, "Resident MiB, and resident : live when sizes grow", "settle",
                         [[], ["grow"]], 2)
    if "clients" in parts:
        compare_clients(options)


if __name__ == "__main__":
    main()
