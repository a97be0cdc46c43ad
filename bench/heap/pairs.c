/* Nanoseconds of processor time for a pair of allocation and free, by pattern; the block is touched
 * and the loop is included.
 *
 *     pairs [repetitions [text]]     prints one line per pattern (whose name has the text): name,
 *                                    median, minimum */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "allocator.h"

static uint64_t state = 88172645463325252u;

static inline uint32_t next_random(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 16);
}

/* Mostly small, like objects; the same sequence for every allocator. */
static uint16_t sizes[65536];

static void make_sizes(void) {
    for (size_t i = 0; i < 65536; i++) {
        uint32_t r = next_random();
        uint32_t top = (r & 3) == 0 ? 1024 : (r & 3) == 1 ? 256 : 96;
        sizes[i] = (uint16_t)(16 + (r >> 8) % (top - 16 + 1));
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static inline void touch(void *block) {
    *(volatile char *)block = 1;
}

static double lifo(size_t pairs, size_t size) {
    double begin = seconds();
    for (size_t i = 0; i < pairs; i++) {
        char *block = take(size);
        touch(block);
        __asm__ volatile("" : "+r"(block), "+r"(size));
        give(block, size);
    }
    return (seconds() - begin) / (double)pairs * 1e9;
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
    return (seconds() - begin) / (double)pairs * 1e9;
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
    double result = (seconds() - begin) / (double)pairs * 1e9;
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
    double result = (seconds() - begin) / (double)pairs * 1e9;
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
    double result = (seconds() - begin) / (double)pairs * 1e9;
    drain(live);
    return result;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    int repetitions = argc > 1 ? atoi(argv[1]) : 5;
    const char *text = argc > 2 ? argv[2] : "";
    static const struct {
        const char *name;
        double (*run)(size_t pairs, size_t number);
        size_t pairs;
        size_t number;
    } patterns[] = {
        {"lifo 64 constant", lifo_constant, 20000000, 0},
        {"lifo 64", lifo, 20000000, 64},
        {"fifo 10k mixed", fifo, 5000000, 10000},
        {"random 10k", random_order, 5000000, 10000},
        {"churn 1k live", churn, 5000000, 1000},
        {"churn 100k live", churn, 3000000, 100000},
        {"churn 1M live", churn, 2000000, 1000000},
    };
    make_sizes();
    for (size_t p = 0; p < sizeof(patterns) / sizeof(patterns[0]); p++) {
        double times[64];
        if (strstr(patterns[p].name, text) == NULL) {
            continue;
        }
        for (int i = 0; i < repetitions && i < 64; i++) {
            start();
            times[i] = patterns[p].run(patterns[p].pairs, patterns[p].number);
            finish();
        }
        qsort(times, (size_t)repetitions, sizeof(double), compare);
        printf("%-18s %7.2f %7.2f\n", patterns[p].name, times[repetitions / 2], times[0]);
    }
    return 0;
}
