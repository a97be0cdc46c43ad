/* Rows R1 to R4: reference counts and garbage. */
#include <stdlib.h>

#include "behaviours/harness.h"

static void test_r1_finalizers_run_at_once_in_order(void) {
    harness_program_file(NULL, "r1_finalizers_run_at_once");
}

static void test_r2_every_kind_of_cycle_is_collected(void) {
    harness_program_file(NULL, "r2_cycles_are_collected");
}

static void test_r2_gc_collect_returns_the_count_of_cpython(void) {
    harness_program_file(NULL, "r2_counts_as_cpython");
}

static void test_r2_the_report_counts_collections(void) {
    char *report = harness_report(NULL, "import gc\n"
                                        "for i in range(100):\n"
                                        "    x = []\n"
                                        "    x.append(x)\n"
                                        "del x\n"
                                        "gc.collect()\n");
    if (report) {
        double freed = harness_number(report, "collections.freed");
        EXPECT(harness_number(report, "collections.count") >= 1, "no collections");
        EXPECT(freed >= 100, "%.0f objects freed", freed);
        EXPECT(harness_number(report, "collections.time_ns") >=
                   harness_number(report, "collections.longest_pause_ns"),
               "the longest pause is longer than all together");
    }
    free(report);
}

static void test_r2_garbage_is_collected_without_being_asked(void) {
    char *report = harness_report(NULL, "class Node:\n"
                                        "    pass\n"
                                        "for i in range(300000):\n"
                                        "    a = Node()\n"
                                        "    a.me = a\n"
                                        "    a.items = [a, i]\n");
    if (report) {
        double peak = harness_number(report, "system.peak");
        EXPECT(peak < 8e6, "the peak was %.0f bytes", peak);
    }
    free(report);
}

static void test_r3_weak_references_resurrection_and_gc_as_cpython(void) {
    harness_program_file(NULL, "r3_weak_references_and_resurrection");
}

static void test_r4_counts_referrers_and_sizes_are_real(void) {
    harness_program_file(NULL, "r4_real_values");
}

static void test_r4_the_dict_of_a_class_is_out_of_reach(void) {
    harness_program_file(NULL, "r4_the_dict_of_a_class_is_out_of_reach");
}

static void test_r4_code_replace_keeps_the_shape_of_constants(void) {
    harness_program_file(NULL, "r4_code_replace_keeps_the_shape_of_constants");
}

const Behaviour garbage_behaviours[] = {
    BEHAVIOUR(test_r1_finalizers_run_at_once_in_order),
    BEHAVIOUR(test_r2_every_kind_of_cycle_is_collected),
    BEHAVIOUR(test_r2_gc_collect_returns_the_count_of_cpython),
    BEHAVIOUR(test_r2_the_report_counts_collections),
    BEHAVIOUR(test_r2_garbage_is_collected_without_being_asked),
    BEHAVIOUR(test_r3_weak_references_resurrection_and_gc_as_cpython),
    BEHAVIOUR(test_r4_counts_referrers_and_sizes_are_real),
    BEHAVIOUR(test_r4_the_dict_of_a_class_is_out_of_reach),
    BEHAVIOUR(test_r4_code_replace_keeps_the_shape_of_constants),
    {0},
};
