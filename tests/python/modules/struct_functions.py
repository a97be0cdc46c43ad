# The struct module: formats, values, messages.
import struct


def t(function, *args):
    try:
        print(function.__name__, args, function(*args))
    except Exception as error:
        print(function.__name__, args, type(error).__name__, error)


t(struct.calcsize,'3'); t(struct.calcsize,'z'); t(struct.calcsize,'99999999999999999999i'); t(struct.calcsize,5); t(struct.calcsize,'\x00'); t(struct.calcsize,b'ii'); t(struct.calcsize,'é')
t(struct.calcsize,'9223372036854775807i');t(struct.calcsize,'i 3h');t(struct.calcsize,'3 h');t(struct.calcsize,'<n')
t(struct.pack,'ii',1); t(struct.pack,'c',b'ab'); t(struct.pack,'c','a'); t(struct.pack,'s','a'); t(struct.pack,'3p',5); t(struct.pack,'f','x'); t(struct.pack,'<f',1e300); t(struct.pack,'e',1e300); t(struct.pack,'P',-5);t(struct.pack,'P',2**70);t(struct.pack,'@P','x');t(struct.pack,'?',[]);t(struct.pack)
t(struct.unpack,'i',b'ab'); t(struct.unpack,'i',5); t(struct.unpack_from,'i',b'abcdef',3); t(struct.unpack_from,'i',b'abcdef',-3);t(struct.unpack_from,'i',b'abcdef',-30);t(struct.unpack_from,'i',b'abcdefgh',-4);t(struct.unpack_from,'i',b'abcdefgh',10)
t(struct.pack_into,'i',bytearray(2),0,5); t(struct.pack_into,'i',bytearray(8),-2,5);t(struct.pack_into,'i',bytearray(8),-20,5);t(struct.pack_into,'i',b'abcdefgh',0,5);t(struct.pack_into,'i',bytearray(8));t(struct.pack_into,'i',bytearray(8),0);t(struct.pack_into,'i',bytearray(8),7,5);t(struct.pack_into,'i',bytearray(8),70,5)
t(struct.iter_unpack,'i',b'abc');t(struct.iter_unpack,'0s',b'abc');print(list(struct.iter_unpack('h',b'abcd')))
print(struct.Struct('ii').format, struct.Struct(b'ii').size, struct.error, struct.error.__module__, struct.Struct)
s=struct.Struct('h')
t(s.pack,1,2);t(s.unpack,b'a');t(s.pack_into,bytearray(1),0,1);t(s.unpack_from,b'');t(struct.Struct)
t(struct.Struct,5)
print(struct.unpack('@bhilq5s3p?nf',struct.pack('@bhilq5s3p?nf',1,2,3,4,5,b'hello',b'ab',True,9,1.5)), struct.calcsize('@bhilq5s3p?nf'),struct.calcsize('bi0q'))
print(struct.pack('>e',1.5),struct.pack('<e',65504.0),struct.pack('e',float('nan')),struct.pack('e',1e-8),struct.pack('e',5.96e-8),struct.unpack('<e',b'\x01\x00'),struct.unpack('<e',b'\x00\x7c'),struct.unpack('<e',b'\x00\x7e'))
t(struct.pack,'e',65520.0); t(struct.pack,'e',65519.0)
for letter in "bBhHiIlLqQnNP":
    for order in "@<>":
        for value in (2**70, -2**70, "x", 1.5, 300, 70000, -1, 2**40, 2**63, 2**64 - 1):
            t(struct.pack, order + letter, value)
# A native float is a C cast; the standard ones say that the number does not fit.
print(struct.pack('f', 1e40), struct.pack('@2f', -1e40, 1e39), struct.pack('f', float('inf')))
for order in '=<>!':
    t(struct.pack, order + 'f', 1e40)
