"""Streams that nobody closed: who is told of in the ResourceWarning."""
import warnings, io, sys
warnings.simplefilter('always')
def run(name, make):
    def f():
        h = make()
        h = None
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        f()
    print(name, [(str(x.message), type(x.source).__name__) for x in w])
class R(io.FileIO): pass
class T(io.TextIOWrapper): pass
class B(io.BufferedReader): pass
run('text', lambda: open('/etc/passwd'))
run('binary', lambda: open('/etc/passwd','rb'))
run('raw', lambda: open('/etc/passwd','rb',0))
run('write', lambda: open('written.txt','w'))
run('wb', lambda: open('written.txt','wb'))
run('rw', lambda: open('written.txt','w+'))
run('rwb', lambda: open('written.txt','w+b'))
run('sub raw', lambda: R('/etc/passwd'))
run('buffered sub raw', lambda: io.BufferedReader(R('/etc/passwd')))
run('sub buffered', lambda: B(io.FileIO('/etc/passwd')))
run('text sub', lambda: T(open('/etc/passwd','rb')))
run('text sub all', lambda: T(B(R('/etc/passwd'))))
run('closefd', lambda: open(0, closefd=False))
def detached():
    t = open('/etc/passwd'); b = t.detach(); return b
run('detached', detached)
def closed():
    t = open('/etc/passwd'); t.close(); return t
run('closed', closed)
run('mem', lambda: io.TextIOWrapper(io.BytesIO()))
def shared():
    b = open('/etc/passwd','rb'); t = io.TextIOWrapper(b); kept.append(b); return t
kept = []
run('shared', shared)
print(kept[0].closed)
