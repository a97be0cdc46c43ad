/* Blocks of a checked heap: their marks, guards and junk. */
#include "heap/checked_block.h"

#include <string.h>

enum {
    GUARD = 0xfb,
    JUNK_FRESH = 0xcd,
    JUNK_FREED = 0xdd,
    FRONT_GUARD_MAX = 64, /* bytes before a block that are checked */
    BACK_GUARD_MIN = CHECKED_OVERHEAD - sizeof(CheckedBlock), /* and behind it */
    BACK_GUARD_MAX = 4096,
    FRESH_FILL_MAX = 1 << 20 /* of a block that may never be touched as a whole */
};

static const uint64_t marks[] = {
    [CHECKED_DEAD] = UINT64_C(0x6465616464656164),
    [CHECKED_LIVE] = UINT64_C(0x6c6976656c697665),
    [CHECKED_FREED] = UINT64_C(0x6672656566726565),
};

/* --- marks --- */

void checked_block_set_state(CheckedBlock *block, CheckedState state) {
    block->mark = marks[state] ^ (uintptr_t)block;
}

bool checked_block_state(const CheckedBlock *block, CheckedState *state) {
    uint64_t mark = block->mark ^ (uintptr_t)block;
    for (unsigned i = 0; i < COUNT_OF(marks); i++) {
        if (mark == marks[i]) {
            *state = (CheckedState)i;
            return true;
        }
    }
    return false;
}

/* --- guards --- */

/* Eight bytes of anything, wherever they begin. */
typedef uint64_t __attribute__((aligned(1), may_alias)) AnyWord;

/* The first of the bytes that is not `value`; `size`: all are. ThreadSanitizer does not look at
 * these reads: they are of memory that no thread may use, and it would be busy with every freed
 * byte, under the lock. */
__attribute__((no_sanitize("thread"))) static size_t find_other(const unsigned char *bytes,
                                                                size_t size, unsigned char value) {
    const uint64_t expected = UINT64_C(0x0101010101010101) * value;
    size_t i = 0;
    for (; size - i >= 4 * sizeof(AnyWord); i += 4 * sizeof(AnyWord)) {
        const AnyWord *words = (const AnyWord *)(const void *)(bytes + i);
        if (((words[0] ^ expected) | (words[1] ^ expected) | (words[2] ^ expected) |
             (words[3] ^ expected)) != 0) {
            break;
        }
    }
    while (i < size && bytes[i] == value) {
        i++;
    }
    return i;
}

static size_t front_size(const CheckedBlock *block) {
    return base_min_size(block->offset - offsetof(CheckedBlock, guard), FRONT_GUARD_MAX);
}

static size_t back_size(const Heap *heap, const CheckedBlock *block) {
    size_t room = heap_usable_size(heap, block) - block->offset - block->size;
    return base_min_size(room, BACK_GUARD_MAX);
}

static void set_guards(const Heap *heap, CheckedBlock *block) {
    unsigned char *bytes = checked_block_bytes(block);
    memset(bytes - front_size(block), GUARD, front_size(block));
    memset(bytes + block->size, GUARD, back_size(heap, block));
}

CheckedBlock *checked_block_begin(const Heap *heap, void *raw, size_t alignment, size_t size) {
    CheckedBlock *block = raw;
    uintptr_t bytes = ALIGN_UP((uintptr_t)raw + sizeof(CheckedBlock), (uintptr_t)alignment);
    memset(block, 0, sizeof(*block));
    block->offset = bytes - (uintptr_t)raw;
    block->size = size;
    checked_block_set_state(block, CHECKED_LIVE);
    set_guards(heap, block);
    return block;
}

bool checked_block_fits(const Heap *heap, const CheckedBlock *block, size_t size) {
    size_t room = heap_usable_size(heap, block) - block->offset;
    return size <= room && room - size >= BACK_GUARD_MIN;
}

void checked_block_resize(const Heap *heap, CheckedBlock *block, size_t size) {
    block->size = size;
    set_guards(heap, block);
}

void checked_block_fill_fresh(CheckedBlock *block) {
    memset(checked_block_bytes(block), JUNK_FRESH, base_min_size(block->size, FRESH_FILL_MAX));
}

void checked_block_fill_freed(CheckedBlock *block) {
    memset(checked_block_bytes(block), JUNK_FREED, block->size);
}

CheckedDamage checked_block_damage(const Heap *heap, const CheckedBlock *block, CheckedState state,
                                   ptrdiff_t *where) {
    const unsigned char *bytes = checked_block_bytes(block);
    size_t front = front_size(block);
    size_t found = find_other(bytes - front, front, GUARD);
    if (found != front) {
        *where = (ptrdiff_t)found - (ptrdiff_t)front;
        return CHECKED_FRONT;
    }
    size_t back = back_size(heap, block);
    found = find_other(bytes + block->size, back, GUARD);
    if (found != back) {
        *where = (ptrdiff_t)(block->size + found);
        return CHECKED_BACK;
    }
    if (state == CHECKED_FREED) {
        found = find_other(bytes, block->size, JUNK_FREED);
        *where = (ptrdiff_t)found;
        return found != block->size ? CHECKED_JUNK : CHECKED_WHOLE;
    }
    return CHECKED_WHOLE;
}
