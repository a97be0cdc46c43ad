/* Many runtimes in two threads, each running scripts and dying at random, interrupted now and then
 * by two further threads: no thread sees another, and the memory is flat afterwards. `./dev tsan`
 * runs it under ThreadSanitizer. */
#include "ouro.h"
#include "unit.h"
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

/* Fewer where every check or collection makes each of them slow. */
enum { THREADS = 2, RUNTIMES = OURO_STRESS ? 12 : OURO_CHECK_LEVEL ? 60 : 1000, ALIVE = 12 };

static const struct {
    const char *text;
    OuroErrorKind ends;
} SCRIPTS[] = {
    {"sum(i * i for i in range(200))", OURO_ERROR_NONE},
    {"d = {str(i): [i] for i in range(300)}\ndel d", OURO_ERROR_NONE},
    {"class A:\n    def __init__(self): self.me = self\nfor i in range(200): A()", OURO_ERROR_NONE},
    {"x = 'a'\nwhile True: x += x", OURO_ERROR_MEMORY},
    {"def f(): return f()\nf()", OURO_ERROR_DEPTH},
    {"while True: pass", OURO_ERROR_INSTRUCTIONS},
    {"1 // 0", OURO_ERROR_EXCEPTION},
    {"import math, itertools, operator, collections", OURO_ERROR_EXCEPTION},
    {"assert mine == number, (mine, number)", OURO_ERROR_NONE},
};

static atomic_uint wrong;

typedef struct Worker {
    uint64_t seed;
    pthread_mutex_t lock;
    OuroRuntime *running; /* under the lock; NULL between two scripts */
    bool done;            /* under the lock */
} Worker;

static uint64_t next_random(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return *state >> 33;
}

static OuroRuntime *open_one(uint64_t number) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.heap_limit_bytes = 3 << 20;
    config.instruction_budget = OURO_STRESS ? 400000 : 2000000; /* memory runs out before it */
    OuroRuntime *runtime = ouro_open(&config);
    OuroRef mine = runtime ? ouro_uint(runtime, number) : NULL;
    if (!mine || !ouro_set_global(runtime, "mine", ouro_borrow(mine))) {
        wrong++;
    }
    if (runtime) {
        ouro_release(runtime, mine);
    }
    return runtime;
}

static void set_running(Worker *worker, OuroRuntime *runtime) {
    pthread_mutex_lock(&worker->lock);
    worker->running = runtime;
    pthread_mutex_unlock(&worker->lock);
}

/* An interrupt may come at any time until set_running(worker, NULL), and be answered later. */
static void clean_up(OuroRuntime *runtime) {
    for (int i = 0; !ouro_exec(runtime, "x = d = None"); i++) {
        if (i == 2 || ouro_error_kind(runtime) != OURO_ERROR_INTERRUPT) {
            wrong++;
            return;
        }
        ouro_error_drop(runtime);
    }
}

static void run_one(Worker *worker, OuroRuntime *runtime, uint64_t number, size_t script) {
    OuroRef value = ouro_uint(runtime, number);
    ouro_set_global(runtime, "number", ouro_borrow(value));
    ouro_release(runtime, value);
    set_running(worker, runtime);
    ouro_exec(runtime, SCRIPTS[script].text);
    OuroErrorKind kind = ouro_error_kind(runtime);
    if (kind != SCRIPTS[script].ends && kind != OURO_ERROR_INTERRUPT) {
        printf("%s: %d\n", SCRIPTS[script].text, kind);
        wrong++;
    }
    ouro_error_drop(runtime);
    set_running(worker, NULL);
    clean_up(runtime);
}

static void *interrupt_at_random(void *context) {
    Worker *worker = context;
    uint64_t state = worker->seed;
    for (bool done = false; !done;) {
        struct timespec pause = {.tv_nsec = (long)(next_random(&state) % 4000000)};
        nanosleep(&pause, NULL);
        pthread_mutex_lock(&worker->lock);
        if (worker->running) {
            ouro_interrupt(worker->running);
        }
        done = worker->done;
        pthread_mutex_unlock(&worker->lock);
    }
    return NULL;
}

static void *work(void *context) {
    Worker *worker = context;
    uint64_t state = worker->seed;
    OuroRuntime *alive[ALIVE] = {NULL};
    uint64_t numbers[ALIVE] = {0};
    for (int opened = 0; opened < RUNTIMES / THREADS;) {
        size_t place = next_random(&state) % ALIVE;
        if (!alive[place]) {
            numbers[place] = next_random(&state);
            alive[place] = open_one(numbers[place]);
            opened++;
        } else if (next_random(&state) % 3 == 0) {
            if (ouro_close_checked(alive[place], NULL, NULL) != 0) {
                wrong++;
            }
            alive[place] = NULL;
        } else {
            size_t count = sizeof SCRIPTS / sizeof SCRIPTS[0];
            run_one(worker, alive[place], numbers[place], next_random(&state) % count);
        }
    }
    for (size_t place = 0; place < ALIVE; place++) {
        ouro_close(alive[place]);
    }
    return NULL;
}

/* Sanitizers hold freed memory back for a while. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { HOLDS_MEMORY_BACK = 1 };
#else
enum { HOLDS_MEMORY_BACK = 0 };
#endif

static void round_of_threads(void) {
    pthread_t threads[THREADS];
    pthread_t interrupters[THREADS];
    Worker workers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (Worker){.seed = unit.seed + (uint64_t)i};
        pthread_mutex_init(&workers[i].lock, NULL);
        pthread_create(&threads[i], NULL, work, &workers[i]);
        pthread_create(&interrupters[i], NULL, interrupt_at_random, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        pthread_mutex_lock(&workers[i].lock);
        workers[i].done = true;
        pthread_mutex_unlock(&workers[i].lock);
        pthread_join(interrupters[i], NULL);
        pthread_mutex_destroy(&workers[i].lock);
    }
}

static void test_a_thousand_runtimes_do_not_meet(void) {
    round_of_threads();
    UNIT_CHECK(wrong == 0);
}

/* What threads leave in their stacks and in the ended heaps at hand varies, up to a bound; a leak
 * grows in each round. */
static void test_memory_is_flat_after_many_runtimes(void) {
    enum { ROUNDS = 10, BYTES = 64 << 10 };
    bool flat = HOLDS_MEMORY_BACK;
    for (int i = 0; i < ROUNDS && (i == 0 || !flat); i++) {
        size_t before = unit_resident_bytes();
        round_of_threads();
        UNIT_CHECK(wrong == 0);
        size_t after = unit_resident_bytes();
        flat |= after < before + BYTES;
        printf("%zu KB before, %zu KB after\n", before / 1024, after / 1024);
    }
    UNIT_CHECK(flat);
}

static void *interrupt_soon(void *context) {
    struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    nanosleep(&pause, NULL);
    ouro_interrupt(context);
    return NULL;
}

static void test_another_thread_interrupts(void) {
    OuroRuntime *runtime = ouro_open(NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, interrupt_soon, runtime);
    UNIT_CHECK(!ouro_exec(runtime, "while True: pass"));
    UNIT_CHECK(ouro_error_kind(runtime) == OURO_ERROR_INTERRUPT);
    pthread_join(thread, NULL);
    ouro_error_drop(runtime);
    UNIT_CHECK(ouro_exec(runtime, "x = 1"));
    ouro_close(runtime);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_a_thousand_runtimes_do_not_meet);
    UNIT_RUN(test_memory_is_flat_after_many_runtimes);
    UNIT_RUN(test_another_thread_interrupts);
    return unit_result();
}
