/* Growth and shrink: what a change of a block's size costs. See pattern.h for how to run it. */
#include "pattern.h"

enum { BUFFERS_MAX = 1000 };

static char *buffers[BUFFERS_MAX];
static size_t lengths[BUFFERS_MAX];

/* As lists and vectors grow. */
static size_t more(size_t size) {
    return size + size / 8 + 16;
}

static void set(size_t i, size_t size) {
    buffers[i] = resize(buffers[i], size);
    lengths[i] = size;
    touch(buffers[i] + size - 1);
}

static void begin_all(size_t count, size_t size) {
    for (size_t i = 0; i < count; i++) {
        buffers[i] = take(size);
        lengths[i] = size;
        touch(buffers[i]);
    }
}

static void end_all(size_t count) {
    for (size_t i = 0; i < count; i++) {
        give(buffers[i], lengths[i]);
    }
}

/* One buffer from 16 bytes to 8 MiB, again and again. */
static double grow_one(size_t turns, size_t top) {
    double begin = seconds();
    for (size_t done = 0; done < turns;) {
        begin_all(1, 16);
        for (; lengths[0] < top; done++) {
            set(0, more(lengths[0]));
        }
        end_all(1);
    }
    return turn_nanoseconds(begin, turns);
}

/* A thousand buffers grow side by side. */
static double grow_many(size_t turns, size_t top) {
    double begin = seconds();
    for (size_t done = 0; done < turns;) {
        begin_all(BUFFERS_MAX, 16);
        while (lengths[BUFFERS_MAX - 1] < top) {
            for (size_t i = 0; i < BUFFERS_MAX; i++, done++) {
                set(i, more(lengths[i]));
            }
        }
        end_all(BUFFERS_MAX);
    }
    return turn_nanoseconds(begin, turns);
}

/* A thousand buffers lose a quarter each, until little is left. */
static double shrink_many(size_t turns, size_t top) {
    double begin = seconds();
    for (size_t done = 0; done < turns;) {
        begin_all(BUFFERS_MAX, top);
        while (lengths[BUFFERS_MAX - 1] > 32) {
            for (size_t i = 0; i < BUFFERS_MAX; i++, done++) {
                set(i, lengths[i] - lengths[i] / 4);
            }
        }
        end_all(BUFFERS_MAX);
    }
    return turn_nanoseconds(begin, turns);
}

/* Any of a thousand buffers gets any size. */
static double resize_any(size_t turns, size_t unused) {
    (void)unused;
    begin_all(BUFFERS_MAX, 64);
    double begin = seconds();
    for (size_t i = 0; i < turns; i++) {
        set(next_random() % BUFFERS_MAX, sizes[i % SIZES]);
    }
    double result = turn_nanoseconds(begin, turns);
    end_all(BUFFERS_MAX);
    return result;
}

int main(int argc, char **argv) {
    static const Pattern patterns[] = {
        {"grow one to 8 MiB", grow_one, 2000, 8 << 20},
        {"grow 1k to 4 KiB", grow_many, 1000000, 4096},
        {"shrink 1k from 4 KiB", shrink_many, 1000000, 4096},
        {"resize any of 1k", resize_any, 2000000, 0},
    };
    return pattern_main(argc, argv, patterns, sizeof(patterns) / sizeof(patterns[0]));
}
