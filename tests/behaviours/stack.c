/* Rows K1 to K3: the call stack and the limit of the heap. */
#include <stdlib.h>
#include <string.h>

#include "behaviours/harness.h"
#include "support/json.h"
#include "support/terminal.h"

static void test_k1_frames_and_locals_live_in_order(void) {
    harness_program_file(NULL, "k1_frames_and_locals");
}

static void test_k1_the_report_tells_how_high_the_call_stack_was(void) {
    static const char *const programs[] = {
        "def f(n):\n    return f(n - 1) + 1 if n else 0\nprint(f(2))\n",
        "def f(n):\n    return f(n - 1) + 1 if n else 0\nprint(f(900))\n",
    };
    double high[2] = {0};
    for (int i = 0; i < 2; i++) {
        char *report = harness_report(NULL, programs[i]);
        high[i] = report ? harness_number(report, "call_stack.high_water_bytes") : 0;
        free(report);
    }
    EXPECT(high[0] > 0, "no high water");
    EXPECT(high[1] > high[0] + 800 * 24, "%.0f bytes for 900 calls, %.0f for 2", high[1], high[0]);
    EXPECT(high[1] < 900 * 512, "%.0f bytes for 900 calls", high[1]);
}

static const char NESTED[] = "def inner(a):\n"
                             "    held = [a, 2]\n"
                             "    return a + 0.5\n"
                             "def outer():\n"
                             "    x = inner(7)\n"
                             "    print('shown', x)\n"
                             "outer()\n";

/* Whether the texts, ended by NULL, come in this order. */
static bool come_in_order(const char *text, const char *const *parts) {
    for (; *parts; parts++) {
        text = strstr(text, *parts);
        if (!text) {
            harness_fail("no \"%s\" where it should be", *parts);
            return false;
        }
        text += strlen(*parts);
    }
    return true;
}

static void test_k1_the_view_shows_frames_and_locals_step_by_step(void) {
    static const char *const parts[] = {
        "line 7 of <module>   | outer()\n",
        "call of outer\n",
        "frames     <module> > outer  (2, ",
        "line 5 of outer   |     x = inner(7)\n",
        "frames     <module> > outer > inner  (3, ",
        "a          7 ",
        "line 2 of inner   |     held = [a, 2]\n",
        "line 3 of inner   |     return a + 0.5\n",
        "heap       took 2 blocks of 48 bytes; ", /* the list and its items */
        "* held       [7, 2]                   list at 0x",
        "block of 32 bytes and 16 more, 1 reference\n",
        "inner returns 7.5\n",
        "line 6 of outer   |     print('shown', x)\n",
        "freed 2 blocks of 48 bytes; ",
        "frames     <module> > outer  (2, ",
        "* x          7.5                      float, a number in the register: no object\n",
        "shown 7.5\n",
        "outer returns None\n",
        "<module> returns None\n",
        NULL,
    };
    ProcessResult result = harness_command(OPTIONS("mem", "view", "FILE"), NESTED, NULL);
    EXPECT(come_in_order(result.out.data, parts), "printed:\n%s", result.out.data);
    EXPECT(result.exit_code == 0 && result.err.length == 0, "exit code %d\n%s", result.exit_code,
           result.err.data);
    process_result_free(&result);
}

static void test_k1_the_view_is_json_for_machines(void) {
    ProcessResult result = harness_command(OPTIONS("mem", "view", "--json", "FILE"), NESTED, NULL);
    double steps = 0;
    for (char *line = result.out.data, *end; *line; line = end + 1) {
        end = line + strcspn(line, "\n");
        *end = '\0';
        if (*line != '{') {
            EXPECT(strcmp(line, "shown 7.5") == 0, "printed %s", line);
            continue;
        }
        EXPECT(json_valid(line), "no JSON: %s", line);
        EXPECT(harness_number(line, "step") == ++steps, "not step %.0f: %s", steps, line);
        EXPECT(harness_number(line, "stack_bytes") > 0, "no call stack: %s", line);
    }
    EXPECT(steps >= 12, "%.0f steps", steps);
    process_result_free(&result);
}

static void test_k1_the_view_asks_how_to_go_on_at_a_terminal(void) {
    const char *arguments[] = {harness_program, "mem", "view", "-c", NULL, NULL};
    arguments[4] = NESTED;
    Terminal terminal;
    if (!terminal_open(&terminal, arguments, OPTIONS("PATH=/usr/bin:/bin"), NULL)) {
        harness_fail("no terminal");
        return;
    }
    /* over the definitions and the whole call of outer; then into the end */
    static const char *const keys[] = {"\n", "n\n", "n\n", "n\n", "c\n"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        EXPECT(terminal_wait(&terminal, "q: quit > ", "", 10), "not asked:\n%s",
               terminal.screen.data);
        text_add(&terminal.screen, "|");
        terminal_type(&terminal, keys[i]);
    }
    int code = terminal_close(&terminal, 10);
    static const char *const parts[] = {
        "line 1 of <module>", "line 4 of <module>",    "line 7 of <module>   | outer()",
        "shown 7.5",          "<module> returns None", NULL};
    EXPECT(come_in_order(terminal.screen.data, parts), "shown:\n%s", terminal.screen.data);
    EXPECT(!strstr(terminal.screen.data, "call of outer"), "shown:\n%s", terminal.screen.data);
    EXPECT(code == 0, "exit code %d", code);
    text_free(&terminal.screen);
}

static void test_k1_the_view_can_end_the_program(void) {
    const char *arguments[] = {harness_program, "mem", "view", "-c", "while True: x = 1\n", NULL};
    Terminal terminal;
    if (!terminal_open(&terminal, arguments, OPTIONS("PATH=/usr/bin:/bin"), NULL)) {
        harness_fail("no terminal");
        return;
    }
    for (int i = 0; i < 5; i++) {
        EXPECT(terminal_wait(&terminal, "q: quit > ", "", 10), "not asked:\n%s",
               terminal.screen.data);
        text_add(&terminal.screen, "|");
        terminal_type(&terminal, i < 4 ? "\n" : "q\n");
    }
    int code = terminal_close(&terminal, 10);
    EXPECT(code == 0, "exit code %d:\n%s", code, terminal.screen.data);
    text_free(&terminal.screen);
}

static void test_k2_endless_recursion_is_an_exception(void) {
    harness_program_file(NULL, "k2_endless_recursion");
}

static void test_k2_the_repl_goes_on_after_endless_recursion(void) {
    harness_repl_expect(NULL,
                        "def f(): return f()\n"
                        "\n"
                        "try: f()\n"
                        "except RecursionError as e: print(e)\n"
                        "\n"
                        "1 + 1\n",
                        "maximum recursion depth exceeded\n2\n");
}

static void test_k2_nesting_without_end_never_crashes(void) {
    harness_program_file(NULL, "k2_deep_nesting");
}

static void test_k3_the_heap_limit_is_a_memory_error(void) {
    harness_program_file(OPTIONS("-X", "heap_limit=32M"), "k3_heap_limit");
}

static void test_k3_the_limit_is_never_passed(void) {
    char *report = harness_report(OPTIONS("-X", "heap_limit=32M"), "try:\n"
                                                                   "    keep = []\n"
                                                                   "    while True:\n"
                                                                   "        keep.append([1])\n"
                                                                   "except MemoryError:\n"
                                                                   "    keep = None\n");
    if (report) {
        double limit = harness_number(report, "system.limit");
        double peak = harness_number(report, "system.peak");
        EXPECT(limit == 32 * 1048576.0, "the limit is %.0f", limit);
        EXPECT(peak <= limit, "the peak is %.0f", peak);
        EXPECT(peak >= limit / 2, "the peak is only %.0f", peak);
    }
    free(report);
}

static void test_k3_an_uncaught_memory_error_ends_the_program_orderly(void) {
    ProcessResult result = harness_run(OPTIONS("-X", "heap_limit=8M"), "keep = []\n"
                                                                       "while True:\n"
                                                                       "    keep.append([1])\n");
    EXPECT(result.exit_code == 1, "exit code %d\n%s", result.exit_code, result.err.data);
    EXPECT(result.err.length >= 12 && text_ends_with(&result.err, "MemoryError\n"),
           "standard error:\n%s", result.err.data);
    process_result_free(&result);
}

/* Two rings of 10,000 nodes live at most, 1 MB; the others are old garbage. */
static void test_k3_garbage_does_not_use_up_the_limit(void) {
    ProcessResult result =
        harness_run(OPTIONS("-X", "heap_limit=5M"), "class Node:\n"
                                                    "    def __init__(self, previous):\n"
                                                    "        self.previous = previous\n"
                                                    "        self.number = 1\n"
                                                    "def ring(count):\n"
                                                    "    first = last = Node(None)\n"
                                                    "    for i in range(count):\n"
                                                    "        last.next = last = Node(last)\n"
                                                    "    last.next = first\n"
                                                    "    first.previous = last\n"
                                                    "    return first\n"
                                                    "def work():\n"
                                                    "    keep = []\n"
                                                    "    for i in range(60):\n"
                                                    "        keep.append(ring(10000))\n"
                                                    "        if len(keep) == 2:\n"
                                                    "            keep.clear()\n"
                                                    "work()\n");
    EXPECT(result.exit_code == 0, "exit code %d\n%s", result.exit_code, result.err.data);
    process_result_free(&result);
}

static void test_k3_a_string_that_could_not_grow_is_as_it_was(void) {
    ProcessResult result = harness_run(OPTIONS("-X", "heap_limit=16M"),
                                       "def f():\n"
                                       "    s, part, wanted = 'ab' * 1000, 'x' * 100000, 2000\n"
                                       "    try:\n"
                                       "        while True:\n"
                                       "            s += part\n"
                                       "            wanted += 100000\n"
                                       "    except MemoryError:\n"
                                       "        return s[:4], len(s) == wanted\n"
                                       "print(f())\n");
    EXPECT(strcmp(result.out.data, "('abab', True)\n") == 0, "printed %s\n%s", result.out.data,
           result.err.data);
    process_result_free(&result);
}

const Behaviour stack_behaviours[] = {
    BEHAVIOUR(test_k1_frames_and_locals_live_in_order),
    BEHAVIOUR(test_k1_the_report_tells_how_high_the_call_stack_was),
    BEHAVIOUR(test_k1_the_view_shows_frames_and_locals_step_by_step),
    BEHAVIOUR(test_k1_the_view_is_json_for_machines),
    BEHAVIOUR(test_k1_the_view_asks_how_to_go_on_at_a_terminal),
    BEHAVIOUR(test_k1_the_view_can_end_the_program),
    BEHAVIOUR(test_k2_endless_recursion_is_an_exception),
    BEHAVIOUR(test_k2_the_repl_goes_on_after_endless_recursion),
    BEHAVIOUR(test_k2_nesting_without_end_never_crashes),
    BEHAVIOUR(test_k3_the_heap_limit_is_a_memory_error),
    BEHAVIOUR(test_k3_the_limit_is_never_passed),
    BEHAVIOUR(test_k3_garbage_does_not_use_up_the_limit),
    BEHAVIOUR(test_k3_a_string_that_could_not_grow_is_as_it_was),
    BEHAVIOUR(test_k3_an_uncaught_memory_error_ends_the_program_orderly),
    {0},
};
