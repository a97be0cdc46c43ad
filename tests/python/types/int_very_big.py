# Powers, roots, divisors and true division of very big ints.
import math
# identities and big sizes
a = 3**20000; b = 7**9000
print(hash(a), hash(b), hash(a*b), hash(a//b), hash(a%b), hash(a*a), (a*b)//b==a, (a*b)%a, (a//b)*b+a%b==a)
print(pow(3,10**50,10**60+7), pow(3, 2**200, 2**150), pow(12345, 6789, 10**100), pow(-3, 5**70, 7**60), pow(3,-1,10**40), pow(2,10**18,10**9+7))
for n in (2,3,10,50,97,98,150,400):
    m = (1<<(64*n)) - 159; x = (1<<(64*n-3)) // 7; e = (1<<190)+12345
    print(n, hash(pow(x,e,m)), hash(pow(x,e,m+1)), hash(pow(-x,e|1,-m)))
    inv = pow(x|1,-1,1<<(64*n)); print((inv*(x|1)) % (1<<(64*n)))
print(math.isqrt(a) == math.isqrt(a) , hash(math.isqrt(a)), hash(math.gcd(a*6**500, b*6**300)), hash(math.factorial(3000)), hash(math.comb(5000,2500)), hash(math.perm(4000,2000)))
import sys
sys.set_int_max_str_digits(0)
s = str(a); print(len(s), s[:20], s[-20:], int(s)==a, int(hex(a),16)==a)
s = str(2**300000); print(len(s), hash(s) is not None, int(s)==2**300000)
print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(4300)
print((1<<100000)>>99990, (-1<<100000)>>99990, ((1<<100000)-1).bit_length(), (~(1<<100000)).bit_count())
print(a/b if a.bit_length()-b.bit_length()<1000 else 'skip', float(2**1023), (2**1024-2**970)/1 if 0 else '')
for x in (2**1024-2**970-1, 2**1024-2**970, 2**1024):
    try: print(float(x))
    except OverflowError as e: print(e)
    try: print(x/1)
    except OverflowError as e: print(e)
    try: print((x*3)/3, x/3**5)
    except OverflowError as e: print(e)
for d in (1,3,7,10**10,2**60+1):
    for k in (1070,1073,1074,1075,1080): print(d/2**k, (d+2)/ (3*2**k), 2**k/d if k<1024 else '')
print([x/y for x in (2**53+1,2**54+3,10**17+1,10**22+1) for y in (3,2**53+1,10**5+1,-7)])
