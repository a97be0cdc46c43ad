/* Blocks that one thread takes and another frees; nanoseconds of both threads for a block. Batches
 * go through a ring, so that waiting costs little. See pattern.h for how to run it. */
#include "pattern.h"

#include <pthread.h>

#ifdef BENCH_PYMALLOC
/* It belongs to whoever holds CPython's lock: one thread at a time. */
int main(int argc, char **argv) {
    return pattern_main(argc, argv, NULL, 0);
}
#else

enum { RING = 64, BATCH = 256 };

typedef struct Ring {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t put; /* batches ever; RING at most are on their way */
    size_t got;
    void *batches[RING][BATCH];
} Ring;

static Ring ring = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void change(size_t *counter) {
    pthread_mutex_lock(&ring.lock);
    ++*counter;
    pthread_cond_signal(&ring.changed);
    pthread_mutex_unlock(&ring.lock);
}

static void wait_for_room(void) {
    pthread_mutex_lock(&ring.lock);
    while (ring.put - ring.got == RING) {
        pthread_cond_wait(&ring.changed, &ring.lock);
    }
    pthread_mutex_unlock(&ring.lock);
}

static void wait_for_batch(void) {
    pthread_mutex_lock(&ring.lock);
    while (ring.put == ring.got) {
        pthread_cond_wait(&ring.changed, &ring.lock);
    }
    pthread_mutex_unlock(&ring.lock);
}

static void *free_batches(void *count) {
    for (size_t left = *(const size_t *)count; left != 0; left--) {
        wait_for_batch();
        void **batch = ring.batches[ring.got % RING];
        for (size_t i = 0; i < BATCH; i++) {
            give_remotely(batch[i]);
        }
        change(&ring.got);
    }
    return NULL;
}

/* `size` 0: mixed. */
static double hand_over(size_t turns, size_t size) {
    pthread_t other;
    size_t count = turns / BATCH;
    ring.put = ring.got = 0;
    double begin = seconds();
    if (pthread_create(&other, NULL, free_batches, &count) != 0) {
        exit(1);
    }
    for (size_t n = 0; n < count; n++) {
        wait_for_room();
        void **batch = ring.batches[ring.put % RING];
        for (size_t i = 0; i < BATCH; i++) {
            batch[i] = take(size != 0 ? size : sizes[(n * BATCH + i) % SIZES]);
            touch(batch[i]);
        }
        change(&ring.put);
    }
    pthread_join(other, NULL);
    return turn_nanoseconds(begin, turns);
}

int main(int argc, char **argv) {
    static const Pattern patterns[] = {
        {"hand over 64", hand_over, 4000000, 64},
        {"hand over mixed", hand_over, 4000000, 0},
    };
    return pattern_main(argc, argv, patterns, sizeof(patterns) / sizeof(patterns[0]));
}
#endif
