"""Runs the benchmark programs on ouro and on python3.11, side by side.

The two alternate, so that a change of the machine's speed meets both; each figure is the median
of its runs. Time is the processor time of the process (wall time with --wall), memory its peak
resident size. usage: bench/run.py [startup] [options] [TEXT]
"""
import argparse
import math
import os
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


def programs(options):
    folder = os.path.join(HERE, "programs")
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
    parser.add_argument("text", nargs="*", help="'startup', or parts of program names")
    options = parser.parse_args()
    options.ouro = os.path.abspath(options.ouro)
    options.measure = os.path.join(os.path.dirname(options.ouro), "tools", "measure")
    if not os.path.exists(options.measure):
        options.measure = os.path.join(HERE, "..", "build", "release", "tools", "measure")
    options.measure = os.path.abspath(options.measure)
    if options.text[:1] == ["startup"]:
        return startup(options)
    return compare(options)


sys.exit(main())
