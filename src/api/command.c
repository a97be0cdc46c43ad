/* command: what a program sees of the command line that started it. */
#include "api/embed.h"
#include "modules/io.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include <string.h>

static bool set_list(Runtime *rt, const char *name, int count, const char *const *items) {
    Object *list = list_new(rt, 0);
    bool done = list != NULL;
    for (int i = 0; done && i < count; i++) {
        Object *item = embed_text(rt, items[i]);
        done = item && list_append_stealing(rt, list, item);
    }
    done = done && dict_set_cstring(rt, rt->sys_dict, name, list);
    release_nullable(rt, list);
    return done;
}

static bool settle(Runtime *rt, bool done) {
    if (!done) {
        error_clear(rt);
    }
    return done;
}

bool ouro_set_arguments(OuroRuntime *runtime, int count, const char *const *arguments) {
    return settle(runtime->rt, set_list(runtime->rt, "argv", count, arguments));
}

bool ouro_set_original_arguments(OuroRuntime *runtime, int count, const char *const *arguments) {
    return settle(runtime->rt, set_list(runtime->rt, "orig_argv", count, arguments));
}

bool ouro_set_executable(OuroRuntime *runtime, const char *path) {
    Runtime *rt = runtime->rt;
    Object *text = embed_text(rt, path);
    bool done = text && dict_set_cstring(rt, rt->sys_dict, "executable", text) &&
                dict_set_cstring(rt, rt->sys_dict, "_base_executable", text);
    release_nullable(rt, text);
    return settle(rt, done);
}

bool ouro_add_path(OuroRuntime *runtime, const char *path, bool first) {
    Runtime *rt = runtime->rt;
    Object *list = dict_get_str(rt, rt->sys_dict, rt->names[NAME_path]);
    bool is_list = list && type_is_list(rt, list); /* the program may have put anything there */
    Object *text = is_list ? embed_text(rt, path) : NULL;
    bool done = text && list_insert(rt, list, first ? 0 : runtime->path_count, text);
    runtime->path_count += done;
    release_nullable(rt, text);
    return settle(rt, done);
}

/* "name" or "name=value" */
static bool add_option(Runtime *rt, const char *option) {
    Object *options = dict_get_cstring(rt, rt->sys_dict, "_xoptions");
    if (!options && !error_pending(rt)) {
        Object *made = dict_new(rt);
        bool stored = made && dict_set_cstring(rt, rt->sys_dict, "_xoptions", made);
        release_nullable(rt, made);
        if (!stored) {
            return false;
        }
        options = dict_get_cstring(rt, rt->sys_dict, "_xoptions");
    }
    if (!options || !type_is_dict(rt, options)) {
        return false;
    }
    const char *equals = strchr(option, '=');
    size_t length = equals ? (size_t)(equals - option) : strlen(option);
    Object *name = str_from_utf8(rt, option, length);
    Object *value = equals ? embed_text(rt, equals + 1) : retain(TRUE_OBJECT);
    bool done = name && value && dict_set(rt, options, name, value);
    release_nullable(rt, name);
    release_nullable(rt, value);
    return done;
}

bool ouro_add_option(OuroRuntime *runtime, const char *option) {
    return settle(runtime->rt, add_option(runtime->rt, option));
}

bool ouro_add_warning(OuroRuntime *runtime, const char *filter) {
    Runtime *rt = runtime->rt;
    Object *list = dict_get_cstring(rt, rt->sys_dict, "warnoptions");
    Object *text = list && type_is_list(rt, list) ? embed_text(rt, filter) : NULL;
    bool done = text && list_append(rt, list, text);
    release_nullable(rt, text);
    return settle(rt, done);
}

bool ouro_flush(OuroRuntime *runtime) {
    INSIDE Runtime *rt = embed_enter(runtime); /* streams may be of classes of the program */
    return settle(rt, io_flush_standard(rt));
}

const char *ouro_prompt(OuroRuntime *runtime, const char *name) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *prompt = dict_get_cstring(rt, rt->sys_dict, name);
    if (!prompt) {
        Object *made = str_from_cstring(rt, name[2] == '1' ? ">>> " : "... ");
        if (made && dict_set_cstring(rt, rt->sys_dict, name, made)) {
            prompt = made; /* kept by the dict */
        }
        release_nullable(rt, made);
    }
    Object *text = prompt ? object_str(rt, retain(prompt)) : NULL;
    release_nullable(rt, prompt);
    return embed_give_text(runtime, text);
}
