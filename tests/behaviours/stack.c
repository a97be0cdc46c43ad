/* Rows K1 to K3: the call stack and the limit of the heap. */
#include <stdlib.h>
#include <string.h>

#include "behaviours/harness.h"

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
