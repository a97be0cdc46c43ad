# What cannot be pickled or loaded: types and messages of the errors, for pickles that end early, have
# opcodes out of order, miss marks, or name what is not there; from bytes and from files.
import collections
import copyreg
import io
import pickle
import re
import sys

def show(f, *a, **k):
    try:
        shown = ascii(f(*a, **k))
    except Exception as e:
        shown = ascii((type(e).__module__, type(e).__name__, str(e), e.__cause__, e.__context__))
    print(re.sub('0x[0-9a-f]+', '0x', shown))

# loads: streams
for data in (b'', b'.', b'N', b'N.', b'(', b'(.', b'0', b'(0.', b'(0N.', b'1', b'(1N.', b'2', b'N2\x86.', b'(2', b'K', b'K\x01', b'J\x01\x02', b'M\x01', b'I\n.', b'I1\n.', b'I01\n.', b'I00\n.', b'I02\n.', b'I-1\n.', b'I 12\n.', b'I0x1F\n.', b'I012\n.', b'I09\n.', b'I1_0\n.', b'I99999999999999999999\n.', b'Iabc\n.', b'I12',
    b'L5L\n.', b'L5\n.', b'L\n.', b'LL\n.', b'L-12345678901234567890123L\n.', b'Lab\n.', b'L0x10L\n.', b'L1', b'F1.5\n.', b'F\n.', b'Fx\n.', b'F1e999\n.', b'F1.5x\n.', b'F 1\n.', b'F1 \n.', b'Finf\n.', b'Fnan\n.', b'F-0.0\n.', b'F1_0\n.', b'F0x1p3\n.', b'G\x00', b'G?\xf0\x00\x00\x00\x00\x00\x00.',
    b"S'abc'\n.", b'S"abc"\n.', b"S'abc\n.", b"Sabc\n.", b"S''\n.", b"S'\n.", b"S\n.", b"S'a\\n\\x41\\\\'\n.", b"S'\\xff'\n.", b"S'\\x'\n.", b"S'a' \n.", b"S'", b'T\x03\x00\x00\x00abc.', b'T\xff\xff\xff\xffabc.', b'T\x03\x00', b'U\x03abc.', b'U\x03\xff\xfe\xfd.', b'U\x09abc.', b'Vabc\n.', b'V\\u4e2d\\U0001f600\\x41\n.', b'V\\ud800\n.', b'V\\u12\n.', b'V', b'V\n.', b'V\xe9\n.', b'X\x03\x00\x00\x00abc.', b'X\x03\x00\x00\x00\xff\xff\xff.', b'X\x03\x00\x00\x00\xed\xa0\x80.', b'X\xff\xff\xff\xff.', b'\x8c\x03abc.', b'\x8c\x03\xe4\xb8\xad.', b'\x8c\x02\xe4\xb8.', b'\x8d\x03\0\0\0\0\0\0\0abc.', b'\x8d\xff\xff\xff\xff\xff\xff\xff\xff.', b'\x8d\xff\xff\xff\xff\xff\xff\xff\x0f.', b'B\x03\0\0\0abc.', b'B\xff\xff\xff\xff.', b'C\x03abc.', b'C\x01a.', b'C\x00.', b'\x8e\x03\0\0\0\0\0\0\0abc.', b'\x8e\xff\xff\xff\xff\xff\xff\xff\xff.', b'\x96\x03\0\0\0\0\0\0\0abc.', b'\x96\0\0\0\0\0\0\0\0.', b'\x96\xff\xff\xff\xff\xff\xff\xff\xff.', b'\x97.', b'\x98.', b'N\x98.', b'C\x01a\x98.', b'\x96\x01\0\0\0\0\0\0\0a\x98.',
    b'\x8a\x00.', b'\x8a\x01\x80.', b'\x8a\x02\xff\x00.', b'\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\xff.', b'\x8a\x09\x00\xff\xff\xff\xff\xff\xff\xff\x7f.', b'\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x80.', b'\x8a\x08\x00\x00\x00\x00\x00\x00\x00\xc0.', b'\x8a\x10' + b'\0'*15+b'\x80.', b'\x8a\x05a', b'\x8b\xff\xff\xff\xff.', b'\x8b\x01\0\0\0\x05.', b'\x8b\x05\0\0\0\x05.',
    b't', b'(t.', b'(NNt.', b'\x85.', b'N\x85.', b'N\x86.', b'NN\x86.', b'NN\x87.', b'(N\x85.', b'(\x85.', b'N(\x85.', b'N(N\x86.', b'l', b'(l.', b'(Nl.', b'd.', b'(d.', b'(Nd.', b'(NNd.', b'(]Nd.', b'\x91.', b'(\x91.', b'(K\x01\x91.', b'(]\x91.',
    b'a', b'Na', b']a', b']Na.', b'](Na.', b'(]Na.', b'NNa.', b'e', b'(e', b'](e.', b'](NNe.', b'N(Ne.', b'](N(e.', b'](N(Ne.', b's', b'Ns', b'}Ns', b'}NNs.', b'}(NNs.', b'NNNs.', b'u', b'(u', b'}(u.', b'}(NNu.', b'}(Nu.', b'N(NNu.', b'](NNu.', b'}(]Nu.', b'\x90', b'(\x90', b'\x8f(\x90.', b'\x8f(K\x01\x90.', b'N(K\x01\x90.', b'](K\x01\x90.', b'\x8f(]\x90.', b'(K\x01\x91(K\x02\x90.',
    b'g', b'g\n.', b'g0\n.', b'ga\n.', b'g-1\n.', b'g99999999999999999999\n.', b'Np0\ng0\n.', b'Np-1\n.', b'Npa\n.', b'p0\n.', b'Np99999999999999999999\n.', b'Np\n.', b'h', b'h\x00.', b'Nq\x05h\x05.', b'q\x00', b'(q\x00', b'j\x00\x00\x00\x00.', b'Nr\xff\xff\xff\xff.' if 0 else b'N.', b'r\0\0\0\0', b'\x94.', b'N\x94h\x00.', b'(\x94.',
    b'\x80', b'\x80\x06.', b'\x80\x05N.', b'\x80\x03\x80\x04N.', b'\x95', b'\x95\x02\0\0\0\0\0\0\0N.', b'\x95\x03\0\0\0\0\0\0\0N.', b'\x95\x01\0\0\0\0\0\0\0N.', b'\x95\xff\xff\xff\xff\xff\xff\xff\xffN.', b'\x95\x00\x00\x00\x00\x00\x00\x00\x00N.',
    b'cbuiltins\nint\n.', b'c__builtin__\nunicode\n.', b'\x80\x03c__builtin__\nunicode\n.', b'cbuiltins\nnope\n.', b'cnope_module\nx\n.', b'c\nx\n.', b'cbuiltins\n\n.', b'cbuiltins\n', b'c', b'cos.path\njoin\n.', b'cbuiltins\nint.real\n.', b'\x80\x04cbuiltins\nint.real\n.', b'\x80\x04cbuiltins\nint.<locals>.x\n.', b'\x80\x04cbuiltins\nint.nope\n.', b'c\xff\nx\n.', b'cbuiltins\n\xff\n.', b'\x8c\x08builtins\x8c\x03int\x93.', b'\x93.', b'N\x93.', b'NN\x93.', b'\x8c\x01aN\x93.', b'(\x8c\x08builtins\x8c\x03int\x93.',b'\x8c\x00\x8c\x03int\x93.',
    b'ibuiltins\nint\n.', b'(ibuiltins\nint\n.', b'(K\x01ibuiltins\nint\n.', b'(Nibuiltins\nint\n.', b'(i\nint\n.', b'(ibuiltins\n\n.', b'(i\xff\nx\n.', b'(ibuiltins\n\xff\n.', b'(icollections\nOrderedDict\n.', b'(o.', b'(No.', b'(cbuiltins\nint\no.', b'(cbuiltins\nint\nK\x05o.', b'(cbuiltins\nlen\n](o.', b'o', b'(cbuiltins\nlen\no.',
    b'R', b'NR', b'NNR.', b'cbuiltins\nint\n)R.', b'cbuiltins\nint\nNR.', b'cbuiltins\nint\n]R.', b'N)R.', b'\x81', b'N\x81', b'NN\x81.', b'cbuiltins\nint\nN\x81.', b'N)\x81.', b'cbuiltins\nint\n)\x81.', b'cbuiltins\nint\n(K\x05t\x81.', b'cbuiltins\nobject\n)\x81}.', b'cbuiltins\nobject\n(Nt\x81.', b'\x92', b'NNN\x92.', b'cbuiltins\nint\n)N\x92.', b'cbuiltins\nint\nN}\x92.', b'N)}\x92.', b'cbuiltins\nint\n)}\x92.', b'cbuiltins\ndict\n)}U\x01aNs\x92.', b'cbuiltins\nNoneType\n)\x81.', b'ctypes\nGeneratorType\n)\x81.', b'ctypes\nFunctionType\n)\x81.',
    b'b', b'Nb', b'NNb.', b'N}b.', b'cbuiltins\nobject\n)\x81}b.', b'cbuiltins\nobject\n)\x81}U\x01aNsb.', b'cbuiltins\nobject\n)\x81Nb.', b'cbuiltins\nobject\n)\x81NN\x86b.', b'cbuiltins\nobject\n)\x81N}\x86b.', b'cbuiltins\nobject\n)\x81N}U\x01aNs\x86b.', b'cbuiltins\nException\n)R}U\x01aNsb.', b'cbuiltins\nException\n)RNb.', b'cbuiltins\nException\n)RK\x01b.', b'N(Nb.', b'NN(b.',
    b'P', b'Pabc\n.', b'P\n.', b'Q', b'NQ.', b'\x82\x00.', b'\x82\xf0.', b'\x82', b'\x83\x00\x00.', b'\x83\xf0\xf0.', b'\x84\xff\xff\xff\xff.', b'\x84\xf0\xf0\xf0\x70.', b'\xff.', b'\x00.', b"'.", b'\\.', b'Z.', b' .', b'~.', b'\x7f.'):
    print(data[:30], end=' '); show(pickle.loads, data)
    print('   file', end=' '); show(lambda: pickle.load(io.BytesIO(data)))
show(pickle.loads, 'abc'); show(pickle.loads, 5); show(pickle.loads); show(pickle.loads, b'N.', 1); show(pickle.loads, data=b'N.'); show(pickle.loads, bytearray(b'N.')); show(pickle.loads, memoryview(b'N.')); show(pickle.loads, b'N.', encoding=5); show(pickle.loads, b'N.', errors=5);show(pickle.loads, b'N.', encoding='a\0'); show(pickle.loads, b'N.', buffers=5); show(pickle.loads, b'N.', buffers=None);show(pickle.loads, b'N.', nope=5)
for enc in ('ASCII','latin1','utf-8','bytes','koi8-r','nope','utf-16'):
    for er in ('strict','ignore','replace','nope'):
        show(pickle.loads, b'U\x03a\xe9\xff.', encoding=enc, errors=er); show(pickle.loads, b"S'a\\xe9'\n.", encoding=enc, errors=er)
show(pickle.dumps); show(pickle.dumps, 1, 2, 3); show(pickle.dumps, 1, 6); show(pickle.dumps, 1, -1); show(pickle.dumps, 1, -5); show(pickle.dumps, 1, 'a'); show(pickle.dumps, 1, 2.0); show(pickle.dumps, 1, 10**30); show(pickle.dumps, 1, buffer_callback=5, protocol=5); show(pickle.dumps, 1, buffer_callback=len); show(pickle.dumps, 1, True); show(pickle.dumps, obj=1, protocol=2, fix_imports=False); show(pickle.dumps, 1, nope=1)
show(pickle.dump, 1); show(pickle.dump, 1, 2); show(pickle.dump, 1, io.StringIO()); show(pickle.load, 1); show(pickle.load); show(pickle.load, io.StringIO('N.'))
class NoRead: 
    def read(self,n): return b''
show(pickle.load, NoRead())
show(pickle.Pickler); show(pickle.Pickler, 1); show(pickle.Unpickler); show(pickle.Unpickler, 1); show(pickle.Pickler, io.BytesIO(), 9)
show(lambda: pickle.Pickler.__new__(pickle.Pickler).dump(1)); show(lambda: pickle.Unpickler.__new__(pickle.Unpickler).load())
class SP(pickle.Pickler):
    def __init__(self): pass
class SU(pickle.Unpickler):
    def __init__(self): pass
show(lambda: SP().dump(1)); show(lambda: SU().load())
# dumps errors
class R:
    def __init__(self, r): self.r = r
    def __reduce__(self): return self.r
    def __repr__(self): return 'R'
def f(): pass
for r in (5, 'nope', 'f', '', 'R.nope', (), (1,), (1,2), (f,), (f,5), (f,()), (f,(),None), (f,(),{},5), (f,(),{},iter([])), (f,(),{},iter([1,2]),5), (f,(),{},None,iter([1])), (f,(),{},None,iter([(1,2)])), (f,(),{},None,None,5), (f,(),{},None,None,len), (f,(),{},None,None,None,None), (f,(),5), (lambda:0,()), (copyreg.__newobj__,()), (copyreg.__newobj__,(5,)), (copyreg.__newobj__,(int,)), (copyreg.__newobj__,(R,)), (copyreg.__newobj__,(R,1)), (copyreg.__newobj_ex__,()), (copyreg.__newobj_ex__,(R,(),{})), (copyreg.__newobj_ex__,(R,(),{'a':1})), (copyreg.__newobj_ex__,(5,(),{})), (copyreg.__newobj_ex__,(R,5,{})), (copyreg.__newobj_ex__,(R,(),5)), None, [], (f,[]), (None,())):
    for p in (0,2,3,4,5):
        show(pickle.dumps, R(r), p)
def outer():
    class Loc: pass
    def g(): pass
    return Loc, g
Loc, g = outer()
class Hid: pass
H2 = Hid
del Hid
class Moved: pass
Moved.__module__ = 'nope.mod'
class Wrong: pass
W2 = Wrong
class Wrong: pass
class M(type):
    def __reduce_ex__(self,p): return 'x'
class WM(metaclass=M): pass
for o in (Loc, Loc(), g, lambda: 0, H2, H2(), Moved, W2, W2(), sys, sys.stdout, (i for i in ()), iter([1]), {}.keys(), {}.items(), R.__dict__, type(lambda:0), type(None), property(), staticmethod(f), memoryview(b''), WM, WM(), f.__code__, io.BytesIO(b'abc'), int.__add__, 1 .__add__, collections, object(), object, super, type, NotImplemented, Ellipsis, zip([1],[2]), map(len,[]), enumerate([]), reversed([1]), range(3), iter(range(3)), iter({1:2}), iter('ab'), iter((1,)), iter({1}), classmethod(f), R.__init__, R(1).__init__):
    for p in (0,1,2,3,4,5):
        try:
            r=pickle.dumps(o,p); print(type(o), p, r)
        except BaseException as e:
            print(type(o), p, type(e).__name__, re.sub('0x[0-9a-f]+','0x',str(e)))
