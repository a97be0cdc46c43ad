class V:
    def __init__(s, v): s.v=v
    def __repr__(s): return f'V({s.v})'
    def __add__(s,o): return ('add',s.v,o)
    def __radd__(s,o): return ('radd',s.v,o)
    def __iadd__(s,o): s.v+=o; return s
    def __sub__(s,o): return NotImplemented
    def __rsub__(s,o): return NotImplemented
    def __mul__(s,o): return 'mul'
    def __pow__(s,o,m=None): return ('pow',o,m)
    def __rpow__(s,o): return ('rpow',o)
    def __divmod__(s,o): return 'dm'
    def __rdivmod__(s,o): return 'rdm'
    def __matmul__(s,o): return 'mm'
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __abs__(s): return 'abs'
    def __int__(s): return 42
    def __float__(s): return 4.25
    def __index__(s): return 3
    def __bool__(s): return False
    def __len__(s): return 7
    def __contains__(s,x): return x==1
    def __getitem__(s,k): return ('get',k)
    def __setitem__(s,k,v): print('setitem',k,v)
    def __delitem__(s,k): print('delitem',k)
    def __call__(s,*a,**k): return ('call',a,k)
    def __eq__(s,o): return isinstance(o,V) and s.v==o.v
    def __lt__(s,o): return s.v<o.v
    def __hash__(s): return 99
    def __iter__(s): return iter([1,2,3])
    def __reversed__(s): return 'rev'
    def __round__(s,n=None): return ('round',n)
    def __trunc__(s): return 'trunc'
    def __floor__(s): return 'floor'
    def __ceil__(s): return 'ceil'
    def __format__(s,f): return 'F:'+f
    def __enter__(s): print('enter'); return s
    def __exit__(s,*a): print('exit',a[0]); return True
    def __getattr__(s,n): 
        if n.startswith('__'): raise AttributeError(n)
        return 'ga:'+n
v=V(1)
print(v+1, 1+v, v*2, v**2, 2**v, pow(v,2,3), divmod(v,1), divmod(1,v), v@1, -v, +v, ~v, abs(v), int(v), float(v), bool(v), len(v), 1 in v, 2 in v, v[5], v[1:2], v(1,a=2), v==V(1), v!=V(1), v<V(2), v>V(0), hash(v), list(v), reversed(v), round(v), round(v,2), f'{v:abc}', v.foo, [1,2,3,4][v], hex(v), range(v))
v+=5; print(v); v[1]=2; del v[1]
with v as q: raise ValueError
for f in [lambda: v-1, lambda: 1-v, lambda: v<=1, lambda: v/2, lambda: 2/v, lambda: v<<1]:
    try: print(f())
    except TypeError as e: print(e)
# subclass priority
class W(V):
    def __radd__(s,o): return 'W.radd'
print(V(1)+W(2))
class W2(V): pass
print(V(1)+W2(2))
# eq/hash
class E:
    def __eq__(s,o): return True
try: hash(E())
except TypeError as e: print(e)
print(E.__hash__, E()!=1)
class E2(E):
    __hash__ = object.__hash__
hash(E2())
class NE:
    def __ne__(s,o): return 'ne'
print(NE()!=1, NE()==1)
# bad returns
class BadR:
    def __repr__(s): return 1
    def __str__(s): return 2
    def __bool__(s): return 3
    def __len__(s): return -1
    def __hash__(s): return 'x'
    def __index__(s): return 1.5
    def __int__(s): return 'q'
    def __float__(s): return 1
    def __iter__(s): return 1
    def __init__(s): pass
    def __contains__(s,x): return []
    def __format__(s,f): return 3
b=BadR()
for f in [lambda: repr(b), lambda: str(b), lambda: bool(b), lambda: len(b), lambda: hash(b), lambda: [1][b], lambda: int(b), lambda: float(b), lambda: iter(b), lambda: 1 in b, lambda: format(b), lambda: f'{b!r}', lambda: list(b)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class BI:
    def __init__(s): return 1
try: BI()
except TypeError as e: print(e)
class L2:
    def __len__(s): return 1<<70
for f in [lambda: len(L2()), lambda: bool(L2())]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class L3:
    def __len__(s): return 'a'
for f in [lambda: len(L3()), lambda: bool(L3())]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# None-ing
class N:
    __iter__=None; __hash__=None; __contains__=None; __add__=None; __call__=None; __len__=None; __getitem__=None; __bool__=None
n=N()
for f in [lambda: iter(n), lambda: hash(n), lambda: 1 in n, lambda: n+1, lambda: n(), lambda: len(n), lambda: n[0], lambda: bool(n)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# old protocols
class Old:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i*10
print(list(Old()), 20 in Old(), 99 in Old())
# descriptors
class ND:
    def __get__(s,o,t): return ('nd', o is None, t.__name__)
class DD(ND):
    def __set__(s,o,v): o.__dict__['dd']=v
class K:
    nd=ND(); dd=DD()
k=K(); print(k.nd, K.nd, k.dd); k.nd=1; print(k.nd); k.dd=5; print(k.dd, k.__dict__)
try: del k.dd
except AttributeError as e: print(repr(e))
# getattribute
class GA:
    def __getattribute__(s,n):
        if n=='boom': raise AttributeError('boom!')
        return ('gattr', n)
    def __getattr__(s,n): return ('fallback', n)
print(GA().x, GA().boom)
class SA:
    def __setattr__(s,n,v): print('sa',n,v); object.__setattr__(s,n,v)
    def __delattr__(s,n): print('da',n); object.__delattr__(s,n)
x=SA(); x.q=1; print(x.q); del x.q
# dynamic
class Dy: pass
d=Dy()
Dy.__len__=lambda s: 11
Dy.__call__=lambda s: 'called'
class Dy2(Dy): pass
print(len(d), d(), len(Dy2()))
Dy.__len__=lambda s: 12
print(len(Dy2())); del Dy.__len__
try: len(Dy2())
except TypeError as e: print(e)
# new
class Nw:
    def __new__(cls, *a): print('new', a); return super().__new__(cls)
    def __init__(self, *a): print('init', a)
Nw(1,2)
class Nw2:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(Nw2())
class Sing:
    inst=None
    def __new__(cls):
        if cls.inst is None: cls.inst=object.__new__(cls)
        return cls.inst
print(Sing() is Sing())
# del
class De:
    def __init__(s,n): s.n=n
    def __del__(s): print('del', s.n)
De(1); z=De(2); del z; y=[De(3),De(4)]; y=None
class Res:
    keep=[]
    def __del__(s): Res.keep.append(s); print('res')
r=Res(); del r; print(len(Res.keep)); Res.keep.clear(); print('end')
# class assignment
class CA: 
    def who(s): return 'CA'
class CB:
    def who(s): return 'CB'
o=CA(); o.x=1; o.__class__=CB; print(o.who(), o.x, type(o).__name__); o.y=2; print(o.__dict__)
for f in [lambda: setattr(o,'__class__',int), lambda: setattr(o,'__class__',1), lambda: setattr(1,'__class__',CA), lambda: delattr(o,'__class__'), lambda: setattr(o,'__dict__',3)]:
    try: f()
    except TypeError as e: print(e)
class SL1: __slots__=('a',)
class SL2: __slots__=('a',)
class SL3: __slots__=('b',)
q=SL1(); q.a=1; q.__class__=SL2; print(q.a)
try: q.__class__=SL3
except TypeError as e: print(e)
class Base1: 
    def m(s): return 1
class Base2:
    def m(s): return 2
class Der(Base1): pass
print(Der().m()); Der.__bases__=(Base2,); print(Der().m(), Der.__mro__, Base1.__subclasses__(), Base2.__subclasses__())
for f in [lambda: setattr(Der,'__bases__',()), lambda: setattr(Der,'__bases__',3), lambda: setattr(Der,'__bases__',(3,)), lambda: setattr(Der,'__bases__',(Der,)), lambda: setattr(Der,'__bases__',(int,)), lambda: setattr(int,'__bases__',(object,))]:
    try: f()
    except TypeError as e: print(e)
Der.__name__='Renamed'; Der.__qualname__='Q.Renamed'; print(Der, Der.__name__)
for f in [lambda: setattr(Der,'__name__',1), lambda: delattr(Der,'__name__'), lambda: setattr(int,'__name__','x')]:
    try: f()
    except TypeError as e: print(e)
