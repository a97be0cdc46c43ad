"""The heap beside its peers: glibc's malloc, those of libmimalloc2.0, libjemalloc2 and
libtcmalloc-minimal4, and CPython's pymalloc where it applies.

Every allocator runs once in each round, so that a change of the machine's speed meets all; each
figure is the median of the rounds. "ouro" is libouro-malloc.so, "inline" the heap from its header,
"ouro:best" and "inline:best" their multiples of the best of glibc, mimalloc, jemalloc and tcmalloc.

  pairs     blocks taken and freed: last or oldest first, in random order, at random among many
  resize    growth and shrink by realloc
  handover  blocks that one thread takes and another frees
  lives     many short lives of 10 and 1,000 blocks, and in heaps of their own
  settled   what stays resident after freeing, and when sizes grow
  clients   python3.11 running scripts that allocate much, with PYTHONMALLOC=malloc
  programs  gcc, git, perl and sqlite3
  chart     time against memory, docs/heap.svg and docs/heap.png, from what was last measured

All of them unless told; some minutes. Each run of a pattern has a process of its own.
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

import chart
import programs
from allocators import BUILT, ORACLE, ROOT, benchmarks, measure, preloads, run
from tables import Figures

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = os.path.join(BUILT, "bench", "heap.json")  # what the chart is drawn from


def keep(part, figures):
    """{what: {allocator: number}}, beside what was measured earlier."""
    kept = kept_figures()
    kept[part] = figures
    with open(KEPT, "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1)


def kept_figures():
    try:
        with open(KEPT, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


# --- benchmarks in C ---

def compare_patterns(options, program, title):
    tables = [Figures(f"{title}, ns of processor time", 1, mean="geometric mean"),
              Figures(f"{title}: page faults", 0, ()), Figures(f"{title}: peak MiB", 1, ()),
              Figures(f"{title}: settled MiB, after all was freed", 1, ())]
    for _ in range(options.rounds):
        sides = benchmarks(program)
        names = {side: run([command], library).splitlines()
                 for side, (command, library) in sides.items()}
        for name in max(names.values(), key=len):
            for side, (command, library) in sides.items():
                if name in names[side]:
                    line = run([command, "1", name], library)[len(name):].split()
                    for table, value in zip(tables, (line[0], *line[2:])):
                        table.add(name, side, float(value))
    for table in tables:
        table.show()
    keep(program, {"time": tables[0].means()})


def compare_settled(options):
    table = Figures("Resident MiB, and resident : live when sizes grow", 2)
    for _ in range(options.rounds):
        for side, (command, library) in benchmarks("settle").items():
            for arguments in ([], ["grow"]):
                for line in run([command, *arguments], library).splitlines():
                    name, value = line.rsplit(None, 1)
                    table.add(name.strip(), side, float(value))
    table.show()
    keep("settled", table.medians())


def compare_lives(options):
    compare_patterns(options, "lives", "A life of some blocks")
    print("\nA private heap of its own")
    print(run([os.path.join(BUILT, "bench/heap/heaps")]), end="")


# --- other programs as clients ---

def compare_usage(options, part, commands, sides, own):
    """commands: {name: command}; sides: {allocator: (library, variables)}. Relative to `own`."""
    times, peaks = Figures("processor time", 2), Figures("peak memory", 2)
    faults = Figures("page faults", 2)
    with tempfile.TemporaryDirectory() as directory:
        for name, command in commands(directory).items():
            for _ in range(options.rounds):
                for side, (library, variables) in sides.items():
                    usage = measure(command, library, directory, **variables)
                    if usage.code != 0:
                        sys.exit(f"{name} fails with {side}")
                    times.add(name, side, usage.cpu)
                    peaks.add(name, side, usage.peak_kib)
                    faults.add(name, side, usage.faults)
    means = {}
    for what, figures in (("time", times), ("peak", peaks), ("faults", faults)):
        relative = figures.relative_to(own)
        relative.title = f"{part}: {figures.title}, {own} = 1"
        relative.show()
        means[what] = relative.means()
    return means


def compare_clients(options):
    def commands(_):
        scripts = sorted(glob.glob(os.path.join(HERE, "clients", "*.py")))
        return {os.path.basename(script)[:-3]: [ORACLE, script]
                for script in (scripts[-2:] if options.quick else scripts)}

    sides = {"pymalloc": ("", {})}
    for name, library in preloads().items():
        sides[name] = (library, {"PYTHONMALLOC": "malloc"})
    keep("clients", compare_usage(options, "CPython 3.11 as a client", commands, sides, "pymalloc"))


def compare_programs(options):
    sides = {name: (library, {}) for name, library in preloads().items()}
    keep("programs", compare_usage(options, "Real programs", programs.prepare, sides, "glibc"))


def draw(_):
    kept = kept_figures()
    missing = {"pairs", "settled", "clients", "programs"} - set(kept)
    if missing:
        sys.exit(f"no chart before these were measured: {' '.join(sorted(missing))}")
    path = os.path.join(ROOT, "docs", "heap.svg")
    chart.write(kept, path)
    print(f"\nWrote {os.path.relpath(path, ROOT)}", end="")
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "--zoom=2", "--output", path[:-3] + "png", path], check=True)
        print(f" and {os.path.relpath(path[:-3] + 'png', ROOT)}", end="")
    print()


PARTS = {
    "pairs": lambda options: compare_patterns(options, "pairs", "A pair of malloc and free"),
    "resize": lambda options: compare_patterns(options, "resize", "A realloc"),
    "handover": lambda options: compare_patterns(options, "handover", "A block handed over"),
    "lives": compare_lives,
    "settled": compare_settled,
    "clients": compare_clients,
    "programs": compare_programs,
    "chart": draw,
}


def main():
    parser = argparse.ArgumentParser(prog="./dev bench heap", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", dest="rounds", type=int, default=3, help="rounds, 3 unless told")
    parser.add_argument("--quick", action="store_true",
                        help="one round, two clients, no chart")
    parser.add_argument("part", nargs="*", help="; ".join(PARTS))
    options = parser.parse_args()
    if options.quick:
        options.rounds = 1
    unknown = set(options.part) - set(PARTS)
    if unknown:
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    for name in options.part or PARTS:
        if name != "chart" or not options.quick:
            PARTS[name](options)


if __name__ == "__main__":
    main()
