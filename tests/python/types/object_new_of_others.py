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
