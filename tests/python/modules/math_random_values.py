# Functions of math on random and special values.
import math
def f(op, *args):
    try: return op(*args)
    except Exception as e: return type(e).__name__ + ': ' + str(e)
seed=5
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & ((1<<64)-1)
    return (seed >> 33) % n
fn1=[math.sin,math.cos,math.tan,math.asin,math.acos,math.atan,math.sinh,math.cosh,math.tanh,math.asinh,math.acosh,math.atanh,math.exp,math.exp2,math.expm1,math.log,math.log2,math.log10,math.log1p,math.sqrt,math.cbrt,math.gamma,math.lgamma,math.erf,math.erfc,math.degrees,math.radians,math.fabs,math.floor,math.ceil,math.trunc,math.frexp,math.modf,math.ulp,math.isnan,math.isinf,math.isfinite]
fn2=[math.atan2,math.pow,math.fmod,math.remainder,math.copysign,math.hypot,math.nextafter,math.isclose,lambda a,b:a**b, math.log]
xs=[0.0,-0.0,1.0,-1.0,0.5,-0.5,2.0,1e-30,-1e-30,1e300,-1e300,5e-324,float('inf'),float('-inf'),float('nan'),170.5,171.7,-170.5,-200.5,-201.5,23.0,24.0,-3.5]
for i in range(30):
    xs.append((rnd(2000001)-1000000)/[1e6,1e5,1e4,1e3][rnd(4)])
for i,x in enumerate(xs):
    print(repr(x), [f(g,x) for g in fn1])
    y=xs[rnd(len(xs))]
    print(repr(x),repr(y),[f(g,x,y) for g in fn2])
    v=[xs[rnd(len(xs))]*10.0**(rnd(10)-5) for _ in range(rnd(8))]
    print(v, f(math.hypot,*v), f(math.fsum,v), f(math.prod,v), f(math.dist,v,v[::-1]))
for x in xs[:23:2]:
    for y in xs[:23:2]: print(x,y,[f(g,x,y) for g in fn2], f(divmod,x,y))
for n in list(range(0,60))+[100]:
    print(n, math.factorial(n), [math.comb(n,k) for k in range(0,n+2,max(1,n//10))], [math.perm(n,k) for k in range(0,n+2,max(1,n//10))], math.isqrt(n**5), math.gcd(n,84), math.lcm(n,12))
