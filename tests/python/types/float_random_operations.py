# Texts, formats, rounding and arithmetic of random floats.
import math
seed = 777
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & ((1<<64)-1)
    return (seed >> 33) % n
def bits64():
    return (rnd(1<<31) << 33) ^ (rnd(1<<31) << 2) ^ rnd(4)
def from_bits(b):
    s = -1.0 if b >> 63 else 1.0
    e = (b >> 52) & 0x7ff
    m = b & ((1<<52)-1)
    if e == 0x7ff: return s*float('inf') if rnd(2) else float('nan')
    if e == 0: return s*math.ldexp(m, -1074)
    return s*math.ldexp(m | (1<<52), e-1075)
def fl():
    k = rnd(10)
    if k < 2: return from_bits(bits64())
    if k < 4: return (rnd(2000001)-1000000)/1000.0
    if k < 5: return (rnd(2000001)-1000000)*1.0
    if k < 6: return rnd(1000)/8.0
    if k < 7: return float(rnd(100))*10.0**(rnd(40)-20)
    if k < 8: return rnd(10000)/10000.0*(1 if rnd(2) else -1)
    if k < 9: return float(rnd(1<<31)) * 2.0**(rnd(200)-100)
    return [0.0,-0.0,1.0,-1.0,0.5,1e16,1e15,9999999999999998.0,1e22,1e-4,1e-5,123456789012345680.0,5e-324,1.7976931348623157e308,2.5,0.125][rnd(16)]
def f(op, *args):
    try:
        return op(*args)
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
fmts = ['', '.2f', '10.3f', '+.1e', ',.2f', '_.3f', 'g', '.3g', '#.3g', 'G', 'E', '.0f', '#.0f', '%', '.1%', '010.2f', '<12.3', '^14.5e', '=+15.2f', 'z.1f', '.5', '.17g', '.1', '.0', '#', '#.3', 'n', '.3n', '020,.3f', '*^+20,.4g', '.10', '.16', '.17','012', '-015.6g', 'e', 'F', '.30f', '.0e', '#.0e', '>+8', '.50g']
for i in range(120):
    x = fl(); y = fl()
    print(i, repr(x), str(x), x.hex(), float.fromhex(x.hex())==x or x!=x, float(repr(x))==x or x!=x)
    print(x+y, x-y, x*y, f(lambda:x/y), f(lambda:x//y), f(lambda:x%y), f(divmod,x,y))
    print(f(lambda:x**y), f(lambda:x**(rnd(7)-3)), abs(x), -x, +x)
    print(x<y,x<=y,x==y,x!=y,x>y,x>=y, hash(x) if x==x else 'nan', bool(x))
    print(f(round,x), f(int,x), f(math.floor,x), f(math.ceil,x), f(x.as_integer_ratio), x.is_integer())
    n = rnd(25)-12
    print(n, f(round,x,n), f(round,x,2), f(round, x, 0), f(round,x,-2))
    fm = fmts[rnd(len(fmts))]
    print(fm, f(format, x, fm), '%.3f %g %e %r %s %10.2f %-10.1f| %+.3g %#.4g' % (x,x,x,x,x,x,x,x,x))
    fm = fmts[rnd(len(fmts))]
    z = complex(x,y)
    print(fm, f(format, z, fm), z, repr(z), f(hash, z) if x==x and y==y else '')
