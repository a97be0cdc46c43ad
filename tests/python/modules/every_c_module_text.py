# As every_c_module_containers: text, bytes, numbers and code.
import _ast
import _blake2
import _codecs
import _md5
import _sha1
import _sha256
import _sha3
import _sha512
import _sre
import _string
import _struct
import _warnings
import binascii
import cmath
import marshal
import math
import unicodedata

print(_struct.pack("<iHd3sx?", 1, 2, 0.5, b"abc", True), _struct.unpack(">hq", bytes(range(10))), _struct.calcsize("3i"), list(_struct.iter_unpack("B", b"ab")), _struct.Struct("<e").pack(1.5))
buffer = bytearray(8)
_struct.pack_into("<I", buffer, 2, 77)
print(buffer, _struct.unpack_from("<I", buffer, 2))
print(binascii.hexlify(b"ab", "-"), binascii.unhexlify("6162"), binascii.b2a_base64(b"text"), binascii.a2b_base64(b"dGV4dA=="), binascii.crc32(b"text"))
for text, encoding in (("hé€𝄞", "utf-8"), ("hé€", "utf-16"), ("é", "latin-1"), ("€", "cp1252"), ("a\\n", "unicode_escape")):
    encoded = _codecs.encode(text, encoding)
    print(encoded, _codecs.decode(encoded, encoding) == text)
print("é€".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), b"a\xff".decode("utf-8", "replace"), b"\xff".decode("ascii", "surrogateescape").encode("ascii", "surrogateescape"), _codecs.lookup("utf-8").name)
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e)
for make in (_md5.md5, _sha1.sha1, _sha256.sha256, _sha512.sha384, _sha3.sha3_256, _blake2.blake2b):
    digest = make(b"some")
    digest.update(b" text")
    print(digest.name, digest.copy().hexdigest()[:16], digest.digest_size)
print(marshal.loads(marshal.dumps([1, 2.5, "text", b"bytes", (None, True), {"k": {1, 2}}, 10**30, 1j, frozenset([3]), ...])))
print(list(_string.formatter_parser("a{b!r:>{c}}d{{")), list(_string.formatter_field_name_split("a.b[c]")[1]))
print(math.factorial(30), math.comb(40, 20), math.fsum([0.1] * 10), math.gcd(12, 18), math.isqrt(10**20), math.hypot(3, 4), math.prod([1, 2, 3]), math.dist([0, 0], [3, 4]), cmath.sqrt(-1), cmath.polar(1j)[0])
print(unicodedata.name("é"), unicodedata.lookup("EURO SIGN"), unicodedata.normalize("NFD", "é").encode(), unicodedata.category("A"), unicodedata.decomposition("é"))
tree = compile("x = [n for n in (1, 2) if n] + f(*a, **b)", "<tree>", "exec", _ast.PyCF_ONLY_AST)
print(type(tree.body[0]).__name__, tree.body[0].value.left.generators[0].iter.elts[1].value)
exec(compile(_ast.Module([_ast.Expr(_ast.Call(_ast.Name("print", _ast.Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=0), [_ast.Constant("from a tree", lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)], [], lineno=1, col_offset=0, end_lineno=1, end_col_offset=0), lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)], []), "<made>", "exec"))
print(_sre.ascii_tolower(65), _sre.unicode_iscased(65))
_warnings.filters.insert(0, ("ignore", None, UserWarning, None, 0))
_warnings._filters_mutated()
_warnings.warn("not shown")
_warnings.filters[0] = ("error", None, UserWarning, None, 0)
_warnings._filters_mutated()
try:
    _warnings.warn("raised")
except UserWarning as e:
    print(e)
