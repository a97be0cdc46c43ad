# The __new__ of one builtin type in classes of another one.
def t(f, *a):
    try:
        print(f(*a))
    except TypeError as e:
        print(e)
t(object.__new__)
t(object.__new__, '')
t(list.__new__, object)
t(object.__new__, list)
t(dict.__new__, list)
t(int.__new__, bool)
t(int.__new__, list)
class C(object):
    __new__ = list.__new__
print(type(C()) is C)
class C(list):
    __new__ = object.__new__
t(C)
class C(dict): pass
t(list.__new__, C)
class C(Exception): pass
t(object.__new__, C)
t(object.__new__, int)
t(object.__new__, type)
t(OSError.__new__, KeyError)
class M(type): pass
t(object.__new__, M)


# Types that only the interpreter makes instances of.
import functools
import itertools
import re
import sys
import types

for made in ((i for i in ()), sys._getframe(), iter([]), iter({}), {}.keys(), {}.items(), iter(''),
             iter(()), iter(b''), iter(range(1)), iter(int, 1), len, [].append, int.__add__,
             (1).__add__, None, NotImplemented, ..., re.compile('a'), re.match('a', 'a'),
             itertools.groupby('a').__next__()[1], itertools.tee([])[0], sys.flags, int.real,
             functools.cmp_to_key(len), int | str, memoryview(b''), C.__dict__):
    t(object.__new__, type(made))
t(object.__new__, types.CoroutineType)
t(object.__new__, types.AsyncGeneratorType)
t(object.__new__, types.TracebackType)
t(tuple.__new__, type(sys.version_info), ())
t(types.GeneratorType.__new__, types.GeneratorType)
