"""Runs one of CPython's test files and writes what became of each test, a line at once, so that a
crash names its test. Runs on ouro and on python3.11 alike.

usage: run_file.py RESULTS MODULE [SKIPPED_TEST...]
Lines of RESULTS: "start ID", then "ok", "fail", "error" or "skip" with the ID; at the end "end".
"""
import sys
import traceback
import unittest


class Lines(unittest.TestResult):
    """Appends a line to the results for each test; failures also go to standard error."""

    def __init__(self, out):
        super().__init__()
        self.out = out
        self.bad_parts = set()

    def note(self, verdict, test):
        print(verdict, " ".join(test.id().split()), file=self.out, flush=True)

    def tell(self, verdict, test, error):
        self.note(verdict, test)
        print("=" * 70, verdict, test.id(), self._exc_info_to_string(error, test), sep="\n",
              file=sys.stderr, flush=True)

    def startTest(self, test):
        super().startTest(test)
        self.note("start", test)

    def addSuccess(self, test):
        if test.id() not in self.bad_parts:
            self.note("ok", test)

    def addExpectedFailure(self, test, error):
        self.note("ok", test)

    def addUnexpectedSuccess(self, test):
        self.note("fail", test)

    def addSkip(self, test, reason):
        self.note("skip", test)

    def addFailure(self, test, error):
        self.tell("fail", test, error)

    def addError(self, test, error):
        self.tell("error", test, error)

    def addSubTest(self, test, subtest, error):
        if error is None:
            return
        whole = getattr(subtest, "test_case", test)
        self.bad_parts.add(whole.id())
        print("-" * 70, subtest.id(), sep="\n", file=sys.stderr)
        self.tell("fail", whole, error)


def without(suite, names):
    """The suite without the tests of these names."""
    kept = unittest.TestSuite()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.addTest(without(test, names))
        elif test.id() not in names:
            kept.addTest(test)
    return kept


def main():
    results, module, *skipped = sys.argv[1:]
    sys.argv[1:] = []
    with open(results, "a", encoding="utf-8", errors="backslashreplace") as out:
        lines = Lines(out)
        try:
            suite = unittest.defaultTestLoader.loadTestsFromName(module)
        except unittest.SkipTest:
            print("skip", module, file=out)
        except Exception:
            traceback.print_exc()
            print("error", module, file=out)
        else:
            without(suite, skipped).run(lines)
        print("end", file=out)


if __name__ == "__main__":
    main()
