/* One heap for each thread, so that no allocation takes a lock.
 *
 * The states of a heap: owned (by the thread whose it is; nobody else touches it but by
 * heap_free_remote), idle (its thread has ended; in the list, changed only under the lock), lost
 * (its thread was not there after a fork: it may have been in the middle of anything, so nobody
 * takes it again, and its blocks stay readable). A thread takes the idle heap that was left last.
 *
 * Nothing here may be called while the lock is held that could allocate. */
#include "malloc/thread_heap.h"

#include "os/os.h"

#include "heap/checked.h"

#include <pthread.h>
#include <string.h>

/* Nothing at hand, and room for nothing: the fast paths need not ask whether there is a heap. */
static Heap no_heap;
#define NO_THREAD_HEAP                                                                             \
    { .bins = (char *)no_heap.bins, .closed_up_to = UINTPTR_MAX, .heap = &no_heap }
__thread ThreadHeap thread_heap = NO_THREAD_HEAP;
uint64_t thread_heap_mark = UINT64_C(0x9e3779b97f4a7c15);

/* Lives in a block of its heap, for as long as the process. */
typedef struct IdleHeap {
    Heap *heap;
    struct IdleHeap *next;
} IdleHeap;

static struct {
    pthread_mutex_t lock; /* of `idle` */
    IdleHeap *idle;
    Heap *checked;     /* the one heap of all threads at check level 2 and above */
    pthread_key_t key; /* its destructor is how a thread's end is known */
    bool has_started;
    bool has_key;
    HeapAccount account;
    Settings settings;
} process = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* --- the end of a thread, and of half a process --- */

/* The heap is left for another thread. When later destructors of the thread allocate, it takes
 * an idle one, and this runs again. */
static void leave_heap(void *user) {
    IdleHeap *entry = user;
    thread_heap = (ThreadHeap)NO_THREAD_HEAP;
    (void)heap_trim(entry->heap);
    pthread_mutex_lock(&process.lock);
    entry->next = process.idle;
    process.idle = entry;
    pthread_mutex_unlock(&process.lock);
}

static void before_fork(void) {
    pthread_mutex_lock(&process.lock);
    if (process.checked != NULL) {
        checked_lock(process.checked);
    }
}

/* In parent and child: the thread that goes on in the child is the one that has the locks. */
static void after_fork(void) {
    if (process.checked != NULL) {
        checked_unlock(process.checked);
    }
    pthread_mutex_unlock(&process.lock);
}

/* --- taking a heap --- */

/* Before the first heap is made, by the thread that the process begins with. */
static void start(void) {
    process.has_started = true;
    settings_read(&process.settings, settings_text());
    process.account.limit = process.settings.limit_bytes;
    uint64_t random;
    if (os_random_bytes(&random, sizeof(random))) {
        thread_heap_mark = random | 1;
    }
}

static HeapConfig heap_config(void) {
    return (HeapConfig){
        .size = sizeof(HeapConfig),
        .check_level = process.settings.check_level,
        .alignment = process.settings.alignment,
        .free_mark = thread_heap_mark,
        .purge_delay_ms = process.settings.purge_delay_ms,
        .account = &process.account,
        .name = "malloc",
    };
}

/* Before there is a second thread, as for `start`. */
static Heap *start_checked(void) {
    HeapConfig config = heap_config();
    process.checked = checked_create(&config, process.settings.stack_depth);
    return process.checked;
}

/* After the first heap is there, for these may allocate. */
static void start_following(void) {
    process.has_key = pthread_key_create(&process.key, leave_heap) == 0;
    (void)pthread_atfork(before_fork, after_fork, after_fork);
}

static IdleHeap *take_idle(void) {
    pthread_mutex_lock(&process.lock);
    IdleHeap *entry = process.idle;
    if (entry != NULL) {
        process.idle = entry->next;
    }
    pthread_mutex_unlock(&process.lock);
    return entry;
}

static IdleHeap *make_heap(void) {
    HeapConfig config = heap_config();
    Heap *heap = heap_create(&config);
    IdleHeap *entry = heap != NULL ? heap_allocate(heap, sizeof(*entry)) : NULL;
    if (entry == NULL) {
        heap_destroy(heap);
        return NULL;
    }
    entry->heap = heap;
    entry->next = NULL;
    return entry;
}

Heap *thread_heap_get(void) {
    if (likely(thread_heap.heap != &no_heap)) {
        return thread_heap.heap;
    }
    if (process.checked != NULL) {
        return process.checked;
    }
    bool is_first = !process.has_started;
    if (is_first) {
        start();
    }
    if (process.settings.check_level >= 2) {
        Heap *heap = start_checked();
        if (is_first && heap != NULL) {
            (void)pthread_atfork(before_fork, after_fork, after_fork);
        }
        return heap;
    }
    IdleHeap *entry = take_idle();
    if (entry == NULL) {
        entry = make_heap();
        if (entry == NULL) {
            return NULL;
        }
    }
    thread_heap.heap = entry->heap;
    thread_heap.bins = (char *)entry->heap->bins;
    thread_heap.closed_up_to = entry->heap->slow ? UINTPTR_MAX : 0;
    thread_heap.mark = thread_heap_mark;
    if (is_first) {
        start_following();
    }
    if (process.has_key) {
        (void)pthread_setspecific(process.key, entry);
    }
    return thread_heap.heap;
}

/* A program that frees what it never took is told so, too. */
__attribute__((constructor)) static void begin_process(void) {
    (void)thread_heap_get();
}

/* --- over all that nobody else uses --- */

Heap *thread_heap_checked(void) {
    return process.checked;
}

size_t thread_heap_trim(void) {
    if (process.checked != NULL) {
        return checked_trim(process.checked);
    }
    size_t bytes = thread_heap.heap != &no_heap ? heap_trim(thread_heap.heap) : 0;
    pthread_mutex_lock(&process.lock);
    for (IdleHeap *entry = process.idle; entry != NULL; entry = entry->next) {
        bytes += heap_trim(entry->heap);
    }
    pthread_mutex_unlock(&process.lock);
    return bytes;
}

static void add_statistics(HeapStatistics *out, const HeapStatistics *more) {
    out->from_system += more->from_system;
    out->live_block_bytes += more->live_block_bytes;
    out->run_bytes += more->run_bytes;
    out->large_count += more->large_count;
    out->large_bytes += more->large_bytes;
    out->live_bytes += more->live_bytes;
    out->retained_bytes += more->retained_bytes;
    out->metadata_bytes += more->metadata_bytes;
    out->served += more->served;
    out->failed += more->failed;
    for (size_t i = 0; i < COUNT_OF(out->classes); i++) {
        out->classes[i].block_size = more->classes[i].block_size;
        out->classes[i].pools += more->classes[i].pools;
        out->classes[i].live_blocks += more->classes[i].live_blocks;
        out->classes[i].free_blocks += more->classes[i].free_blocks;
        out->classes[i].served += more->classes[i].served;
    }
}

void thread_heap_statistics(HeapStatistics *out) {
    HeapStatistics one;
    memset(out, 0, sizeof(*out));
    if (process.checked != NULL) {
        checked_statistics(process.checked, out);
        return;
    }
    if (thread_heap.heap != &no_heap) {
        heap_statistics(thread_heap.heap, &one);
        add_statistics(out, &one);
    }
    pthread_mutex_lock(&process.lock);
    for (const IdleHeap *entry = process.idle; entry != NULL; entry = entry->next) {
        heap_statistics(entry->heap, &one);
        add_statistics(out, &one);
    }
    pthread_mutex_unlock(&process.lock);
}

const HeapAccount *thread_heap_account(void) {
    return &process.account;
}

const Settings *thread_heap_settings(void) {
    return &process.settings;
}
