/* The report at the end of the process that OURO_MALLOC=report=… asks for: what the heaps held, and
 * what the thread that ends the process and the threads that ended before it have left; and at
 * check level 2 and above the blocks that nothing leads to, which are also told on standard error
 * without that setting. */
#include "heap/checked.h"
#include "heap/checked_report.h"
#include "malloc/leaks.h"
#include "malloc/thread_heap.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print(int descriptor, const char *format, ...) PRINTF_LIKE(2, 3);

static void print(int descriptor, const char *format, ...) {
    char line[256];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    ssize_t written = length > 0 ? write(descriptor, line, (size_t)length) : 0;
    (void)written;
}

static void print_classes(int descriptor, const HeapStatistics *statistics) {
    print(descriptor, "%10s %8s %10s %10s %14s\n", "block", "pools", "live", "free", "served");
    for (size_t i = 0; i < COUNT_OF(statistics->classes); i++) {
        const HeapClassStatistics *row = &statistics->classes[i];
        if (row->served != 0) {
            print(descriptor, "%10zu %8zu %10zu %10zu %14llu\n", row->block_size, row->pools,
                  row->live_blocks, row->free_blocks, (unsigned long long)row->served);
        }
    }
}

static int open_report(const Settings *settings) {
    char path[4096];
    if (settings->report_path == NULL || settings->report_length >= sizeof(path)) {
        return settings->report_descriptor;
    }
    memcpy(path, settings->report_path, settings->report_length);
    path[settings->report_length] = '\0';
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static bool is_lost(const CheckedBlock *block) {
    return !block->reached;
}

static bool is_reached(const CheckedBlock *block) {
    return block->reached;
}

/* All blocks are checked first, for one that was overwritten may have lost the way to others. */
static void report_checked(Heap *heap, const Settings *settings, int descriptor) {
    checked_verify(heap);
    if (settings->leak_report == LEAKS_NONE) {
        return;
    }
    int out = descriptor >= 0 ? descriptor : STDERR_FILENO;
    checked_lock(heap);
    size_t lost = leaks_find(heap);
    if (lost != 0 || descriptor >= 0) {
        (void)checked_report_live(heap, out, "ouro-malloc: lost at exit", is_lost);
    }
    if (settings->leak_report == LEAKS_ALL) {
        (void)checked_report_live(heap, out, "ouro-malloc: still reachable at exit", is_reached);
    }
    checked_unlock(heap);
}

static void report_statistics(int descriptor) {
    HeapStatistics statistics;
    thread_heap_statistics(&statistics);
    const HeapAccount *account = thread_heap_account();
    print(descriptor, "ouro-malloc: process %ld\n", (long)getpid());
    print(descriptor,
          "from the system: %zu bytes now, %zu at the peak, %zu allowed (0: no limit)\n",
          account->held, account->peak, account->limit);
    print(descriptor, "in use at the end: %zu bytes, %zu of them in %zu large blocks\n",
          statistics.live_bytes, statistics.large_bytes, statistics.large_count);
    print(descriptor, "served: %llu, refused: %llu\n", (unsigned long long)statistics.served,
          (unsigned long long)statistics.failed);
    print_classes(descriptor, &statistics);
}

__attribute__((destructor)) static void report(void) {
    const Settings *settings = thread_heap_settings();
    bool wanted = settings->report_path != NULL || settings->report_descriptor >= 0;
    int descriptor = wanted ? open_report(settings) : -1;
    if (descriptor >= 0) {
        report_statistics(descriptor);
    }
    if (thread_heap_checked() != NULL) {
        report_checked(thread_heap_checked(), settings, descriptor);
    }
}
