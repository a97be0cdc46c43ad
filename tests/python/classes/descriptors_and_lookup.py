def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
import types
# descriptors doc/signature
for o in (int.__add__, list.append, dict.fromkeys, len, int.__call__ if hasattr(int,'__call__') else 0, (1).__add__, [].append, str.join, object.__init__, type.mro):
    print(o.__name__, getattr(o,'__text_signature__','-'), getattr(o,"__qualname__","-"))
print(int.__text_signature__, object.__text_signature__, type.__text_signature__)
print(types.MemberDescriptorType, type(slice.start), slice.start, type(int.real))
t(lambda: slice(1).start)
t(lambda: setattr(slice(1),'start',5))
t(lambda: delattr(slice(1),'start'))
# repr of odd types
class A:
    class B:
        def f(self): pass
print(A.B, A.B.__qualname__, A.B().f.__qualname__)
A.__module__ = 'builtins'; print(A); A.__module__ = 5
t(lambda: repr(A))
A.__module__ = "m"
t(lambda: A.__module__)
t(lambda: repr(A))
# __dir__, __sizeof__
print(object().__sizeof__() > 0, A().__sizeof__() > 0, type.__sizeof__(A) > 100)
# __reduce_ex__ protocol 0/1
class R: pass
r = R(); r.a = 1
print(r.__reduce_ex__(0)[1:], r.__reduce_ex__(1)[1:], r.__reduce__()[1:])
import copy
class Sl:
    __slots__ = ('a', '__b')
    def __init__(s): s.a = 1; s.__b = 2
c = copy.copy(Sl()); print(c.a, c._Sl__b, Sl.__slotnames__)
class Sl2(Sl): __slots__ = ('c',); 
x = Sl2(); x.c = 3; y = copy.deepcopy(x); print(y.a, y.c)
class IntS(int): pass
i = IntS(5); i.z = [1]; j = copy.deepcopy(i); print(j, j.z, type(j).__name__, j.z is not i.z)
class TS(tuple): pass
k = copy.copy(TS((1,2))); print(k, type(k).__name__)
class FS(frozenset): pass
print(copy.copy(FS([1])), copy.copy(bytearray(b'a')), copy.copy(1+2j), copy.copy(range(3)), copy.copy(slice(1,2)), copy.copy(type), copy.copy(len))
class ES(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.c = a
e = copy.copy(ES(1, 2)); print(repr(e), e.c)
t(lambda: copy.copy(super(int, True)))
t(lambda: copy.deepcopy(types.SimpleNamespace(a=[1])))
# super edge
class P:
    x = 1
    def m(self): return 'P.m'
    @staticmethod
    def s(): return 'P.s'
class Q(P):
    def m(self): return [super().m(), super().x, super().s(), super(Q, type(self)).m(self)]
print(Q().m())
t(lambda: super(Q, Q()).nope)
t(lambda: setattr(super(Q, Q()), 'x', 1))
sp = super(Q, Q()); print(sp.__class__, sp.__self__.__class__.__name__)
class Cp(P):
    s2 = super
    @classmethod
    def c(cls): return super().x
    @property
    def pr(self): return super().m()
    @pr.setter
    def pr(self, v): super().__setattr__('zz', v)
print(Cp.c(), Cp().pr); q = Cp(); q.pr = 3; print(q.zz)
# __init_subclass__ + class kwargs errors
t(lambda: type('X', (int,), {}, a=1))
class Q1:
    def __init_subclass__(cls): pass
t(lambda: type('X', (Q1,), {}, a=1))
# weird dict contents
t(lambda: type('X', (), {1: 2}).__dict__[1])
t(lambda: type('X', (), {'a': 1}).a)
class Ns(dict): pass
t(lambda: type('X', (), Ns(a=5)).a)
t(lambda: type(type('X', (), Ns(a=5)).__dict__['a']))
# mappingproxy
t(lambda: A.__dict__.copy().__class__)
t(lambda: sorted(type('X', (), {}).__dict__))
t(lambda: sorted(type('X', (), {'__slots__': ()}).__dict__))
t(lambda: sorted(type('X', (list,), {}).__dict__))
t(lambda: sorted(type('X', (int,), {}).__dict__))
t(lambda: sorted(type('X', (str,), {}).__dict__))
t(lambda: sorted(type('X', (type,), {}).__dict__))
t(lambda: sorted(type('X', (Exception,), {}).__dict__))
t(lambda: sorted(type('X', (object,), {'__eq__': 1}).__dict__))
# comparing / hashing methods
class H:
    def f(self): pass
h = H(); h2 = H()
print(h.f == h.f, h.f == h2.f, H.f == H.f, {h.f: 1}[h.f], [].append == [].append)
print(h.f.__eq__(h.f), h.f != h2.f)
t(lambda: h.f < h.f)
t(lambda: setattr(h.f, 'x', 1))
H.f.x = 5; print(h.f.x)
t(lambda: h.f.nope)
# isinstance with __class__ lie
class Lie:
    @property
    def __class__(self): return int
print(isinstance(Lie(), int), type(Lie()).__name__, issubclass(Lie, int))
# int() of types w/ __index__ only, str of class with metaclass __str__
class MS(type):
    def __str__(cls): return 'MS-str'
class Ms(metaclass=MS): pass
print(str(Ms), f'{Ms}', repr(Ms)[:7])
# __getattr__ on class & module-like
class GA(type):
    def __getattr__(cls, n):
        if n == 'dyn': return 'dyn!'
        raise AttributeError(n)
class Gx(metaclass=GA): pass
print(Gx.dyn); t(lambda: Gx.other); print(hasattr(Gx, 'other'), getattr(Gx, 'other', 'd'))
t(lambda: Gx().dyn)
# data descriptors vs instance dict
class DDesc:
    def __get__(s, o, t): return 'data'
    def __set__(s, o, v): raise AttributeError('no set')
class Hd: d = DDesc()
o = Hd(); o.__dict__['d'] = 'inst'; print(o.d); t(lambda: setattr(o, 'd', 1))
class NoGet:
    def __set__(s, o, v): o.__dict__['ng'] = v
class Hn: ng = NoGet()
o = Hn(); print(type(o.ng).__name__); o.ng = 4; print(o.ng)
# classes as decorators/ callables in class body
class Meth:
    lower = str.lower
    l = len
    from_int = int
    lam = lambda self, x: x
m = Meth(); t(lambda: m.l([1,2])); t(lambda: m.from_int('5')); print(m.lam(3)); t(lambda: m.lower())
class StrM(str): low = str.lower
print(StrM('AB').low())
