
class copy:
    @staticmethod
    def copy(x):
        rv = x.__reduce_ex__(4)
        f, a = rv[:2]; st = rv[2] if len(rv)>2 else None; li = rv[3] if len(rv)>3 else None; di = rv[4] if len(rv)>4 else None
        y = f(*a)
        if st is not None:
            if hasattr(y,'__setstate__'): y.__setstate__(st)
            else:
                ss=None
                if isinstance(st, tuple) and len(st)==2: st, ss = st
                if st is not None: y.__dict__.update(st)
                if ss is not None:
                    for k,v in ss.items(): setattr(y,k,v)
        if li is not None:
            for i in li: y.append(i)
        if di is not None:
            for k,v in di: y[k]=v
        return y
    deepcopy = copy
class abc:
    class ABC: pass
class mm0:
    def f(s): pass
class P:
    def __init__(s): s.x=1; s.y=[1]
p=P(); q=copy.copy(p); r=copy.deepcopy(p); print(q.x, q.y is p.y, r.y is p.y, r.y)
class S:
    __slots__=('a','b')
s=S(); s.a=1
t=copy.copy(s); print(t.a, hasattr(t,'b'))
class L(list): pass
l=L([1,2]); l.z=3; m=copy.copy(l); print(m, m.z, type(m))
class D(dict): pass
d=D(a=1); d.z=3; m=copy.copy(d); print(m, m.z)
print(object().__reduce_ex__(2)[1])
print(p.__reduce_ex__(2)[1:3], p.__getstate__(), s.__getstate__())
class G:
    def __getstate__(s): return 'st'
    def __setstate__(s,x): s.st=x
print(copy.copy(G()).st)
class R:
    def __reduce__(s): return (int, ('5',))
print(copy.copy(R()))
class NA:
    def __new__(cls, a): o=object.__new__(cls); o.a=a; return o
    def __getnewargs__(s): return (s.a,)
print(copy.copy(NA(4)).a)
try: copy.copy((i for i in []))
except TypeError as e: print(e)
print(sorted(x for x in dir(P()) if not x.startswith('__')), '__class__' in dir(P), sorted(x for x in dir(P) if not x.startswith('__')))
print(len(dir(object)), sorted(dir(object())))
# super
class A:
    def f(self): return ['A']
    @classmethod
    def c(cls): return ['Ac', cls.__name__]
    @property
    def pr(self): return 'Apr'
class B(A):
    def f(self): return ['B']+super().f()
    @classmethod
    def c(cls): return ['Bc']+super().c()
    @property
    def pr(self): return 'B'+super().pr
class C(A):
    def f(self): return ['C']+super().f()
class E(B,C):
    def f(self): return ['E']+super(E,self).f()
print(E().f(), E.c(), E().pr, super(B,E()).f(), super(B, E).c())
print(repr(super(B,E())), super(B,E()).__thisclass__, super(B,E()).__self_class__)
def nofunc(): super()
try: nofunc()
except RuntimeError as e: print(e)
class X:
    def f(): super()
try: X.f()
except RuntimeError as e: print(e)
class Y:
    def f(self): del self; super()
try: Y().f()
except RuntimeError as e: print(e)
class Z(A):
    f2 = lambda self: [x for x in [super().f()]] if False else super().f()
print(Z().f2())
class W(A):
    def f(self):
        def inner(): return __class__
        return inner()
print(W().f())
try: super(A, 3)
except TypeError as e: print(e)
print(super(A).__repr__())
# bound methods
a=A(); m=a.f; print(m.__func__ is A.f, m.__self__ is a, m==a.f, m is a.f, hash(m)==hash(a.f), m.__name__, m.__qualname__)
class RR:
    def __repr__(s): return 'RR'
    def meth(s): 'doc'
print(RR().meth, RR().meth.__doc__, [].append.__name__, [].append.__qualname__, [].append.__self__, len.__module__)
class types: MethodType=type(copy().copy.__get__(1)) if 0 else type(mm0().f)
print(types.MethodType(len, [1,2])(), types.MethodType)
try: types.MethodType(1,2)
except TypeError as e: print(e)
print(int.__add__(1,2), (5).__add__(6), int.__dict__['__add__'].__objclass__, int.__add__.__name__, int.__add__.__qualname__, str.join.__qualname__, int.real.__name__)
print([].__len__(), 'a'.__eq__('a'), (1).__lt__(2), {}.__contains__(1), (3).__pow__(2), (3).__pow__(2,5), (3).__rpow__(2), [1]*2, [1].__mul__(3), [1].__rmul__(3), (1).__bool__(), 'ab'.__getitem__(1), 'ab'.__hash__()==hash('ab'))
print(object.__init__, type.__call__(int, '7'), type.__call__(type, 3))
it=iter([1]); print(it.__next__())
try: it.__next__()
except StopIteration as e: print('stop', e.args)
l=[1,2,3]; l.__setitem__(0,9); l.__delitem__(1); print(l, l.__getitem__(slice(None)))
try: object.__setattr__(int,'x',1)
except TypeError as e: print(e)
try: object.__delattr__(int,'x')
except TypeError as e: print(e)
try: type.__setattr__(int,'x',1)
except TypeError as e: print(e)
print(type.__getattribute__(A,'f') is A.f, object.__getattribute__(a,'f')()==['A'])
print(int.__subclasses__(), bool.__base__, bool.__mro__)
print(A.__subclasses__())
print(type('Dyn',(A,),{'q':1}).q, type('Dyn',(A,),{'q':1}))
print(int.__doc__[:30], type.__doc__[:30], object.__doc__[:30], A.__doc__)
print(str.__module__, A.__module__, type(len).__name__, type([].append), type(int.__add__), type((1).__add__), type(list.append), type(int.real), type(S.a), type(dict.__dict__['fromkeys']), type(A().f))
print(int.__flags__ & (1<<24) != 0, A.__flags__ & (1<<9) != 0, A.__basicsize__>0)
print((lambda: 0).__class__, a.__class__, A.__class__, a.__class__.__class__)
print(a.__eq__(a), a.__eq__(3), a.__ne__(3), a.__hash__()==hash(a), a.__str__()[:15], a.__sizeof__()>0, a.__dir__()!=[])
print(A.__eq__, a.__format__('') == str(a))
try: a.__format__('x')
except TypeError as e: print(e)
try: format(a,'x')
except TypeError as e: print(e)
class Meta(type):
    def __instancecheck__(cls, o): return o==5
    def __subclasscheck__(cls, o): return True
    def __getattr__(cls, n): return 'meta:'+n
    def __getitem__(cls, k): return ('item', k)
    def __len__(cls): return 3
    def __iter__(cls): return iter('abc')
    def __contains__(cls, x): return x=='q'
    def __repr__(cls): return '<Meta cls>'
    def __dir__(cls): return ['b','a']
class UM(metaclass=Meta): pass
print(isinstance(5,UM), isinstance(6,UM), issubclass(int,UM), UM.zork, UM[1], len(UM), list(UM), 'q' in UM, UM, dir(UM))
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CG[1], CG[1,2])
print(A().__init_subclass__(), A.__subclasshook__(1))
class Me:
    def mro_test(self): pass
class MM(type):
    def mro(cls): return [cls, Me, object]
class MMC(metaclass=MM): pass
print(MMC.__mro__, MMC().mro_test())
class Entries:
    def __mro_entries__(self, bases): return (A,)
class FromE(Entries()): pass
print(FromE.__bases__, type(FromE.__orig_bases__[0]))
try: type('X',(Entries(),),{})
except TypeError as e: print(e)
try: type('X',(3,),{})
except TypeError as e: print(e)
class Many:
    def __init__(s):
        for i in range(100): setattr(s, 'a%d'%i, i)
mm=Many(); print(mm.a99, len(mm.__dict__), list(mm.__dict__)[:3]); del mm.a50; print(len(vars(mm)))
class Ann:
    x: int = 3
    y: str
print(Ann.__annotations__, A.__annotations__)
class WithDoc:
    "the doc"
print(WithDoc.__doc__); WithDoc.__doc__='new'; print(WithDoc.__doc__)
try: int.__doc__='x'
except TypeError as e: print(e)
print(A.__weakref__, A.__dict__['__dict__'].__get__(a), a.__weakref__)
try: A.__dict__['x']=1
except TypeError as e: print(e)
print(type(A.__dict__), 'f' in A.__dict__)
a.__dict__={'k':1}; print(a.k)
a2=A(); a2.k1=1; del a2.__dict__; print(a2.__dict__)
