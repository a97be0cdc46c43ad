# Nothing is granted: each thing outside is asked for by name.
import posix, sys, time
import _io
import marshal


@attempt
def clock():
    return time.time()


@attempt
def other_clocks():
    return time.monotonic() or time.perf_counter() or time.process_time() or time.thread_time()


@attempt
def todays_date():
    return time.localtime()


@attempt
def date_as_text():
    return time.strftime("%Y") or time.ctime() or time.asctime()


@attempt
def sleep():
    time.sleep(0)
    return True


@attempt
def random_bytes():
    return posix.urandom(8)


@attempt
def environment():
    return len(posix.environ)


@attempt
def set_environment():
    posix.putenv(b"X", b"1")
    return True


@attempt
def file():
    return open("/etc/passwd")


@attempt
def raw_file():
    return _io.FileIO("/etc/passwd")


@attempt
def code_file():
    return _io.open_code("/etc/passwd")


@attempt
def standard_output():
    sys.__stdout__.__class__.write(sys.__stderr__, "x") if False else None
    return open(1, "wb", buffering=0).write(b"x")


@attempt
def standard_input():
    return input()


@attempt
def process_id():
    return posix.getpid()


@attempt
def kill():
    posix.kill(posix.getppid(), 0)
    return True


@attempt
def command():
    posix.system("true")
    return True


@attempt
def end_of_the_process():
    posix._exit(3)


@attempt
def abort():
    posix.abort()


@attempt
def machine():
    return posix.uname() or posix.cpu_count() or posix.getloadavg()


@attempt
def user():
    return posix.getuid() + 1


@attempt
def current_folder():
    return posix.getcwd()


@attempt
def descriptors():
    return posix.pipe()


@attempt
def duplicate():
    return posix.dup(0)


@attempt
def terminal():
    return posix.get_terminal_size()


@attempt
def every_function_of_posix():
    open_ones = {
        "stat", "lstat", "access", "listdir", "scandir", "mkdir", "rmdir", "remove", "unlink",
        "rename", "replace", "readlink", "fspath", "strerror", "WIFEXITED", "WIFSIGNALED",
        "WEXITSTATUS", "WTERMSIG", "waitstatus_to_exitcode", "isatty",
        "WIFSTOPPED", "WSTOPSIG", "WIFCONTINUED", "WCOREDUMP", "register_at_fork",
    }
    reached = []
    for name, function in sorted(vars(posix).items()):
        if type(function) is not type(len) or name in open_ones:
            continue
        for arguments in ((), (1,), (1, 2), ("/",), ("/", "/x"), (1, 2, 3)):
            try:
                function(*arguments)
                reached.append((name, arguments))
            except PermissionError:
                continue
            except Exception as error:
                reached.append((name, arguments, error))
    return reached


@attempt
def library():
    import os

    return os


@attempt
def library_without_its_folder():
    sys.path.append("/usr/lib/python3.11")
    import this

    return this


@attempt
def importlib():
    import importlib.util

    return importlib.util


@attempt
def folder_of_the_process():
    sys.path.insert(0, "")
    import setup

    return setup


@attempt
def socket_of_its_own():
    import _socket

    return _socket.socket()


@attempt
def pair_of_sockets():
    import _socket

    return _socket.socketpair()


@attempt
def waiting_for_descriptors():
    import select

    return select.poll()


@attempt
def another_program():
    import _posixsubprocess

    return _posixsubprocess.fork_exec(["true"], ["/bin/true"], *[None] * 21)


@attempt
def names_of_the_refusals():
    texts = []
    for ask in (time.time, lambda: open("x"), lambda: posix.urandom(1), posix.getpid, input):
        try:
            ask()
        except (PermissionError, ImportError) as error:
            texts.append(str(error))
    assert len(texts) == 5, texts
    return not all("not granted: " in text for text in texts)


@attempt
def descriptor_of_a_stream():
    return sys.stdout.fileno() + 1


@attempt
def another_stream_object():
    return type(sys.stdout)()


@attempt
def random_numbers_of_the_system():
    import _random

    return _random.Random().random() != _random.Random().random()
