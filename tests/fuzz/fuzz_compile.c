/* Compiles whatever it is given. The first byte chooses mode and flags, the second lets an
 * allocation of the heap fail. There must be code or an exception, never both; the code must be
 * whole; and nothing may stay alive when its runtime ends. */
#include "fuzz.h"

#include "api/embed.h"
#include "compile/compile.h"
#include "object/error.h"
#include "object/operations.h"
#include "object/tuple.h"

enum { INPUTS_OF_A_RUNTIME = 500 };

static OuroRuntime *runtime;
static unsigned inputs;

/* Warnings are written. */
static bool discard(void *user, OuroStream stream, const char *text, size_t length) {
    (void)user;
    (void)stream;
    return text != NULL || length == 0;
}

static Runtime *fresh_runtime(void) {
    if (runtime && inputs++ % INPUTS_OF_A_RUNTIME == 0) {
        ouro_close_checked(runtime, tell_leak, NULL);
        runtime = NULL;
    }
    if (!runtime) {
        OuroConfig config;
        ouro_config_init(&config, sizeof config);
        config.write = discard;
        runtime = ouro_open(&config);
        MUST(runtime);
    }
    return runtime->rt;
}

/* Instructions fill the code, jumps and handlers stay inside, positions can be read. */
static void check_code(Object *object) {
    const CodeObject *code = (const CodeObject *)object;
    uint32_t at = 0;
    while (at < code->instr_count) {
        Instr *instr = &code->code[at];
        const int32_t *jump = code_instr_jump(instr);
        int64_t target = jump ? (int64_t)at + 1 + *jump : at;
        MUST(instr->op < OPCODE_COUNT);
        MUST(target >= 0 && target < code->instr_count);
        at += code_instr_words(instr);
    }
    MUST(at == code->instr_count);
    MUST(code_position(code, at - 1).col >= -1);
    for (uint32_t idx = 0; idx < code->exception_count; idx++) {
        const ExceptionRow *row = &code->exceptions[idx];
        MUST(row->start <= row->end && row->end <= at && row->handler < at);
        MUST(row->depth >= code->first_temporary && row->depth <= code->register_count);
    }
    for (size_t idx = 0; idx < tuple_length(code->constants); idx++) {
        Object *constant = tuple_get(code->constants, idx);
        if (object_type_id(constant) == TYPE_CODE) {
            check_code(constant);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEAD) {
        return 0;
    }
    Runtime *rt = fresh_runtime();
    uint32_t flags =
        (data[0] & 4 ? CODE_FUTURE_ANNOTATIONS : 0) | (data[0] & 16 ? COMPILE_TOP_LEVEL_AWAIT : 0);
    ParseMode mode = (ParseMode)((data[0] & 3) % 3);
    bool incomplete = false;
    Object *filename = str_from_cstring(rt, "<fuzz>");
    MUST(filename);
    if (data[1] >= 128) {
        heap_fail_after(rt->heap, 1 + (uint64_t)(data[1] - 128) * 4, (data[0] & 32) != 0);
    }
    Object *code = compile_source(rt, (const char *)data + HEAD, size - HEAD, filename, mode, flags,
                                  (data[0] >> 6) % 3, mode == PARSE_SINGLE ? &incomplete : NULL);
    heap_fail_after(rt->heap, 0, false);
    MUST((code != NULL) + error_pending(rt) + incomplete == 1);
    if (code) {
        check_code(code);
        release(rt, code);
    }
    error_clear(rt);
    release(rt, filename);
    return 0;
}
