# Random format specifications on numbers and texts.
seed = 99
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & ((1<<64)-1)
    return (seed >> 33) % n
def f(op, *args):
    try:
        return op(*args)
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
def pick(*a): return a[rnd(len(a))]
vals = [0, 1, -1, 5, -37, 65, 255, 1000, 123456, -1234567, 10**20, -10**20, 2**100, True, False, 0x10ffff, 0.0, -0.0, 1.5, -2.675, 1234567.891, 1e20, -1e-7, float('inf'), float('-inf'), float('nan'), 1j, -1.5-2.5j, 1e20+0j, complex('nan+infj'), 0j, -0.0+0j, 'abc', 'é']
for i in range(800):
    s = pick('','','','<','>','^','=','*<','0>','é^','x=')
    s += pick('','','+','-',' ')
    s += pick('','','','z')
    s += pick('','','','#')
    s += pick('','','0')
    s += pick('','','5','12','20','3','30')
    s += pick('','','',',','_')
    s += pick('','','','.0','.1','.3','.10','.')
    s += pick('','','d','x','X','o','b','c','n','e','E','f','F','g','G','%','s','q','dd','é')
    v = pick(*vals)
    print(i, repr(v), repr(s), f(format, v, s))
