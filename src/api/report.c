/* report: fills the public report from the numbers that each layer keeps; and starts tracing. */
#include "api/census.h"
#include "api/embed.h"
#include "gc/collector.h"
#include "modules/tracemalloc_module.h"
#include "object/intern.h"
#include "ouro/inspect.h"
#include "vm/call_stack.h"
#include <stdlib.h>

static void fill_heap(OuroReport *report, const HeapStatistics *heap) {
    report->system_now = heap->from_system;
    report->system_peak = heap->from_system_peak;
    report->system_requests = heap->system_requests;
    report->arenas = heap->arenas;
    report->pools = heap->pools;
    report->live_bytes = heap->live_block_bytes;
    report->free_block_bytes = heap->free_block_bytes;
    report->empty_pool_bytes = heap->retained_bytes;
    report->metadata_bytes = heap->metadata_bytes;
    report->collector_bytes = heap->collector_bytes;
    report->large_count = heap->run_count + heap->large_count;
    report->large_bytes = heap->run_bytes + heap->large_bytes;
    report->fragmentation = heap->fragmentation;
    report->served = heap->served;
    report->served_from_pools = heap->served_from_pools;
}

static void add_class(OuroReportClass *row, const HeapClassStatistics *from) {
    row->block_size = from->block_size;
    row->pools += from->pools;
    row->live += from->live_blocks;
    row->free += from->free_blocks;
    row->served += from->served;
}

/* A row for each class that has served, with both kinds. */
static void fill_classes(OuroReport *report, const HeapStatistics *heap) {
    for (unsigned i = 0; i < HEAP_CLASSES; i++) {
        OuroReportClass row = {0};
        add_class(&row, &heap->classes[heap_bin_index(i, HEAP_LEAF)]);
        add_class(&row, &heap->classes[heap_bin_index(i, HEAP_CONTAINER)]);
        if (row.served != 0 && report->class_count < OURO_REPORT_CLASSES_MAX) {
            report->classes[report->class_count++] = row;
        }
    }
}

static void fill_runtime(OuroReport *report, const Runtime *rt) {
    report->small_int_low = rt->small_int_low;
    report->small_int_high = rt->small_int_high;
    report->small_int_hits = rt->counters.small_int_hits;
    report->interned_count = intern_count(rt);
    report->interned_hits = rt->counters.intern_hits;
    report->interned_bytes_saved = rt->counters.intern_bytes_saved;
    for (int i = 0; i < COLLECTOR_GENERATIONS; i++) {
        report->collection_count += rt->collector->statistics[i].collections;
        report->collected_objects += rt->collector->statistics[i].collected;
    }
    report->collection_time_ns = rt->collector->total_time_ns;
    report->longest_pause_ns = rt->collector->longest_pause_ns;
    report->call_stack_high_water_bytes = call_stack_high_water(rt);
}

static int larger_first(const void *left, const void *right) {
    const OuroReportType *a = left;
    const OuroReportType *b = right;
    if (a->bytes != b->bytes) {
        return a->bytes < b->bytes ? 1 : -1;
    }
    return strcmp(a->name, b->name);
}

static bool fill_types(OuroReport *report, Runtime *rt) {
    Census census;
    if (!census_open(&census, rt)) {
        return false;
    }
    census_take(&census, rt->heap, rt);
    report->types = calloc(census.type_count ? census.type_count : 1, sizeof *report->types);
    for (uint32_t i = 0; report->types && i < census.type_count; i++) {
        CensusType *type = &census.types[i];
        if (type->count) {
            report->types[report->type_count++] =
                (OuroReportType){type->name, type->count, type->bytes};
            type->name = NULL; /* the report's now */
        }
    }
    census_close(&census);
    if (report->types) {
        qsort(report->types, report->type_count, sizeof *report->types, larger_first);
    }
    return report->types != NULL;
}

bool ouro_report(OuroRuntime *runtime, OuroReport *report) {
    Runtime *rt = runtime->rt;
    OuroReport made = {.size = sizeof made};
    HeapStatistics *heap = malloc(sizeof *heap);
    if (!heap) {
        return false;
    }
    heap_statistics(rt->heap, heap);
    fill_heap(&made, heap);
    fill_classes(&made, heap);
    free(heap);
    made.system_limit = rt->limit_bytes;
    fill_runtime(&made, rt);
    if (report->size < sizeof made || !fill_types(&made, rt)) {
        return false;
    }
    *report = made;
    return true;
}

void ouro_report_free(OuroReport *report) {
    for (size_t i = 0; i < report->type_count; i++) {
        free(report->types[i].name);
    }
    free(report->types);
    report->types = NULL;
    report->type_count = 0;
}

bool ouro_trace_allocations(OuroRuntime *runtime, unsigned frames) {
    bool is_started =
        frames >= 1 && frames <= UINT16_MAX && tracemalloc_start(runtime->rt, (uint16_t)frames);
    if (!is_started) {
        error_clear(runtime->rt);
    }
    return is_started;
}
