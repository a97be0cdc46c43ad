/* run: programs in __main__, from files, text, modules and a prompt; and how they end. */
#include "api/embed.h"
#include "compile/compile.h"
#include "modules/traceback_text.h"
#include "object/budget.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module.h"
#include "object/operations.h"
#include "vm/import.h"
#include "vm/import_builtin.h"
#include "vm/import_early.h"
#include "vm/import_spec.h"
#include "vm/interpreter.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- running ---- */

static bool run_code(Runtime *rt, Object *module, STEALS Object *code) {
    if (!code) {
        return false;
    }
    Object *dict = module_dict(module);
    Object *result = interpreter_run_code(rt, code, dict, dict, NULL);
    release(rt, code);
    release_nullable(rt, result);
    return result != NULL;
}

static OuroResult result_of(bool done) {
    return done ? OURO_DONE : OURO_FAILED;
}

OuroResult ouro_run_text(OuroRuntime *runtime, const char *text, size_t length,
                         const char *filename) {
    Runtime *rt = runtime->rt;
    budget_begin(rt);
    Object *module = embed_main(runtime);
    Object *name = module ? embed_text(rt, filename) : NULL;
    bool done =
        name && run_code(rt, module,
                         compile_source(rt, text, length, name, PARSE_FILE, 0, rt->optimise, NULL));
    release_nullable(rt, name);
    budget_end(rt);
    return result_of(done);
}

static OuroResult run_interactive(OuroRuntime *runtime, const char *text, size_t length) {
    Runtime *rt = runtime->rt;
    Object *module = embed_main(runtime);
    Object *name = module ? str_from_cstring(rt, "<stdin>") : NULL;
    bool incomplete = false;
    Object *code =
        name ? compile_source(rt, text, length, name, PARSE_SINGLE, 0, rt->optimise, &incomplete)
             : NULL;
    release_nullable(rt, name);
    if (!code && incomplete && !error_pending(rt)) {
        return OURO_INCOMPLETE;
    }
    return result_of(run_code(rt, module, code));
}

OuroResult ouro_run_interactive(OuroRuntime *runtime, const char *text, size_t length) {
    budget_begin(runtime->rt);
    OuroResult result = run_interactive(runtime, text, length);
    budget_end(runtime->rt);
    return result;
}

/* ---- files ---- */

static OuroResult not_found(OuroRuntime *runtime, STEALS Object *message) {
    embed_give_text(runtime, message);
    return OURO_NOT_FOUND;
}

/* The path as tracebacks show it: absolute, but not simplified. */
static Object *absolute_path(Runtime *rt, const char *path) {
    if (path[0] == '/') {
        return embed_text(rt, path);
    }
    char *folder = getcwd(NULL, 0);
    if (!folder) {
        return embed_text(rt, path);
    }
    Object *head = embed_text(rt, folder);
    Object *tail = head ? embed_text(rt, path) : NULL;
    Object *joined = tail ? str_format(rt, "%U/%U", head, tail) : NULL;
    free(folder);
    release_nullable(rt, head);
    release_nullable(rt, tail);
    return joined;
}

/* The folder of the script, links resolved, goes in front of sys.path. */
static bool add_folder(OuroRuntime *runtime, const char *path) {
    char *real = realpath(path, NULL);
    if (!real) {
        return true;
    }
    char *slash = strrchr(real, '/');
    if (slash) {
        slash[slash == real] = '\0';
    }
    bool added = ouro_add_path(runtime, real, true);
    free(real);
    return added;
}

static bool set_file(Runtime *rt, Object *module, Object *path) {
    Object *dict = module_dict(module);
    Object *loader = import_early_source_loader(rt, rt->names[NAME___main__], path);
    bool done = loader && dict_set(rt, dict, rt->names[NAME___loader__], loader) &&
                dict_set(rt, dict, rt->names[NAME___file__], path) &&
                dict_set(rt, dict, rt->names[NAME___cached__], NONE);
    release_nullable(rt, loader);
    return done;
}

static OuroResult run_file(OuroRuntime *runtime, const char *path, bool path_entry) {
    Runtime *rt = runtime->rt;
    struct stat status;
    Object *full = absolute_path(rt, path);
    Object *module = full ? embed_main(runtime) : NULL;
    if (!module) {
        release_nullable(rt, full);
        return OURO_FAILED;
    }
    int problem = stat(path, &status) != 0 ? errno : access(path, R_OK) != 0 ? errno : 0;
    if (problem || S_ISDIR(status.st_mode)) {
        Object *message = problem
                              ? str_format(rt, "can't open file %R: [Errno %d] %s", full, problem,
                                           strerror(problem))
                              : str_format(rt, "%R is a directory, which ouro cannot run", full);
        release(rt, full);
        return not_found(runtime, message);
    }
    bool done = (!path_entry || add_folder(runtime, path)) && set_file(rt, module, full) &&
                import_source_run(rt, full, full, module);
    release(rt, full);
    return result_of(done);
}

OuroResult ouro_run_file(OuroRuntime *runtime, const char *path, bool path_entry) {
    budget_begin(runtime->rt);
    OuroResult result = run_file(runtime, path, path_entry);
    budget_end(runtime->rt);
    return result;
}

/* ---- modules ---- */

/* NAME.py or NAME/__init__.py in a folder of the search path; *is_package tells which. NULL without
 * an error when there is none. */
static Object *find_source(Runtime *rt, Object *search_path, const char *tail, bool *is_package) {
    for (size_t i = 0; i < list_length(search_path); i++) {
        Object *folder = list_get(search_path, i);
        for (int package = 1; type_is_str(rt, folder) && package >= 0; package--) {
            const char *ending = package ? "/__init__.py" : ".py";
            Object *path = str_length(folder) ? str_format(rt, "%U/%s%s", folder, tail, ending)
                                              : str_format(rt, "%s%s", tail, ending);
            Object *holder = NULL;
            const char *text = path ? str_utf8(rt, path, NULL, &holder, true) : NULL;
            struct stat status;
            bool found = text && stat(text, &status) == 0 && S_ISREG(status.st_mode);
            release_nullable(rt, holder);
            if (found) {
                *is_package = package;
                return path;
            }
            release_nullable(rt, path);
        }
    }
    return NULL;
}

static bool is_builtin(Runtime *rt, const char *name) {
    for (const ModuleSpec *const *spec = rt->import_state->builtins; *spec; spec++) {
        if (strcmp((*spec)->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the parts of the dotted name before its last are imported from: the path of that package,
 * or sys.path. NULL with the error pending. */
static Object *search_path_of(Runtime *rt, Object *parent_name) {
    if (str_length(parent_name) == 0) {
        Object *path = dict_get_str(rt, rt->sys_dict, rt->names[NAME_path]);
        return path ? list_from_iterable(rt, path) : raise_runtime_error(rt, "lost sys.path");
    }
    Object *parent = import_absolute(rt, parent_name);
    Object *path = parent ? object_get_attr(rt, parent, rt->names[NAME___path__]) : NULL;
    Object *list = path ? list_from_iterable(rt, path) : NULL;
    release_nullable(rt, path);
    release_nullable(rt, parent);
    return list;
}

static bool set_argument_zero(Runtime *rt, Object *path) {
    Object *arguments = dict_get_cstring(rt, rt->sys_dict, "argv");
    Object *zero = arguments ? int_from_int64(rt, 0) : NULL;
    bool done = !arguments || (zero && object_set_item(rt, arguments, zero, path));
    release_nullable(rt, zero);
    return done;
}

static bool set_module(Runtime *rt, Object *module, const char *name, Object *parent_name,
                       Object *path) {
    Object *dict = module_dict(module);
    Object *text = str_from_cstring(rt, name);
    bool done = text && set_file(rt, module, path) && import_spec_set(rt, dict, text, path, NULL) &&
                dict_set(rt, dict, rt->names[NAME___package__], parent_name);
    release_nullable(rt, text);
    return done;
}

/* The failed import of a parent, as runpy words it. */
static OuroResult parent_failed(OuroRuntime *runtime, const char *name) {
    Runtime *rt = runtime->rt;
    if (!error_matches(rt, TYPE_IMPORT_ERROR)) {
        return OURO_FAILED;
    }
    Object *error = error_take(rt);
    Object *type = traceback_text_type_name(rt, error);
    Object *message = type ? str_format(rt,
                                        "Error while finding module specification for '%s' (%U: "
                                        "%S)",
                                        name, type, error)
                           : NULL;
    release_nullable(rt, type);
    release(rt, error);
    return not_found(runtime, message);
}

static OuroResult run_found(OuroRuntime *runtime, const char *name, Object *parent_name,
                            Object *path) {
    Runtime *rt = runtime->rt;
    Object *module = embed_main(runtime);
    return result_of(module && set_argument_zero(rt, path) &&
                     set_module(rt, module, name, parent_name, path) &&
                     import_source_run(rt, path, path, module));
}

/* is_main: name ends in ".__main__", which a package was asked to have. */
static OuroResult run_module(OuroRuntime *runtime, const char *name, bool is_main) {
    Runtime *rt = runtime->rt;
    const char *dot = strrchr(name, '.');
    size_t parent_length = dot ? (size_t)(dot - name) : 0;
    Object *parent_name = str_from_utf8(rt, name, parent_length);
    Object *search_path = parent_name ? search_path_of(rt, parent_name) : NULL;
    if (!search_path) {
        release_nullable(rt, parent_name);
        return parent_failed(runtime, name);
    }
    bool is_package = false;
    bool builtin = !dot && is_builtin(rt, name);
    Object *path = builtin ? NULL : find_source(rt, search_path, dot ? dot + 1 : name, &is_package);
    OuroResult result;
    if (builtin) {
        result = not_found(runtime, str_format(rt, "No code object available for %s", name));
    } else if (!path && is_main) {
        result =
            not_found(runtime, str_format(rt,
                                          "No module named %s; '%U' is a package and cannot be "
                                          "directly executed",
                                          name, parent_name));
    } else if (!path) {
        result = not_found(runtime, str_format(rt, "No module named %s", name));
    } else if (is_package && !is_main) {
        char *main_name = memory_allocate(rt, strlen(name) + sizeof ".__main__");
        result = OURO_FAILED;
        if (main_name) {
            strcpy(stpcpy(main_name, name), ".__main__");
            result = run_module(runtime, main_name, true);
            memory_free(rt, main_name);
        }
    } else {
        result = run_found(runtime, name, parent_name, path);
    }
    release_nullable(rt, path);
    release(rt, search_path);
    release(rt, parent_name);
    return result;
}

OuroResult ouro_run_module(OuroRuntime *runtime, const char *name) {
    budget_begin(runtime->rt);
    OuroResult result = run_module(runtime, name, false);
    budget_end(runtime->rt);
    return result;
}

/* ---- the prompt ---- */

const char *ouro_prompt(OuroRuntime *runtime, const char *name) {
    Runtime *rt = runtime->rt;
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

/* ---- how a program ends ---- */

bool ouro_error_is_exit(OuroRuntime *runtime) {
    return error_matches(runtime->rt, TYPE_SYSTEM_EXIT);
}

void ouro_drop_error(OuroRuntime *runtime) {
    error_clear(runtime->rt);
}

const char *ouro_last_error(OuroRuntime *runtime) {
    Runtime *rt = runtime->rt;
    if (rt->error) {
        Object *error = error_take(rt);
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

/* Text to sys.stderr, or to the process's when there is none. */
static void write_error(Runtime *rt, Object *text) {
    Object *stream = dict_get_str(rt, rt->sys_dict, rt->names[NAME_stderr]);
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

bool ouro_finish_error(OuroRuntime *runtime, int *exit_code) {
    Runtime *rt = runtime->rt;
    *exit_code = 1;
    if (!rt->error) {
        return false;
    }
    budget_begin(rt);
    bool interrupted = error_matches(rt, TYPE_KEYBOARD_INTERRUPT);
    bool exits = error_matches(rt, TYPE_SYSTEM_EXIT);
    Object *error = error_take(rt);
    if (object_type_id(error) == TYPE_MEMORY_ERROR) {
        heap_free(rt->heap, runtime->reserve);
        runtime->reserve = NULL;
    }
    ouro_flush(runtime);
    if (exits) {
        *exit_code = exit_code_of(rt, error);
    } else {
        exits = show(rt, error, exit_code);
        *exit_code = interrupted && !exits ? 130 : *exit_code;
    }
    release(rt, error);
    error_clear(rt);
    budget_end(rt);
    return exits;
}
