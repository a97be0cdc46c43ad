/* What a program reaches and what it does not: grants, and the attempts of tests/escapes to get
 * past them. Each script there runs in a process of its own, so that a crash is a failure too. */
#include "ouro.h"
#include "unit.h"
#include <fcntl.h>
#include <sys/stat.h>

enum { OUTPUT_SIZE = 1 << 16 };

/* What the host hears. */
typedef struct Host {
    char output[OUTPUT_SIZE];
    size_t length;
    const char *input;
    char log[1024];
} Host;

static bool take_output(void *user, OuroStream stream, const char *text, size_t length) {
    Host *host = user;
    if (stream == OURO_STDOUT && host->length + length < OUTPUT_SIZE) {
        memcpy(host->output + host->length, text, length);
        host->length += length;
        host->output[host->length] = '\0';
    }
    return true;
}

static ptrdiff_t give_input(void *user, char *buffer, size_t size) {
    Host *host = user;
    size_t length = strlen(host->input);
    length = length < size ? length : size;
    length = length < 3 ? length : 3; /* in small pieces */
    memcpy(buffer, host->input, length);
    host->input += length;
    return (ptrdiff_t)length;
}

static void take_log(void *user, OuroLogLevel level, const char *text) {
    Host *host = user;
    (void)level;
    snprintf(host->log + strlen(host->log), sizeof host->log - strlen(host->log), "%s", text);
}

static void told_of_leak(void *user, const char *type, size_t count, size_t bytes) {
    (void)user;
    printf("leak: %zu %s, %zu bytes\n", count, type, bytes);
}

static OuroConfig base_config(Host *host) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.user = host;
    return config;
}

static void close_clean(OuroRuntime *runtime) {
    ouro_error_drop(runtime);
    UNIT_CHECK(ouro_close_checked(runtime, told_of_leak, NULL) == 0);
}

static bool runs(OuroRuntime *runtime, const char *text) {
    bool done = ouro_exec(runtime, text);
    if (!done) {
        printf("%s\n", ouro_last_error(runtime));
        ouro_error_drop(runtime);
    }
    return done;
}

/* The exception says this. */
static bool fails_with(OuroRuntime *runtime, const char *text, const char *type,
                       const char *message) {
    OuroError error;
    if (ouro_exec(runtime, text) || !ouro_error_take(runtime, &error)) {
        return false;
    }
    bool same = strcmp(error.type, type) == 0 && strstr(error.message, message) != NULL;
    if (!same) {
        printf("%s\n", error.traceback);
    }
    ouro_error_free(runtime, &error);
    return same;
}

/* ---- grants ---- */

static void test_nothing_granted_names_what_is_missing(void) {
    OuroRuntime *runtime = ouro_open(NULL);
    UNIT_CHECK(fails_with(runtime, "print(1)", "PermissionError", "not granted: the standard"));
    UNIT_CHECK(fails_with(runtime, "open('/etc/passwd')", "PermissionError",
                          "not granted: files: '/etc/passwd'"));
    UNIT_CHECK(fails_with(runtime, "import time; time.time()", "PermissionError", "the clock"));
    UNIT_CHECK(fails_with(runtime, "import os", "ModuleNotFoundError", "not granted: the library"));
    UNIT_CHECK(fails_with(runtime, "import posix; posix.fork()", "PermissionError",
                          "not granted: the process"));
    UNIT_CHECK(!ouro_exec(runtime, "open('x')"));
    UNIT_CHECK(ouro_error_kind(runtime) == OURO_ERROR_DENIED);
    close_clean(runtime);
}

static void test_streams_go_to_the_host(void) {
    Host host = {.input = "first\ngr\xc3\xbc\xc3\x9f"
                          "e\nlast"};
    OuroConfig config = base_config(&host);
    config.write = take_output;
    config.read = give_input;
    config.log = take_log;
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(runs(runtime, "import sys\n"
                             "print('caf\\xe9', 1, sep='-')\n"
                             "print(input('? '), sys.stdin.read(3))\n"
                             "print([line for line in sys.stdin], sys.stdin.readline() == '')\n"
                             "print(sys.stdout.encoding, sys.stdout.isatty(), file=sys.stderr)\n"
                             "class Bad:\n"
                             "    def __del__(self): raise ValueError('lost')\n"
                             "Bad()\n"));
    UNIT_CHECK(strcmp(host.output, "caf\xc3\xa9-1\n? first gr\xc3\xbc\n"
                                   "['\xc3\x9f"
                                   "e\\n', 'last'] True\n") == 0);
    UNIT_CHECK(strstr(host.log, "ValueError: lost") != NULL);
    close_clean(runtime);
}

/* "aü" again and again, three bytes at a time that begin with the last byte of a character. */
static ptrdiff_t give_many_pieces(void *user, char *buffer, size_t size) {
    size_t *pieces = user;
    if (*pieces == 0 || size < 3) {
        return 0;
    }
    --*pieces;
    memcpy(buffer,
           "\xbc"
           "a\xc3",
           3);
    return 3;
}

/* A search from the beginning at each piece would take minutes. */
static void test_a_long_line_in_small_pieces_is_read_in_one_pass(void) {
    enum { PIECES = 400000 };
    size_t pieces = PIECES;
    OuroConfig config = base_config(NULL);
    config.user = &pieces;
    config.read = give_many_pieces;
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(runs(runtime, "import sys\n"
                             "text = sys.stdin.read(300001)\n"
                             "assert text == '\\ufffd' + 'a\\xfc' * 150000\n"
                             "line = sys.stdin.readline()\n"
                             "assert line == 'a\\xfc' * 249999 + 'a\\ufffd'\n"));
    UNIT_CHECK(pieces == 0);
    close_clean(runtime);
}

static void test_bytes_go_through_the_buffers_of_host_streams(void) {
    Host host = {.input = "one\ntwo\nthr\xc3\xa9"
                          "e\nfour"};
    OuroConfig config = base_config(&host);
    config.write = take_output;
    config.read = give_input;
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(runs(runtime, "import sys\n"
                             "data = sys.stdin.buffer\n"
                             "assert data.read(2) == b'on' and data.readline() == b'e\\n'\n"
                             "assert sys.stdin.readline() == 'two\\n'\n"
                             "assert list(data) == [b'thr\\xc3\\xa9e\\n', b'four']\n"
                             "assert data.read() == b'' and data.readable()\n"
                             "assert sys.stdout.buffer.write(bytearray(b'abc')) == 3\n"
                             "sys.stdout.buffer.flush()\n"));
    UNIT_CHECK(strcmp(host.output, "abc") == 0);
    UNIT_CHECK(fails_with(runtime, "sys.stdout.buffer.read()", "OSError", "not readable"));
    UNIT_CHECK(fails_with(runtime, "data.write(b'x')", "OSError", "not writable"));
    UNIT_CHECK(fails_with(runtime, "sys.stderr.buffer.write('x')", "TypeError", "bytes-like"));
    close_clean(runtime);
    runtime = ouro_open(NULL);
    UNIT_CHECK(fails_with(runtime, "import sys; sys.stdout.buffer.write(b'x')", "PermissionError",
                          "not granted: the standard"));
    close_clean(runtime);
}

/* Also where nothing else keeps a runtime from closing in one stroke. */
static void test_signals_that_a_program_handled_are_given_back_at_close(void) {
    OuroConfig config = base_config(NULL);
    config.grants = OURO_GRANT_PROCESS;
    for (int handled = 0; handled < 2; handled++) {
        OuroRuntime *runtime = ouro_open(&config);
        UNIT_CHECK(runs(runtime, "import _signal\n"));
        struct sigaction action;
        if (handled) {
            UNIT_CHECK(runs(runtime, "_signal.signal(_signal.SIGUSR1, lambda *args: None)\n"));
            UNIT_CHECK(sigaction(SIGUSR1, NULL, &action) == 0 && action.sa_handler != SIG_DFL);
        }
        ouro_close(runtime);
        UNIT_CHECK(sigaction(SIGUSR1, NULL, &action) == 0 && action.sa_handler == SIG_DFL);
    }
}

static void test_fixed_clock_and_environment_are_what_the_host_says(void) {
    static const char *const environment[] = {"HOME=/nowhere", "EMPTY=", NULL};
    OuroConfig config = base_config(NULL);
    config.fixed_clock = true;
    config.clock_ns = 1000000000000000000;
    config.environment = environment;
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(runs(runtime, "import time, posix\n"
                             "assert time.time() == 1e9 and time.monotonic() == 0\n"
                             "assert time.gmtime()[:3] == time.localtime()[:3] == (2001, 9, 9)\n"
                             "assert time.tzname == ('UTC', 'UTC')\n"
                             "assert posix.environ == {b'HOME': b'/nowhere', b'EMPTY': b''}\n"));
    UNIT_CHECK(fails_with(runtime, "time.sleep(1)", "PermissionError", "the clock"));
    close_clean(runtime);
}

static void test_same_seed_gives_the_same_hashes(void) {
    char texts[3][64];
    for (int i = 0; i < 3; i++) {
        OuroConfig config = base_config(NULL);
        config.hash_seed = i == 2;
        OuroRuntime *runtime = ouro_open(&config);
        OuroRef hash = ouro_eval(runtime, "str(hash('text'))");
        snprintf(texts[i], sizeof texts[i], "%s", ouro_as_text(runtime, ouro_borrow(hash), NULL));
        ouro_release(runtime, hash);
        close_clean(runtime);
    }
    UNIT_CHECK(strcmp(texts[0], texts[1]) == 0 && strcmp(texts[0], texts[2]) != 0);
}

static bool load(void *user, OuroRuntime *runtime, const char *name, OuroSource *source) {
    (void)user;
    static const struct {
        const char *name, *text;
        bool is_package;
    } MODULES[] = {{"rules", "from . import tax\nrate = tax.rate\n", true},
                   {"rules.tax", "rate = 7\n", false},
                   {"broken", "1/0\n", false}};
    if (strcmp(name, "refused") == 0) {
        ouro_raise(runtime, "ImportError", "%s is refused", name);
        return false;
    }
    if (strcmp(name, "made") == 0) {
        source->module = ouro_str(runtime, "a module of sorts");
        return true;
    }
    for (size_t i = 0; i < sizeof MODULES / sizeof MODULES[0]; i++) {
        if (strcmp(name, MODULES[i].name) == 0) {
            *source = (OuroSource){.text = MODULES[i].text,
                                   .length = strlen(MODULES[i].text),
                                   .is_package = MODULES[i].is_package};
            return true;
        }
    }
    return false;
}

static void test_modules_come_from_the_host(void) {
    OuroConfig config = base_config(NULL);
    config.load = load;
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(runs(runtime, "import rules, math, made\n"
                             "assert rules.rate == 7 and rules.tax.__name__ == 'rules.tax'\n"
                             "assert made.upper() == 'A MODULE OF SORTS'\n"));
    UNIT_CHECK(fails_with(runtime, "import refused", "ImportError", "refused is refused"));
    UNIT_CHECK(fails_with(runtime, "import absent", "ModuleNotFoundError", "No module named"));
    UNIT_CHECK(fails_with(runtime, "import broken", "ZeroDivisionError", ""));
    UNIT_CHECK(fails_with(runtime, "import rules.other", "ModuleNotFoundError", "rules.other"));
    close_clean(runtime);
}

static void test_library_is_granted_alone(void) {
    OuroConfig config = base_config(NULL);
    config.grants = OURO_GRANT_LIBRARY;
    OuroRuntime *runtime = ouro_open(&config);
    if (access("/usr/lib/python3.11/colorsys.py", R_OK) == 0) {
        UNIT_CHECK(runs(runtime, "import colorsys, os, functools, collections, random\n"
                                 "assert random.Random(1).random() < 1\n"));
        static const char *const uses[] = {"os.environ['HOME']",
                                           "os.getenv('HOME')",
                                           "list(os.environ)",
                                           "dict(os.environ)",
                                           "len(os.environ)",
                                           "'HOME' in os.environ",
                                           "os.environ['X'] = 'y'",
                                           "repr(os.environ)",
                                           "os.environb.get(b'X')",
                                           "os.environ == {}",
                                           "os.putenv('A', 'b')",
                                           "os.environ.copy()",
                                           "import posix; posix.environ.items()"};
        for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
            UNIT_CHECK(
                fails_with(runtime, uses[i], "PermissionError", "not granted: the environment"));
        }
        UNIT_CHECK(fails_with(runtime, "open('/etc/passwd')", "PermissionError", "files"));
        UNIT_CHECK(fails_with(runtime, "open('/usr/lib/python3.11/x.py', 'w')", "PermissionError",
                              "files"));
    }
    close_clean(runtime);
}

static void test_folder_that_is_missing_opens_nothing(void) {
    OuroFolder folder = {"/no/such/folder", false};
    OuroConfig config = base_config(NULL);
    config.folders = &folder;
    config.folder_count = 1;
    UNIT_CHECK(ouro_open(&config) == NULL);
    folder.path = "relative";
    UNIT_CHECK(ouro_open(&config) == NULL);
}

/* ---- escapes ---- */

static char root[64];

static void make(const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    FILE *file = fopen(path, "w");
    if (file) {
        fputs(text, file);
        fclose(file);
    }
}

static void link_to(const char *target, const char *name) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    UNIT_CHECK(symlink(target, path) == 0);
}

static void make_folders(void) {
    strcpy(root, "/tmp/ouro_escape_XXXXXX");
    char path[256];
    UNIT_CHECK(mkdtemp(root) != NULL);
    static const char *const FOLDERS[] = {"in", "in/out", "in_other"};
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", root, FOLDERS[i]);
        mkdir(path, 0700);
    }
    make("secret", "the secret");
    make("in_other/secret", "the secret");
    make("outside.py", "x = 1");
    make("in/public", "public text");
    snprintf(path, sizeof path, "%s/secret", root);
    link_to(path, "in/link_to_secret");
    link_to(path, "in/out/link_to_secret");
    link_to("..", "in/link_to_parent");
    link_to("public", "in/link_inside");
}

static char *read_text(const char *path) {
    FILE *file = fopen(path, "r");
    char *text = calloc(1, OUTPUT_SIZE);
    if (!file || !text || !fread(text, 1, OUTPUT_SIZE - 1, file)) {
        abort();
    }
    fclose(file);
    return text;
}

static const char PRELUDE[] =
    "def attempt(function):\n"
    "    try:\n"
    "        got = function()\n"
    "    except BaseException as error:\n"
    "        print('held', function.__name__, type(error).__name__)\n"
    "    else:\n"
    "        print('ESCAPED' if got else 'held', function.__name__, repr(got)[:300])\n";

static void run_escapes(const char *name, bool folders) {
    Host *host = calloc(1, sizeof *host);
    char in[128], out[128], path[256], text[1024];
    snprintf(in, sizeof in, "%s/in", root);
    snprintf(out, sizeof out, "%s/in/out", root);
    snprintf(path, sizeof path, "%s/secret", root);
    const OuroFolder granted[] = {{in, false}, {out, true}};
    OuroConfig config = base_config(host);
    config.write = take_output;
    config.heap_limit_bytes = 32 << 20;
    config.call_depth = 2000;
    config.folders = granted;
    config.folder_count = folders ? 2 : 0;
    OuroRuntime *runtime = ouro_open(&config);
    if (!UNIT_CHECK(runtime != NULL)) {
        return;
    }
    int descriptor = open(path, O_RDONLY);
    snprintf(text, sizeof text, "FOLDER = '%s'\nSECRET = '%s'\nHOST_DESCRIPTOR = %d\n", in, path,
             descriptor);
    UNIT_CHECK(runs(runtime, text) && runs(runtime, PRELUDE));
    snprintf(path, sizeof path, "tests/escapes/%s.py", name);
    char *script = read_text(path);
    bool done = ouro_run_text(runtime, script, strlen(script), name) == OURO_DONE;
    if (!UNIT_CHECK(done)) {
        printf("%s\n", ouro_last_error(runtime));
    }
    if (!UNIT_CHECK(strstr(host->output, "ESCAPED") == NULL) || getenv("OURO_SHOW")) {
        printf("%s\n", host->output);
    }
    UNIT_CHECK(!folders || strstr(host->output, "granted works") != NULL);
    UNIT_CHECK(runs(runtime, "assert sum(range(10)) == 45"));
    close_clean(runtime);
    close(descriptor);
    free(script);
    free(host);
}

static void in_child(const char *name, bool folders) {
    make_folders();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        run_escapes(name, folders);
        fflush(stdout);
        _exit(unit.failures != 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    UNIT_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    char command[128], path[128];
    struct stat unused;
    snprintf(path, sizeof path, "%s/secret", root);
    char *secret = read_text(path);
    UNIT_CHECK(strcmp(secret, "the secret") == 0);
    free(secret);
    snprintf(path, sizeof path, "%s/secret_2", root);
    UNIT_CHECK(stat(path, &unused) != 0);
    snprintf(command, sizeof command, "rm -rf %s", root);
    UNIT_CHECK(system(command) == 0);
}

static void test_escape_by_files_is_held(void) {
    in_child("files", true);
}

static void test_escape_with_nothing_granted_is_held(void) {
    in_child("nothing", false);
}

static void test_escape_through_internals_is_held(void) {
    if (OURO_STRESS) {
        return; /* it walks all objects again and again: hours, with a collection at each step */
    }
    in_child("internals", false);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_nothing_granted_names_what_is_missing);
    UNIT_RUN(test_streams_go_to_the_host);
    UNIT_RUN(test_a_long_line_in_small_pieces_is_read_in_one_pass);
    UNIT_RUN(test_bytes_go_through_the_buffers_of_host_streams);
    UNIT_RUN(test_signals_that_a_program_handled_are_given_back_at_close);
    UNIT_RUN(test_fixed_clock_and_environment_are_what_the_host_says);
    UNIT_RUN(test_same_seed_gives_the_same_hashes);
    UNIT_RUN(test_modules_come_from_the_host);
    UNIT_RUN(test_library_is_granted_alone);
    UNIT_RUN(test_folder_that_is_missing_opens_nothing);
    UNIT_RUN(test_escape_by_files_is_held);
    UNIT_RUN(test_escape_with_nothing_granted_is_held);
    UNIT_RUN(test_escape_through_internals_is_held);
    return unit_result();
}
