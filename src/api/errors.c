/* errors: the pending exception as the host sees it, and how a program ends with it. */
#include "api/embed.h"

#include "modules/io.h"
#include "modules/standard_stream.h"
#include "modules/traceback_text.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/operations.h"
#include "vm/traceback.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- what it is ---- */

OuroErrorKind ouro_error_kind(OuroRuntime *runtime) {
    static const struct {
        uint32_t type_id;
        OuroErrorKind kind;
    } KINDS[] = {
        {TYPE_SYSTEM_EXIT, OURO_ERROR_EXIT},
        {TYPE_KEYBOARD_INTERRUPT, OURO_ERROR_INTERRUPT},
        {TYPE_MEMORY_ERROR, OURO_ERROR_MEMORY},
        {TYPE_RECURSION_ERROR, OURO_ERROR_DEPTH},
        {TYPE_INSTRUCTION_BUDGET_ERROR, OURO_ERROR_INSTRUCTIONS},
        {TYPE_TIME_BUDGET_ERROR, OURO_ERROR_TIME},
        {TYPE_DEPTH_BUDGET_ERROR, OURO_ERROR_DEPTH},

        {TYPE_PERMISSION_ERROR, OURO_ERROR_DENIED},
        {TYPE_SYNTAX_ERROR, OURO_ERROR_SYNTAX},
    };
    Runtime *rt = runtime->rt;
    if (!error_pending(rt)) {
        return OURO_ERROR_NONE;
    }
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        if (error_matches(rt, KINDS[i].type_id)) {
            return KINDS[i].kind;
        }
    }
    return OURO_ERROR_EXCEPTION;
}

void ouro_error_drop(OuroRuntime *runtime) {
    INSIDE Runtime *rt = embed_enter(runtime);
    error_clear(rt);
    embed_close_reserve(runtime);
}

const char *ouro_last_error(OuroRuntime *runtime) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (rt->error) {
        Object *error = error_take(rt);
        embed_open_reserve(runtime, error);
        Object *text = traceback_text_format(rt, error);
        error_clear(rt);
        embed_give_text(runtime, text);
        error_set(rt, error);
    }
    Object *holder = NULL;
    const char *text = runtime->text ? str_utf8(rt, runtime->text, NULL, &holder, true) : "";
    if (holder) {
        REPLACE_REF(rt, &runtime->text_holder, holder);
    }
    return text ? text : "";
}

/* ---- taking it ---- */

/* Texts are strings of the runtime: `kept` (a list) has them until ouro_error_free. Nothing here
 * fails: what finds no memory is "". */
static const char *keep_text(Runtime *rt, Object *kept, STEALS Object *text) {
    Object *holder = NULL;
    const char *utf8 = text && kept ? str_utf8(rt, text, NULL, &holder, true) : NULL;
    if (utf8 && !list_append(rt, kept, holder ? holder : text)) {
        utf8 = NULL;
    }
    release_nullable(rt, holder);
    release_nullable(rt, text);
    error_clear(rt);
    return utf8 ? utf8 : "";
}

static size_t count_levels(Object *traceback) {
    size_t count = 0;
    for (; traceback; traceback = ((TracebackObject *)traceback)->next) {
        count++;
    }
    return count;
}

static void take_frames(Runtime *rt, OuroError *error, Object *kept, Object *traceback) {
    size_t count = count_levels(traceback);
    OuroFrame *frames = count ? heap_allocate(rt->heap, count * sizeof *frames) : NULL;
    if (!frames) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const TracebackObject *level = (const TracebackObject *)traceback;
        const CodeObject *code = (const CodeObject *)level->frame->function->code;
        CodePosition at = traceback_position(level);
        frames[i] = (OuroFrame){
            .file = keep_text(rt, kept, retain(code->filename)),
            .function = keep_text(rt, kept, retain(code->name)),
            .line = at.lineno,
            .end_line = at.end_lineno,
            .column = at.col,
            .end_column = at.end_col,
        };
        traceback = level->next;
    }
    error->frames = frames;
    error->frame_count = count;
}

bool ouro_error_take(OuroRuntime *runtime, OuroError *error) {
    INSIDE Runtime *rt = embed_enter(runtime);
    *error = (OuroError){OURO_ERROR_NONE, "", "", "", NULL, 0, NULL, NULL};
    if (!error_pending(rt)) {
        return false;
    }
    error->kind = ouro_error_kind(runtime);
    Object *value = error_take(rt);
    embed_open_reserve(runtime, value);
    Object *kept = list_new(rt, 8);
    error_clear(rt);
    error->type = keep_text(rt, kept, traceback_text_type_name(rt, value));
    if (!*error->type) {
        error->type = slots_of(rt, value)->name;
    }
    error->message = keep_text(rt, kept, object_str(rt, value));
    error->traceback = keep_text(rt, kept, traceback_text_format(rt, value));
    take_frames(rt, error, kept, ((ExceptionObject *)value)->traceback);
    error->value = embed_out(value);
    error->private_ = kept;
    return true;
}

void ouro_error_free(OuroRuntime *runtime, OuroError *error) {
    INSIDE Runtime *rt = embed_enter(runtime);
    heap_free(rt->heap, (void *)(uintptr_t)error->frames);
    release_nullable(rt, error->private_);
    OuroRef value = error->value;
    *error = (OuroError){OURO_ERROR_NONE, "", "", "", NULL, 0, NULL, NULL};
    ouro_release(runtime, value);
    embed_close_reserve(runtime);
}

/* ---- raising ---- */

/* The index of a builtin exception by name. */
static uint32_t exception_id(const char *name) {
    for (size_t i = 0; i < COUNT_OF(exception_specs); i++) {
        if (strcmp(exception_specs[i].slots.name, name) == 0) {
            return exception_specs[i].slots.type_id;
        }
    }
    return TYPE_RUNTIME_ERROR;
}

OuroRef ouro_raise(OuroRuntime *runtime, const char *type, const char *format, ...) {
    INSIDE Runtime *rt = embed_enter(runtime);
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return embed_out(raise_format(rt, exception_id(type), "%s", text));
}

OuroRef ouro_raise_object(OuroRuntime *runtime, OuroBorrowed exception) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *made =
        embed_present(rt, exception) ? exception_from_raised(rt, embed_in(exception)) : NULL;
    return made ? embed_out(raise_exception(rt, made)) : NULL;
}

/* ---- how a program ends ---- */

/* Text to sys.stderr, or to the process's when there is none. */
static void write_error(Runtime *rt, Object *text) {
    Object *stream = standard_stream(rt, NAME_stderr);
    if (!stream || stream == NONE) {
        return;
    }
    retain(stream);
    Object *result = object_call_method(rt, stream, rt->names[NAME_write], &text, 1);
    release_nullable(rt, result);
    release(rt, stream);
    error_clear(rt);
}

static int exit_code_of(Runtime *rt, Object *error) {
    Object *code = object_get_attr_cstring(rt, error, "code");
    if (!code || code == NONE) {
        error_clear(rt);
        release_nullable(rt, code);
        return 0;
    }
    int result = 1;
    if (type_is_int(rt, code)) {
        int overflow;
        int64_t number = int_as_int64(code, &overflow);
        result = overflow ? 255 : (int)(number & 0xFF);
    } else {
        Object *text = object_str(rt, code);
        Object *line = text ? str_format(rt, "%U\n", text) : NULL;
        error_clear(rt);
        if (line) {
            write_error(rt, line);
        }
        release_nullable(rt, line);
        release_nullable(rt, text);
    }
    release(rt, code);
    return result;
}

/* sys.last_type, last_value and last_traceback: for debuggers after the fact. */
static void remember(Runtime *rt, Object *type, Object *error, Object *traceback) {
    if (!dict_set_cstring(rt, rt->sys_dict, "last_type", type) ||
        !dict_set_cstring(rt, rt->sys_dict, "last_value", error) ||
        !dict_set_cstring(rt, rt->sys_dict, "last_traceback", traceback)) {
        error_clear(rt);
    }
}

/* The exception of the hook itself; SystemExit in it ends the process as elsewhere. */
static bool hook_failed(Runtime *rt, Object *first, int *exit_code) {
    Object *second = error_take(rt);
    if (object_type_id(second) == TYPE_SYSTEM_EXIT) {
        *exit_code = exit_code_of(rt, second);
        release(rt, second);
        return true;
    }
    static const char *const heads[] = {"Error in sys.excepthook:\n",
                                        "\nOriginal exception was:\n"};
    Object *errors[] = {second, first};
    for (int i = 0; i < 2; i++) {
        Object *head = str_from_cstring(rt, heads[i]);
        if (head) {
            write_error(rt, head);
            release(rt, head);
        }
        traceback_text_print(rt, errors[i]);
    }
    release(rt, second);
    return false;
}

static bool show(Runtime *rt, Object *error, int *exit_code) {
    TypeObject *type = type_of(rt, error);
    Object *traceback = ((ExceptionObject *)error)->traceback;
    traceback = traceback ? traceback : NONE;
    if (type) {
        remember(rt, (Object *)type, error, traceback);
    }
    Object *hook = dict_get_cstring(rt, rt->sys_dict, "excepthook");
    if (!hook || !type) {
        Object *text = str_from_cstring(rt, "sys.excepthook is missing\n");
        if (text) {
            write_error(rt, text);
            release(rt, text);
        }
        traceback_text_print(rt, error);
        return false;
    }
    Object *args[] = {(Object *)type, error, traceback};
    retain(hook);
    Object *result = object_call(rt, hook, args, 3, NULL);
    release(rt, hook);
    if (!result) {
        return hook_failed(rt, error, exit_code);
    }
    release(rt, result);
    return false;
}

bool ouro_error_finish(OuroRuntime *runtime, int *exit_code) {
    INSIDE Runtime *rt = embed_enter(runtime);
    *exit_code = 1;
    if (!rt->error) {
        return false;
    }
    bool interrupted = error_matches(rt, TYPE_KEYBOARD_INTERRUPT);
    bool exits = error_matches(rt, TYPE_SYSTEM_EXIT);
    Object *error = error_take(rt);
    embed_open_reserve(runtime, error);
    ouro_flush(runtime);
    if (exits) {
        *exit_code = exit_code_of(rt, error);
    } else {
        exits = show(rt, error, exit_code);
        *exit_code = interrupted && !exits ? 130 : *exit_code;
    }
    release(rt, error);
    error_clear(rt);
    embed_close_reserve(runtime);
    return exits;
}
