/* What a further runtime in a process costs: to open it, to run `1+2` in it, to close it, and how
 * much memory it holds. Runtimes are kept open beside each other, so none gets back what another
 * has just left. usage: runtimes [COUNT]   (200) */
#include <ouro.h>

#include "../resident.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MAX_RUNTIMES = 1000 };

static OuroRuntime *runtimes[MAX_RUNTIMES];
static double times[MAX_RUNTIMES];

static double now_us(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* The pages of files are shared by all runtimes. */
static double private_kb(void) {
    return resident_private_bytes() / 1024;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_times(const char *what, int count, double target) {
    qsort(times, (size_t)count, sizeof *times, by_value);
    printf("  %-22s median %7.1f us, fastest %7.1f us (target %.0f us)\n", what, times[count / 2],
           times[0], target);
}

static OuroRuntime *open_one(uint32_t grants) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = grants;
    OuroRuntime *runtime = ouro_open(&config);
    if (runtime == NULL) {
        fprintf(stderr, "a runtime cannot be opened\n");
        exit(1);
    }
    return runtime;
}

static void add(OuroRuntime *runtime) {
    int64_t number = 0;
    OuroRef sum = ouro_eval(runtime, "1+2");
    if (!ouro_as_int64(runtime, ouro_borrow(sum), &number) || number != 3) {
        fprintf(stderr, "1+2 is wrong\n");
        exit(1);
    }
    ouro_release(runtime, sum);
}

static void measure(const char *title, uint32_t grants, int count) {
    printf("%s, %d runtimes:\n", title, count);
    OuroRuntime *first = open_one(grants);
    add(first);
    double before = private_kb();
    for (int i = 0; i < count; i++) {
        double start = now_us();
        runtimes[i] = open_one(grants);
        times[i] = now_us() - start;
    }
    print_times("open", count, 50);
    printf("  %-22s %7.1f kB (target 100 kB)\n", "memory", (private_kb() - before) / (double)count);
    for (int i = 0; i < count; i++) {
        double start = now_us();
        add(runtimes[i]);
        times[i] = now_us() - start;
    }
    print_times("1+2, the first time", count, 60);
    printf("  %-22s %7.1f kB\n", "memory after it", (private_kb() - before) / (double)count);
    for (int i = 0; i < count; i++) {
        double start = now_us();
        ouro_close(runtimes[i]);
        times[i] = now_us() - start;
    }
    print_times("close", count, 20);
    for (int i = 0; i < count; i++) {
        double start = now_us();
        OuroRuntime *runtime = open_one(grants);
        add(runtime);
        ouro_close(runtime);
        times[i] = now_us() - start;
    }
    print_times("open, 1+2 and close", count, 60);
    ouro_close(first);
}

int main(int argc, char **argv) {
    int count = argc > 1 ? atoi(argv[1]) : 200;
    if (count < 1 || count > MAX_RUNTIMES) {
        fprintf(stderr, "usage: runtimes [COUNT] (1 to %d)\n", MAX_RUNTIMES);
        return 2;
    }
    measure("nothing granted", 0, count);
    measure("all granted", OURO_GRANT_ALL, count);
    return 0;
}
