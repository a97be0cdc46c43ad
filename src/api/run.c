/* run: programs in __main__, from files, text, modules and a prompt; and how they end. */
#include "api/embed.h"
#include "compile/compile.h"
#include "modules/traceback_text.h"
#include "object/bytes.h"
#include "object/dict.h"
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
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- running ---- */

static NEW_REF Object *value_of_code(Runtime *rt, Object *code, Object *globals) {
    return interpreter_run_code(rt, code, globals, globals, NULL);
}

static bool run_code(Runtime *rt, Object *module, STEALS Object *code) {
    if (!code) {
        return false;
    }
    Object *result = value_of_code(rt, code, module_dict(module));
    release(rt, code);
    release_nullable(rt, result);
    return result != NULL;
}

static OuroResult result_of(bool done) {
    return done ? OURO_DONE : OURO_FAILED;
}

OuroResult ouro_run_text(OuroRuntime *runtime, const char *text, size_t length,
                         const char *filename) {
    RUNNING Runtime *rt = embed_run(runtime);
    Object *module = embed_main(runtime);
    Object *name = module ? embed_text(rt, filename) : NULL;
    bool done =
        name && run_code(rt, module,
                         compile_source(rt, text, length, name, PARSE_FILE, 0, rt->optimise, NULL));
    release_nullable(rt, name);
    return result_of(done);
}

OuroResult ouro_run_interactive(OuroRuntime *runtime, const char *text, size_t length) {
    RUNNING Runtime *rt = embed_run(runtime);
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

/* ---- code that the host keeps ---- */

OuroRef ouro_compile(OuroRuntime *runtime, const char *text, size_t length, const char *filename,
                     OuroSourceKind kind) {
    RUNNING Runtime *rt = embed_run(runtime);
    Object *name = embed_text(rt, filename);
    Object *code = name ? compile_source(rt, text, length, name,
                                         kind == OURO_EXPRESSION ? PARSE_EVAL : PARSE_FILE, 0,
                                         rt->optimise, NULL)
                        : NULL;
    release_nullable(rt, name);
    return embed_out(code);
}

OuroRef ouro_run(OuroRuntime *runtime, OuroBorrowed code, OuroBorrowed globals) {
    RUNNING Runtime *rt = embed_run(runtime);
    if (!embed_present(rt, code)) {
        return NULL;
    }
    Object *main_module = globals ? NULL : embed_main(runtime);
    Object *dict = globals ? embed_in(globals) : main_module ? module_dict(main_module) : NULL;
    if (!dict) {
        return NULL;
    }
    if (object_type_id(embed_in(code)) != TYPE_CODE || !type_is_dict(rt, dict)) {
        return embed_out(
            raise_type_error(rt, "expected code and a dict, not %T and %T", embed_in(code), dict));
    }
    if (!dict_get_str(rt, dict, rt->names[NAME___builtins__]) && !embed_fill_namespace(rt, dict)) {
        return NULL;
    }
    return embed_out(value_of_code(rt, embed_in(code), dict));
}

OuroRef ouro_eval(OuroRuntime *runtime, const char *expression) {
    OuroRef code =
        ouro_compile(runtime, expression, strlen(expression), "<string>", OURO_EXPRESSION);
    OuroRef value = code ? ouro_run(runtime, ouro_borrow(code), NULL) : NULL;
    ouro_release(runtime, code);
    return value;
}

bool ouro_exec(OuroRuntime *runtime, const char *statements) {
    return ouro_run_text(runtime, statements, strlen(statements), "<string>") == OURO_DONE;
}

OuroRef ouro_namespace(OuroRuntime *runtime) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *dict = dict_new(rt);
    if (dict && !embed_fill_namespace(rt, dict)) {
        CLEAR_REF(rt, &dict);
    }
    return embed_out(dict);
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
    if (!added) {
        error_no_memory(runtime->rt);
    }
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

/* ---- folders and archives with a __main__ ---- */

static bool set_module(Runtime *rt, Object *module, const char *name, Object *parent_name,
                       Object *path) {
    Object *dict = module_dict(module);
    Object *text = str_from_cstring(rt, name);
    bool done = text && set_file(rt, module, path) && import_spec_set(rt, dict, text, path, NULL) &&
                dict_set(rt, dict, rt->names[NAME___package__], parent_name);
    release_nullable(rt, text);
    return done;
}

/* A zip file ends with this record, unless it has a comment. */
static bool is_archive(const char *path) {
    enum { RECORD_SIZE = 22 };
    char record[RECORD_SIZE] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bool found = lseek(fd, -RECORD_SIZE, SEEK_END) > 0 &&
                 read(fd, record, RECORD_SIZE) == RECORD_SIZE && memcmp(record, "PK\5\6", 4) == 0;
    close(fd);
    return found;
}

/* Ends as python3 does: a message, and 1 as exit code. */
static OuroResult no_main(Runtime *rt, Object *path) {
    Object *message = str_format(rt, "ouro: can't find '__main__' module in %R", path);
    if (message) {
        raise_with_object(rt, TYPE_SYSTEM_EXIT, message);
        release(rt, message);
    }
    return OURO_FAILED;
}

static OuroResult run_folder(OuroRuntime *runtime, Object *module, Object *folder) {
    Runtime *rt = runtime->rt;
    size_t length = str_length(folder);
    bool slashed = length > 0 && str_at(folder, length - 1) == '/';
    Object *path = str_format(rt, slashed ? "%U__main__.py" : "%U/__main__.py", folder);
    Object *parent_name = path ? str_empty(rt) : NULL;
    Object *holder = NULL;
    const char *text = parent_name ? str_utf8(rt, path, NULL, &holder, true) : NULL;
    OuroResult result = OURO_FAILED;
    if (text && access(text, R_OK) != 0) {
        result = no_main(rt, folder);
    } else if (text) {
        result = result_of(set_module(rt, module, "__main__", parent_name, path) &&
                           import_source_run(rt, path, path, module));
    }
    release_nullable(rt, holder);
    release_nullable(rt, parent_name);
    release_nullable(rt, path);
    return result;
}

static OuroResult run_archive(Runtime *rt) {
    Object *name = str_from_cstring(rt, "runpy");
    Object *runpy = name ? import_absolute(rt, name) : NULL;
    Object *args[2] = {rt->names[NAME___main__], FALSE_OBJECT};
    Object *result =
        runpy ? object_call_method_cstring(rt, runpy, "_run_module_as_main", args, 2) : NULL;
    release_nullable(rt, runpy);
    release_nullable(rt, name);
    release_nullable(rt, result);
    return result_of(result != NULL);
}

/* The folder or archive itself is what sys.path begins with. */
static OuroResult run_container(OuroRuntime *runtime, Object *module, Object *full,
                                bool is_folder) {
    Runtime *rt = runtime->rt;
    Object *list = dict_get_str(rt, rt->sys_dict, rt->names[NAME_path]);
    if (!list || !type_is_list(rt, list) || !list_insert(rt, list, 0, full)) {
        return OURO_FAILED;
    }
    return is_folder ? run_folder(runtime, module, full) : run_archive(rt);
}

OuroResult ouro_run_file(OuroRuntime *runtime, const char *path, bool path_entry) {
    RUNNING Runtime *rt = embed_run(runtime);
    struct stat status;
    Object *full = absolute_path(rt, path);
    Object *module = full ? embed_main(runtime) : NULL;
    if (!module) {
        release_nullable(rt, full);
        return OURO_FAILED;
    }
    int problem = stat(path, &status) != 0 ? errno : access(path, R_OK) != 0 ? errno : 0;
    if (problem) {
        Object *message =
            str_format(rt, "can't open file %R: [Errno %d] %s", full, problem, strerror(problem));
        release(rt, full);
        return not_found(runtime, message);
    }
    if (S_ISDIR(status.st_mode) || is_archive(path)) {
        OuroResult result = run_container(runtime, module, full, S_ISDIR(status.st_mode));
        release(rt, full);
        return result;
    }
    bool done =
        (!path_entry || add_folder(runtime, path)) && set_file(rt, module, full) &&
        import_source_run_text(
            rt, import_source_read_open(rt, open(path, O_RDONLY | O_CLOEXEC), full), full, module);
    release(rt, full);
    return result_of(done);
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
    bool done = arguments ? zero && object_set_item(rt, arguments, zero, path) : !error_pending(rt);
    release_nullable(rt, zero);
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
    RUNNING Runtime *rt = embed_run(runtime);
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
    return run_module(runtime, name, false);
}
