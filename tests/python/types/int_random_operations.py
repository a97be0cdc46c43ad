# Operations on ints of many sizes, around the borders of small and big ones.

seed = 12345
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & ((1<<64)-1)
    return (seed >> 33) % n
def big(bits):
    r = 0
    k = rnd(bits)+1
    mode = rnd(4)
    if mode == 0:
        while k > 0:
            r = r << 31 | rnd(1<<31); k -= 31
    elif mode == 1:
        r = (1 << k) - 1
    elif mode == 2:
        r = 1 << k
    else:
        r = (1 << k) - rnd(1000)
    if rnd(2): r = -r
    return r
h = 0
def out(*a):
    print(*a)
def f(op, *args):
    try:
        return op(*args)
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
import math

for size in (10, 61, 62, 63, 64, 65, 128, 300, 700):
  for i in range(6):
    a = big(size); b = big(size if rnd(2) else max(2,size//2)); c = rnd(200)
    out(size, i, hash(a), hash(b))
    out(a+b, a-b, a*b)
    out(f(divmod,a,b), f(lambda:a//b), f(lambda:a%b), f(lambda:a/b))
    out(a&b, a|b, a^b, ~a, -a, abs(a), +a)
    out(a<<c, a>>c, f(lambda:a<<-c if c else 0), a.bit_length(), a.bit_count())
    out(a<b, a<=b, a==b, a!=b, a>b, a>=b, bool(a))
    out(f(math.gcd,a,b), f(math.lcm,a,b), f(math.isqrt,abs(a)))
    out(f(float,a), f(math.log,abs(a) or 1), f(round,a,-rnd(10)))
    out(hex(a), oct(a), bin(a), int(str(a))==a, int(hex(a),16)==a, int(oct(a),0)==a, int(bin(a),0)==a)
    L = rnd(20)
    out(f(lambda:a.to_bytes(L,'big',signed=True)), f(lambda:abs(a).to_bytes(L,'little')))
    n = (a.bit_length()+8)//8
    out(int.from_bytes(a.to_bytes(n,'big',signed=True),'big',signed=True)==a, int.from_bytes(abs(a).to_bytes(n,'little'),'little')==abs(a))
    e = rnd(8)
    out(f(pow,a,e))
    out(f(pow,a,abs(b),big(size)), f(pow,a,-3,b))
    x = f(float, b)
    if isinstance(x, float):
        out(a<x, a<=x, a==x, x>a, x>=a, x==a, a==f(int,x), hash(x))
        out(f(lambda:a+x), f(lambda:a*x), f(lambda:x/a), f(lambda:x//a), f(lambda:a%x))
    out('%d %x %o %+d' % (a,a,a,a), f'{a:,} {a:_} {a:_x} {a:>30} {a:<30} {a:^30} {a:030} {a:+} {a:#x}')
