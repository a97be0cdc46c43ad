def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
# metaclass w/ __new__ returning other
class M(type):
    def __new__(m, n, b, d):
        if n == 'Zed': return 5
        return type.__new__(m, n, b, d)
class Zed(metaclass=M): pass
print(Zed)
t(lambda: type.__new__(M, 'Q', (), {}))
t(lambda: type.__new__(int, 'Q', (), {}))
t(lambda: type.__new__())
t(lambda: type.__new__(type))
t(lambda: type.__new__(type, 'a'))
t(lambda: type.__init__(type('a',(),{}), 1, 2))
t(lambda: type('a', (), {}, x=1))
t(lambda: type('a', (object,), dict(__init_subclass__=1)))
class Kw:
    def __init_subclass__(cls, /, tag=None, **k): cls.tag=tag; super().__init_subclass__(**k)
print(type('KS', (Kw,), {}, tag=5).tag)
t(lambda: type('KS', (Kw,), {}, bad=5))
# functions metaclass
def fm(name, bases, ns, **kw): return ('fm', name, bases, sorted(k for k in ns if not k.startswith('__')), kw)
class FF(1 and object, metaclass=fm, q=2):
    a = 1
print(FF)
# classcell stuff
class MC(type):
    def __new__(m, n, b, d):
        d.pop('__classcell__', None)
        return super().__new__(m, n, b, d)
def mk():
    class CC(metaclass=MC):
        def f(self): return __class__
    return CC
t(mk)
t(lambda: type('X', (), {'__classcell__': 5}))
# attribute access on types
class A:
    cls_attr = 1
    def __get__(self, o, t): return ('descr', o, t)
class Holder: h = A()
t(lambda: Holder.h)
t(lambda: Holder().h[0])
class MetaD(type):
    @property
    def x(cls): return 'meta-x'
    y = 'meta-y'
    def z(cls): return ('z', cls.__name__)
class HasX(metaclass=MetaD):
    x = 'own-x'; y = 'own-y'
print(HasX.x, HasX.y, HasX.z(), HasX().x)
t(lambda: HasX().z)
t(lambda: setattr(HasX, 'x', 3))
HasX.y = 'changed'; print(HasX.y, HasX().y)
del HasX.y; print(HasX.y)
t(lambda: HasX().y)
t(lambda: delattr(HasX, 'nope'))
t(lambda: HasX.nope)
# __getattr__ raising / property raising AttributeError
class P:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fallback ' + n
print(P().p)
class P2:
    @property
    def p(self): return self.missing
t(lambda: P2().p)
# hasattr with other exception
class P3:
    @property
    def p(self): raise ValueError('v')
t(lambda: hasattr(P3(), 'p'))
t(lambda: getattr(P3(), 'q', 'dflt'))
# non-str names
t(lambda: getattr(1, 2))
t(lambda: setattr(A(), 2, 3))
class StrSub(str): pass
a = A(); setattr(a, StrSub('foo'), 5); print(a.foo, a.__dict__)
setattr(A, StrSub('bar'), 6); print(A.bar)
# dunder dynamic replaced on class after caching
class Dyn:
    def __eq__(self, o): return 'eq1'
d = Dyn(); print(d == 1)
Dyn.__eq__ = lambda s, o: 'eq2'; print(d == 1)
del Dyn.__eq__; print(d == 1)
Dyn.__add__ = lambda s, o: 'add'; print(d + 1); del Dyn.__add__
t(lambda: d + 1)
Dyn.__getattr__ = lambda s, n: 'ga ' + n; print(d.zip); del Dyn.__getattr__
t(lambda: d.zip)
Dyn.__setattr__ = lambda s, n, v: print('set', n); d.q = 1; del Dyn.__setattr__; d.q = 2; print(d.q)
Dyn.__getattribute__ = lambda s, n: 'gattr'; print(d.q); del Dyn.__getattribute__; print(d.q)
Dyn.__init__ = lambda s, *a: print('init', a); Dyn(1, 2); del Dyn.__init__
t(lambda: Dyn(1, 2))
Dyn.__new__ = lambda c, *a: 'new'; print(Dyn(1)); del Dyn.__new__
t(lambda: type(Dyn()).__name__)
Dyn.__call__ = lambda s: 'call'; print(d()); del Dyn.__call__
t(lambda: d())
Dyn.__bool__ = lambda s: False; print(bool(d)); del Dyn.__bool__; print(bool(d))
Dyn.__del__ = lambda s: print('del'); del d; x = Dyn(); del Dyn.__del__; del x; print('x')
class Sub(Dyn): pass
Dyn.__len__ = lambda s: 3; print(len(Sub())); Sub.__len__ = lambda s: 4; print(len(Sub())); del Sub.__len__; print(len(Sub()))
# instance dunder does not count
s = Sub(); s.__len__ = lambda: 99; print(len(s)); s.__call__ = lambda: 1
t(lambda: s())
# int subclass details
class I(int):
    def __add__(self, o): return I(int.__add__(self, o))
    def __repr__(self): return f'I({int(self)})'
print(I(3) + 4, 4 + I(3), I(3) * 2, -I(3), I(5) == 5, {5: 'a'}[I(5)], I(True))
class Big(int): pass
b = Big(2); b.attr = 1; print(b, b.attr, b + 1)
class F(float):
    def __new__(cls, x=0): return super().__new__(cls, x)
f = F(1.5); f.n = 2; print(f, f.n, f + 1)
class T(tuple):
    __slots__ = ()
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
print(T(1, 2).first, T(1, 2), T(1) + (2,), len(T(1, 2, 3)))
t(lambda: setattr(T(1), 'x', 1))
class LS(list): __slots__ = ('extra',)
l = LS([1]); l.extra = 5; print(l, l.extra)
t(lambda: setattr(l, 'other', 1))
class DS(dict): __slots__ = ('e',)
ds = DS(a=1); ds.e = 2; print(ds, ds.e)
class E(Exception): __slots__ = ('code',)
e = E('m'); e.code = 4; e.dyn = 5; print(e, e.code, e.dyn)
class MyType(type): pass
class UsesMy(metaclass=MyType): pass
UsesMy.attr = 1; print(type(UsesMy), UsesMy.attr, MyType.__mro__)
t(lambda: type('X', (type,), {'__slots__': ('a',)}))
# shaped + slots
class Base: pass
class WithSlots(Base): __slots__ = ('s1', 's2')
w = WithSlots(); w.s1 = 1; w.d1 = 2; w.s2 = 3; w.d2 = 4; w.d3 = 5; w.d4 = 6; w.d5 = 7
print(w.s1, w.s2, w.__dict__); del w.s1
t(lambda: w.s1)
w.s1 = 8; print(w.s1, w.d5, vars(w))
class More(WithSlots): __slots__ = ('s3',)
m = More(); m.s1, m.s3, m.x = 1, 3, 9; print(m.s1, m.s3, m.x, m.__dict__)
m.__class__ = More
t(lambda: setattr(m, '__class__', WithSlots))
# deep hierarchy
cls = object
for i in range(60): cls = type('C%d' % i, (cls,), {'m%d' % i: i})
print(len(cls.__mro__), cls.m0, cls().m59)
# many classes freed
for i in range(2000):
    type('Tmp', (Base,), {'a': 1})().b = 2
print('many ok')
class Cnt:
    n = 0
    def inc(self): Cnt.n += 1; return Cnt.n
c = Cnt()
for i in range(1000): c.inc()
print(Cnt.n)
# delete then re-add order
class O: pass
o = O(); o.a = 1; o.b = 2; o.c = 3; del o.b; o.b = 4; print(list(o.__dict__)); 
o = O(); o.a = 1; o.b = 2; o.c = 3; del o.a; print(o.b, o.c, list(vars(o)))
for i in range(30): setattr(o, f'k{i}', i)
for i in range(0, 30, 2): delattr(o, f'k{i}')
print(list(vars(o)))
o.__dict__ = {'z': 1}; print(o.z, hasattr(o, 'b')); o.__dict__['w'] = 2; print(o.w); o.y = 3; print(vars(o))
import_ok = True
class Prop:
    def __init__(self): self._v = 1
    def g(self): return self._v
    def s(self, v): self._v = v
    v = property(g, s)
p = Prop(); p.v = 7; print(p.v, p.__dict__)
print(Prop.__dict__['v'].fget is Prop.g)
print([n for n in dir(p) if not n.startswith('__')])
class Circular: pass
Circular.self = Circular; Circular.inst = Circular()
print(Circular.self.inst.self is Circular)
print(object.__eq__(1, 1), object.__eq__(1, 2), object.__ne__(1, 2), object.__hash__(Circular) == hash(Circular))
print(type.__repr__(int), object.__repr__(5)[:8], object.__str__(5), int.__repr__(True), str.__str__('q'))
t(lambda: int.__repr__('a'))
t(lambda: list.__len__({}))
t(lambda: object.__repr__())
t(lambda: dict.fromkeys())
t(lambda: dict.__dict__['fromkeys']())
t(lambda: dict.__dict__['fromkeys'](int))
t(lambda: dict.__dict__['fromkeys'].__get__(None, int))
t(lambda: str.join(1, []))
t(lambda: type.mro(int))
t(lambda: type.mro())
t(lambda: int.mro())
t(lambda: int.__init_subclass__(x=1))
t(lambda: object.__init_subclass__(1))
t(lambda: int.__class_getitem__)
t(lambda: [].__class__.__name__)
t(lambda: super.__init__())
t(lambda: (lambda: 0).__get__(1))
t(lambda: print.__get__(1))
