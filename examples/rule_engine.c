/* A rule engine: each request runs a user's script inside 4 MiB and 10 ms. Hostile scripts end with
 * an error of their own, and the next request is served as if nothing had been. */
#include <ouro.h>
#include <stdio.h>
#include <string.h>

typedef struct Request {
    const char *customer;
    int64_t total;
    const char *rule; /* sets `discount`, in percent */
} Request;

static const Request REQUESTS[] = {
    {"ann", 120, "discount = 10 if total > 100 else 0"},
    {"bob", 80, "discount = 10 if total > 100 else 0"},
    {"eve", 1, "while True: pass"},
    {"eve", 2, "x = []\nwhile True: x.append(x[:])"},
    {"eve", 3, "discount = 9 ** 9 ** 9"},
    {"eve", 4, "discount = 'x' * 10 ** 9"},
    {"eve", 5, "def f(): f()\nf()"},
    {"eve", 6, "while True:\n    try:\n        while True: pass\n    except BaseException: pass"},
    {"eve", 7, "open('/etc/passwd')"},
    {"eve", 8, "import os; os.system('reboot')"},
    {"eve", 9, "().__class__.__base__.__subclasses__()[40]('/etc/passwd')"},
    {"eve", 10, "discount = sum(range(10 ** 12))"},
    {"zoe", 300, "discount = sum(5 for word in customer.split() if total > 200)"},
};

/* The discount, or -1 with the reason in `why`. */
static int64_t decide(const OuroConfig *config, const Request *request, char *why, size_t size) {
    int64_t discount = -1;
    OuroRuntime *runtime = ouro_open(config);
    if (!runtime) {
        snprintf(why, size, "no memory");
        return -1;
    }
    OuroRef customer = ouro_str(runtime, request->customer);
    OuroRef total = ouro_int(runtime, request->total);
    bool done = ouro_set_global(runtime, "customer", ouro_borrow(customer)) &&
                ouro_set_global(runtime, "total", ouro_borrow(total)) &&
                ouro_run_text(runtime, request->rule, strlen(request->rule), "rule") == OURO_DONE;
    OuroRef result = done ? ouro_get_global(runtime, "discount") : NULL;
    if (!ouro_as_int64(runtime, ouro_borrow(result), &discount)) {
        OuroError error;
        ouro_error_take(runtime, &error);
        snprintf(why, size, "%s: %s", error.type, error.message);
        ouro_error_free(runtime, &error);
    }
    ouro_release(runtime, result);
    ouro_release(runtime, total);
    ouro_release(runtime, customer);
    ouro_close(runtime);
    return discount;
}

int main(void) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.heap_limit_bytes = 4 << 20;
    config.time_budget_ns = 10 * 1000 * 1000;
    config.call_depth = 200;
    for (size_t i = 0; i < sizeof REQUESTS / sizeof REQUESTS[0]; i++) {
        char why[200] = "";
        int64_t discount = decide(&config, &REQUESTS[i], why, sizeof why);
        if (discount >= 0) {
            printf("%s %d: %d %%\n", REQUESTS[i].customer, (int)REQUESTS[i].total, (int)discount);
        } else {
            printf("%s %d: refused, %s\n", REQUESTS[i].customer, (int)REQUESTS[i].total, why);
        }
    }
    return 0;
}
