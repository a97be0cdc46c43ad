/* A thousand tenants, each with a runtime of its own that lives on between requests: a counter and
 * what they were told. Two threads serve them; no tenant sees another. */
#include <ouro.h>
#include <pthread.h>
#include <stdio.h>

enum { TENANTS = 1000, THREADS = 2, ROUNDS = 3 };

static OuroRuntime *tenants[TENANTS];

static const char PROGRAM[] = "count = 0\n"
                              "told = []\n"
                              "def request(word):\n"
                              "    global count\n"
                              "    count += 1\n"
                              "    told.append(f'{word}-{count}')\n"
                              "    return len(''.join(told))\n";

static bool open_tenant(int number) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.heap_limit_bytes = 2 << 20;
    config.instruction_budget = 100000;
    tenants[number] = ouro_open(&config);
    return tenants[number] && ouro_exec(tenants[number], PROGRAM);
}

/* The answer; -1 when the request failed. */
static int64_t serve(OuroRuntime *runtime, int number) {
    OuroRef function = ouro_get_global(runtime, "request");
    OuroRef word = ouro_str_format(runtime, "tenant%d", number);
    OuroBorrowed argument = ouro_borrow(word);
    OuroRef answer = ouro_call(runtime, ouro_borrow(function), &argument, 1);
    int64_t length = -1;
    if (!ouro_as_int64(runtime, ouro_borrow(answer), &length)) {
        ouro_error_drop(runtime);
    }
    ouro_release(runtime, answer);
    ouro_release(runtime, word);
    ouro_release(runtime, function);
    return length;
}

/* A thread serves every second tenant. */
static void *work(void *context) {
    int64_t *sum = context;
    for (int number = (int)*sum; number < TENANTS; number += THREADS) {
        if (!open_tenant(number)) {
            fprintf(stderr, "tenant %d cannot be opened\n", number);
        }
    }
    int first = (int)*sum;
    *sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int number = first; number < TENANTS; number += THREADS) {
            int64_t length = tenants[number] ? serve(tenants[number], number) : -1;
            *sum += round == ROUNDS - 1 ? length : 0;
        }
    }
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS];
    int64_t sums[THREADS], sum = 0;
    for (int i = 0; i < THREADS; i++) {
        sums[i] = i;
        pthread_create(&threads[i], NULL, work, &sums[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        sum += sums[i];
    }
    for (int number = 0; number < TENANTS; number++) {
        ouro_close(tenants[number]);
    }
    printf("%d tenants were told %lld characters\n", TENANTS, (long long)sum);
    return 0;
}
