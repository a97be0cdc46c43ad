class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
def f():
    a = Noisy('a')
    b = Noisy('b')
    print('in f')
f()
x = Noisy('x')
x = Noisy('y')
print('rebound')
l = [Noisy('l0'), Noisy('l1'), Noisy('l2')]
l[1] = None
print('item replaced')
del l
print('list gone')
d = {'k': Noisy('value')}
d.clear()
print('dict cleared')
Noisy('temporary')
print('after temporary')
t = (Noisy('t0'), Noisy('t1'))
del t
o = Noisy('outer')
o.inner = Noisy('inner')
del o
for i in range(2):
    n = Noisy('loop %d' % i)
print('loop over')
def g():
    yield Noisy('yielded')
    print('never')
it = g()
next(it)
print('suspended')
it.close()
try:
    local = Noisy('in try')
    raise ValueError
except ValueError as e:
    del local
    print('handled')
print('end')
