# The host grants one folder to read (FOLDER) and one to write (FOLDER/out); SECRET lies beside them.
import posix, _io, sys


def read(path):
    with open(path) as file:
        return file.read()


@attempt
def absolute_path():
    return read(SECRET)


@attempt
def parent_folder():
    return read(FOLDER + "/../secret")


@attempt
def parent_folder_twice():
    return read(FOLDER + "/out/../../secret")


@attempt
def relative_parent():
    return read("../secret")


@attempt
def dots_and_slashes():
    return read(FOLDER + "//.//..///secret")


@attempt
def link_out():
    return read(FOLDER + "/link_to_secret")


@attempt
def link_to_parent_folder():
    return read(FOLDER + "/link_to_parent/secret")


@attempt
def same_prefix():
    return read(FOLDER + "_other/secret")


@attempt
def process_root():
    return read("/proc/self/root" + SECRET)


@attempt
def process_descriptors():
    return [n for n in range(100) if read("/proc/self/fd/%d" % n)]


@attempt
def process_environment():
    return read("/proc/self/environ")


@attempt
def devices():
    return read("/dev/urandom")


@attempt
def null_byte():
    return read(SECRET + "\0" + FOLDER)


@attempt
def bytes_path():
    return read(SECRET.encode())


@attempt
def path_object():
    class Path:
        def __fspath__(self):
            return SECRET

    return read(Path())


@attempt
def path_that_changes():
    class Path(str):
        def __fspath__(self):
            return SECRET

        def startswith(self, other):
            return True

    return read(Path(FOLDER + "/public").__fspath__())


@attempt
def opener_with_a_number():
    return open(FOLDER + "/public", opener=lambda path, flags: 0).fileno() + 1


@attempt
def descriptor_of_the_host():
    return open(HOST_DESCRIPTOR).read()


@attempt
def descriptor_through_raw_file():
    return _io.FileIO(HOST_DESCRIPTOR).read(4)


@attempt
def standard_descriptor():
    return open(1, "w").write("x")


@attempt
def descriptor_functions():
    return posix.read(HOST_DESCRIPTOR, 4)


@attempt
def close_of_a_descriptor():
    posix.close(HOST_DESCRIPTOR)
    return True


@attempt
def status_of_a_descriptor():
    return posix.stat(HOST_DESCRIPTOR)


@attempt
def status():
    return posix.stat(SECRET)


@attempt
def status_through_link():
    return posix.stat(FOLDER + "/link_to_secret")


@attempt
def listing():
    return posix.listdir("/")


@attempt
def listing_of_parent():
    return posix.listdir(FOLDER + "/..")


@attempt
def listing_through_link():
    return posix.listdir(FOLDER + "/link_to_parent")


@attempt
def scan():
    return list(posix.scandir(FOLDER + "/.."))


@attempt
def entry_behind_link():
    for entry in posix.scandir(FOLDER):
        if entry.name == "link_to_secret":
            return entry.stat()


@attempt
def write_where_reading_was_granted():
    open(FOLDER + "/new", "w").close()
    return True


@attempt
def append_where_reading_was_granted():
    open(FOLDER + "/public", "a").close()
    return True


@attempt
def truncate_where_reading_was_granted():
    open(FOLDER + "/public", "r+").close()
    return True


@attempt
def write_through_link():
    open(FOLDER + "/out/link_to_secret", "w").close()
    return True


@attempt
def move_in():
    posix.rename(SECRET, FOLDER + "/out/mine")
    return True


@attempt
def move_out():
    open(FOLDER + "/out/mine", "w").close()
    posix.rename(FOLDER + "/out/mine", SECRET + "_2")
    return True


@attempt
def remove():
    posix.unlink(SECRET)
    return True


@attempt
def remove_what_is_read_only():
    posix.unlink(FOLDER + "/public")
    return True


@attempt
def make_link():
    posix.symlink(SECRET, FOLDER + "/out/mine2")
    return read(FOLDER + "/out/mine2")


@attempt
def make_hard_link():
    posix.link(SECRET, FOLDER + "/out/mine3")
    return True


@attempt
def rename_parent():
    posix.rename(FOLDER + "/out/..", FOLDER + "/out/x")
    return True


@attempt
def change_mode():
    posix.chmod(SECRET, 0o777)
    return True


@attempt
def change_folder():
    posix.chdir("/")
    return True


@attempt
def line_of_a_file_in_a_traceback():
    text = []

    class Stream:
        def write(self, part):
            text.append(part)

        def flush(self):
            pass

    sys.stderr = Stream()
    try:
        exec(compile("1/0", SECRET, "exec"))
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stderr = sys.__stderr__
    return "the secret" in "".join(text)


@attempt
def line_of_a_file_in_a_syntax_error():
    try:
        compile("1 +", SECRET, "exec")
    except SyntaxError as error:
        return "the secret" in str(error.text)


@attempt
def import_from_a_folder():
    sys.path.insert(0, SECRET.rsplit("/", 1)[0])
    import outside

    return outside


@attempt
def import_through_a_link():
    sys.path.insert(0, FOLDER + "/link_to_parent")
    import outside

    return outside


# What was granted works.
assert read(FOLDER + "/public") == "public text"
assert read("public") == "public text"
assert read(FOLDER + "/link_inside") == "public text"
assert sorted(posix.listdir(FOLDER)) == sorted(e.name for e in posix.scandir(FOLDER))
with open(FOLDER + "/out/note", "w") as file:
    file.write("note")
posix.rename(FOLDER + "/out/note", FOLDER + "/out/note2")
assert posix.stat(FOLDER + "/out/note2").st_size == 4
posix.mkdir(FOLDER + "/out/sub")
posix.rmdir(FOLDER + "/out/sub")
posix.unlink(FOLDER + "/out/note2")
assert "note2" not in posix.listdir(FOLDER + "/out")
print("granted works")
