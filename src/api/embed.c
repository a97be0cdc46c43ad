/* embed: what the public functions share. */
#include "api/embed.h"

#include "object/dict.h"
#include "object/module.h"
#include "vm/import_early.h"
#include "object/operations.h"
#include "os/os.h"
#include "types/codecs.h"

/* ---- text ---- */

Object *embed_text(Runtime *rt, const char *text) {
    return codecs_decode_by_id(rt, (const uint8_t *)text, strlen(text), NULL, CODEC_UTF8,
                               "surrogateescape", NULL);
}

const char *embed_give_text(OuroRuntime *runtime, STEALS Object *text) {
    Runtime *rt = runtime->rt;
    CLEAR_REF(rt, &runtime->text);
    CLEAR_REF(rt, &runtime->text_holder);
    runtime->text = text;
    const char *given = text ? str_utf8(rt, text, NULL, &runtime->text_holder, true) : NULL;
    error_clear(rt);
    return given ? given : "";
}

/* ---- what is between the host and the runtime ---- */

bool embed_present(Runtime *rt, const void *object) {
    if (UNLIKELY(!object) && !error_pending(rt)) {
        raise_system_error(rt, "the host gave NULL instead of an object");
    }
    return object != NULL;
}

bool embed_all_present(Runtime *rt, const OuroBorrowed *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!embed_present(rt, items[i])) {
            return false;
        }
    }
    return true;
}

/* A stack that the system does not know (of a coroutine) is trusted to have UNKNOWN_STACK bytes. */
enum { C_STACK_RESERVE = 128 * 1024, C_STACK_MAX = 64 * 1024 * 1024, UNKNOWN_STACK = 192 * 1024 };

void embed_change_thread(OuroRuntime *runtime) {
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    void *lowest;
    size_t size;
    uintptr_t low = 0, high = 0;
    if (os_stack_bounds(&lowest, &size)) {
        low = (uintptr_t)lowest;
        high = low + size;
    }
    bool known = here - low < high - low;
    runtime->stack_low = known ? low : here;
    runtime->stack_high = known ? high : here;
    uintptr_t floor = known ? low + C_STACK_RESERVE : here - UNKNOWN_STACK;
    runtime->rt->c_stack_limit = here - floor > C_STACK_MAX ? here - C_STACK_MAX : floor;
}

/* ---- memory for showing errors ---- */

enum { RESERVE_BYTES = 128 * 1024 };

void embed_open_reserve(OuroRuntime *runtime, const Object *error) {
    if (object_type_id(error) == TYPE_MEMORY_ERROR) {
        heap_free(runtime->rt->heap, runtime->reserve);
        runtime->reserve = NULL;
    }
}

void embed_close_reserve(OuroRuntime *runtime) {
    if (!runtime->reserve && runtime->rt->limit_bytes) {
        runtime->reserve = heap_allocate(runtime->rt->heap, RESERVE_BYTES);
    }
}

/* ---- __main__ ---- */

bool embed_fill_namespace(Runtime *rt, Object *dict) {
    Object *annotations = dict_new(rt);
    Object *loader = annotations ? import_early_shared(rt, EARLY_BUILTIN_IMPORTER) : NULL;
    bool done = loader && dict_set_cstring(rt, dict, "__annotations__", annotations) &&
                dict_set(rt, dict, rt->names[NAME___loader__], loader) &&
                dict_set(rt, dict, rt->names[NAME___builtins__], rt->builtins_module);
    release_nullable(rt, loader);
    release_nullable(rt, annotations);
    return done;
}

void embed_end_watching(OuroRuntime *runtime) {
    if (runtime->end_watching) {
        runtime->end_watching(runtime);
        runtime->end_watching = NULL;
    }
}

Object *embed_main(OuroRuntime *runtime) {
    Runtime *rt = runtime->rt;
    if (runtime->main_module) {
        return runtime->main_module;
    }
    Object *name = str_from_cstring(rt, "__main__");
    Object *module = name ? module_new(rt, name, NONE) : NULL;
    if (module && (!embed_fill_namespace(rt, module_dict(module)) ||
                   !dict_set(rt, rt->modules, name, module))) {
        CLEAR_REF(rt, &module);
    }
    release_nullable(rt, name);
    runtime->main_module = module;
    return module;
}
