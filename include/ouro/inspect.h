/* What a runtime's memory does and did: everything that `ouro mem report` prints. */
#ifndef OURO_INSPECT_H
#define OURO_INSPECT_H

#include "ouro.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { OURO_REPORT_CLASSES_MAX = 64 };

/* One size class; blocks with and without references together. fill = live / (live + free). */
typedef struct OuroReportClass {
    size_t block_size; /* bytes */
    size_t pools;
    size_t live;     /* blocks in use */
    size_t free;     /* blocks of its pools ready to be handed out */
    uint64_t served; /* blocks ever handed out */
} OuroReportClass;

typedef struct OuroReportType {
    char *name; /* owned by the report */
    size_t count;
    size_t bytes; /* their blocks, with the buffers that they alone own */
} OuroReportType;

/* system_now = live_bytes + free_block_bytes + empty_pool_bytes + metadata_bytes + large_bytes
 *            + collector_bytes, exactly. Sizes are bytes, times nanoseconds. */
typedef struct OuroReport {
    size_t size; /* sizeof(OuroReport): lets the struct grow */
    size_t system_now, system_peak;
    size_t system_limit;      /* 0: none */
    uint64_t system_requests; /* times that the system was asked */
    size_t arenas, pools;
    size_t live_bytes, free_block_bytes, empty_pool_bytes, metadata_bytes, collector_bytes;
    size_t large_count, large_bytes; /* blocks beyond the size classes */
    double fragmentation;            /* 1 - (live_bytes + large_bytes) / system_now */
    uint64_t served, served_from_pools;
    size_t class_count;
    OuroReportClass classes[OURO_REPORT_CLASSES_MAX];
    size_t type_count;
    OuroReportType *types; /* largest first; owned by the report */
    int64_t small_int_low, small_int_high;
    uint64_t small_int_hits;
    size_t interned_count;
    uint64_t interned_hits, interned_bytes_saved;
    uint64_t collection_count, collection_time_ns, longest_pause_ns, collected_objects;
    size_t call_stack_high_water_bytes;
} OuroReport;

/* Fills *report, whose `size` the caller has set; false: no memory. */
OURO_API bool ouro_report(OuroRuntime *runtime, OuroReport *report);
OURO_API void ouro_report_free(OuroReport *report);

/* Notes from now on where each block of the heap is taken, with the innermost 1 to 65535 frames:
 * the program sees it through tracemalloc, whose start() it is. Costs about half as much time again
 * while it lasts, and half as much memory as the blocks take. False: no memory, or another number.
 */
OURO_API bool ouro_trace_allocations(OuroRuntime *runtime, unsigned frames);

#ifdef __cplusplus
}
#endif

#endif
