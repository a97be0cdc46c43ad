/* What embedding costs: opening and closing, the first expression, calls over the border both ways.
 * bench/embed/peers does the same with Lua and CPython. */
#include "measure.h"
#include "ouro.h"

static OuroRuntime *runtime;
static OuroRef empty, caller;

static void open_and_close(int count) {
    for (int i = 0; i < count; i++) {
        ouro_close(ouro_open(NULL));
    }
}

static void first_expression(int count) {
    for (int i = 0; i < count; i++) {
        OuroRuntime *fresh = ouro_open(NULL);
        ouro_release(fresh, ouro_eval(fresh, "1+2"));
        ouro_close(fresh);
    }
}

static void another_expression(int count) {
    for (int i = 0; i < count; i++) {
        ouro_release(runtime, ouro_eval(runtime, "1+2"));
    }
}

static void call_python(int count) {
    for (int i = 0; i < count; i++) {
        ouro_release(runtime, ouro_call(runtime, ouro_borrow(empty), NULL, 0));
    }
}

/* A loop in Python that calls a host function `count` times; less the loop without the call. */
static void call_host(int count) {
    OuroRef number = ouro_int(runtime, count);
    OuroBorrowed argument = ouro_borrow(number);
    ouro_release(runtime, ouro_call(runtime, ouro_borrow(caller), &argument, 1));
    ouro_release(runtime, number);
}

static OuroRef host(OuroRuntime *caller_runtime, const OuroCall *call) {
    (void)caller_runtime;
    (void)call;
    return ouro_retain(ouro_none());
}

static const OuroMethod HOST = {"host", host, 0, 0, false, NULL, NULL};

int main(void) {
    runtime = ouro_open(NULL);
    OuroRef function = ouro_function(runtime, &HOST);
    ouro_set_global(runtime, "host", ouro_borrow(function));
    ouro_release(runtime, function);
    ouro_exec(runtime, "def empty(): pass\n"
                       "def caller(n):\n"
                       "    call = host\n"
                       "    for i in range(n): call()\n");
    empty = ouro_get_global(runtime, "empty");
    caller = ouro_get_global(runtime, "caller");
    measure("open and close", open_and_close, 200);
    measure("open, 1+2, close", first_expression, 200);
    measure("1+2 in one that is open", another_expression, 2000);
    measure("C to Python and back", call_python, 20000);
    measure("Python to C and back, in a loop", call_host, 20000);
    ouro_release(runtime, empty);
    ouro_release(runtime, caller);
    ouro_close(runtime);
    return 0;
}
