# A warning that is recorded or shown by a function of one's own has no line of source.
import sys
import warnings

with warnings.catch_warnings(record=True) as recorded:
    warnings.simplefilter('always')
    warnings.warn('recorded')
    print(recorded[0].line, recorded[0].lineno, recorded[0].source)


def show(message, category, filename, lineno, file=None, line=None):
    print(message, category.__name__, lineno, file, line)


with warnings.catch_warnings():
    warnings.simplefilter('always')
    warnings.showwarning = show
    warnings.warn('shown')
sys.stderr = sys.stdout
warnings.formatwarning = lambda *args, **names: f'{args[0]} {args[1].__name__} {names}\n'
warnings.warn('formatted')
