"""Streams that nobody closed: their own close runs as they go."""
import io, os, sys
class C(io.BytesIO):
    def close(self): print('close', type(self).__name__); super().close()
t = io.TextIOWrapper(C(b'abc')); b = t.buffer
t = None
print(b.closed)
class T(io.TextIOWrapper):
    def close(self): print('T.close'); super().close()
class Bad(io.TextIOWrapper):
    def close(self): raise ValueError('no')
t = Bad(io.BytesIO()); t = None
class F(io.FileIO):
    def close(self): print('F.close'); super().close()
f = F('/etc/passwd'); f = None
r = io.BufferedReader(F('/etc/passwd')); r.read(1); r = None
sys.stdout.flush()
w = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8', write_through=True)
w.write('hello\n')
w.detach()
w = None
print('still')
p = 'written.txt'
f = open(p, 'w'); f.write('text'); f = None
print(open(p).read())
with open(p) as h: pass
k = io.TextIOWrapper(io.BufferedWriter(F(p, 'w'))); k.write('x'*10); k=None
print(os.path.getsize(p))
class D(io.RawIOBase):
    def close(self): print('D.close', self.closed); super().close()
d = D(); d = None
print('end')
