/* Rows I1 to I5: the small integers. */
#include <stdlib.h>
#include <string.h>

#include "behaviours/harness.h"
#include "support/json.h"

static void check_same(const ReplOutput *output) {
    EXPECT(output->count == 2, "%d lines instead of 2", output->count);
    if (output->count == 2) {
        EXPECT(atoll(output->lines[0]) != 0, "not a number: %s", output->lines[0]);
        EXPECT(strcmp(output->lines[0], output->lines[1]) == 0, "%s and %s", output->lines[0],
               output->lines[1]);
    }
}

static void check_different(const ReplOutput *output) {
    EXPECT(output->count == 2, "%d lines instead of 2", output->count);
    if (output->count == 2) {
        EXPECT(strcmp(output->lines[0], output->lines[1]) != 0, "%s twice", output->lines[0]);
    }
}

static void test_i1_256_has_one_identity_in_the_repl(void) {
    harness_repl(NULL, "a = 256\nb = 256\nid(a)\nid(b)\n", check_same);
}

static void test_i2_257_has_two_identities_in_the_repl(void) {
    harness_repl(NULL, "a = 257\nb = 257\nid(a)\nid(b)\n", check_different);
}

static void test_i3_the_range_is_from_minus_5_to_256(void) {
    harness_expect(NULL,
                   "print([int(text) is int(text) for text in ('-6', '-5', '256', '257')])\n"
                   "a, b = 255, 1\n"
                   "print(a + b is int('256'), a + b + b is int('257'))\n"
                   "c = -4\n"
                   "print(c - b is int('-5'), c - b - b is int('-6'))\n",
                   "[False, True, True, False]\nTrue False\nTrue False\n");
}

static void test_i3_a_named_number_has_one_identity(void) {
    harness_expect(NULL,
                   "def f(n):\n"
                   "    a = n * 1000\n"
                   "    b = a\n"
                   "    keep = [a, b]\n"
                   "    return a is b, keep[0] is keep[1], keep[0] is a, id(a) == id(b)\n"
                   "print(f(7))\n"
                   "x = 10.5\n"
                   "y = x\n"
                   "print(x is y, id(x) == id(y), [x][0] is y)\n",
                   "(True, True, True, True)\nTrue True True\n");
}

static void test_i4_the_range_is_set_at_start_up(void) {
    harness_expect(OPTIONS("-X", "small_ints=-100:1000"),
                   "print([int(t) is int(t) for t in ('-101', '-100', '999', '1000')])\n",
                   "[False, True, True, False]\n");
    harness_expect(OPTIONS("-X", "small_ints=0:1"),
                   "print([int(t) is int(t) for t in ('-1', '0', '1', '256')])\n",
                   "[False, True, False, False]\n");
    char *report = harness_report(OPTIONS("-X", "small_ints=-100:1000"), "pass\n");
    if (report) {
        EXPECT(harness_number(report, "small_ints.low") == -100, "the report's low is wrong");
        EXPECT(harness_number(report, "small_ints.high") == 1000, "the report's high is wrong");
    }
    free(report);
}

static void test_i4_the_repl_follows_the_range(void) {
    harness_repl(OPTIONS("-X", "small_ints=-100:1000"), "a = 257\nb = 257\nid(a)\nid(b)\n",
                 check_same);
}

static void test_i5_references_to_a_small_int_are_counted(void) {
    harness_expect(NULL,
                   "import sys\n"
                   "before = sys.getrefcount(7)\n"
                   "keep = [7] * 100\n"
                   "print(sys.getrefcount(7) - before)\n"
                   "del keep\n"
                   "print(sys.getrefcount(7) - before)\n",
                   "100\n0\n");
}

static void test_i5_a_small_int_is_never_freed(void) {
    harness_expect(NULL,
                   "a = id(int('77'))\n"
                   "for i in range(1000):\n"
                   "    keep = [int('77')] * 100\n"
                   "    del keep\n"
                   "print(id(int('77')) == a)\n",
                   "True\n");
}

static void test_i5_the_report_counts_hits(void) {
    char *report = harness_report(NULL, "keep = [int('7') for i in range(1000)]\n");
    if (report) {
        double hits = harness_number(report, "small_ints.hits");
        EXPECT(hits >= 1000, "%.0f hits", hits);
    }
    free(report);
}

const Behaviour small_int_behaviours[] = {
    BEHAVIOUR(test_i1_256_has_one_identity_in_the_repl),
    BEHAVIOUR(test_i2_257_has_two_identities_in_the_repl),
    BEHAVIOUR(test_i3_the_range_is_from_minus_5_to_256),
    BEHAVIOUR(test_i3_a_named_number_has_one_identity),
    BEHAVIOUR(test_i4_the_range_is_set_at_start_up),
    BEHAVIOUR(test_i4_the_repl_follows_the_range),
    BEHAVIOUR(test_i5_references_to_a_small_int_are_counted),
    BEHAVIOUR(test_i5_a_small_int_is_never_freed),
    BEHAVIOUR(test_i5_the_report_counts_hits),
    {0},
};
