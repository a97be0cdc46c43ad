"""The heap beside its peers: glibc's malloc, those of libmimalloc2.0, libjemalloc2 and
libtcmalloc-minimal4, and CPython's pymalloc where it applies.

Every allocator runs once in each round, so that a change of the machine's speed meets all; each
figure is the median of the rounds, and what is relative to one allocator the median of the rounds'
ratios. "ouro" is libouro-malloc.so, "inline" the heap from its header, "ouro:best" and "inline:best"
their multiples of the best of glibc, mimalloc, jemalloc and tcmalloc.

  pairs     blocks taken and freed: last or oldest first, in random order, at random among many
  resize    growth and shrink by realloc
  handover  blocks that one thread takes and another frees
  lives     many short lives of 10 and 1,000 blocks, and in heaps of their own
  settled   what stays resident after freeing, and when sizes grow
  clients   python3.11 running scripts that allocate much, with PYTHONMALLOC=malloc: each as it is,
            with some 20 to 70 MB in use, and with four times the data ("x4"), in a third of the
            rounds, three at least. The small ones show the fast paths, the big ones how blocks
            are placed.
            "align=8" is libouro-malloc.so with that setting, else as "ouro"
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
from tables import ONE_MEAN, Figures

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

def compare_patterns(options, program, title, repetitions=1):
    medians, least = (Figures(f"{title}, ns of processor time", 1, means=ONE_MEAN)
                      for _ in range(2))
    others = [Figures(f"{title}: page faults", 0, ()), Figures(f"{title}: peak MiB", 1, ()),
              Figures(f"{title}: settled MiB, after all was freed", 1, ())]
    for _ in range(options.rounds):
        sides = benchmarks(program)
        names = {side: run([command], library).splitlines()
                 for side, (command, library) in sides.items()}
        for name in max(names.values(), key=len):
            for side, (command, library) in sides.items():
                if name in names[side]:
                    line = run([command, str(repetitions), name], library)[len(name):].split()
                    for table, value in zip((medians, least, *others), line):
                        table.add(name, side, float(value))
    for table in (medians, least.least(), *others):
        table.show()
    keep(program, {"time": medians.means()})


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

class Usages:
    """What programs use over each allocator: a table of each kind, relative to one of them."""

    def __init__(self, sides, own):
        """sides: {allocator: (library, variables)}; relative to `own`."""
        self.sides = sides
        self.own = own
        self.tables = {"time": Figures("processor time", 2), "peak": Figures("peak memory", 2),
                       "faults": Figures("page faults", 2)}

    def measure(self, name, command, directory, rounds):
        for _ in range(rounds):
            for side, (library, variables) in self.sides.items():
                usage = measure(command, library, directory, **variables)
                if usage.code != 0:
                    sys.exit(f"{name} fails with {side}")
                for table, value in zip(self.tables.values(),
                                        (usage.cpu, usage.peak_kib, usage.faults)):
                    table.add(name, side, value)

    def show(self, title, mean_rows=ONE_MEAN):
        """The geometric means of each table."""
        means = {}
        tables = {**self.tables, "least time": self.tables["time"].least()}
        for what, table in tables.items():
            relative = table.relative_to(self.own, f"{title}: {table.title}, {self.own} = 1",
                                         mean_rows)
            relative.show()
            means[what] = relative.means()
        return means


BIG = 4  # times the data of a script
BIG_ENDING = f" x{BIG}"
CLIENT_MEANS = {"mean of the small": lambda name: not name.endswith(BIG_ENDING),
                "mean of the big": lambda name: name.endswith(BIG_ENDING), **ONE_MEAN}


def client_sides():
    sides = {"pymalloc": ("", {})}
    for name, library in preloads().items():
        sides[name] = (library, {"PYTHONMALLOC": "malloc"})
        if name == "ouro":
            sides["align=8"] = (library, {"PYTHONMALLOC": "malloc", "OURO_MALLOC": "align=8"})
    return sides


def compare_clients(options):
    usages = Usages(client_sides(), "pymalloc")
    scripts = sorted(glob.glob(os.path.join(HERE, "clients", "*.py")))
    scripts = {os.path.basename(script)[:-3]: script for script in scripts}
    with tempfile.TemporaryDirectory() as directory:
        for name, script in list(scripts.items())[-2 if options.quick else 0:]:
            usages.measure(name, [ORACLE, script], directory, options.rounds)
        for name, script in scripts.items() if not options.quick else ():
            usages.measure(name + BIG_ENDING, [ORACLE, script, str(BIG)], directory,
                           min(options.rounds, max(3, options.rounds // 3)))
    keep("clients", usages.show("CPython 3.11 as a client", CLIENT_MEANS))


def compare_programs(options):
    usages = Usages({name: (library, {}) for name, library in preloads().items()}, "glibc")
    with tempfile.TemporaryDirectory() as directory:
        for name, command in programs.prepare(directory).items():
            usages.measure(name, command, directory, options.rounds)
    keep("programs", usages.show("Real programs"))


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
    "pairs": lambda options: compare_patterns(options, "pairs", "A pair of malloc and free",
                                              repetitions=3),
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
    parser.add_argument("-n", "--rounds", type=int, default=3, help="rounds, 3 unless told")
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
