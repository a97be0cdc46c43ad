# compare: stderr
import sys


def work():
    try:
        raise KeyboardInterrupt
    finally:
        print("cleanup")
        sys.stdout.flush()


try:
    work()
except Exception:
    print("Exception does not catch it")
