/* A pair of allocation and free, by the order in which blocks come and go; the block is touched and
 * the loop is included. See pattern.h for how to run it. */
#include "pattern.h"

static double lifo(size_t pairs, size_t size) {
    double begin = seconds();
    for (size_t i = 0; i < pairs; i++) {
        char *block = take(size);
        touch(block);
        __asm__ volatile("" : "+r"(block), "+r"(size));
        give(block, size);
    }
    return turn_nanoseconds(begin, pairs);
}

static double lifo_constant(size_t pairs, size_t unused) {
    (void)unused;
    double begin = seconds();
    for (size_t i = 0; i < pairs; i++) {
        char *block = take(64);
        touch(block);
        __asm__ volatile("" : "+r"(block));
        give(block, 64);
    }
    return turn_nanoseconds(begin, pairs);
}

typedef struct Slot {
    void *block;
    size_t size;
} Slot;
static Slot *slots;

static void fill(size_t live) {
    slots = malloc(live * sizeof(Slot));
    for (size_t i = 0; i < live; i++) {
        slots[i].size = sizes[i & 65535];
        slots[i].block = take(slots[i].size);
        touch(slots[i].block);
    }
}

static void drain(size_t live) {
    for (size_t i = 0; i < live; i++) {
        give(slots[i].block, slots[i].size);
    }
    free(slots);
}

/* Each pair frees the oldest block and allocates a new one. */
static double fifo(size_t pairs, size_t live) {
    fill(live);
    double begin = seconds();
    size_t place = 0;
    for (size_t i = 0; i < pairs; i++) {
        Slot *slot = &slots[place];
        place = place + 1 == live ? 0 : place + 1;
        give(slot->block, slot->size);
        slot->size = sizes[(i * 7 + live) & 65535];
        slot->block = take(slot->size);
        touch(slot->block);
    }
    double result = turn_nanoseconds(begin, pairs);
    drain(live);
    return result;
}

/* Allocates `live` blocks, frees them in random order, again and again. */
static double random_order(size_t pairs, size_t live) {
    slots = malloc(live * sizeof(Slot));
    uint32_t *order = malloc(live * sizeof(uint32_t));
    for (size_t i = 0; i < live; i++) {
        size_t other = next_random() % (i + 1);
        order[i] = order[other];
        order[other] = (uint32_t)i;
    }
    double begin = seconds();
    for (size_t done = 0; done < pairs; done += live) {
        for (size_t i = 0; i < live; i++) {
            slots[i].size = sizes[(i + done) & 65535];
            slots[i].block = take(slots[i].size);
            touch(slots[i].block);
        }
        for (size_t i = 0; i < live; i++) {
            Slot *slot = &slots[order[i]];
            give(slot->block, slot->size);
        }
    }
    double result = turn_nanoseconds(begin, pairs);
    free(order);
    free(slots);
    return result;
}

/* Each pair replaces a random block of `live`. */
static double churn(size_t pairs, size_t live) {
    fill(live);
    double begin = seconds();
    for (size_t i = 0; i < pairs; i++) {
        uint32_t r = next_random();
        Slot *slot = &slots[(uint64_t)r * live >> 32];
        give(slot->block, slot->size);
        slot->size = sizes[i & 65535];
        slot->block = take(slot->size);
        touch(slot->block);
    }
    double result = turn_nanoseconds(begin, pairs);
    drain(live);
    return result;
}

int main(int argc, char **argv) {
    static const Pattern patterns[] = {
        {"lifo 64 constant", lifo_constant, 4000000, 0},
        {"lifo 64", lifo, 4000000, 64},
        {"fifo 10k mixed", fifo, 1500000, 10000},
        {"random 10k", random_order, 1500000, 10000},
        {"churn 1k live", churn, 1500000, 1000},
        {"churn 100k live", churn, 3000000, 100000},
        {"churn 1M live", churn, 2000000, 1000000},
    };
    return pattern_main(argc, argv, patterns, sizeof(patterns) / sizeof(patterns[0]));
}
