"""Runs the benchmark programs on ouro and on python3.11, side by side.

The two alternate, so that a change of the machine's speed meets both; each figure is the median
of its runs. Time is the processor time of the process (wall time with --wall), memory its peak
resident size. `memory` runs the programs of bench/memory, which say what they must reach in a line
"# target: time 0.7, peak 50 MB" or "…, 40 bytes for each of 1000000" (beyond an empty program).
usage: bench/run.py [startup | memory] [options] [TEXT]
"""
import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


class Run:
    """One run of one program, through the small program `measure`."""

    def __init__(self, options, command, directory):
        output = os.path.join(directory, "output")
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0",
                       "PYTHONDONTWRITEBYTECODE": "1", "HOME": directory}
        figures = subprocess.run([options.measure, output] + command, cwd=directory,
                                 env=environment, stdout=subprocess.PIPE, check=True).stdout.split()
        self.wall, self.cpu = float(figures[0]), float(figures[1])
        self.peak = int(figures[2]) * 1024
        self.code = int(figures[3])
        with open(output, "rb") as out:
            self.output = out.read()


def geometric_mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else float("nan")


def measure(options, path, directory):
    """The runs of both programs, alternating; None after a failure that is explained on the way."""
    sides = {"ouro": [], "python": []}
    commands = {"ouro": [options.ouro, path], "python": [options.oracle, path]}
    for _ in range(options.runs):
        for side, command in commands.items():
            run = Run(options, command, directory)
            if run.code != 0:
                print(f"{os.path.basename(path)}: {side} ends with code {run.code}: "
                      f"{run.output[-300:].decode(errors='replace').strip()}", file=sys.stderr)
                return None
            sides[side].append(run)
    if sides["ouro"][0].output != sides["python"][0].output:
        print(f"{os.path.basename(path)}: the outputs differ", file=sys.stderr)
        return None
    return sides


def median(runs, field):
    return statistics.median(getattr(run, field) for run in runs)


def programs(options, folder="programs"):
    folder = os.path.join(HERE, folder)
    names = sorted(name for name in os.listdir(folder) if name.endswith(".py"))
    wanted = [name for name in names if any(text in name for text in options.text)] \
        if options.text else names
    return [os.path.join(folder, name) for name in wanted if not name.startswith("_")]


def compare(options):
    field = "wall" if options.wall else "cpu"
    rows = []
    failed = 0
    directory = tempfile.mkdtemp(prefix="ouro-bench-")
    if options.csv:
        print("program,ouro_seconds,python_seconds,time_ratio,ouro_bytes,python_bytes,memory_ratio")
    else:
        print(f"{'':24} {'seconds':^23}   {'peak memory, MB':^23}")
        print(f"{'program':24} {'ouro':>7} {'python':>7} {'ratio':>7}   "
              f"{'ouro':>7} {'python':>7} {'ratio':>7}")
    for path in programs(options):
        sides = measure(options, path, directory)
        name = os.path.basename(path)[:-3]
        if sides is None:
            failed += 1
            continue
        ouro, python = median(sides["ouro"], field), median(sides["python"], field)
        ouro_peak, python_peak = median(sides["ouro"], "peak"), median(sides["python"], "peak")
        row = (name, ouro, python, ouro / python, ouro_peak, python_peak, ouro_peak / python_peak)
        rows.append(row)
        if options.csv:
            print(f"{name},{ouro:.4f},{python:.4f},{row[3]:.4f},{ouro_peak:.0f},{python_peak:.0f},"
                  f"{row[6]:.4f}")
        else:
            print(f"{name:24} {ouro:7.3f} {python:7.3f} {row[3]:7.2f}   "
                  f"{ouro_peak / 1e6:7.1f} {python_peak / 1e6:7.1f} {row[6]:7.2f}"
                  f"{'   slower than 1.5' if row[3] > 1.5 else ''}", flush=True)
    shutil.rmtree(directory)
    time_mean = geometric_mean([row[3] for row in rows])
    memory_mean = geometric_mean([row[6] for row in rows])
    worst = max(rows, key=lambda row: row[3]) if rows else None
    if options.csv:
        print(f"geometric_mean,,,{time_mean:.4f},,,{memory_mean:.4f}")
    elif rows:
        print(f"{'geometric mean':24} {'':7} {'':7} {time_mean:7.2f}   {'':7} {'':7} {memory_mean:7.2f}")
        print(f"{len(rows)} programs, medians of {options.runs}; slowest against python: {worst[0]} "
              f"({worst[3]:.2f}); targets: time 1.00, no program over 1.50, memory 0.50")
    if failed:
        print(f"{failed} programs failed", file=sys.stderr)
    return 1 if failed else 0


def read_target(path):
    """The most that is allowed: ratio of times, peak in bytes, (bytes, count) of things kept."""
    with open(path) as source:
        text = re.search("# target: (.*)", source.read())[1]
    time, peak, each = (re.search(pattern, text) for pattern in (
        r"time ([\d.]+)", r"peak (\d+) MB", r"(\d+) bytes for each of (\d+)"))
    return (float(time[1]), int(peak[1]) * 1e6 if peak else None,
            (int(each[1]), int(each[2])) if each else None)


def memory(options):
    """The programs of bench/memory against their own targets."""
    directory = tempfile.mkdtemp(prefix="ouro-bench-")
    empty = os.path.join(directory, "empty.py")
    open(empty, "w").close()
    idle = measure(options, empty, directory)
    missed = 0
    print(f"{'program':22} {'ratio':>6} {'target':>7}   {'memory':>14} {'python':>14} {'target':>10}")
    for path in programs(options, "memory"):
        time_target, peak_target, each = read_target(path)
        sides = measure(options, path, directory)
        if sides is None:
            missed += 1
            continue
        ratio = median(sides["ouro"], "cpu") / median(sides["python"], "cpu")
        shown = {}
        for side, runs in sides.items():
            peak = median(runs, "peak")
            shown[side] = (peak - median(idle[side], "peak")) / each[1] if each else peak / 1e6
        limit = each[0] if each else peak_target / 1e6 if peak_target else None
        unit = "B each" if each else "MB"
        late, large = ratio > time_target, limit is not None and shown["ouro"] > limit
        missed += late or large
        print(f"{os.path.basename(path)[:-3]:22} {ratio:6.2f} {time_target:7.2f}   "
              f"{shown['ouro']:7.1f} {unit:6} {shown['python']:7.1f} {unit:6} "
              f"{limit if limit is not None else '':>10}"
              f"{'   slow' if late else ''}{'   large' if large else ''}", flush=True)
    shutil.rmtree(directory)
    print(f"{missed} targets missed" if missed else "every target reached")
    return 1 if missed else 0


def startup(options):
    """Start-up of an empty script, resident memory, and the size of the stripped command."""
    directory = tempfile.mkdtemp(prefix="ouro-bench-")
    empty = os.path.join(directory, "empty.py")
    open(empty, "w").close()
    stripped = os.path.join(directory, "stripped")
    shutil.copy(options.ouro, stripped)
    subprocess.run(["strip", stripped], check=False)
    runs = {"ouro": [], "python": []}
    commands = {"ouro": [options.ouro, empty], "python": [options.oracle, empty]}
    for _ in range(max(options.runs, 40)):
        for side, command in commands.items():
            runs[side].append(Run(options, command, directory))
    for side in runs:
        times = sorted(run.wall for run in runs[side])
        print(f"{side:7} {statistics.median(times) * 1e3:7.2f} ms "
              f"(fastest {times[0] * 1e3:.2f} ms), resident {median(runs[side], 'peak') / 1e6:.2f} MB")
    print(f"stripped command {os.path.getsize(stripped) / 1e6:.2f} MB")
    print("targets: 3 ms, 3.5 MB resident, 2 MB stripped")
    shutil.rmtree(directory)
    return 0


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    parser.add_argument("--ouro", default=os.path.join(HERE, "..", "build", "release", "ouro"))
    parser.add_argument("--oracle", default="/usr/bin/python3.11")
    parser.add_argument("-n", "--runs", type=int, default=5, help="runs of each program (5)")
    parser.add_argument("--csv", action="store_true", help="machine-readable output")
    parser.add_argument("--wall", action="store_true", help="wall time instead of processor time")
    parser.add_argument("text", nargs="*", help="'startup', 'memory', or parts of program names")
    options = parser.parse_args()
    options.ouro = os.path.abspath(options.ouro)
    options.measure = os.path.join(os.path.dirname(options.ouro), "tools", "measure")
    if not os.path.exists(options.measure):
        options.measure = os.path.join(HERE, "..", "build", "release", "tools", "measure")
    options.measure = os.path.abspath(options.measure)
    if options.text[:1] == ["startup"]:
        return startup(options)
    if options.text[:1] == ["memory"]:
        options.text = options.text[1:]
        return memory(options)
    return compare(options)


sys.exit(main())
