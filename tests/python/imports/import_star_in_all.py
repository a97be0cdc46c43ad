# A star in __all__ means nothing, and what is no str is refused.
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    for name, names in (('starred', ['*', 'inner']), ('numbered', [1])):
        os.mkdir(os.path.join(folder, name))
        with open(os.path.join(folder, name, '__init__.py'), 'w') as file:
            file.write('__all__ = %r\n' % names)
        with open(os.path.join(folder, name, 'inner.py'), 'w') as file:
            file.write('print("inner")\n')
    module = __import__('starred', fromlist=['*'])
    print(module.__name__, hasattr(module, '*'), hasattr(module, 'inner'))
    try:
        exec('from numbered import *')
    except TypeError as error:
        print(error)
