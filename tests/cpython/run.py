"""Runs CPython's own test files (Debian's libpython3.11-testsuite) on ouro: a process for each,
with a limit of time and one of memory; prints a table, and what changed since the expectations.

usage: run.py --ouro PATH [--oracle PATH] [--jobs N] [--timeout SECONDS] [--record] [NAME...]
NAME is a file, as test_dict; none: all of files.txt. expected.txt has the tests that fail today
(or that fail on python3.11 here too); --record writes it again for the files that were run.
Logs are in build/cpython/. The exit code is 1 when a test fails that is not expected to.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE / "expected.txt"
LOGS = HERE.parent.parent / "build" / "cpython"
VERDICTS = ("ok", "skip", "fail", "error", "crash", "timeout")
BAD = VERDICTS[2:]
RESTARTS = 12
TIMEOUTS = 3  # restarts of a file whose tests do not end
HEAP_LIMIT = "1500M"


def module_of(name):
    return name if name.startswith("test.") else "test." + name


class FileRun:
    """What became of the tests of one file: self.verdicts, id to verdict."""

    def __init__(self, command, name, timeout):
        self.name = name
        self.verdicts = {}
        skipped = []
        (LOGS / f"{name}.log").write_text("")
        for _ in range(RESTARTS):
            broken = self.run_once(command, timeout, skipped)
            if not broken or broken in skipped or self.count("timeout") > TIMEOUTS:
                return
            skipped.append(broken)

    def run_once(self, command, timeout, skipped):
        """Runs the file without `skipped`; gives the test that ended the process, None when whole."""
        folder = tempfile.mkdtemp(prefix="cpython-")
        results = pathlib.Path(folder) / "results"
        results.touch()
        work = pathlib.Path(folder) / "work"
        work.mkdir()
        arguments = command + [str(HERE / "run_file.py"), str(results), module_of(self.name)]
        environment = dict(os.environ, TMPDIR=str(work), LC_ALL="C.UTF-8")
        try:
            with open(LOGS / f"{self.name}.log", "ab") as log:
                ended = self.wait(arguments + skipped, timeout, log, work, environment)
            return self.read(results.read_text(errors="replace"), ended)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def wait(arguments, timeout, log, work, environment):
        """"" after an orderly end, else the verdict."""
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   cwd=work, env=environment, start_new_session=True)
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return "timeout"
        finally:
            # Children that the tests left behind.
            try:
                os.killpg(process.pid, 9)
            except ProcessLookupError:
                pass
        return f"crash{code}" if code else ""

    def read(self, text, ended):
        started = None
        whole = False
        for line in text.splitlines():
            verdict, _, test = line.partition(" ")
            if verdict == "start":
                started = test
            elif verdict == "end":
                whole = True
            else:
                if BAD.count(self.verdicts.get(test)) == 0:
                    self.verdicts[test] = verdict
                if test == started:
                    started = None
        if whole and not ended:
            return None
        broken = started or module_of(self.name)
        self.verdicts[broken] = "timeout" if ended == "timeout" else "crash"
        return broken if started else None

    def count(self, verdict):
        return sum(1 for other in self.verdicts.values() if other == verdict)

    def bad(self):
        return {test: verdict for test, verdict in self.verdicts.items() if verdict in BAD}


def read_expected():
    """file to {test: verdict}"""
    expected = {}
    if EXPECTED.exists():
        for line in EXPECTED.read_text().splitlines():
            if line and not line.startswith("#"):
                name, verdict, test = line.split(" ", 2)
                expected.setdefault(name, {})[test] = verdict
    return expected


def write_expected(expected):
    with open(EXPECTED, "w") as out:
        out.write("# What fails today: FILE VERDICT TEST; `python` where python3.11 fails here too.\n"
                  "# Written by ./dev conformance cpython --record.\n")
        for name in sorted(expected):
            for test, verdict in sorted(expected[name].items()):
                out.write(f"{name} {verdict} {test}\n")


def record(runs, oracle, timeout):
    """Expects the failures of these runs from now on."""
    expected = read_expected()
    for run in runs:
        bad = run.bad()
        if bad and oracle:
            both = FileRun([oracle], run.name, timeout).bad()
            bad = {test: "python" if test in both else verdict for test, verdict in bad.items()}
        expected.pop(run.name, None)
        if bad:
            expected[run.name] = bad
    write_expected(expected)


def print_table(runs):
    width = max(len(run.name) for run in runs)
    print(f"{'':{width}}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    for run in runs:
        print(f"{run.name:{width}}" + "".join(f"{run.count(verdict) or '':>9}" for verdict in VERDICTS))
    print(f"{'total':{width}}" +
          "".join(f"{sum(run.count(verdict) for run in runs):>9}" for verdict in VERDICTS))


def print_changes(runs):
    """Tells what is not as expected; the number of tests that fail unexpectedly."""
    expected = read_expected()
    regressions = 0
    for run in runs:
        known = expected.get(run.name, {})
        for test, verdict in run.bad().items():
            if test not in known:
                print(f"FAIL {run.name} {verdict} {test}")
                regressions += 1
        mended = [test for test in known if run.verdicts.get(test) in ("ok", "skip")]
        for test in mended:
            print(f"mended {run.name} {test}")
    return regressions


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ouro", required=True)
    parser.add_argument("--oracle", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    names = options.names or [line.split()[0] for line in (HERE / "files.txt").read_text().splitlines()
                              if line and not line.startswith("#")]
    LOGS.mkdir(parents=True, exist_ok=True)
    command = [os.path.abspath(options.ouro), "-X", f"heap_limit={HEAP_LIMIT}"]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = list(pool.map(lambda name: FileRun(command, name, options.timeout), names))
    print_table(runs)
    regressions = print_changes(runs)
    if options.record:
        record(runs, options.oracle, options.timeout)
    bad = sum(len(run.bad()) for run in runs)
    print(f"{len(runs)} files, {sum(run.count('ok') for run in runs)} passed, {bad} failed, "
          f"{regressions} of them unexpectedly")
    return 1 if regressions else 0


if __name__ == "__main__":
    sys.exit(main())
