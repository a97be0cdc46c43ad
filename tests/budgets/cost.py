"""What budgets cost: the benchmark programs with a budget of instructions and of time that are never
reached, against those without; or, with --against, against another build, such as one whose checks
have been taken out. By processor time, the median of pairs of runs; with --instructions by those
that callgrind counts, so that other work on the machine does not matter (a minute for a program).
usage: tests/budgets/cost.py --ouro PATH [--against PATH] [--instructions] [--runs N] [TEXT...]
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


def pair(bounded, free, bounded_first):
    """One run of each; who goes first changes, for the second finds the processor warm."""
    if bounded_first:
        with_budgets = seconds(bounded)
        return with_budgets / seconds(free)
    without = seconds(free)
    return seconds(bounded) / without


def ratio(options, program):
    free = [options.against or options.ouro, program]
    bounded = [options.ouro] + BUDGETS + [program]
    if options.instructions:
        return instructions(bounded) / instructions(free)
    return statistics.median(pair(bounded, free, turn % 2 == 0) for turn in range(options.runs))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ouro", required=True)
    parser.add_argument("--against", metavar="PATH")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    ratios = {}
    for program in sorted(glob.glob(os.path.join(PROGRAMS, "*.py"))):
        name = os.path.basename(program)[:-3]
        if options.parts and not any(part in name for part in options.parts):
            continue
        ratios[name] = ratio(options, program)
        print(f"{name:28} {ratios[name]:.4f}", flush=True)
    if not ratios:
        sys.exit("no program of that name")
    mean = math.exp(statistics.fmean(map(math.log, ratios.values())))
    worst = max(ratios, key=ratios.get)
    print(f"geometric mean of {len(ratios)}: {mean:.4f} (target {TARGET}), "
          f"at most {ratios[worst]:.4f}: {worst}")
    return mean > TARGET


if __name__ == "__main__":
    sys.exit(main())
