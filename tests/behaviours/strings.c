/* Rows S1 to S11: interned strings. */
#include <stdlib.h>
#include <string.h>

#include "behaviours/harness.h"
#include "support/json.h"

static void test_s1_a_folded_constant_is_interned(void) {
    harness_expect(NULL, "s1 = 'py' + 'thon'; print(s1 is 'python')\n", "True\n");
    harness_repl_expect(NULL, "s1 = 'py' + 'thon'\ns2 = 'python'\ns1 is s2\n", "True\n");
}

static void test_s1_is_with_a_literal_warns_and_goes_on(void) {
    ProcessResult result = harness_run(NULL, "s1 = 'py' + 'thon'; print(s1 is 'python')\n");
    EXPECT(strcmp(result.err.data,
                  "DIRECTORY/program.py:1: SyntaxWarning: \"is\" with a literal. Did you mean "
                  "\"==\"?\n  s1 = 'py' + 'thon'; print(s1 is 'python')\n") == 0,
           "standard error:\n%s", result.err.data);
    process_result_free(&result);
}

static void test_s2_a_string_made_at_run_time_is_not(void) {
    harness_expect(NULL, "a = 'py'; b = 'thon'; print(a + b is 'python')\n", "False\n");
    harness_repl_expect(NULL, "a = 'py'\nb = 'thon'\nc = 'python'\na + b is c\n", "False\n");
}

static void test_s3_empty_and_one_character_strings_are_one_object_each(void) {
    harness_program_file(NULL, "s3_one_character_strings");
}

static void test_s4_sys_intern_returns_the_canonical_object(void) {
    harness_expect(NULL,
                   "import sys\n"
                   "a = ''.join(['run ', 'time!'])\n"
                   "b = ''.join(['run ', 'time!'])\n"
                   "print(a == b, a is b)\n"
                   "print(sys.intern(a) is sys.intern(b), sys.intern(a) is a, sys.intern(b) is a)\n"
                   "try:\n"
                   "    sys.intern(1)\n"
                   "except TypeError as problem:\n"
                   "    print(problem)\n",
                   "True False\nTrue True True\nintern() argument must be str, not int\n");
}

static void test_s5_times_one_is_the_same_string(void) {
    harness_repl_expect(NULL, "s1 = 'uwesdfwe'\ns2 = s1 * 1\ns1 is s2\n", "True\n");
    harness_expect(NULL, "s1 = 'uwesdfwe'; s2 = s1 * 1; print(s1 is s2)\n", "True\n");
}

static void test_s6_a_short_product_of_name_characters_is_interned(void) {
    harness_repl_expect(NULL, "s1 = 'pythonpythonpython'\ns2 = 'python' * 3\ns1 is s2\n", "True\n");
    harness_repl_expect(NULL, "s1 = 'ab_1ab_1ab_1ab_1ab_1'\ns2 = 'ab_1' * 5\nlen(s2)\ns1 is s2\n",
                        "20\nTrue\n");
}

static void test_s7_another_character_prevents_it(void) {
    harness_repl_expect(NULL, "s1 = '&&&'\ns2 = '&' * 3\ns1 is s2\n", "False\n");
    harness_repl_expect(NULL, "s1 = 'a b a b '\ns2 = 'a b ' * 2\ns1 is s2\n", "False\n");
}

static void test_s8_a_product_of_more_than_20_characters_is_not_folded(void) {
    harness_repl_expect(NULL, "s1 = 'pythonpythonpythonpython'\ns2 = 'python' * 4\ns1 is s2\n",
                        "False\n");
}

static void test_s8_fold_limit_gives_todays_cpython(void) {
    harness_repl_expect(OPTIONS("-X", "fold_limit=4096"),
                        "s1 = 'pythonpythonpythonpython'\ns2 = 'python' * 4\ns1 is s2\n", "True\n");
}

static void test_s9_names_and_identifier_like_constants_are_interned(void) {
    harness_program_file(NULL, "s9_names_are_interned");
}

static double interned_count(const char *source) {
    char *report = harness_report(NULL, source);
    double count = report ? harness_number(report, "interned.count") : 0;
    free(report);
    return count;
}

static void test_s10_an_interned_string_leaves_the_table_with_its_last_reference(void) {
    double without = interned_count("import sys\nx = None\n");
    double dropped = interned_count("import sys\n"
                                    "x = None\n"
                                    "for i in range(20000):\n"
                                    "    x = sys.intern('made at run time %d' % i)\n");
    double kept = interned_count("import sys\n"
                                 "x = [sys.intern('made at run time %d' % i)\n"
                                 "     for i in range(20000)]\n");
    EXPECT(dropped - without < 20, "%.0f strings stayed in the table", dropped - without);
    EXPECT(kept - without >= 20000, "only %.0f strings are in the table", kept - without);
}

static void test_s10_the_table_does_not_grow_for_ever(void) {
    char *report = harness_report(NULL, "import sys, gc\n"
                                        "for i in range(200000):\n"
                                        "    x = sys.intern('made at run time %d' % i)\n"
                                        "gc.collect()\n");
    if (report) {
        double now = harness_number(report, "system.now");
        EXPECT(now < 2e6, "%.0f bytes are held", now);
    }
    free(report);
}

static void test_s11_interned_strings_are_compared_by_address(void) {
    /* Ten thousand comparisons of a million equal characters before the last would take seconds. */
    harness_expect(NULL,
                   "import sys, time\n"
                   "a = sys.intern('x' * 1000000 + 'a')\n"
                   "b = sys.intern('x' * 1000000 + 'b')\n"
                   "start = time.perf_counter()\n"
                   "equal = 0\n"
                   "for i in range(20000):\n"
                   "    if a == b:\n"
                   "        equal += 1\n"
                   "    if a != a:\n"
                   "        equal += 1\n"
                   "print(equal, time.perf_counter() - start < 0.25)\n",
                   "0 True\n");
}

static void test_s11_the_report_counts_strings_hits_and_bytes_saved(void) {
    char *report = harness_report(NULL, "import sys\n"
                                        "keep = [sys.intern('the same text ' + str(i % 2))\n"
                                        "        for i in range(1000)]\n");
    if (report) {
        double hits = harness_number(report, "interned.hits");
        double saved = harness_number(report, "interned.bytes_saved");
        EXPECT(harness_number(report, "interned.count") >= 2, "no interned strings");
        EXPECT(hits >= 998, "%.0f hits", hits);
        EXPECT(saved >= 998 * 16, "%.0f bytes saved", saved);
    }
    free(report);
}

const Behaviour string_behaviours[] = {
    BEHAVIOUR(test_s1_a_folded_constant_is_interned),
    BEHAVIOUR(test_s1_is_with_a_literal_warns_and_goes_on),
    BEHAVIOUR(test_s2_a_string_made_at_run_time_is_not),
    BEHAVIOUR(test_s3_empty_and_one_character_strings_are_one_object_each),
    BEHAVIOUR(test_s4_sys_intern_returns_the_canonical_object),
    BEHAVIOUR(test_s5_times_one_is_the_same_string),
    BEHAVIOUR(test_s6_a_short_product_of_name_characters_is_interned),
    BEHAVIOUR(test_s7_another_character_prevents_it),
    BEHAVIOUR(test_s8_a_product_of_more_than_20_characters_is_not_folded),
    BEHAVIOUR(test_s8_fold_limit_gives_todays_cpython),
    BEHAVIOUR(test_s9_names_and_identifier_like_constants_are_interned),
    BEHAVIOUR(test_s10_an_interned_string_leaves_the_table_with_its_last_reference),
    BEHAVIOUR(test_s10_the_table_does_not_grow_for_ever),
    BEHAVIOUR(test_s11_interned_strings_are_compared_by_address),
    BEHAVIOUR(test_s11_the_report_counts_strings_hits_and_bytes_saved),
    {0},
};
