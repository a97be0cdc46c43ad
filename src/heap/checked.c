/* The operations of checked heaps: each finds the block, checks it, and goes on to heap.h. */
#include "heap/checked.h"

#include "heap/arena.h"
#include "heap/checked_block.h"
#include "heap/checked_report.h"
#include "heap/heap_walk.h"
#include "heap/large.h"
#include "heap/pool.h"
#include "os/os.h"

#include <string.h>
#include <unistd.h>

enum {
    ALIGNMENT = 16,
    REGION_SIZE = 16 << 20,         /* address space for the stacks */
    QUARANTINE_MAX = 16 << 20,      /* bytes of freed blocks that are kept, */
    QUARANTINE_SHARE = 8,           /* or this part of the limit; */
    QUARANTINE_BLOCK_MAX = 4 << 20, /* bigger blocks go back at once */
    VERIFY_INTERVAL = 4096          /* calls between two verifications at level 3 */
};

/* --- making and ending --- */

static Checked *make_table(int level, unsigned depth) {
    Checked *checked = os_memory_reserve(REGION_SIZE, HEAP_PAGE_SIZE);
    if (checked != NULL) {
        pthread_mutex_init(&checked->lock, NULL);
        checked->level = level;
        checked->depth = depth < STACKS_DEPTH_MAX ? depth : STACKS_DEPTH_MAX;
        checked->own = os_own_module();
        stacks_begin(&checked->stacks, checked, sizeof(*checked), REGION_SIZE);
    }
    return checked;
}

Heap *checked_create(const HeapConfig *config, unsigned depth) {
    HeapConfig plain = {.size = sizeof(plain)};
    if (config != NULL) {
        memcpy(&plain, config, base_min_size(config->size, sizeof(plain)));
    }
    Checked *checked = make_table(plain.check_level, depth);
    if (checked == NULL) {
        return NULL;
    }
    plain.size = sizeof(plain);
    plain.check_level = 0;
    plain.checked = checked;
    Heap *heap = heap_create(&plain);
    size_t used = ALIGN_UP(sizeof(Checked), (size_t)HEAP_PAGE_SIZE);
    if (heap == NULL || !arena_charge(heap, used)) {
        heap_destroy(heap);
        os_memory_release(checked, REGION_SIZE);
        return NULL;
    }
    heap->checking_bytes = used;
    return heap;
}

void checked_destroy(Heap *heap) {
    Checked *checked = heap->checked;
    heap_destroy(heap);
    os_memory_release(checked, REGION_SIZE);
}

/* --- the lock --- */

void checked_lock(Heap *heap) {
    pthread_mutex_lock(&heap->checked->lock);
}

void checked_unlock(Heap *heap) {
    pthread_mutex_unlock(&heap->checked->lock);
}

/* Where the caller is. Before the lock is taken: the unwinder may wait for locks of the loader,
 * which may allocate. */
static void look_around(const Heap *heap, CheckedPlace *place) {
    place->count = os_backtrace(place->frames, heap->checked->depth, heap->checked->own);
}

static uint32_t number_of(Heap *heap, const CheckedPlace *place) {
    return stacks_add(heap, &heap->checked->stacks, place->frames, place->count);
}

/* --- checking --- */

static void check_block(Heap *heap, const CheckedBlock *block, CheckedState state,
                        const CheckedPlace *place) {
    ptrdiff_t where;
    CheckedDamage damage = checked_block_damage(heap, block, state, &where);
    if (unlikely(damage != CHECKED_WHOLE)) {
        checked_report_damage(heap, block, damage, where, place);
    }
}

/* The beginning of a block has been overwritten: by an overrun of the block before it, if that is
 * damaged too. */
COLD NORETURN static void report_broken_block(Heap *heap, const CheckedBlock *block,
                                              const CheckedPlace *place) {
    const CheckedBlock *before = heap_find_block(heap, (const char *)block - 1);
    CheckedState state;
    if (before != NULL && checked_block_state(before, &state) && state != CHECKED_DEAD) {
        check_block(heap, before, state, place);
    }
    checked_report_fatal(heap, NULL, place,
                         "what is known of the block at %p was overwritten: "
                         "something wrote before its beginning",
                         (const void *)(block + 1));
}

COLD NORETURN static void report_double_free(Heap *heap, const CheckedBlock *block,
                                             const CheckedPlace *place) {
    checked_report_fatal(heap, block, place, "double free of block %p (%zu bytes)",
                         checked_block_bytes(block), block->size);
}

static const CheckedBlock *find_grave(const Checked *checked, const void *bytes) {
    for (size_t i = 1; i <= CHECKED_GRAVES && i <= checked->buried; i++) {
        const CheckedBlock *grave = &checked->graves[(checked->buried - i) % CHECKED_GRAVES];
        if (checked_block_bytes(grave) == bytes) {
            return grave;
        }
    }
    return NULL;
}

COLD NORETURN static void report_stray(Heap *heap, const void *bytes, const CheckedBlock *block,
                                       const CheckedPlace *place) {
    char where[256];
    if (block != NULL) {
        checked_report_fatal(heap, block, place,
                             "free of %p, %td bytes inside block %p "
                             "(%zu bytes)",
                             bytes, (const char *)bytes - (const char *)checked_block_bytes(block),
                             checked_block_bytes(block), block->size);
    }
    const CheckedBlock *grave = find_grave(heap->checked, bytes);
    if (grave != NULL) {
        report_double_free(heap, grave, place);
    }
    void *lowest;
    size_t size;
    if (os_stack_bounds(&lowest, &size) && (uintptr_t)bytes - (uintptr_t)lowest < size) {
        checked_report_fatal(heap, NULL, place, "free of %p, which is on the stack", bytes);
    }
    os_describe_address(bytes, where, sizeof(where));
    checked_report_fatal(heap, NULL, place, "free of %p, which is no block%s%s", bytes,
                         where[0] != '\0' ? " but " : "", where);
}

/* The live block of these bytes, whole; anything else ends the program. */
static CheckedBlock *live_block(Heap *heap, const void *bytes, const CheckedPlace *place) {
    CheckedBlock *block = heap_find_block(heap, bytes);
    CheckedState state = CHECKED_DEAD;
    if (block == NULL) {
        report_stray(heap, bytes, NULL, place);
    }
    if (!checked_block_state(block, &state)) {
        report_broken_block(heap, block, place);
    }
    if (bytes != checked_block_bytes(block)) {
        report_stray(heap, bytes, state == CHECKED_DEAD ? NULL : block, place);
    }
    if (state != CHECKED_LIVE) {
        report_double_free(heap, block, place);
    }
    check_block(heap, block, CHECKED_LIVE, place);
    return block;
}

/* --- the quarantine --- */

static void bury(Checked *checked, const CheckedBlock *block) {
    CheckedBlock *grave = &checked->graves[checked->buried++ % CHECKED_GRAVES];
    *grave = *block;
    grave->offset += (uintptr_t)block - (uintptr_t)grave;
    checked_block_set_state(grave, CHECKED_FREED);
}

static void leave_quarantine(Heap *heap, const CheckedPlace *place) {
    Checked *checked = heap->checked;
    CheckedBlock *block = checked->first;
    CheckedState state = CHECKED_DEAD;
    if (unlikely(!checked_block_state(block, &state) || state != CHECKED_FREED)) {
        report_broken_block(heap, block, place);
    }
    check_block(heap, block, CHECKED_FREED, place);
    checked->first = block->next;
    checked->quarantined -= heap_usable_size(heap, block);
    bury(checked, block);
    checked_block_set_state(block, CHECKED_DEAD);
    heap_free(heap, block);
}

static size_t quarantine_bound(const Heap *heap) {
    size_t limit = heap->limit;
    if (heap->account != NULL && heap->account->limit != 0) {
        limit = heap->account->limit;
    }
    return limit != 0 ? base_min_size(QUARANTINE_MAX, limit / QUARANTINE_SHARE) : QUARANTINE_MAX;
}

static void enter_quarantine(Heap *heap, CheckedBlock *block, const CheckedPlace *place) {
    Checked *checked = heap->checked;
    size_t size = heap_usable_size(heap, block);
    if (size > QUARANTINE_BLOCK_MAX) {
        bury(checked, block);
        checked_block_set_state(block, CHECKED_DEAD);
        heap_free(heap, block);
        return;
    }
    checked_block_fill_freed(block);
    checked_block_set_state(block, CHECKED_FREED);
    block->next = NULL;
    if (checked->first == NULL) {
        checked->first = block;
    } else {
        checked->last->next = block;
    }
    checked->last = block;
    checked->quarantined += size;
    size_t bound = quarantine_bound(heap);
    while (checked->quarantined > bound) {
        leave_quarantine(heap, place);
    }
}

static bool empty_quarantine(Heap *heap, const CheckedPlace *place) {
    bool any = heap->checked->first != NULL;
    while (heap->checked->first != NULL) {
        leave_quarantine(heap, place);
    }
    return any;
}

/* --- verifying --- */

typedef struct Verification {
    Heap *heap;
    const CheckedPlace *place;
} Verification;

static bool verify_block(void *user, void *raw, size_t usable_size, HeapKind kind) {
    Verification *verification = user;
    CheckedBlock *block = raw;
    CheckedState state = CHECKED_DEAD;
    (void)usable_size;
    (void)kind;
    if (!checked_block_state(block, &state)) {
        report_broken_block(verification->heap, block, verification->place);
    }
    if (state != CHECKED_DEAD) {
        check_block(verification->heap, block, state, verification->place);
    }
    return true;
}

static void verify(Heap *heap, const CheckedPlace *place) {
    Verification verification = {heap, place};
    heap_walk(heap, verify_block, &verification);
    heap_verify(heap);
}

/* Begins a call: where it comes from, then the lock. */
static void enter(Heap *heap, CheckedPlace *place) {
    look_around(heap, place);
    checked_lock(heap);
    if (heap->checked->level >= 3 && ++heap->checked->calls % VERIFY_INTERVAL == 0) {
        verify(heap, place);
    }
}

void checked_verify(Heap *heap) {
    CheckedPlace place;
    enter(heap, &place);
    verify(heap, &place);
    checked_unlock(heap);
}

size_t checked_trim(Heap *heap) {
    CheckedPlace place;
    enter(heap, &place);
    verify(heap, &place);
    size_t before = heap->from_system;
    (void)empty_quarantine(heap, &place);
    (void)heap_trim(heap);
    size_t after = heap->from_system;
    checked_unlock(heap);
    return before > after ? before - after : 0;
}

/* --- taking and giving, with the lock held --- */

static void *take(Heap *heap, size_t size, size_t alignment, bool zeroed,
                  const CheckedPlace *place) {
    size_t total;
    if (!base_add_size(size, CHECKED_OVERHEAD + (alignment > ALIGNMENT ? alignment : 0), &total)) {
        total = SIZE_MAX; /* is refused as what it is */
    }
    void *raw = zeroed ? heap_allocate_zeroed(heap, 1, total) : heap_allocate(heap, total);
    if (raw == NULL && empty_quarantine(heap, place)) {
        raw = zeroed ? heap_allocate_zeroed(heap, 1, total) : heap_allocate(heap, total);
    }
    if (raw == NULL) {
        return NULL;
    }
    CheckedBlock *block =
        checked_block_begin(heap, raw, alignment > ALIGNMENT ? alignment : ALIGNMENT, size);
    block->taken_at = number_of(heap, place);
    block->taken_by = (uint32_t)gettid();
    if (!zeroed) {
        checked_block_fill_fresh(block);
    }
    return checked_block_bytes(block);
}

static void give(Heap *heap, CheckedBlock *block, const CheckedPlace *place) {
    block->freed_at = number_of(heap, place);
    block->freed_by = (uint32_t)gettid();
    enter_quarantine(heap, block, place);
}

/* --- the interface --- */

static void *allocate(Heap *heap, size_t size, size_t alignment, bool zeroed) {
    CheckedPlace place;
    enter(heap, &place);
    void *bytes = take(heap, size, alignment, zeroed, &place);
    checked_unlock(heap);
    return bytes;
}

void *checked_allocate(Heap *heap, size_t size) {
    return allocate(heap, size, ALIGNMENT, false);
}

void *checked_allocate_zeroed(Heap *heap, size_t count, size_t size) {
    size_t total;
    if (!base_multiply_size(count, size, &total)) {
        total = SIZE_MAX;
    }
    return allocate(heap, total, ALIGNMENT, true);
}

void *checked_allocate_aligned(Heap *heap, size_t size, size_t alignment) {
    return allocate(heap, size, alignment, false);
}

bool checked_reallocate_in_place(Heap *heap, void *bytes, size_t new_size) {
    CheckedPlace place;
    enter(heap, &place);
    CheckedBlock *block = live_block(heap, bytes, &place);
    bool fits = checked_block_fits(heap, block, new_size);
    if (fits) {
        checked_block_resize(heap, block, new_size);
    }
    checked_unlock(heap);
    return fits;
}

/* A block always moves, so that uses of the old place are found. */
void *checked_reallocate(Heap *heap, void *bytes, size_t new_size) {
    if (bytes == NULL) {
        return checked_allocate(heap, new_size);
    }
    CheckedPlace place;
    enter(heap, &place);
    heap->reallocations++;
    CheckedBlock *block = live_block(heap, bytes, &place);
    void *moved = take(heap, new_size, ALIGNMENT, false, &place);
    if (moved != NULL) {
        memcpy(moved, bytes, base_min_size(block->size, new_size));
        give(heap, block, &place);
    }
    checked_unlock(heap);
    return moved;
}

void checked_free(Heap *heap, void *bytes) {
    if (bytes == NULL) {
        return;
    }
    CheckedPlace place;
    enter(heap, &place);
    give(heap, live_block(heap, bytes, &place), &place);
    checked_unlock(heap);
}

void checked_free_sized(Heap *heap, void *bytes, size_t size) {
    if (bytes == NULL) {
        return;
    }
    CheckedPlace place;
    enter(heap, &place);
    CheckedBlock *block = live_block(heap, bytes, &place);
    if (heap_rounded_size(block->size) != heap_rounded_size(size)) {
        checked_report_fatal(heap, block, &place,
                             "block %p (%zu bytes) was freed with a wrong "
                             "size, %zu",
                             bytes, block->size, size);
    }
    give(heap, block, &place);
    checked_unlock(heap);
}

size_t checked_usable_size(Heap *heap, const void *bytes) {
    CheckedPlace place;
    enter(heap, &place);
    size_t size = live_block(heap, bytes, &place)->size;
    checked_unlock(heap);
    return size;
}

/* --- looking at all blocks --- */

typedef struct Walk {
    HeapVisitor visitor;
    void *user;
} Walk;

static bool visit_live(void *user, void *raw, size_t usable_size, HeapKind kind) {
    const Walk *walk = user;
    const CheckedBlock *block = raw;
    CheckedState state;
    (void)usable_size;
    return !checked_block_state(block, &state) || state != CHECKED_LIVE ||
           walk->visitor(walk->user, checked_block_bytes(block), block->size, kind);
}

void checked_walk(Heap *heap, HeapVisitor visitor, void *user) {
    Walk walk = {visitor, user};
    checked_lock(heap);
    heap_walk(heap, visit_live, &walk);
    checked_unlock(heap);
}

/* Moves what is not the program's from what the heap counts as live to checking_bytes. */
static bool correct_for(void *user, void *raw, size_t usable_size, HeapKind kind) {
    HeapStatistics *out = user;
    const CheckedBlock *block = raw;
    CheckedState state;
    (void)kind;
    bool live = checked_block_state(block, &state) && state == CHECKED_LIVE;
    size_t others = usable_size - (live ? block->size : 0);
    if (usable_size <= HEAP_CLASS_MAX) {
        HeapClassStatistics *row =
            &out->classes[heap_bin_index(heap_class_compute(usable_size), HEAP_LEAF)];
        row->live_blocks -= !live;
        row->free_blocks += !live;
        out->live_block_bytes -= others;
    } else if (usable_size <= HEAP_RUN_MAX) {
        out->run_count -= !live;
        out->run_bytes -= others;
    } else {
        others += large_of(block)->block_offset;
        out->large_count -= !live;
        out->large_bytes -= others;
    }
    out->checking_bytes += others;
    return true;
}

void checked_statistics(Heap *heap, HeapStatistics *out) {
    checked_lock(heap);
    pool_flush_all(heap, HEAP_LEAF);
    heap_statistics(heap, out);
    heap_walk(heap, correct_for, out);
    out->live_bytes = out->live_block_bytes + out->run_bytes + out->large_bytes;
    out->fragmentation = 1.0 - (double)out->live_bytes / (double)out->from_system;
    checked_unlock(heap);
}

static bool want_all(const CheckedBlock *block) {
    (void)block;
    return true;
}

size_t checked_report(Heap *heap, int descriptor) {
    checked_lock(heap);
    size_t count = checked_report_live(heap, descriptor, "in use", want_all);
    checked_unlock(heap);
    return count;
}
