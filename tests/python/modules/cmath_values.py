# Functions of cmath on special and random values.
import cmath
def f(op, *args):
    try: return op(*args)
    except Exception as e: return type(e).__name__ + ': ' + str(e)
seed=5
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & ((1<<64)-1)
    return (seed >> 33) % n
fn=[getattr(cmath,n) for n in 'acos acosh asin asinh atan atanh cos cosh exp isfinite isinf isnan log log10 phase polar sin sinh sqrt tan tanh'.split()]
sp=[0.0,-0.0,1.0,-1.0,0.5,2.0,1e300,-1e308,710.0,-1000.0]
zs=[complex(a,b) for a in sp for b in sp]
for i in range(40): zs.append(complex((rnd(2000001)-1000000)/[1e6,1e5,1e3][rnd(3)],(rnd(2000001)-1000000)/[1e6,1e5,1e3][rnd(3)]))
for z in zs:
    for g in fn: print(z, g.__name__, f(g,z))
    w=zs[rnd(len(zs))]
    print(f(cmath.rect,z.real,z.imag), f(cmath.isclose,z,w), f(cmath.log,z,w))
print(cmath.pi,cmath.e,cmath.tau,cmath.inf,cmath.infj,cmath.nan,cmath.nanj, f(cmath.sqrt,'a'), f(cmath.sqrt,-1), f(cmath.exp,True), f(cmath.isclose,1,2))
