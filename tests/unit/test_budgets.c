/* Budgets: where an exception of theirs meets handlers, finalizers, generators, nested runs and
 * functions of the host; each leaves a runtime that works. (Long operations: tests/budgets.) */
#define OURO_CHECK_REFERENCES
#include "ouro.h"
#include "unit.h"

static void told_of_leak(void *user, const char *type, size_t count, size_t bytes) {
    (void)user;
    printf("leak: %zu %s, %zu bytes\n", count, type, bytes);
}

/* Both functions let the program run Python again, inside of its own run. */
static OuroRef call_back(OuroRuntime *runtime, const OuroCall *call) {
    return ouro_call(runtime, call->arguments[0], NULL, 0);
}

static OuroRef run_inside(OuroRuntime *runtime, const OuroCall *call) {
    const char *text = ouro_as_text(runtime, call->arguments[0], NULL);
    return text && ouro_exec(runtime, text) ? ouro_retain(ouro_none()) : NULL;
}

static const OuroMethod FUNCTIONS[] = {
    {"call_back", call_back, 1, 1, false, NULL, NULL},
    {"run_inside", run_inside, 1, 1, false, NULL, NULL},
    {NULL, NULL, 0, 0, false, NULL, NULL},
};

static OuroRuntime *open_with_host(const OuroConfig *config) {
    OuroRuntime *runtime = ouro_open(config);
    OuroRef module = ouro_add_module(runtime, "host");
    UNIT_CHECK(ouro_add_functions(runtime, ouro_borrow(module), FUNCTIONS));
    ouro_release(runtime, module);
    UNIT_CHECK(ouro_exec(runtime, "import host"));
    return runtime;
}

/* What each of these programs does when the budget is used up in `while True: pass`. */
static const char *const PROGRAMS[] = {
    "while True:\n"
    "    try:\n"
    "        while True: pass\n"
    "    except BaseException: pass\n",
    "def f():\n"
    "    try:\n"
    "        while True: pass\n"
    "    finally:\n"
    "        while True: pass\n"
    "f()\n",
    "def f():\n"
    "    try:\n"
    "        while True: pass\n"
    "    finally:\n"
    "        return 1\n"
    "while True: f()\n",
    "class D:\n"
    "    def __del__(self):\n"
    "        while True: pass\n"
    "while True: D()\n",
    "class D:\n"
    "    def __del__(self):\n"
    "        held.append(self)\n"
    "        while True: pass\n"
    "held = []\n"
    "kept = [D() for i in range(100)]\n"
    "del kept\n"
    "while True: pass\n",
    "def g():\n"
    "    while True:\n"
    "        try: yield\n"
    "        except BaseException: pass\n"
    "def h():\n"
    "    try: yield\n"
    "    finally:\n"
    "        while True: pass\n"
    "generators = [h() for i in range(100)]\n"
    "for one in generators: next(one)\n"
    "generators[0].close()\n",
    "class C:\n"
    "    def __enter__(self): return self\n"
    "    def __exit__(self, *args): return True\n"
    "while True:\n"
    "    with C():\n"
    "        while True: pass\n",
    "import sys\n"
    "def hook(*args):\n"
    "    while True: pass\n"
    "sys.unraisablehook = sys.excepthook = hook\n"
    "while True: pass\n",
    "def forever():\n"
    "    while True: pass\n"
    "while True:\n"
    "    try: host.call_back(forever)\n"
    "    except BaseException: pass\n",
    "while True:\n"
    "    try: host.run_inside('while True: pass')\n"
    "    except BaseException: pass\n",
    "exec('while True: pass')\n",
    "class E:\n"
    "    def __eq__(self, other):\n"
    "        try:\n"
    "            while True: pass\n"
    "        except BaseException: return True\n"
    "while True: E() in [E()]\n",
    "def f(): return f()\n"
    "while True:\n"
    "    try: f()\n"
    "    except RecursionError: pass\n",
    "kept = list(range(300000))\n"
    "kept = None\n"
    "while True: list(map(str, range(300000)))\n",
};

static void check_runtime_works(OuroRuntime *runtime, OuroErrorKind wanted, const char *program) {
    OuroErrorKind kind = ouro_error_kind(runtime);
    if (kind != wanted) {
        printf("%s: kind %d\n%s\n", program, (int)kind, ouro_last_error(runtime));
    }
    UNIT_CHECK(kind == wanted);
    ouro_error_drop(runtime);
    ouro_set_budgets(runtime, 0, 0);
    UNIT_CHECK(ouro_exec(runtime, "assert sum(range(1000)) == 499500\n"
                                  "assert [g for g in (i for i in range(3))] == [0, 1, 2]\n"));
    ouro_error_drop(runtime);
}

static void test_every_handler_ends_with_the_budget(void) {
    for (size_t i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++) {
        OuroRuntime *runtime = open_with_host(NULL);
        for (int round = 0; round < 2; round++) {
            ouro_set_budgets(runtime, 300000, 0);
            UNIT_CHECK(!ouro_exec(runtime, PROGRAMS[i]));
            check_runtime_works(runtime, OURO_ERROR_INSTRUCTIONS, PROGRAMS[i]);
            ouro_set_budgets(runtime, 0, 5000000);
            UNIT_CHECK(!ouro_exec(runtime, PROGRAMS[i]));
            check_runtime_works(runtime, OURO_ERROR_TIME, PROGRAMS[i]);
        }
        UNIT_CHECK(ouro_exec(runtime, "for name in list(globals()):\n"
                                      "    if name[0] != '_': del globals()[name]\n"));
        UNIT_CHECK(ouro_close_checked(runtime, told_of_leak, NULL) == 0);
    }
}

/* The last reference goes when the time is over. */
static const char LATE_RELEASE[] = "try:\n"
                                   "    while True: pass\n"
                                   "finally: kept = None\n";

/* What a run leaves behind goes with the next one, or at close, and no finalizer is called. */
static void test_leftovers_of_a_run_go_later(void) {
    static const char *const MAKERS[] = {
        "kept = list(range(10**6, 10**6 + 300000))\n",
        "kept = tuple(str(i) for i in range(100000))\n",
        "kept = {i: str(i) for i in range(100000)}\n",
        "kept = {str(i) for i in range(100000)}\n",
        "kept = frozenset(range(100000))\n",
        "kept = None\nfor i in range(100000): kept = [kept]\n",
        "from _collections import deque\nkept = deque(map(str, range(100000)))\nkept.rotate(5)\n",
        "class D:\n"
        "    def __del__(self): called.append(1)\n"
        "called = []\n"
        "kept = [D() for i in range(50000)]\n",
        "class L(list): pass\nkept = L(map(str, range(100000)))\n",
        "class T(tuple): pass\nkept = T(map(str, range(100000)))\n",
        "kept = [[[i]] for i in range(50000)]\n",
    };
    for (size_t i = 0; i < 2 * (sizeof MAKERS / sizeof *MAKERS); i++) {
        OuroRuntime *runtime = open_with_host(NULL);
        UNIT_CHECK(ouro_exec(runtime, "called = []"));
        UNIT_CHECK(ouro_exec(runtime, MAKERS[i / 2]));
        for (int round = 0; round < 2; round++) {
            ouro_set_budgets(runtime, 0, 2000000);
            UNIT_CHECK(!ouro_exec(runtime, LATE_RELEASE));
            UNIT_CHECK(ouro_error_kind(runtime) == OURO_ERROR_TIME);
            ouro_error_drop(runtime);
        }
        ouro_set_budgets(runtime, 0, 0);
        UNIT_CHECK(i % 2 || ouro_exec(runtime, "assert called == [] and kept is None"));
        UNIT_CHECK(ouro_close_checked(runtime, told_of_leak, NULL) == 0);
    }
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_every_handler_ends_with_the_budget);
    UNIT_RUN(test_leftovers_of_a_run_go_later);
    return unit_result();
}
