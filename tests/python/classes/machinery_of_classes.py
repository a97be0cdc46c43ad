class A:
    x = 1
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return 's'
class B(A):
    def f(self): return 'B.' + super().f()
a=A(); b=B()
print(a.f(), b.f(), a.c(), B.c(), b.s(), A.s())
print(B.__mro__, B.__bases__, B.__base__, B.__name__, B.__qualname__, B.__module__)
print(type(a), type(A), type(type))
print(isinstance(b, A), issubclass(B, A), isinstance(a, B))
a.y=3; print(a.__dict__, vars(a)); a.__dict__['z']=4; print(a.z); del a.y; print(a.__dict__)
print(A.__dict__.keys())
try: a.nope
except AttributeError as e: print(e, e.name, e.obj is a)
# diamonds
class O: pass
class X(O): pass
class Y(O): pass
class Z(X,Y): pass
print([c.__name__ for c in Z.__mro__])
try:
    class W(O, X): pass
except TypeError as e: print(e)
try:
    class W(X, X): pass
except TypeError as e: print(e)
try:
    class W(int, str): pass
except TypeError as e: print(e)
try:
    class W(bool): pass
except TypeError as e: print(e)
try:
    class W(type(None)): pass
except TypeError as e: print(e)
class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('M.__new__', name, kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('M.__init__', name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('M.__call__', a, k); return super().__call__(*a, **k)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print('prepare', name, bases, kw); return {'prep': 1}
    def meth(cls): return cls.__name__ + '.meth'
    @property
    def prop(cls): return 'prop'
class C(metaclass=M, k=2):
    def __init__(self, q): self.q = q
print(C(5).q, C.meth(), C.prop, C.prep)
class D(C): pass
print(type(D))
class M2(type): pass
try:
    class E(C, metaclass=M2): pass
except TypeError as e: print(e)
# init_subclass, set_name
class Desc:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name=name
    def __get__(self, o, t=None): return ('get', self.name, o is None)
    def __set__(self, o, v): print('set', self.name, v)
    def __delete__(self, o): print('del', self.name)
class F:
    def __init_subclass__(cls, **kw): print('init_subclass', cls.__name__, kw); super().__init_subclass__()
    d = Desc()
class G(F, z=1): e = Desc()
g=G(); print(g.d, G.d); g.d=4; del g.d
try:
    class Bad:
        x = type('BD', (), {'__set_name__': lambda s,o,n: 1/0})()
except RuntimeError as e: print(e, repr(e.__cause__))
try:
    class H(object, q=3): pass
except TypeError as e: print(e)
# slots
class S:
    __slots__ = ('a', 'b', '__priv')
    def __init__(self): self.a=1; self.__priv=9
s=S(); print(s.a, s._S__priv, S.__slots__)
try: s.zz=1
except AttributeError as e: print(e)
try: s.b
except AttributeError as e: print(e)
try: s.__dict__
except AttributeError as e: print(e)
class T(S): __slots__=('c','__dict__')
t=T(); t.c=1; t.zzz=2; t.a=3; print(t.__dict__, t.c, t.a)
class U(S): pass
u=U(); u.a=1; u.w=2; print(u.__dict__)
for bad in [lambda: type('Q',(),{'__slots__':1}), lambda: type('Q',(),{'__slots__':['1a']}), lambda: type('Q',(),{'__slots__':['a'],'a':1}), lambda: type('Q',(int,),{'__slots__':['a']}), lambda: type('Q',(U,),{'__slots__':['__dict__']}), lambda: type('Q',(S,U),{}) , lambda: type('Q',(),{'__slots__':[3]}), lambda: type('a\0b',(),{}), lambda: type('Q',(),{'__qualname__':3})]:
    try: bad(); print('ok')
    except Exception as e: print(type(e).__name__, e)
class P1: __slots__=('p',)
class P2: __slots__=('q',)
try: type('PP',(P1,P2),{})
except TypeError as e: print(e)
# MI with builtin
class L(list):
    def __init__(self, *a): super().__init__(*a); self.tag='t'
l=L([1,2]); l.append(3); print(l, l.tag, len(l), l==[1,2,3], L.__mro__, l+[4], type(l+[4]))
class I(int): pass
i=I(5); i.x=1; print(i+1, i.x, i, repr(i), type(i+1), hash(i)==5, [10,20,30,40,50,60][i])
class St(str):
    def __new__(cls, v, extra): o=super().__new__(cls, v); o.extra=extra; return o
st=St('héy', 7); print(st, st.extra, st.upper(), st=='héy', {st:1}['héy'])
class Tu(tuple): pass
tu=Tu((1,2)); tu.z=1; print(tu, tu.z, tu[0], Tu.__name__)
class Di(dict):
    def __missing__(self, k): return k*2
d=Di(a=1); d.q=5; print(d['a'], d['zz'], d.q, d)
class Fl(float): pass
print(Fl(1.5)+1, Fl(2).is_integer())
class Ex(ValueError):
    def __init__(self, a, b): super().__init__(a, b); self.b=b
try: raise Ex(1,2)
except ValueError as e: print(e, e.args, e.b, repr(e))
class By(bytes): pass
by=By(b'abc'); by.n=1; print(by, by.n)
class Se(set): pass
se=Se([1]); se.n=2; print(se, se.n)
class Co(complex): pass
co=Co(1,2); co.n=2; print(co, co.n)
