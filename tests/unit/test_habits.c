/* A host asks for habits that cost something (ouro/inspect.h): what is found where, and counted
 * how. */
#include "ouro.h"
#include "ouro/inspect.h"
#include "unit.h"

static OuroRuntime *open_watched(void) {
    OuroRuntime *runtime = ouro_open(NULL);
    UNIT_CHECK(runtime && ouro_watch_habits(runtime));
    return runtime;
}

static void close_clean(OuroRuntime *runtime) {
    UNIT_CHECK(ouro_close_checked(runtime, NULL, NULL) == 0);
}

/* "habit line times items bytes largest|" of each place that has run. */
static void log_uses(OuroRuntime *runtime, char *log, size_t size) {
    OuroHabitUse use;
    size_t length = 0;
    log[0] = '\0';
    for (size_t i = 0; ouro_habit_use(runtime, i, &use); i++) {
        UNIT_CHECK(strcmp(use.file, "<string>") == 0 && use.written[0] && use.instead[0]);
        if (use.times || use.items) {
            length += (size_t)snprintf(log + length, size - length, "%c%u %u %u %u %u|",
                                       "siall"[use.habit] + (use.habit == OURO_HABIT_LIBRARY),
                                       use.line, (unsigned)use.times, (unsigned)use.items,
                                       (unsigned)use.bytes, (unsigned)use.largest_bytes);
        }
    }
}

static void expect(const char *program, const char *expected) {
    char log[1024];
    OuroRuntime *runtime = open_watched();
    UNIT_CHECK(ouro_exec(runtime, program));
    log_uses(runtime, log, sizeof log);
    if (!UNIT_CHECK(strcmp(log, expected) == 0)) {
        printf("%s\ngives    %s\nexpected %s\n", program, log, expected);
    }
    close_clean(runtime);
}

static void test_slices(void) {
    expect("v = list(range(100))\n"
           "for x in v[10:]: pass\n"        /* read */
           "n = sum(v[:50])\n"              /* read */
           "w = v[:10]\nw.append(1)\n"      /* changed */
           "r = v[:20]\nfor x in r: pass\n" /* kept, and read */
           "print(v[1:], end='') if 0 else None\n"
           "t = tuple(v)\n"
           "q = t[1:]\nq = t[:]\n" /* can't be changed; nothing is copied */
           "s = 'é' * 30 + '\\u20ac'\n"
           "p = s[1:]\np = s[:5]\n",
           "s2 1 0 720 720|s3 1 0 400 400|s6 1 0 160 160|s10 1 0 792 792|s13 1 0 60 60|"
           "s14 1 0 5 5|");
}

static void test_index_loops(void) {
    expect("class A:\n"
           "    v = [1, 2, 3]\n"
           "a = A()\n"
           "n = 0\n"
           "for i in range(len(a.v)): n += a.v[i]\n"
           "for i in range(len(a.v)):\n"
           "    n += a.v[i] * i + a.v[i - 1]\n"
           "for i in range(len(a.v)): a.v[i] = n\n"       /* stores */
           "for i in range(len(a.v)): len(a.v), a.v[i]\n" /* asks for the whole */
           "for i in range(len(a.v)):\n"
           "    i = a.v[0] if a.v[i] == 7 else i\n",
           "i5 1 3 0 0|i6 1 3 0 0|");
}

static void test_adding(void) {
    expect("b, t, s, n = b'', (), '', 0\n"
           "for i in range(4):\n"
           "    b += b'12345'\n"
           "    t = t + (i,)\n"
           "    s += 'xyz'\n"
           "    n += 1\n"
           "b += b'not in a loop'\n",
           "a3 2 0 20 15|a4 3 0 48 24|a5 2 0 9 6|"); /* from one size class to another */
}

static void test_adding_to_a_text_that_is_held_elsewhere_moves_it(void) {
    expect("s, held = 'x' * 100, []\n"
           "for i in range(3):\n"
           "    held.append(s)\n"
           "    s += 'y'\n",
           "a4 3 0 303 102|");
}

static void test_library_loops(void) {
    expect("v = [5, 3, 5]\n"
           "n, best, d, g, out = 0, 0, {}, {}, []\n"
           "for x in v: n += x\n"
           "for x in v:\n"
           "    if x > best: best = x\n"
           "for x in v:\n"
           "    if best < x: best = x\n"
           "for x in v: d[x] = d.get(x, 0) + 1\n"
           "for x in v:\n"
           "    if x not in g: g[x] = []\n"
           "    g[x].append(1)\n"
           "for x in v:\n"
           "    if 5 == x: n += 1\n"
           "for x in v: out.append(x)\n"
           "def has(y):\n"
           "    for x in v:\n"
           "        if x == y: return True\n"
           "    return False\n"
           "has(5), has(9)\n"
           "for i in 1, 2:\n"
           "    out.insert(0, i)\n"
           "    out.pop()\n",
           "m3 1 3 0 0|m4 1 3 0 0|m6 1 3 0 0|m8 1 3 0 0|m9 1 3 0 0|m12 1 3 0 0|m14 1 3 0 0|"
           "m16 2 4 0 0|m21 2 0 48 24|");
}

static void test_lists_for_one_iteration(void) {
    OuroRuntime *runtime = open_watched();
    UNIT_CHECK(ouro_exec(runtime, "def f(n):\n"
                                  "    out = []\n"
                                  "    for i in range(n): out.append(i + 0.5)\n"
                                  "    return sum(out)\n"
                                  "f(1000)\n"
                                  "n = max([i for i in range(1000)])\n"));
    OuroHabitUse use;
    size_t lists = 0;
    for (size_t i = 0; ouro_habit_use(runtime, i, &use); i++) {
        if (use.habit == OURO_HABIT_LIST) {
            lists++;
            UNIT_CHECK(use.times == 1 && use.bytes == use.largest_bytes);
            /* its items, and a block of 16 for each float or large int */
            size_t bytes = (size_t)use.bytes;
            if (!UNIT_CHECK(bytes >= 8000 + 700 * 16 && bytes < 8000 * 2 + 1000 * 16 + 1000)) {
                printf("line %u: %zu bytes\n", use.line, bytes);
            }
        }
    }
    UNIT_CHECK(lists == 2);
    close_clean(runtime);
}

static void test_exceptions_leave_nothing_behind(void) {
    expect("v = list(range(100))\n"
           "class Bad:\n"
           "    def __index__(self): raise ValueError\n"
           "for k in range(200):\n"
           "    try:\n"
           "        for x in v[Bad():]: pass\n"
           "    except ValueError:\n"
           "        for x in v[:1]: pass\n",
           "s8 200 0 1600 8|");
}

static void test_what_is_no_loop_goes_through_nothing(void) {
    expect("out = []\n"
           "for v in None, 5, [1, 2], None:\n"
           "    try:\n"
           "        for x in v: out.append(x)\n"
           "    except TypeError: pass\n",
           "m4 4 2 0 0|");
}

static void test_a_program_that_traces_itself_is_measured_too(void) {
    expect("import sys\n"
           "lines = []\n"
           "def trace(frame, event, arg):\n"
           "    lines.append(event)\n"
           "    return trace\n"
           "def f(v):\n"
           "    for x in v[1:]: pass\n"
           "sys.settrace(trace)\n"
           "f([1, 2, 3])\n"
           "sys.settrace(None)\n"
           "f([1, 2, 3])\n"
           "assert lines == ['call', 'line', 'line', 'line', 'line', 'line', 'return'] or lines\n",
           "s7 2 0 32 16|");
}

static void test_a_file_that_is_compiled_again_is_the_same_place(void) {
    OuroRuntime *runtime = open_watched();
    OuroHabitUse use;
    UNIT_CHECK(ouro_exec(runtime, "code = 'def f(v):\\n  for x in v[1:]: pass\\nf([1, 2, 3])\\n'\n"
                                  "for i in range(3):\n"
                                  "    exec(compile(code, 'file.py', 'exec'))\n"
                                  "exec(compile(code + 'f([1][1:])', 'file.py', 'exec'))\n"));
    UNIT_CHECK(ouro_habit_use(runtime, 0, &use) && use.line == 2);
    UNIT_CHECK(use.times == 4);
    for (size_t i = 1; ouro_habit_use(runtime, i, &use); i++) {
        UNIT_CHECK(use.times == 0);
    }
    close_clean(runtime);
}

static void test_code_without_habits_is_not_held(void) {
    expect("import _weakref\n"
           "code = compile('1 + 1', '<text>', 'eval')\n"
           "assert eval(code) == 2\n"
           "seen = _weakref.ref(code)\n"
           "del code\n"
           "assert seen() is None\n",
           "");
}

static void test_watching_begins_anew_and_ends(void) {
    OuroRuntime *runtime = open_watched();
    OuroHabitUse use;
    UNIT_CHECK(ouro_exec(runtime, "v = [1, 2]\nfor x in v[1:]: pass"));
    UNIT_CHECK(ouro_habit_use(runtime, 0, &use) && use.times == 1);
    UNIT_CHECK(ouro_watch_habits(runtime) && !ouro_habit_use(runtime, 0, &use));
    UNIT_CHECK(ouro_exec(runtime, "def f():\n    for x in v[1:]: pass"));
    ouro_forget_habits(runtime);
    UNIT_CHECK(!ouro_habit_use(runtime, 0, &use));
    UNIT_CHECK(ouro_exec(runtime, "f()"));
    UNIT_CHECK(ouro_watch_habits(runtime) && ouro_watch_steps(runtime, NULL, NULL));
    close_clean(runtime);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_slices);
    UNIT_RUN(test_index_loops);
    UNIT_RUN(test_adding);
    UNIT_RUN(test_adding_to_a_text_that_is_held_elsewhere_moves_it);
    UNIT_RUN(test_library_loops);
    UNIT_RUN(test_lists_for_one_iteration);
    UNIT_RUN(test_exceptions_leave_nothing_behind);
    UNIT_RUN(test_what_is_no_loop_goes_through_nothing);
    UNIT_RUN(test_a_program_that_traces_itself_is_measured_too);
    UNIT_RUN(test_a_file_that_is_compiled_again_is_the_same_place);
    UNIT_RUN(test_code_without_habits_is_not_held);
    UNIT_RUN(test_watching_begins_anew_and_ends);
    return unit_result();
}
