"""What budgets cost: the instructions of the benchmark programs with a budget of instructions and of
time that are never reached, against those without. Counted by callgrind, so that other work on the
machine does not matter; a program takes a minute or more. With --time the processor time of pairs
of runs instead (the median of the ratios; noisy).
usage: tests/budgets/cost.py --ouro PATH [--time] [--runs N] [TEXT...]
"""
import argparse
import glob
import math
import os
import re
import resource
import statistics
import subprocess
import sys

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../bench/programs")
BUDGETS = ["-X", "instruction_budget=1000000000000000", "-X", "time_budget=100000"]
TARGET = 1.03


def instructions(command):
    result = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode != 0 or not found:
        sys.exit(f"{' '.join(command)}: {result.stderr[-300:]}")
    return int(found.group(1))


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(options, program):
    free = [options.ouro, program]
    bounded = [options.ouro] + BUDGETS + [program]
    if not options.time:
        return instructions(bounded) / instructions(free)
    return statistics.median(seconds(bounded) / seconds(free)
                             for _ in range(options.runs))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ouro", required=True)
    parser.add_argument("--time", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    ratios = []
    for program in sorted(glob.glob(os.path.join(PROGRAMS, "*.py"))):
        name = os.path.basename(program)[:-3]
        if options.parts and not any(part in name for part in options.parts):
            continue
        ratios.append(ratio(options, program))
        print(f"{name:28} {ratios[-1]:.4f}", flush=True)
    if not ratios:
        sys.exit("no program of that name")
    mean = math.exp(statistics.fmean(map(math.log, ratios)))
    print(f"geometric mean of {len(ratios)}: {mean:.4f}, at most {max(ratios):.4f} (target {TARGET})")
    return mean > TARGET


if __name__ == "__main__":
    sys.exit(main())
