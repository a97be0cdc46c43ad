print(b"%s %d" % (b"a", 5), b"%b" % b"xyz", b"%x %X %o" % (255, 255, 8), b"%c%c" % (65, b"B"), b"%a %r" % ("é", [1]), b"%5d|%-5d|%05d" % (1, 2, 3), b"%.2f %e %g" % (1.5, 2.5, 1e10), b"%%" % (), b"%(k)s" % {b"k": b"v"}, b"%.2s|" % b"abc", b"%10s|%-10s|" % (b"a", b"b"), b"%s" % bytearray(b"q"), b"%i %u" % (3, 4), b"%#x" % 255, b"%+d" % 7, b"%*d" % (4, 2))


class B:
    def __bytes__(self):
        return b"<B>"


print(b"%s" % B(), b"%b|" % memoryview(b"mv"), bytearray(b"%d-%d") % (1, 2), type(bytearray(b"%s") % b"a").__name__)
for text in ("b'%s' % 'a'", "b'%d' % b'a'", "b'%s' % 5", "b'%c' % 256", "b'%c' % b'ab'", "b'%s %s' % b'a'", "b'%s' % (b'a', b'b')", "b'%z' % 1", "b'%(a)s' % 5", "b'%(a)s' % {}", "b'%f' % b'x'", "b'%' % 1", "b'abc' % 1", "b'%b' % None", "b'%d' % None", "b'%x' % 1.5", "b'%c' % 'a'"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
