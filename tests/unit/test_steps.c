/* A host watches programs step by step (ouro/inspect.h). */
#include "ouro.h"
#include "ouro/inspect.h"
#include "unit.h"

/* What was seen, a short text for each step. */
typedef struct Log {
    char text[8192];
    size_t length;
    size_t steps_left; /* 0: the program is to end */
    size_t taken, freed;
    bool library;
} Log;

static void note(Log *log, const char *text) {
    size_t length = strlen(text);
    if (log->length + length + 1 < sizeof log->text) {
        memcpy(log->text + log->length, text, length + 1);
        log->length += length;
    }
}

static bool log_step(void *user, OuroRuntime *runtime, const OuroStep *step) {
    static const char letters[] = "clreu";
    Log *log = user;
    char line[256];
    log->taken += step->blocks_taken;
    log->freed += step->blocks_freed;
    if (step->is_library) {
        log->library = true;
        return true;
    }
    snprintf(line, sizeof line, "%c%zu %s%s%s", letters[step->kind], step->depth,
             step->frame.function, step->value.value ? "=" : "",
             step->value.value ? step->value.value : "");
    note(log, line);
    OuroVariable variable;
    for (size_t i = 0; ouro_step_variable(runtime, 0, i, &variable); i++) {
        snprintf(line, sizeof line, " %s:%s%s%s", variable.name, variable.value,
                 variable.is_number ? "#" : "", variable.is_shared ? "&" : "");
        note(log, line);
    }
    note(log, "\n");
    return log->steps_left-- > 1;
}

static OuroRuntime *open_watched(Log *log, size_t steps) {
    *log = (Log){.steps_left = steps};
    OuroRuntime *runtime = ouro_open(NULL);
    UNIT_CHECK(runtime && ouro_watch_steps(runtime, log_step, log));
    return runtime;
}

static void close_clean(OuroRuntime *runtime) {
    UNIT_CHECK(ouro_close_checked(runtime, NULL, NULL) == 0);
}

static bool is_logged(const Log *log, const char *expected) {
    bool same = strcmp(log->text, expected) == 0;
    if (!same) {
        printf("expected:\n%sseen:\n%s", expected, log->text);
    }
    return same;
}

static void test_calls_lines_and_returns_come_in_order(void) {
    Log log;
    OuroRuntime *runtime = open_watched(&log, 1000);
    UNIT_CHECK(ouro_exec(runtime, "def add(a, b):\n"
                                  "    c = a + b\n"
                                  "    return c\n"
                                  "add(1, 2.5)\n"
                                  "add('x', 'y')\n"));
    UNIT_CHECK(is_logged(&log, "c1 <module>\n"
                               "l1 <module>\n"
                               "l1 <module> add:<function add>\n"
                               "c2 add a:1 b:2.5\n"
                               "l2 add a:1 b:2.5\n"
                               "l2 add a:1 b:2.5 c:3.5#\n"
                               "r2 add=3.5 a:1 b:2.5 c:3.5#\n"
                               "l1 <module> add:<function add>\n"
                               "c2 add a:'x' b:'y'\n"
                               "l2 add a:'x' b:'y'\n"
                               "l2 add a:'x' b:'y' c:'xy'\n"
                               "r2 add='xy' a:'x' b:'y' c:'xy'\n"
                               "r1 <module>=None add:<function add>\n"));
    close_clean(runtime);
}

static void test_exceptions_and_generators_are_steps(void) {
    Log log;
    OuroRuntime *runtime = open_watched(&log, 1000);
    UNIT_CHECK(ouro_exec(runtime, "def gen(n):\n"
                                  "    yield n\n"
                                  "def fail():\n"
                                  "    raise KeyError('k')\n"
                                  "def outer():\n"
                                  "    m = 2\n"
                                  "    def inner(): return m\n"
                                  "    return inner()\n"));
    ouro_watch_steps(runtime, NULL, NULL);
    UNIT_CHECK(ouro_exec(runtime, "x = 1"));
    log.length = 0;
    UNIT_CHECK(ouro_watch_steps(runtime, log_step, &log));
    OuroRef result = ouro_eval(runtime, "[v for v in gen(5)], outer()");
    UNIT_CHECK(result != NULL);
    ouro_release(runtime, result);
    UNIT_CHECK(strstr(log.text, "c3 gen n:5\nl3 gen n:5\nr3 gen=5 n:5\n") != NULL);
    UNIT_CHECK(strstr(log.text, "c3 gen n:5\nr3 gen=None n:5\n") != NULL);
    UNIT_CHECK(strstr(log.text, "r3 outer.<locals>.inner=2 m:2&\n") != NULL);
    log.length = 0;
    UNIT_CHECK(!ouro_exec(runtime, "fail()"));
    UNIT_CHECK(strstr(log.text, "e2 fail=KeyError('k')\nu2 fail\n") != NULL);
    UNIT_CHECK(strstr(log.text, "u1 <module>") != NULL);
    ouro_error_drop(runtime);
    close_clean(runtime);
}

/* Blocks of a list: its own and its items'; what watching takes is not among them. */
static size_t net_blocks;

static bool count_blocks(void *user, OuroRuntime *runtime, const OuroStep *step) {
    size_t *count = user;
    OuroStepFrame frame;
    UNIT_CHECK(ouro_step_frame(runtime, step->depth - 1, &frame) && frame.bytes > 0);
    UNIT_CHECK(!ouro_step_frame(runtime, step->depth, &frame));
    net_blocks += step->blocks_taken - step->blocks_freed;
    if (step->kind == OURO_STEP_LINE && step->frame.line >= 2) {
        count[step->frame.line] = net_blocks;
        net_blocks = 0;
    }
    return true;
}

static void test_blocks_are_the_programs_own(void) {
    size_t count[8] = {0};
    OuroRuntime *runtime = ouro_open(NULL);
    net_blocks = 0;
    UNIT_CHECK(ouro_exec(runtime, "def work():\n"
                                  "    a = 1\n"         /* 2 */
                                  "    b = [None, a]\n" /* 3 */
                                  "    del b\n"         /* 4 */
                                  "    f(); f(); f()\n" /* 5 */
                                  "    a = 2\n"         /* 6 */
                                  "def f(): return 1\n"));
    UNIT_CHECK(ouro_watch_steps(runtime, count_blocks, count));
    UNIT_CHECK(ouro_exec(runtime, "work()"));
    UNIT_CHECK(count[4] == 2);          /* the list and its items */
    UNIT_CHECK(count[5] == (size_t)-2); /* both are gone */
    UNIT_CHECK(count[6] == 0);          /* three calls, and frames that were watched */
    close_clean(runtime);
}

static void test_who_watches_may_end_the_program(void) {
    Log log;
    OuroRuntime *runtime = open_watched(&log, 20);
    UNIT_CHECK(!ouro_exec(runtime, "while True:\n"
                                   "    try:\n"
                                   "        x = 1\n"
                                   "    except Exception: pass\n"));
    UNIT_CHECK(ouro_error_kind(runtime) == OURO_ERROR_EXIT);
    ouro_error_drop(runtime);
    UNIT_CHECK(!ouro_step_variable(runtime, 0, 0, &(OuroVariable){0}));
    close_clean(runtime);
}

static void test_values_are_told_without_running_code(void) {
    Log log;
    OuroRuntime *runtime = open_watched(&log, 1000);
    UNIT_CHECK(ouro_exec(runtime, "class Loud:\n"
                                  "    def __init__(self): self.n = 1\n"
                                  "    def __repr__(self): raise SystemError\n"
                                  "    __str__ = __len__ = __getattribute__ = __repr__\n"
                                  "def show():\n"
                                  "    a = Loud()\n"
                                  "    b = [a, {a}, (1,), {'k': b'\\xff\\n'}, 'it\\'s\\t']\n"
                                  "    c = [[[[0]]]]; c.append(c)\n"
                                  "    d = 10 ** 30, 2 ** 9999, range(3), 1.5, 1j, None, True\n"
                                  "    e = 'x' * 1000\n"
                                  "    return 0\n"
                                  "show()\n"));
    UNIT_CHECK(strstr(log.text, "a:<Loud n=1>") != NULL);
    UNIT_CHECK(strstr(log.text, "b:[<Loud n=1>, {<Loud n=1>}, (1,), {'k': b'\\xff\\n'}, "
                                "'it\\'s\\t']") != NULL);
    UNIT_CHECK(
        strstr(log.text, "c:[[[\xE2\x80\xA6]], [[\xE2\x80\xA6], [\xE2\x80\xA6, \xE2\x80\xA6]]]") !=
        NULL);
    UNIT_CHECK(strstr(log.text, "d:(1000000000000000000000000000000, <int of 1256 bytes>, "
                                "range(0, 3), 1.5, 1j, None, True)") != NULL);
    UNIT_CHECK(strstr(log.text, "xxxx\xE2\x80\xA6'") != NULL);
    close_clean(runtime);
}

static void test_modules_of_the_library_are_told_apart(void) {
    Log log;
    OuroRuntime *runtime = open_watched(&log, 1000);
    if (ouro_exec(runtime, "import keyword\n")) {
        UNIT_CHECK(log.library && strstr(log.text, "keyword") != NULL);
        UNIT_CHECK(strstr(log.text, "c2") == NULL);
    } else {
        ouro_error_drop(runtime); /* there is no library here */
    }
    close_clean(runtime);
}

static void test_memory_that_runs_out_is_an_exception_of_the_program(void) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.heap_limit_bytes = 2 << 20;
    Log log = {.steps_left = SIZE_MAX};
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(ouro_watch_steps(runtime, log_step, &log));
    UNIT_CHECK(!ouro_exec(runtime, "def f(n, x):\n"
                                   "    x.append([n])\n"
                                   "    return f(n - 1, x) if n else 0\n"
                                   "def fill(x):\n"
                                   "    while True: f(50, x)\n"
                                   "fill([])\n"));
    OuroError error;
    UNIT_CHECK(ouro_error_take(runtime, &error) && error.kind == OURO_ERROR_MEMORY);
    ouro_error_free(runtime, &error); /* and with the frames what filled the memory */
    UNIT_CHECK(ouro_exec(runtime, "x = None"));
    close_clean(runtime);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_calls_lines_and_returns_come_in_order);
    UNIT_RUN(test_exceptions_and_generators_are_steps);
    UNIT_RUN(test_blocks_are_the_programs_own);
    UNIT_RUN(test_who_watches_may_end_the_program);
    UNIT_RUN(test_values_are_told_without_running_code);
    UNIT_RUN(test_modules_of_the_library_are_told_apart);
    UNIT_RUN(test_memory_that_runs_out_is_an_exception_of_the_program);
    return unit_result();
}
