# Results and messages of numeric operations.

def t(s):
    try: r = repr(eval(s)); print(s,'->', r[:150])
    except Exception as e: print(s,'->',type(e).__name__, e)
for s in '''1<<(1<<64)
0<<(1<<64)
1>>(1<<64)
-1>>(1<<64)
1<<-1
1>>-1
1<<-(1<<70)
str(10**5000)
int('1'*5000)
int('12_3_')
int('0x1f',0)
int('0_7',0)
int('07',0)
int('00',0)
int('1',37)
int('1',1)
int('1',-1)
int(1.5,10)
int('１２')
int(b'12',0)
int(b'1z')
int(bytearray(b'x1'))
int(' 12\\n')
int('')
int('1 2')
int(x=1)
int(base=10)
int('1',base=2.5)
int([])
int('1'*3000+'x')
5//0
5%0
5/0
divmod(5,0)
5.0//0
5.0%0
5.0/0
divmod(5.0,0)
10**400/1
10**400/10**399
1/10**400
(10**400)*1.0
10**400 < 1.0
0**-1
0.0**-1
(-8.0)**(1/3)
10.0**400
pow(2,-1,4)
pow(2,-1,5)
pow(2,5,0)
pow(2,5,-7)
pow(2.0,5,7)
pow(2,5.0,7)
(5).to_bytes(0,'big')
(256).to_bytes(1,'big')
(-1).to_bytes(1,'big')
(-1).to_bytes(1,'big',signed=True)
(128).to_bytes(1,'big',signed=True)
(1).to_bytes(-1,'big')
(1).to_bytes()
(1).to_bytes(2,'mid')
int.from_bytes(b'ab')
int.from_bytes([1,2,3],'little')
int.from_bytes('ab')
int.from_bytes(5)
format(5,'.2d')
format(5,'c')
format(1114112,'c')
format(-1,'c')
format(5,'+c')
format(5,'#c')
format(5,'zd')
format(5,',c')
format(10**400,'f')
format(5,'s')
format(1.5,'d')
format(1.5,'n')
format(1.5,'10.3')
format(1.5,'z.0f')
format(1j,'0')
format(1j,'=10')
format(1j,'%')
format(1j,'>20.2f')
round(5,-400)
round(15,-1)
round(25,-1)
round(1.5,400)
round(1.5,-400)
round(float('nan'))
round(float('inf'))
round(1e308,-308)
round(1.7976931348623157e308,-308)
round(5,1.5)
round(5.0,1.5)
float('1_0')
float('1__0')
float('x')
float(b'1.5')
float('')
float([])
float.fromhex('0x1.8p3')
float.fromhex('zz')
float.fromhex('0x1p2000')
(1.5).hex()
(0.0).hex()
(5e-324).hex()
float('inf').hex()
float('nan').as_integer_ratio()
float('inf').as_integer_ratio()
(0.1).as_integer_ratio()
complex('1+2j')
complex('1+2')
complex('x')
complex('1',2)
complex(1,'2')
complex([])
complex(1,[])
1j//2
1j%2
divmod(1j,2)
1j<2
1j/0
0j**-1
0j**1j
1j**2
(1+2j)**100
(1+2j)**101
(1e300+1j)**2
pow(1j,2,3)
abs(complex(1e308,1e308))
complex(1,2,3)
~True
True+True
True&False
True&1
bool(1,2)
bool(x=1)
-True
int(10**400*1.0) if 0 else 1
float(10**400)
float.__round__(2.5,None)
int.__round__(2,None)
hash(1.5),hash(2**61-1),hash(2**61),hash(-1),hash(-2.0),hash(1+2j),hash(float('inf')),hash(10**30),hash(1e30),hash(-10**30)
(3).__format__(5)
int.__new__(bool)
float.__getformat__('double')
(2).real,(2).imag,(2).numerator,(2).denominator,(2).conjugate()
5 .__getnewargs__()
5 .as_integer_ratio()
int.from_bytes(b'a',byteorder='little',signed=True)
(1.0).__trunc__(),(1.5).__floor__(),(1.5).__ceil__()
int('9'*4301)
f"{10**4300}"
f"{10**4300:x}"[:5]
'%d' % 10**4300
int('0x'+'f'*5000,16)>0
(5).__rpow__(2,3)
int.__pow__(2,3,None)
2**3.5
(-2)**0.5
float(' 1.5 ')
float('infinity'),float('-NaN'),float('+iNf')
float('1e400'),float('1e-400')
float('１.5')
float('1e')
1 .__lt__(2.0)
1 .__add__(1.0)
1.0.__add__(1j)
1.0.__radd__(1)
1.5.__divmod__(1)
'''.strip().splitlines(): t(s)
