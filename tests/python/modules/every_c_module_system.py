# As every_c_module_containers: streams, files, threads, time, and the statements that no other script
# of fault injection has.
import _io
import _signal
import _socket
import _thread
import atexit
import errno
import posix
import select
import time

text = _io.StringIO("one\ntwo\n")
print(text.readline(), list(text), text.seek(0), text.read(3), text.getvalue() == "one\ntwo\n")
text.write("more")
memory = _io.BytesIO(b"abc\ndef")
print(memory.readlines(), memory.seek(1), memory.read1(2), memory.getbuffer()[0], memory.tell())
with open("written.txt", "w", encoding="utf-8") as file:
    print(file.write("line é\nsecond\n"), file.name, file.closed)
with open("written.txt", encoding="utf-8", newline="") as file:
    print(file.readlines(), file.seek(0), file.read(6), file.tell())
with open("written.txt", "rb+") as file:
    print(file.read(4), file.peek(2)[:2], file.write(b"X"), file.seek(0), file.readline())
with open("written.txt", "rb", buffering=0) as file:
    print(file.readall()[:5], file.readinto(bytearray(3)))
print(posix.stat("written.txt").st_size, sorted(posix.listdir(".")), [e.name for e in posix.scandir(".")], posix.fspath("x"))
posix.mkdir("folder")
posix.rename("written.txt", "folder/moved.txt")
print(posix.listdir("folder"), posix.access("folder", posix.R_OK), posix.strerror(2))
posix.remove("folder/moved.txt")
posix.rmdir("folder")
try:
    open("missing.txt")
except FileNotFoundError as e:
    print(e, e.errno == errno.ENOENT, e.filename, errno.errorcode[e.errno])
for bad in (lambda: posix.rmdir("missing"), lambda: open("."), lambda: posix.listdir("missing")):
    try:
        bad()
    except (FileNotFoundError, IsADirectoryError) as e:
        print(type(e).__name__, e)
reading, writing = posix.pipe()
posix.write(writing, b"through")
print(select.select([reading], [], [], 0)[0] == [reading], posix.read(reading, 10))
posix.close(reading)
posix.close(writing)
lock = _thread.allocate_lock()
with lock:
    print(lock.locked(), lock.acquire(False))
recursive = _thread.RLock()
with recursive, recursive:
    print(_thread.get_ident() > 0)
print(_signal.getsignal(_signal.SIGTERM) == _signal.SIG_DFL, _socket.AF_INET)
print(time.gmtime(0)[:6], time.strftime("%Y-%m-%d", time.gmtime(86400)), time.mktime(time.localtime(0)), time.monotonic() > 0)
atexit.register(print, "at exit")


async def manager_user():
    class Manager:
        async def __aenter__(self):
            return "entered"

        async def __aexit__(self, *error):
            return error[0] is KeyError

    async with Manager() as value, Manager():
        raise KeyError(value)
    return value


try:
    manager_user().send(None)
except StopIteration as e:
    print(e.value)


def matching(subject):
    global matched
    match subject:
        case {"kind": kind, **rest}:
            matched = kind, rest
        case None | True:
            matched = "single"
        case [first, *_] if first:
            matched = first
        case _:
            matched = "nothing"
    return matched


print([matching(s) for s in ({"kind": 1, "b": 2}, None, [5, 6], 0)])
try:
    raise ExceptionGroup("group", [ValueError(1), ExceptionGroup("inner", [TypeError(2), OSError(3)])])
except* ValueError as group:
    print(group.exceptions)
except* (TypeError, OSError) as group:
    print(repr(group), group.derive([KeyError()]), group.split(TypeError)[1])


async def numbers():
    yield 1


async def first():
    return await anext(aiter(numbers())), id(numbers) == id(numbers)


try:
    first().send(None)
except StopIteration as e:
    print(e.value)
