/* Rows P1 to P4: the pools, seen through the report. */
#include <stdlib.h>

#include "behaviours/harness.h"
#include "support/json.h"

static double sum_over_classes(const char *report, const char *field) {
    double sum = 0;
    int count = json_count(report, "classes");
    for (int i = 0; i < count; i++) {
        Text path = {0};
        text_format(&path, "classes[%d].%s", i, field);
        sum += harness_number(report, path.data);
        text_free(&path);
    }
    return sum;
}

static void test_p1_small_objects_are_served_from_pools(void) {
    char *report = harness_report(NULL, "for i in range(100000):\n"
                                        "    object(); [i]; (i, i)\n");
    if (!report) {
        return;
    }
    double requests = harness_number(report, "system.requests");
    double served = harness_number(report, "served_from_pools");
    double by_class = sum_over_classes(report, "served");
    EXPECT(requests < 100, "the system was asked %.0f times", requests);
    EXPECT(served >= 200000, "the pools served %.0f requests", served);
    EXPECT(by_class >= 200000, "the size classes served %.0f requests", by_class);
    EXPECT(harness_number(report, "arenas") >= 1, "no arena");
    EXPECT(harness_number(report, "pools") >= 1, "no pool");
    free(report);
}

static void test_p1_the_report_has_a_row_for_each_size_class(void) {
    char *report = harness_report(NULL, "keep = [(i, str(i), [i]) for i in range(10000)]\n");
    if (!report) {
        return;
    }
    int count = json_count(report, "classes");
    double pools = sum_over_classes(report, "pools");
    EXPECT(count >= 3, "%d size classes", count);
    EXPECT(pools > 0 && pools <= harness_number(report, "pools"), "%.0f pools in the classes",
           pools);
    for (int i = 0; i < count; i++) {
        Text path = {0};
        text_format(&path, "classes[%d]", i);
        const char *row = json_find(report, path.data);
        double live = harness_number(row, "live");
        double free_blocks = harness_number(row, "free");
        double fill = harness_number(row, "fill");
        double expected = live + free_blocks > 0 ? live / (live + free_blocks) : 0;
        EXPECT(fill > expected - 0.01 && fill < expected + 0.01, "row %d: fill %g is not %g", i,
               fill, expected);
        EXPECT(harness_number(row, "served") >= live, "row %d: more live than served", i);
        text_free(&path);
    }
    free(report);
}

static void test_p1_the_categories_add_up_to_what_the_system_gave(void) {
    static const char *const programs[] = {
        "pass\n",
        "keep = [(i, str(i)) for i in range(50000)]\n",
        "keep = [bytes(i * 7) for i in range(5000)]\ndel keep[::2]\n",
        "keep = bytearray(50_000_000)\n",
        "keep = 'x' * 30_000_000\ndel keep\n",
    };
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        char *report = harness_report(NULL, programs[i]);
        if (report) {
            double now = harness_number(report, "system.now");
            double sum = json_sum(report, "categories");
            EXPECT(now == sum, "program %zu: the system gave %.0f, the categories make %.0f", i,
                   now, sum);
            EXPECT(harness_number(report, "system.peak") >= now, "the peak is below now");
        }
        free(report);
    }
}

static void test_p2_freed_block_is_reused_at_once(void) {
    harness_expect(NULL, "x = object(); a = id(x); del x; y = object(); print(id(y) == a)\n",
                   "True\n");
    harness_repl_expect(NULL, "x = object(); a = id(x); del x; y = object(); id(y) == a\n",
                        "True\n");
}

static void test_p3_mixed_churn_keeps_the_heap_near_its_live_bytes(void) {
    char *report = harness_report(NULL, "seed = 12345\n"
                                        "items = [None] * 4000\n"
                                        "for step in range(300000):\n"
                                        "    seed = (seed * 1103515245 + 12345) % 2147483648\n"
                                        "    size = 16 + (seed >> 8) % 48\n"
                                        "    if seed % 16 == 0:\n"
                                        "        size = size * 40\n"
                                        "    items[(seed >> 4) % 4000] = bytes(size)\n");
    if (!report) {
        return;
    }
    double live = harness_number(report, "categories.live") + harness_number(report, "large.bytes");
    double now = harness_number(report, "system.now");
    double fragmentation = harness_number(report, "fragmentation");
    EXPECT(now < live * 2 + 1048576, "%.0f bytes from the system for %.0f live bytes", now, live);
    EXPECT(fragmentation >= 0 && fragmentation < 0.75, "fragmentation is %g", fragmentation);
    free(report);
}

static void test_p3_a_large_mixed_churn_stays_near_its_live_bytes(void) {
    char *report = harness_report(NULL, "seed = 1\n"
                                        "items = [None] * 100000\n"
                                        "for step in range(400000):\n"
                                        "    seed = (seed * 1103515245 + 12345) % 2147483648\n"
                                        "    grown = step // 100000\n"
                                        "    size = 16 + grown * 100 + (seed >> 8) % 100\n"
                                        "    items[(seed >> 4) % 100000] = bytes(size)\n");
    if (!report) {
        return;
    }
    double live = harness_number(report, "categories.live") + harness_number(report, "large.bytes");
    double now = harness_number(report, "system.now");
    EXPECT(live > 10e6, "only %.0f live bytes", live);
    EXPECT(now < live * 1.6, "%.0f bytes from the system for %.0f live bytes", now, live);
    free(report);
}

static void test_p4_arenas_go_back_to_the_system(void) {
    char *report = harness_report(NULL, "import gc\n"
                                        "keep = [[i] for i in range(400000)]\n"
                                        "big = bytearray(20_000_000)\n"
                                        "del keep, big\n"
                                        "gc.collect()\n");
    if (!report) {
        return;
    }
    double now = harness_number(report, "system.now");
    double peak = harness_number(report, "system.peak");
    EXPECT(peak > 30e6, "the peak was only %.0f bytes", peak);
    EXPECT(now < 4e6, "%.0f bytes were kept of %.0f", now, peak);
    free(report);
}

const Behaviour pool_behaviours[] = {
    BEHAVIOUR(test_p1_small_objects_are_served_from_pools),
    BEHAVIOUR(test_p1_the_report_has_a_row_for_each_size_class),
    BEHAVIOUR(test_p1_the_categories_add_up_to_what_the_system_gave),
    BEHAVIOUR(test_p2_freed_block_is_reused_at_once),
    BEHAVIOUR(test_p3_mixed_churn_keeps_the_heap_near_its_live_bytes),
    BEHAVIOUR(test_p3_a_large_mixed_churn_stays_near_its_live_bytes),
    BEHAVIOUR(test_p4_arenas_go_back_to_the_system),
    {0},
};
