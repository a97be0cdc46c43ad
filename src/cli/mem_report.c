/* mem_report: the report for people and for machines (docs/design/cli.md has the JSON's keys). */
#include "cli/mem_report.h"

#include "cli/json_text.h"
#include "cli/size_text.h"
#include "ouro/inspect.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- for machines ---- */

static double fill_of(const OuroReportClass *row) {
    size_t all = row->live + row->free;
    return all ? (double)row->live / (double)all : 0.0;
}

static void print_json_classes(const OuroReport *report) {
    fputs("\"classes\": [", stdout);
    for (size_t i = 0; i < report->class_count; i++) {
        const OuroReportClass *row = &report->classes[i];
        printf("%s{\"block_size\": %zu, \"pools\": %zu, \"live\": %zu, \"served\": %" PRIu64
               ", \"free\": %zu, \"fill\": %.4f}",
               i ? ", " : "", row->block_size, row->pools, row->live, row->served, row->free,
               fill_of(row));
    }
    fputs("], ", stdout);
}

static void print_json_types(const OuroReport *report) {
    fputs("\"types\": [", stdout);
    for (size_t i = 0; i < report->type_count; i++) {
        const OuroReportType *row = &report->types[i];
        fputs(i ? ", {\"name\": " : "{\"name\": ", stdout);
        json_text_print(row->name);
        printf(", \"count\": %zu, \"bytes\": %zu}", row->count, row->bytes);
    }
    fputs("], ", stdout);
}

static void print_json(const OuroReport *r) {
    printf("{\"system\": {\"now\": %zu, \"peak\": %zu, \"limit\": ", r->system_now, r->system_peak);
    if (r->system_limit) {
        printf("%zu", r->system_limit);
    } else {
        fputs("null", stdout);
    }
    printf(", \"requests\": %" PRIu64 "}, \"arenas\": %zu, \"pools\": %zu, ", r->system_requests,
           r->arenas, r->pools);
    print_json_classes(r);
    printf("\"large\": {\"count\": %zu, \"bytes\": %zu}, ", r->large_count, r->large_bytes);
    printf("\"categories\": {\"live\": %zu, \"free_blocks\": %zu, \"empty_pools\": %zu, "
           "\"metadata\": %zu, \"large\": %zu, \"collector\": %zu}, ",
           r->live_bytes, r->free_block_bytes, r->empty_pool_bytes, r->metadata_bytes,
           r->large_bytes, r->collector_bytes);
    printf("\"fragmentation\": %.6f, \"served_from_pools\": %" PRIu64 ", ", r->fragmentation,
           r->served_from_pools);
    print_json_types(r);
    printf("\"small_ints\": {\"low\": %" PRId64 ", \"high\": %" PRId64 ", \"hits\": %" PRIu64
           "}, \"interned\": {\"count\": %zu, \"hits\": %" PRIu64 ", \"bytes_saved\": %" PRIu64
           "}, ",
           r->small_int_low, r->small_int_high, r->small_int_hits, r->interned_count,
           r->interned_hits, r->interned_bytes_saved);
    printf("\"collections\": {\"count\": %" PRIu64 ", \"time_ns\": %" PRIu64
           ", \"longest_pause_ns\": %" PRIu64 ", \"freed\": %" PRIu64
           "}, \"call_stack\": {\"high_water_bytes\": %zu}}\n",
           r->collection_count, r->collection_time_ns, r->longest_pause_ns, r->collected_objects,
           r->call_stack_high_water_bytes);
}

/* ---- for people ---- */

static double percent(double part, double whole) {
    return whole > 0 ? part * 100 / whole : 0;
}

static void print_category(const OuroReport *r, const char *name, size_t bytes) {
    printf("  %-28s %12s %6.1f %%\n", name, size_text(bytes),
           percent((double)bytes, (double)r->system_now));
}

static void print_system(const OuroReport *r) {
    printf("\nMemory\n");
    printf("  %-28s %12s\n", "from the system now", size_text(r->system_now));
    printf("  %-28s %12s\n", "at the peak", size_text(r->system_peak));
    if (r->system_limit) {
        printf("  %-28s %12s %6.1f %% used at the peak\n", "limit", size_text(r->system_limit),
               percent((double)r->system_peak, (double)r->system_limit));
    } else {
        printf("  %-28s %12s\n", "limit", "none");
    }
    printf("\nWhere it is (adds up to what the system gave)\n");
    print_category(r, "live blocks", r->live_bytes);
    print_category(r, "large blocks", r->large_bytes);
    print_category(r, "free blocks in pools", r->free_block_bytes);
    print_category(r, "empty pools, kept", r->empty_pool_bytes);
    print_category(r, "the heap's own tables", r->metadata_bytes);
    print_category(r, "set aside for the collector", r->collector_bytes);
    printf("  %-28s %12s %6.1f %%\n", "fragmentation", "", r->fragmentation * 100);
    printf("\nRequests\n");
    printf("  %-28s %12" PRIu64 "\n", "served", r->served);
    printf("  %-28s %12" PRIu64 " %6.2f %%\n", "by pools alone", r->served_from_pools,
           percent((double)r->served_from_pools, (double)r->served));
    printf("  %-28s %12" PRIu64 "\n", "to the system", r->system_requests);
    printf("  %zu arenas, %zu pools, %zu large blocks\n", r->arenas, r->pools, r->large_count);
}

static void print_classes(const OuroReport *r) {
    printf("\nSize classes\n  %10s %8s %10s %10s %12s %7s\n", "block", "pools", "live", "free",
           "served", "fill");
    for (size_t i = 0; i < r->class_count; i++) {
        const OuroReportClass *row = &r->classes[i];
        printf("  %10zu %8zu %10zu %10zu %12" PRIu64 " %5.1f %%\n", row->block_size, row->pools,
               row->live, row->free, row->served, fill_of(row) * 100);
    }
}

enum { TYPES_SHOWN = 12, NAME_WIDTH = 28 };

static void print_types(const OuroReport *r) {
    printf("\nObjects alive, by type\n  %-*s %10s %12s\n", NAME_WIDTH, "type", "count", "bytes");
    size_t count = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < r->type_count; i++) {
        if (i < TYPES_SHOWN) {
            printf("  %-*s %10zu %12s\n", NAME_WIDTH, r->types[i].name, r->types[i].count,
                   size_text(r->types[i].bytes));
        } else {
            count += r->types[i].count;
            bytes += r->types[i].bytes;
        }
    }
    if (count) {
        char name[40];
        snprintf(name, sizeof name, "%zu other types", r->type_count - TYPES_SHOWN);
        printf("  %-*s %10zu %12s\n", NAME_WIDTH, name, count, size_text(bytes));
    }
}

static void print_rest(const OuroReport *r) {
    printf("\nSharing and collecting\n");
    printf("  small ints          %" PRId64 " <= n < %" PRId64 ": %" PRIu64 " hits\n",
           r->small_int_low, r->small_int_high, r->small_int_hits);
    printf("  interned strings    %zu alive, %" PRIu64 " hits, %s saved\n", r->interned_count,
           r->interned_hits, size_text((size_t)r->interned_bytes_saved));
    printf("  cycle collections   %" PRIu64 " in %.3f ms, longest pause %.3f ms, %" PRIu64
           " objects freed\n",
           r->collection_count, (double)r->collection_time_ns / 1e6,
           (double)r->longest_pause_ns / 1e6, r->collected_objects);
    printf("  call stack          %s at its highest\n", size_text(r->call_stack_high_water_bytes));
}

bool mem_report_print(OuroRuntime *runtime, bool json) {
    OuroReport report = {.size = sizeof report};
    if (!ouro_report(runtime, &report)) {
        fputs("ouro: no memory for the report\n", stderr);
        return false;
    }
    if (json) {
        print_json(&report);
    } else {
        print_system(&report);
        print_rest(&report);
        print_types(&report);
        print_classes(&report);
    }
    ouro_report_free(&report);
    return fflush(stdout) == 0;
}
