/* What stays when a program frees its memory: 126 MiB of mixed blocks are taken, then 99.9 % of
 * them freed in random order, then all: resident MiB. With `grow`, sizes that grow from phase to
 * phase: resident bytes as a multiple of the live ones. */
#include "pattern.h"

enum { BLOCKS = 1 << 20, ITEMS = 100000 };

static char *blocks[BLOCKS];
static uint16_t lengths[BLOCKS];
static uint32_t order[BLOCKS];

static double resident(void) {
    return resident_bytes() / 1048576;
}

static void put(size_t i, size_t size) {
    if (blocks[i] != NULL) {
        give(blocks[i], lengths[i]);
    }
    lengths[i] = (uint16_t)size;
    blocks[i] = take(size);
    memset(blocks[i], 1, size);
}

static void drop(size_t i) {
    if (blocks[i] != NULL) {
        give(blocks[i], lengths[i]);
        blocks[i] = NULL;
    }
}

static void settle(double base) {
    size_t live = 0;
    size_t count = 0;
    while (live < (size_t)126 << 20) {
        uint32_t r = next_random();
        size_t size = 16 + (r >> 8) % ((r & 3) == 0 ? 1008 : (r & 3) == 1 ? 240 : 80);
        put(count++, size);
        live += size;
    }
    for (size_t i = 0; i < count; i++) {
        size_t other = next_random() % (i + 1);
        order[i] = order[other];
        order[other] = (uint32_t)i;
    }
    printf("%-18s %7.1f\n", "126 MiB taken", resident() - base);
    for (size_t i = 0; i < count; i++) {
        if (i % 1000 != 0) {
            drop(order[i]);
        }
    }
    live_on(300);
    printf("%-18s %7.1f\n", "99.9 % freed", resident() - base);
    for (size_t i = 0; i < count; i++) {
        drop(i);
    }
    live_on(300);
    printf("%-18s %7.1f\n", "all freed", resident() - base);
}

static void grow(double base) {
    size_t live = 0;
    for (size_t step = 0; step < 4 * ITEMS; step++) {
        put(next_random() % ITEMS, 40 + step / ITEMS * 100 + next_random() % 100);
    }
    for (size_t i = 0; i < ITEMS; i++) {
        live += blocks[i] != NULL ? lengths[i] : 0;
    }
    printf("%-18s %7.2f\n", "sizes grew, x", (resident() - base) * 1048576 / (double)live);
}

int main(int argc, char **argv) {
    memset(blocks, 0, sizeof(blocks));
    memset(lengths, 0, sizeof(lengths));
    memset(order, 0, sizeof(order));
    start();
    if (argc > 1 && strcmp(argv[1], "grow") == 0) {
        grow(resident());
    } else {
        settle(resident());
    }
    finish();
    return 0;
}
