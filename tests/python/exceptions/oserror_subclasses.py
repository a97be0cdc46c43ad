import errno
pairs = [("ENOENT", FileNotFoundError), ("EEXIST", FileExistsError), ("EACCES", PermissionError), ("EPERM", PermissionError), ("EISDIR", IsADirectoryError), ("ENOTDIR", NotADirectoryError), ("EINTR", InterruptedError), ("EAGAIN", BlockingIOError), ("EPIPE", BrokenPipeError), ("ECONNREFUSED", ConnectionRefusedError), ("ECONNRESET", ConnectionResetError), ("ECONNABORTED", ConnectionAbortedError), ("ETIMEDOUT", TimeoutError), ("ECHILD", ChildProcessError), ("ESRCH", ProcessLookupError), ("EINVAL", OSError)]
for name, cls in pairs:
    e = OSError(getattr(errno, name), "text")
    print(name, getattr(errno, name), type(e).__name__, type(e) is cls, e, errno.errorcode[getattr(errno, name)])
print(type(FileNotFoundError(13, "kept")).__name__)


class MyOS(OSError):
    pass


print(type(MyOS(2, "x")).__name__, MyOS(2, "x", "file"))
for path, mode in (("missing.txt", "r"), (".", "r"), (".", "w"), ("missing/x.txt", "w"), ("/proc/1/none", "r")):
    try:
        open(path, mode)
    except OSError as e:
        print(type(e).__name__, e, e.errno == getattr(errno, "ENOENT"), e.filename)
with open("x.txt", "x") as f:
    f.write("1")
try:
    open("x.txt", "x")
except FileExistsError as e:
    print(e)
try:
    open("x.txt/y")
except NotADirectoryError as e:
    print(e)
try:
    raise FileNotFoundError("only text")
except OSError as e:
    print(e, e.errno, e.args)
e = BlockingIOError(11, "would block", 5)
print(e.characters_written, e.args)
