/* Has libFuzzer change programs by mutate.h, for the targets that this file is linked to. */
#include "fuzz.h"
#include "mutate.h"

#include <string.h>

#include <ouro.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t capacity);
int LLVMFuzzerInitialize(int *count, char ***arguments);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t capacity, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
                                 uint8_t *out, size_t capacity, unsigned seed);

/* The names that ouro has: nothing to keep up to date. */
static char *names_of(OuroRuntime *runtime, const char *expression) {
    OuroRef value = ouro_eval(runtime, expression);
    const char *text = ouro_as_text(runtime, ouro_borrow(value), NULL);
    char *names = text ? strdup(text) : NULL;
    if (!names) {
        fputs(ouro_last_error(runtime), stderr);
        abort();
    }
    ouro_release(runtime, value);
    return names;
}

static const char look_around[] =
    "import sys\n"
    "modules = [__import__(name) for name in sys.builtin_module_names\n"
    "           if name not in ('_thread', 'posix', 'faulthandler')]\n"
    "expressions = dir(__builtins__) + [\n"
    "    f'__import__({module.__name__!r}).{name}' for module in modules for name in dir(module)]\n"
    "types = {each if isinstance(each, type) else type(each) for module in modules + "
    "[__builtins__]\n"
    "         for each in vars(module).values()}\n"
    "attributes = sorted({name for each in types for name in dir(each)})\n";

int LLVMFuzzerInitialize(int *count, char ***arguments) {
    (void)count;
    (void)arguments;
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_LIBRARY;
    OuroRuntime *runtime = ouro_open(&config);
    if (!runtime || !ouro_exec(runtime, look_around)) {
        fputs(runtime ? ouro_last_error(runtime) : "no runtime\n", stderr);
        abort();
    }
    mutate_set_names(names_of(runtime, "'\\n'.join(expressions)"),
                     names_of(runtime, "'\\n'.join(attributes)"));
    ouro_close(runtime);
    return 0;
}

/* Of eight, one changes bytes, one the head, six the program. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t capacity, unsigned seed) {
    if (size < HEAD || capacity <= HEAD || seed % 8 == 0) {
        return LLVMFuzzerMutate(data, size, capacity);
    }
    if (seed % 8 == 1) {
        LLVMFuzzerMutate(data, HEAD, HEAD);
        return size;
    }
    Script script = {(char *)data + HEAD, size - HEAD, capacity - HEAD};
    mutate_script(&script, seed);
    return HEAD + script.length;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
                                 uint8_t *out, size_t capacity, unsigned seed) {
    if (a_size < HEAD || b_size < HEAD || capacity < a_size) {
        return 0;
    }
    memcpy(out, a, a_size);
    Script script = {(char *)out + HEAD, a_size - HEAD, capacity - HEAD};
    mutate_cross(&script, (const char *)b + HEAD, b_size - HEAD, seed);
    return HEAD + script.length;
}
