# Classes over number types, operands of other types, and wrong arguments.
class M(int):
    def __new__(cls, v, tag=None):
        o = super().__new__(cls, v); o.tag = tag; return o
    def __add__(self, o): return M(int(self)+int(o), 'sum')
    __radd__ = __add__
    def __repr__(self): return f'M({int(self)},{self.tag})'
for v in (3, 2**62, 2**62-1, -2**62, -2**62-1, 2**500, -2**64):
    m = M(v, 'x'); print(m, m+1, 1+m, m*2, hash(m)==hash(v), m==v, {m:1}[v], m.tag, -m, m.__dict__, type(m>>1))
    m.tag = [m]; 
l = [M(2**100+i, i) for i in range(1000)]; print(sum(l), len(l)); del l
class S(int): __slots__ = ()
print(S(5), S(2**90)+1, hasattr(S(5),'__dict__'))
try:
    class T(int): __slots__ = ('a',)
except TypeError as e: print(e)
class F(float):
    def __new__(cls, v): o = float.__new__(cls, v); o.u = 1; return o
f = F(2.5); f.me = f; print(f, f+1, f.u, f==2.5, hash(f)==hash(2.5), int(f), f.hex(), round(f), f.__dict__.keys())
class F2(float): __slots__ = ('q',)
g = F2(1.5); g.q = 3; print(g.q, g*2)
class C(complex):
    pass
c = C(1,2); c.z = 4; print(c, c.z, c*c, abs(c))
class P:
    def __init__(self,v): self.v=v
    def __radd__(self,o): return ('radd',o)
    def __rpow__(self,o,m=None): return ('rpow',o)
    def __rdivmod__(self,o): return ('rdivmod',o)
    def __eq__(self,o): return 'eq'
    def __lt__(self,o): return 'lt'
    def __gt__(self,o): return 'gt'
p = P(1)
print(1+p, 2.5+p, 2**p, 1j+p, divmod(5,p), 5==p, 5.0==p, 5<p, 5.0>p, pow(2,p))
for op in ('1+"a"','1.0+[]','1j-None','1<"a"','1.5>=None','5//"a"','2**[]','-"a"','~1.5','abs("x")','1<<2.0','1.0|2','divmod(1,"a")','pow(1,2,"a")','pow("a",2)','round("a")','int.__add__(1.0,2)','float.__add__(1,2)','(5).__pow__(2,3,4)','int.__new__(int,1,2,3)','int.from_bytes()','int.__new__()','float.__new__(int)','bool.__new__(int)','int("5",0x10)','int(5,5)','float(1,2)','float(x=1)','complex(x=1)','(1).real.x','(1).foo','1 .__round__(1,2)','1.0.__round__(1,2)','(1).to_bytes(1,2)','(1).to_bytes("a")','(1).to_bytes(1,"big",True)','(300).to_bytes(length=1)','1.0.fromhex(5)','float.fromhex()','int.bit_length(1.5)','(1).__index__(2)','(1).__hash__(1)','1.5.__format__()','(5).__format__(None)','(True).__and__(1.0)','True.conjugate()','(5).numerator.denominator'):
    try: print(op, eval(op))
    except Exception as e: print(op, type(e).__name__, e)
print(sorted([3,1.5,True,2**70,-2**70,float('-inf'),0.1]), max(1,1.0), min(1.0,1), sum([0.1]*10), sum([1,2.5,3j]), sum([2**70,1.0]))
print(0.1+0.2, 1e16, 1e15+0.5, 123456789.123456789, 1/3, 1e-5, 1e22, 1e23, 5e-324, 2**0.5, -0.0, 1e100, float(10**15), float(10**16))
print([x is y for x,y in ((1,1),(256,256),(-5,-5))], int('256') is int('256'), int('257') is int('257'))
