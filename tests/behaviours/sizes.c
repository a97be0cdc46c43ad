/* The sizes of objects that the architecture page promises: what sys.getsizeof says, and what the
   report's live bytes grow by when more such objects live. */
#include <stdlib.h>

#include "behaviours/harness.h"
#include "support/json.h"

enum { OBJECTS = 900 };

/* The live bytes of a program that makes `count` objects by `expression` (of i). */
static double live_bytes(const char *prepare, const char *expression, int count) {
    Text source = {0};
    text_format(&source,
                "%s\n"
                "keep = [None] * %d\n"
                "i = 0\n"
                "while i < %d:\n"
                "    keep[i] = %s\n"
                "    i += 1\n",
                prepare, OBJECTS, count, expression);
    char *report = harness_report(NULL, source.data);
    double live = 0;
    if (report) {
        live = harness_number(report, "categories.live") + harness_number(report, "large.bytes");
    }
    free(report);
    text_free(&source);
    return live;
}

static void expect_size(const char *prepare, const char *expression, double low, double high) {
    double few = live_bytes(prepare, expression, 100);
    double many = live_bytes(prepare, expression, OBJECTS);
    double size = (many - few) / (OBJECTS - 100);
    EXPECT(size >= low - 0.5 && size <= high + 0.5, "%s: %.1f bytes a piece, not %.0f to %.0f",
           expression, size, low, high);
}

static void expect_getsizeof(const char *prepare, const char *expression, int low, int high) {
    Text source = {0};
    text_format(&source,
                "import sys\n"
                "i = 1\n"
                "%s\n"
                "size = sys.getsizeof(%s)\n"
                "print('ok' if %d <= size <= %d else size)\n",
                prepare, expression, low, high);
    harness_expect(NULL, source.data, "ok\n");
    text_free(&source);
}

static void test_size_int_of_63_bits_is_16(void) {
    expect_getsizeof("", "1000000", 16, 16);
    expect_getsizeof("", "2 ** 62 - 1", 16, 16);
    expect_getsizeof("", "-2 ** 62", 16, 16);
    expect_size("", "i + 1000000", 16, 16);
}

static void test_size_float_is_16(void) {
    expect_getsizeof("", "1.5", 16, 16);
    expect_size("", "i + 0.5", 16, 16);
}

static void test_size_str_of_3_is_24(void) {
    expect_getsizeof("", "'abc'", 24, 24);
    expect_size("", "'%03d' % i", 24, 24);
}

static void test_size_empty_list_is_at_most_32(void) {
    expect_getsizeof("", "[]", 24, 32);
    expect_size("", "[]", 24, 32);
}

static void test_size_tuple_of_3_is_40(void) {
    expect_getsizeof("", "(1, 2, 3)", 40, 40);
    expect_size("a, b, c = 1, 2, 3", "(a, b, c)", 40, 40);
}

static void test_size_empty_dict_is_at_most_48(void) {
    expect_getsizeof("", "{}", 16, 48);
    expect_size("", "{}", 16, 48);
}

static void test_size_instance_with_3_attributes_is_at_most_48(void) {
    static const char prepare[] = "class Point:\n"
                                  "    def __init__(self, x, y, z):\n"
                                  "        self.x = x\n"
                                  "        self.y = y\n"
                                  "        self.z = z\n"
                                  "p = Point(1, 2, 3)\n";
    expect_getsizeof(prepare, "p", 32, 48);
    expect_size(prepare, "Point(1, 2, 3)", 32, 48);
}

static void test_size_function_is_at_most_72(void) {
    expect_getsizeof("", "lambda: 0", 16, 72);
    expect_size("", "lambda: 0", 16, 72);
}

static void test_size_suspended_generator_is_at_most_128(void) {
    expect_getsizeof("g = (x for x in (1, 2))\nnext(g)\n", "g", 16, 128);
    expect_size("source = iter([1] * 5000)\n"
                "def started():\n"
                "    g = (x for x in source)\n"
                "    next(g)\n"
                "    return g\n",
                "started()", 16, 128);
}

static void test_size_is_what_the_types_of_the_report_say(void) {
    char *report = harness_report(NULL, "keep = [i + 0.5 for i in range(1000)]\n");
    int count = report ? json_count(report, "types") : 0;
    bool seen = false;
    for (int i = 0; i < count; i++) {
        Text path = {0};
        char name[64];
        text_format(&path, "types[%d]", i);
        const char *row = json_find(report, path.data);
        if (row && json_string(row, "name", name, sizeof name) && name[0] == 'f' &&
            name[1] == 'l' && name[5] == '\0') {
            double floats = harness_number(row, "count");
            double bytes = harness_number(row, "bytes");
            seen = true;
            EXPECT(floats >= 1000 && bytes == floats * 16, "%.0f floats of %.0f bytes", floats,
                   bytes);
        }
        text_free(&path);
    }
    EXPECT(seen, "no row for float among %d types", count);
    free(report);
}

const Behaviour size_behaviours[] = {
    BEHAVIOUR(test_size_int_of_63_bits_is_16),
    BEHAVIOUR(test_size_float_is_16),
    BEHAVIOUR(test_size_str_of_3_is_24),
    BEHAVIOUR(test_size_empty_list_is_at_most_32),
    BEHAVIOUR(test_size_tuple_of_3_is_40),
    BEHAVIOUR(test_size_empty_dict_is_at_most_48),
    BEHAVIOUR(test_size_instance_with_3_attributes_is_at_most_48),
    BEHAVIOUR(test_size_function_is_at_most_72),
    BEHAVIOUR(test_size_suspended_generator_is_at_most_128),
    BEHAVIOUR(test_size_is_what_the_types_of_the_report_say),
    {0},
};
