import sys


def clean():
    try:
        sys.exit()
    except SystemExit as e:
        print(repr(e), e.code)
        raise


print("start")
try:
    clean()
finally:
    print("cleanup")
