import sys
print(sys.argv[1:], len(sys.argv), type(sys.path).__name__, sys.version_info[:2], sys.version_info >= (3, 11), sys.version_info.major, sys.version_info.minor, sys.version_info.releaselevel, sys.byteorder, sys.maxsize, sys.maxunicode, sys.hexversion >> 16 == 0x030B, sys.platform, sys.api_version, type(sys.version).__name__)
print("sys" in sys.modules, sys.modules["sys"] is sys, sys.modules[__name__].__name__, "builtins" in sys.builtin_module_names, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.intern("abc") is sys.intern("abc"), sys.is_finalizing(), sys.getsizeof([]) > 0, sys.getsizeof(5) > 0)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.min, sys.float_info.mant_dig, sys.float_info.max_exp, sys.float_info.radix, sys.int_info.bits_per_digit > 0, sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.imag, sys.float_repr_style)
print(sys.flags.optimize, sys.flags.verbose, sys.flags.interactive, sys.flags.debug, sys.flags.no_site, sys.flags.isolated, sys.flags.bytes_warning, sys.flags.dev_mode, sys.flags.utf8_mode in (0, 1), sys.flags.int_max_str_digits, sys.dont_write_bytecode in (True, False), sys.implementation.name in ("cpython", "ouro"), sys.implementation.version[:2], type(sys.executable).__name__, type(sys.prefix).__name__)
print(sys.stdin.fileno(), sys.stdout.fileno(), sys.stderr.fileno(), sys.stdout.encoding, sys.stdout.name, sys.stdin.name, sys.stderr.name, sys.stdout.mode, sys.stdout.writable(), sys.stdin.readable(), sys.stdout.closed, sys.__stdout__ is sys.stdout, sys.__stderr__ is sys.stderr, sys.__stdin__ is sys.stdin, sys.stderr.encoding, sys.stderr.errors)
f = sys._getframe()
print(f.f_code.co_name, f.f_lineno, f.f_globals is globals(), f.f_back)


def inner():
    g = sys._getframe()
    h = sys._getframe(1)
    return g.f_code.co_name, h.f_code.co_name, g.f_back is h, sorted(g.f_locals)


print(inner())
for text in ("sys._getframe(100)", "sys.intern(5)", "sys.intern()", "sys.setrecursionlimit()", "sys.exit(1, 2)", "sys.getsizeof()", "sys.getrefcount()", "sys.nope", "sys.getsizeof(5, 1, 2)"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
sys.custom = 5
print(sys.custom, type(sys.warnoptions).__name__, sys.exc_info(), sys.getswitchinterval() > 0, callable(sys.displayhook), callable(sys.excepthook), sys.__excepthook__ is sys.excepthook, sys.gettrace(), sys.getprofile())
sys.displayhook(5)
sys.displayhook(None)
sys.displayhook("text")
import builtins
print(builtins._)
print(sys.orig_argv[-1] == sys.argv[0], sys.path_hooks is not None, sys.meta_path is not None, sys.path_importer_cache is not None, repr(sys), sys.__name__, sys.thread_info.name if hasattr(sys, "thread_info") else "pthread")
