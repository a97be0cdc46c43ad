import sys
sys.path.insert(0, ".")
sys.dont_write_bytecode = True
with open("made.py", "w") as f:
    f.write("x = 1\ndef f():\n    return x\n")
import made
print(made.f(), made.__name__)
with open("second.py", "w") as f:
    f.write("import made\nmade.x = 50\nname = __name__\n")
import second
print(made.f(), second.name)
sys.path.append("extra")
with open("made.py", "w") as f:
    f.write("x = 'changed on disk'\n")
import made
print(made.x)
with open("uni.py", "w", encoding="utf-8") as f:
    f.write("é = 'identifier'\ntext = '日本'\n")
import uni
print(uni.é, uni.text)
with open("latin.py", "wb") as f:
    f.write(b"# -*- coding: latin-1 -*-\ns = '\xe9'\n")
import latin
print(latin.s == "\u00e9")
with open("bom.py", "wb") as f:
    f.write(b"\xef\xbb\xbfb = 'with a mark'\n")
import bom
print(bom.b)
with open("crlf.py", "wb") as f:
    f.write(b"a = 1\r\nif a:\r\n    b = '''x\r\ny'''\r\n")
import crlf
print(repr(crlf.b))
with open("nonl.py", "w") as f:
    f.write("z = 3")
import nonl
print(nonl.z)
with open("empty.py", "w") as f:
    pass
import empty
print(sorted(n for n in vars(empty) if not n.startswith("__")))
with open("badutf.py", "wb") as f:
    f.write(b"s = '\xff'\n")
try:
    import badutf
except SyntaxError as e:
    print(type(e).__name__)
with open("maker.py", "w") as f:
    f.write("import sys\nsys.modules[__name__] = 'replaced by a string'\n")
import maker
print(maker)
