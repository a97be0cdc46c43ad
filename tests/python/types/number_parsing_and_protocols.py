# Numbers out of texts, bytes and objects; operators called as methods.
def f(op, *args):
    try:
        r = op(*args)
        return r if len(str(r)) < 100 else (len(str(r)), str(r)[:30])
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)[:110]
texts = ['1','-1','+1',' 1 ','1_000','_1','1_','1__0','0x10','0X1F','0b101','0o17','0x','0x_1','0x__1','0b12','017','0','00','0_0','-0','--1','+-1','1 2','','  ','1.0','1e5','abc','z','Z','zz','１２３','٣','१२','1\x00','\x1c1','\u20031\u2003','1\u200b','²','½','1٣','-१','0x१','1_٣','9'*30,'f'*40,'-'+'z'*30,'1'*4300,'1'*4301,'1'*4301+'x','0'*5000,'0'*5000+'1','inf','-inf','+Infinity','iNfInItY','nan','-nan','infinit','1.5','.5','5.','.','1.e5','1.5e','1.5e+','1.5e-3','1_0.5_0','1_.5','1._5','1e1_0','1e_10','1e400','1e-400','2.2250738585072011e-308','4.9e-324','2.4e-324','2.5e-324','0.1','0.30000000000000004','9007199254740993','1'*400,'0x1.8p3','0.'+'1'*800,'1e+05',' 1.5\n','1.5 x','1.5\x00','１.５','٣.٤','1j','j','-j','+j','1+j','1-j','1+2j','1-2.5j','(1+2j)',' ( 1+2j ) ','(1+2j','1+2j)','1 + 2j','1+ 2j','1+2','1j+2','1jj','j1','infj','nan+infj','1e5j','1e5+1e5j','-0-0j','1_0+1_0j','()','(j)','+1-1j','1+-2j','1--2j','1e+j','１+２j','é']
for t in texts:
    print(repr(t)[:60], f(int,t), *[f(int,t,b) for b in (0,2,3,8,10,16,32,36)])
    print(f(float,t), f(complex,t), f(float.fromhex,t))
    try: b = t.encode()
    except Exception: continue
    print(f(int,b), f(int,b,16), f(float,b), f(int,bytearray(b)), f(float,bytearray(b)), f(int,memoryview(b)))
class I(int): pass
class F(float): pass
class C(complex): pass
for cls,args in ((I,(5,)),(I,('7',)),(I,('ff',16)),(I,(2**100,)),(F,(1.5,)),(F,('2',)),(C,(1,2)),(C,('1+2j',)),(I,()),(F,()),(C,())):
    o = cls(*args); o.x = 5
    print(type(o).__name__, o, repr(o), o.x, o.__dict__, type(o+o).__name__, o+1, o==cls(*args), hash(o), type(+o).__name__, type(abs(o)).__name__, o.__getnewargs__(), f'{o}', isinstance(o,(int,float,complex)), bool(o))
    print(type(o.real).__name__, type(o.conjugate()).__name__)
#print(type(I(5).__int__()).__name__ if hasattr(I(5),'__int__') else '', type(int(I(5))).__name__, type(float(F(5))).__name__, type(complex(C(5))).__name__)
print(I.from_bytes(b'ab','big'), type(I.from_bytes(b'ab','big')).__name__, type(F.fromhex('0x1p3')).__name__)
class X:
    def __index__(self): return 7
    def __float__(self): return 2.5
class Y:
    def __int__(self): return 3
class Z:
    def __complex__(self): return 1+2j
class T:
    def __trunc__(self): return 9
class B1:
    def __int__(self): return 'x'
class B2:
    def __float__(self): return 1
class B3:
    def __complex__(self): return 1
class B4:
    def __index__(self): return 1.5
print(f(int,X()), f(float,X()), f(complex,X()), f(int,Y()), f(float,Y()), f(complex,Z()), f(int,Z()), f(int,B1()), f(float,B2()), f(complex,B3()), f(int,B4()), f(complex,Y()), f(complex,1,X()), f(complex,Z(),Z()), f(complex,1j,1j), f(complex, 1, 2j))
print(f(hex,X()), f(pow,2,X()), f(round,3.7,X()), f(divmod,X(),2))
for a in (1,True,2.0,3j,-5):
    for b in (1,False,0.5,2j,2**15,0,None,'a'):
        for name in '__add__ __radd__ __sub__ __rsub__ __mul__ __truediv__ __rtruediv__ __floordiv__ __mod__ __rmod__ __divmod__ __pow__ __rpow__ __and__ __or__ __xor__ __lshift__ __eq__ __lt__ __ge__'.split():
            m = getattr(a,name,None)
            print(a,name,b, f(m,b) if m else 'none')
for t in (int,bool,float,complex):
    print(t.__name__, [n for n in dir(t) if n not in dir(object)], [n for n in sorted(t.__dict__) if n != "__getattribute__"])
    print(t.__mro__, t.__base__)
