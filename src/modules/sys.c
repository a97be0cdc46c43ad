/* sys: functions about the runtime and its frames. Figures and versions are in sys_info.c. */
#include "modules/sys.h"
#include "modules/standard_stream.h"

#include "gc/collector.h"
#include "modules/traceback_text.h"
#include "object/grants.h"
#include "object/budget.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/import.h"
#include "vm/registers.h"
#include "vm/tracing.h"
#include <string.h>

/* ---- objects ---- */

/* In CPython the argument has a reference of its own. Here it has one only when the caller's code
 * loaded it into a temporary; a local or a constant is read where it lies. */
static bool argument_is_counted(const Runtime *rt) {
    const Frame *frame = rt->frame;
    if (!frame || (instr_op(frame->pc) != OP_CALL && instr_op(frame->pc) != OP_CALL_METHOD) ||
        frame->pc->c != 1) {
        return false;
    }
    return operand_is_temporary(frame, operand_list(frame->pc + 1)[0]);
}

static Object *sys_getrefcount(Runtime *rt, Object *self, Object *object) {
    (void)self;
    uint32_t refs =
        object_is_immortal(object) ? 0x3FFFFFFF : object->refs + !argument_is_counted(rt);
    return int_from_int64(rt, refs);
}

/* Bytes of the object's block and of the buffers that it alone owns. */
static Object *sys_getsizeof(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    static const ArgumentSpec SPEC = {"getsizeof", {"object", "default"}, 0, 2, 1, 2};
    (void)self;
    Object *given[2];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    bool missing;
    Object *size = object_call_special(rt, given[0], NAME___sizeof__, NULL, 0, &missing);
    if (size && !type_is_int(rt, size)) {
        raise_type_error(rt, "an integer is required");
        CLEAR_REF(rt, &size);
    }
    if (size && int_is_negative(size)) {
        raise_value_error(rt, "__sizeof__() should return >= 0");
        CLEAR_REF(rt, &size);
    }
    if (!size && missing) {
        raise_type_error(rt, "Type %T doesn't define __sizeof__", given[0]);
    }
    if (!size && given[1] && error_clear_if(rt, TYPE_TYPE_ERROR)) {
        return retain(given[1]);
    }
    return size;
}

static Object *sys_intern(Runtime *rt, Object *self, Object *text) {
    (void)self;
    if (!str_check_exact(text)) {
        return type_is_str(rt, text)
                   ? raise_type_error(rt, "can't intern %T", text)
                   : raise_type_error(rt, "intern() argument must be str, not %T", text);
    }
    return intern(rt, retain(text));
}

/* ---- limits ---- */

static Object *sys_getrecursionlimit(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, rt->recursion_limit);
}

static Object *sys_setrecursionlimit(Runtime *rt, Object *self, Object *limit) {
    (void)self;
    int64_t number;
    if (!object_as_int64(rt, limit, &number)) {
        if (error_clear_if(rt, TYPE_OVERFLOW_ERROR)) {
            raise_overflow_error(rt, "Python int too large to convert to C int");
        }
        return NULL;
    }
    if (number < 1) {
        return raise_value_error(rt, "recursion limit must be greater or equal than 1");
    }
    if (number > INT32_MAX - 1000) {
        return raise_overflow_error(rt, "Python int too large to convert to C int");
    }
    if (rt->recursion_depth >= number) {
        return raise_format(rt, TYPE_RECURSION_ERROR,
                            "cannot set the recursion limit to %d at the recursion depth %d: the "
                            "limit is too low",
                            (int)number, rt->recursion_depth);
    }
    int32_t host_limit = rt->budget.limits.call_depth;
    rt->recursion_limit = host_limit && host_limit < number ? host_limit : (int32_t)number;
    return retain(NONE);
}

static Object *sys_get_int_max_str_digits(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, rt->int_max_str_digits);
}

static Object *sys_set_int_max_str_digits(Runtime *rt, Object *self, Object *const *args,
                                          size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"set_int_max_str_digits", {"maxdigits"}, 0, 1, 1, 1};
    (void)self;
    Object *given[1];
    int64_t number;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !object_as_int64(rt, given[0], &number)) {
        return NULL;
    }
    if (number != 0 && (number < 640 || number > INT32_MAX)) {
        return raise_value_error(rt, "maxdigits must be 0 or larger than 640");
    }
    rt->int_max_str_digits = (int32_t)number;
    return retain(NONE);
}

/* ---- frames and exceptions ---- */

static Object *sys_exc_info(Runtime *rt, Object *self) {
    (void)self;
    Object *error = rt->handled_error;
    if (!error) {
        return tuple_pack(rt, 3, NONE, NONE, NONE);
    }
    Object *traceback = ((ExceptionObject *)error)->traceback;
    TypeObject *type = type_of(rt, error);
    return type ? tuple_pack(rt, 3, (Object *)type, error, traceback ? traceback : NONE) : NULL;
}

static Object *sys_exception(Runtime *rt, Object *self) {
    (void)self;
    return retain(rt->handled_error ? rt->handled_error : NONE);
}

static Object *sys_getframe(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int64_t depth = 0;
    if (count && !object_as_int64(rt, args[0], &depth)) {
        return NULL;
    }
    Frame *frame = rt->frame;
    while (frame && depth > 0) {
        frame = frame->previous;
        depth--;
    }
    if (!frame) {
        return raise_value_error(rt, "call stack is not deep enough");
    }
    return retain_nullable((Object *)frame_object(rt, frame));
}

static Object *sys_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    Object *exception = exception_new(rt, TYPE_SYSTEM_EXIT, args, count);
    if (exception) {
        error_set(rt, exception);
    }
    return NULL;
}

/* ---- hooks ---- */

/* Writes to a stream of sys; nothing happens when there is none. */
static bool write_to(Runtime *rt, int name_id, Object *text) {
    Object *stream = standard_stream(rt, name_id);
    if (!stream || stream == NONE) {
        return !error_pending(rt);
    }
    retain(stream);
    Object *result = object_call_method(rt, stream, rt->names[NAME_write], &text, 1);
    release(rt, stream);
    release_nullable(rt, result);
    return result != NULL;
}

static Object *sys_displayhook(Runtime *rt, Object *self, Object *value) {
    (void)self;
    if (value == NONE) {
        return retain(NONE);
    }
    Object *name = str_from_cstring(rt, "_");
    Object *text = NULL;
    if (name && dict_set(rt, rt->builtins, name, NONE)) {
        Object *repr = object_repr(rt, value);
        text = repr ? str_format(rt, "%U\n", repr) : NULL;
        release_nullable(rt, repr);
    }
    bool done = text && write_to(rt, NAME_stdout, text) && dict_set(rt, rt->builtins, name, value);
    release_nullable(rt, text);
    release_nullable(rt, name);
    return done ? retain(NONE) : NULL;
}

static Object *sys_excepthook(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    if (type_is_exception(rt, args[1])) {
        traceback_text_print(rt, args[1]);
    }
    return retain(NONE);
}

static void print_unraisable(Runtime *rt, Object *error, Object *source, const char *where);

/* Calls a sys.unraisablehook that the program set; when it fails, that is what is told. False:
 * there is none. */
static bool call_unraisable_hook(Runtime *rt, Object *error, Object *source, const char *where) {
    Object *hook = dict_get_cstring(rt, rt->sys_dict, "unraisablehook");
    Object *usual = dict_get_cstring(rt, rt->sys_dict, "__unraisablehook__");
    if (!hook || hook == usual || hook == NONE) {
        error_clear(rt);
        return false;
    }
    retain(hook);
    Object *arguments = sys_unraisable_arguments(rt, error, source, where);
    Object *result = arguments ? object_call(rt, hook, &arguments, 1, NULL) : NULL;
    release_nullable(rt, arguments);
    if (!result) {
        Object *failure = error_take(rt);
        print_unraisable(rt, failure, hook, "in sys.unraisablehook");
        release(rt, failure);
    }
    release(rt, hook);
    release_nullable(rt, result);
    error_clear(rt);
    return true;
}

static void print_unraisable(Runtime *rt, Object *error, Object *source, const char *where) {
    Object *shown = source ? object_repr(rt, source) : NULL;
    error_clear(rt);
    Object *head = NULL;
    if (where && shown) {
        head = str_format(rt, "Exception ignored %s: %U\n", where, shown);
    } else if (shown) {
        head = str_format(rt, "Exception ignored in: %U\n", shown);
    } else if (where) {
        head = str_format(rt, "Exception ignored %s:\n", where);
    }
    Object *body = traceback_text_format(rt, error);
    bool shown_to_program = grants_has(rt, GRANT_STREAMS) || !rt->hooks.log;
    for (int i = 0; i < 2; i++) {
        Object *text = i ? body : head;
        Object *holder = NULL;
        if (text && shown_to_program) {
            write_to(rt, NAME_stderr, text);
        } else if (text) {
            const char *utf8 = str_utf8(rt, text, NULL, &holder, true);
            rt->hooks.log(rt, utf8 ? utf8 : "");
        }
        release_nullable(rt, holder);
        error_clear(rt);
    }
    if (!body) {
        traceback_text_print(rt, error); /* without memory: it has a way left */
    }
    release_nullable(rt, shown);
    release_nullable(rt, head);
    release_nullable(rt, body);
}

/* Of a budget that is used up the host hears when its run ends, not from each finalizer. */
static void sys_unraisable(Runtime *rt, Object *source, const char *where) {
    Object *error = error_take(rt);
    bool known = budget_is_exhausted(rt) && error && type_is_instance(rt, error, TYPE_BUDGET_ERROR);
    if (error && !known && !rt->closing && !call_unraisable_hook(rt, error, source, where)) {
        print_unraisable(rt, error, source, where);
    }
    release_nullable(rt, error);
}

static Object *sys_unraisablehook(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    Object *value = object_get_attr_cstring(rt, argument, "exc_value");
    Object *source = value ? object_get_attr_cstring(rt, argument, "object") : NULL;
    if (!source) {
        release_nullable(rt, value);
        return NULL;
    }
    if (type_is_exception(rt, value)) {
        print_unraisable(rt, value, source == NONE ? NULL : source, NULL);
    }
    release(rt, value);
    release(rt, source);
    return retain(NONE);
}

/* ---- settings without effect here ---- */

static Object *return_none(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(NONE);
}

static Object *ignore_all(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)rt;
    (void)self;
    (void)args;
    (void)count;
    return retain(NONE);
}

static Object *sys_utf8(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "utf-8");
}

static Object *sys_fs_errors(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "surrogateescape");
}

static Object *sys_false(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(FALSE_OBJECT);
}

static Object *sys_getswitchinterval(Runtime *rt, Object *self) {
    (void)self;
    return float_from_double(rt, 0.005);
}

/* There is one thread: the interval is only checked. */
static Object *sys_setswitchinterval(Runtime *rt, Object *self, Object *interval) {
    (void)self;
    double seconds;
    if (!object_as_double(rt, interval, &seconds)) {
        return NULL;
    }
    if (seconds <= 0) {
        return raise_value_error(rt, "switch interval must be strictly positive");
    }
    return retain(NONE);
}

static Object *sys_getallocatedblocks(Runtime *rt, Object *self) {
    (void)self;
    HeapStatistics statistics;
    heap_statistics(rt->heap, &statistics);
    size_t blocks = statistics.run_count + statistics.large_count;
    for (size_t idx = 0; idx < statistics.class_count; idx++) {
        blocks += statistics.classes[idx].live_blocks;
    }
    return int_from_size(rt, blocks);
}

static Object *sys_set_asyncgen_hooks(Runtime *rt, Object *self, Object *const *args, size_t count,
                                      Object *keyword_names) {
    static const ArgumentSpec SPEC = {"set_asyncgen_hooks", {"firstiter", "finalizer"}, 0, 2, 0, 2};
    (void)self;
    Object *given[2];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    Object **slots[2] = {&rt->asyncgen_firstiter, &rt->asyncgen_finalizer};
    const char *names[2] = {"firstiter", "finalizer"};
    for (int idx = 0; idx < 2; idx++) {
        if (given[idx] && given[idx] != NONE && !object_is_callable(rt, given[idx])) {
            return raise_type_error(rt, "callable %s expected, got %T", names[idx], given[idx]);
        }
    }
    for (int idx = 0; idx < 2; idx++) {
        if (given[idx]) {
            REPLACE_REF(rt, slots[idx], given[idx] == NONE ? NULL : retain(given[idx]));
        }
    }
    return retain(NONE);
}

/* How many frames of the origin of a coroutine are asked for: kept, not acted upon (cr_origin stays
 * None). */
static Object *sys_set_origin_depth(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    static const ArgumentSpec SPEC = {"set_coroutine_origin_tracking_depth", {"depth"}, 0, 1, 1, 1};
    (void)self;
    Object *given[1];
    int64_t depth;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !object_as_int64(rt, given[0], &depth)) {
        return NULL;
    }
    if (depth < 0) {
        return raise_value_error(rt, "depth must be >= 0");
    }
    int64_t *kept = sys_origin_depth(rt);
    if (!kept) {
        return NULL;
    }
    *kept = depth;
    return retain(NONE);
}

static Object *sys_get_origin_depth(Runtime *rt, Object *self) {
    (void)self;
    const int64_t *kept = sys_origin_depth(rt);
    return kept ? int_from_int64(rt, *kept) : NULL;
}

static Object *sys_get_asyncgen_hooks(Runtime *rt, Object *self) {
    (void)self;
    return tuple_pack(rt, 2, rt->asyncgen_firstiter ? rt->asyncgen_firstiter : NONE,
                      rt->asyncgen_finalizer ? rt->asyncgen_finalizer : NONE);
}

/* The value of an environment variable that the program may see; NULL: none. */
static const char *environment_value(const Runtime *rt, const char *name) {
    size_t length = strlen(name);
    for (char **entry = grants_environment(rt); *entry; entry++) {
        if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
            return *entry + length + 1;
        }
    }
    return NULL;
}

/* The function that "module.name" means; NULL: there is none, without an error. */
static NEW_REF Object *find_hook(Runtime *rt, const char *path) {
    const char *dot = strrchr(path, '.');
    Object *name =
        dot ? str_from_utf8(rt, path, (size_t)(dot - path)) : str_from_cstring(rt, "builtins");
    Object *module = name ? import_absolute(rt, name) : NULL;
    Object *function = module ? object_get_attr_cstring(rt, module, dot ? dot + 1 : path) : NULL;
    release_nullable(rt, name);
    release_nullable(rt, module);
    if (!function && !error_clear_if(rt, TYPE_IMPORT_ERROR)) {
        error_clear_if(rt, TYPE_ATTRIBUTE_ERROR);
    }
    return function;
}

/* What breakpoint() calls: pdb.set_trace, or what PYTHONBREAKPOINT names; nothing for "0". */
static Object *sys_breakpointhook(Runtime *rt, Object *self, Object *const *args, size_t count,
                                  Object *keyword_names) {
    (void)self;
    const char *path = environment_value(rt, "PYTHONBREAKPOINT");
    if (path && strcmp(path, "0") == 0) {
        return retain(NONE);
    }
    path = path && path[0] ? path : "pdb.set_trace";
    Object *function = find_hook(rt, path);
    if (!function) {
        return error_pending(rt) || !raise_warning(rt, TYPE_RUNTIME_WARNING, 1,
                                                   "Ignoring unimportable $PYTHONBREAKPOINT: "
                                                   "\"%s\"",
                                                   path)
                   ? NULL
                   : retain(NONE);
    }
    Object *result = object_call(rt, function, args, count, keyword_names);
    release(rt, function);
    return result;
}

/* ---- tracing ---- */

static Object *none_when(bool done) {
    return done ? retain(NONE) : NULL;
}

static Object *sys_settrace(Runtime *rt, Object *self, Object *function) {
    (void)self;
    return none_when(tracing_set_trace(rt, function == NONE ? NULL : function));
}

static Object *sys_setprofile(Runtime *rt, Object *self, Object *function) {
    (void)self;
    return none_when(tracing_set_profile(rt, function == NONE ? NULL : function));
}

static Object *sys_gettrace(Runtime *rt, Object *self) {
    (void)self;
    return retain(rt->tracing.trace ? rt->tracing.trace : NONE);
}

static Object *sys_getprofile(Runtime *rt, Object *self) {
    (void)self;
    return retain(rt->tracing.profile ? rt->tracing.profile : NONE);
}

static Object *sys_call_tracing(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    if (!type_is_tuple(rt, args[1])) {
        return raise_type_error(rt, "call_tracing() argument 2 must be tuple, not %T", args[1]);
    }
    return tracing_call(rt, args[0], args[1]);
}

static const MethodRow SYS_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("_clear_type_cache", return_none, NULL),
    METHOD_ROW_POSITIONAL("_getframe", sys_getframe, 0, 1,
                          "_getframe($module, depth=0, /)\n--\n\nReturn a frame object from the "
                          "call stack."),
    METHOD_ROW_POSITIONAL("addaudithook", ignore_all, 1, 1, NULL),
    METHOD_ROW_POSITIONAL("audit", ignore_all, 1, METHOD_ANY_COUNT, NULL),
    METHOD_ROW_KEYWORDS("breakpointhook", sys_breakpointhook,
                        "breakpointhook(*args, **kws)\n\nThis hook function is called by built-in "
                        "breakpoint()."),
    METHOD_ROW_POSITIONAL("call_tracing", sys_call_tracing, 2, 2,
                          "call_tracing($module, func, args, /)\n--\n\nCall func(*args), while "
                          "tracing is enabled."),
    METHOD_ROW_ONE("displayhook", sys_displayhook,
                   "displayhook($module, object, /)\n--\n\nPrint an object to sys.stdout and also "
                   "save it in builtins._"),
    METHOD_ROW_POSITIONAL("excepthook", sys_excepthook, 3, 3,
                          "excepthook($module, exctype, value, traceback, /)\n--\n\nHandle an "
                          "exception by displaying it with a traceback on sys.stderr."),
    METHOD_ROW_NOARGS("exc_info", sys_exc_info,
                      "exc_info($module, /)\n--\n\nReturn current exception information: (type, "
                      "value, traceback)."),
    METHOD_ROW_NOARGS("exception", sys_exception,
                      "exception($module, /)\n--\n\nReturn the current exception."),
    METHOD_ROW_POSITIONAL("exit", sys_exit, 0, 1,
                          "exit($module, status=None, /)\n--\n\nExit the interpreter by raising "
                          "SystemExit(status)."),
    METHOD_ROW_KEYWORDS("set_coroutine_origin_tracking_depth", sys_set_origin_depth, NULL),
    METHOD_ROW_NOARGS("get_coroutine_origin_tracking_depth", sys_get_origin_depth, NULL),
    METHOD_ROW_NOARGS("get_asyncgen_hooks", sys_get_asyncgen_hooks, NULL),
    METHOD_ROW_NOARGS("get_int_max_str_digits", sys_get_int_max_str_digits, NULL),
    METHOD_ROW_NOARGS("getallocatedblocks", sys_getallocatedblocks,
                      "getallocatedblocks($module, /)\n--\n\nReturn the number of memory blocks "
                      "currently allocated."),
    METHOD_ROW_NOARGS("getdefaultencoding", sys_utf8, NULL),
    METHOD_ROW_NOARGS("getfilesystemencodeerrors", sys_fs_errors, NULL),
    METHOD_ROW_NOARGS("getfilesystemencoding", sys_utf8, NULL),
    METHOD_ROW_NOARGS("getprofile", sys_getprofile,
                      "getprofile($module, /)\n--\n\nReturn the profiling function set with "
                      "sys.setprofile."),
    METHOD_ROW_NOARGS("getrecursionlimit", sys_getrecursionlimit,
                      "getrecursionlimit($module, /)\n--\n\nReturn the current value of the "
                      "recursion limit."),
    METHOD_ROW_ONE("getrefcount", sys_getrefcount,
                   "getrefcount($module, object, /)\n--\n\nReturn the reference count of object."),
    METHOD_ROW_KEYWORDS("getsizeof", sys_getsizeof,
                        "getsizeof(object [, default]) -> int\n\nReturn the size of object in "
                        "bytes."),
    METHOD_ROW_NOARGS("getswitchinterval", sys_getswitchinterval, NULL),
    METHOD_ROW_NOARGS("gettrace", sys_gettrace,
                      "gettrace($module, /)\n--\n\nReturn the global debug tracing function set "
                      "with sys.settrace."),
    METHOD_ROW_ONE("intern", sys_intern,
                   "intern($module, string, /)\n--\n\n``Intern'' the given string."),
    METHOD_ROW_NOARGS("is_finalizing", sys_false, NULL),
    METHOD_ROW_KEYWORDS("set_asyncgen_hooks", sys_set_asyncgen_hooks, NULL),
    METHOD_ROW_KEYWORDS("set_int_max_str_digits", sys_set_int_max_str_digits, NULL),
    METHOD_ROW_ONE("setprofile", sys_setprofile,
                   "setprofile(function)\n\nSet the profiling function.  It will be called on each "
                   "function call\nand return."),
    METHOD_ROW_ONE("setrecursionlimit", sys_setrecursionlimit,
                   "setrecursionlimit($module, limit, /)\n--\n\nSet the maximum depth of the "
                   "Python interpreter stack to n."),
    METHOD_ROW_ONE("setswitchinterval", sys_setswitchinterval, NULL),
    METHOD_ROW_ONE(
        "settrace", sys_settrace,
        "settrace(function)\n\nSet the global debug tracing function.  It will be called "
        "on each\nfunction call."),
    METHOD_ROW_ONE("unraisablehook", sys_unraisablehook, NULL),
    METHOD_ROW_END,
};

/* ---- the dict ---- */

/* The second name of a hook is the same function. */
static bool add_original(Runtime *rt, const char *name, const char *as) {
    Object *function = dict_get_cstring(rt, rt->sys_dict, name);
    return function && dict_set_cstring(rt, rt->sys_dict, as, function);
}

static bool add_function(Runtime *rt, const char *name, const char *as) {
    for (const MethodRow *row = SYS_FUNCTIONS; row->name; row++) {
        if (strcmp(row->name, name) == 0) {
            Object *module = rt->names[NAME_sys];
            return dict_set_cstring_stealing(rt, rt->sys_dict, as,
                                             native_function_new(rt, row, NULL, module));
        }
    }
    return false;
}

static bool add_new(Runtime *rt, const char *name, STEALS Object *value) {
    bool done = value && dict_set_cstring(rt, rt->sys_dict, name, value);
    release_nullable(rt, value);
    return done;
}

bool sys_open(Runtime *rt) {
    rt->sys_dict = dict_new(rt);
    rt->hooks.unraisable = sys_unraisable;
    rt->hooks.fill_sys = sys_fill;
    return rt->sys_dict && add_new(rt, "path", list_new(rt, 0)) &&
           add_new(rt, "argv", list_new(rt, 0)) && add_new(rt, "warnoptions", list_new(rt, 0)) &&
           dict_set_cstring(rt, rt->sys_dict, "modules", rt->modules) &&
           add_function(rt, "displayhook", "displayhook") &&
           add_function(rt, "excepthook", "excepthook");
}

void sys_close(Runtime *rt) {
    tracing_set_trace(rt, NULL);
    tracing_set_profile(rt, NULL);
    CLEAR_REF(rt, &rt->asyncgen_firstiter);
    CLEAR_REF(rt, &rt->asyncgen_finalizer);
    CLEAR_REF(rt, &rt->sys_dict);
}

/* The module's dict is rt->sys_dict itself: what was set before stays. */
static Object *sys_make(Runtime *rt) {
    Object *doc = str_from_cstring(
        rt, "This module provides access to some objects used or maintained by the\ninterpreter "
            "and to functions that interact strongly with the interpreter.");
    Object *module =
        doc && standard_stream_open(rt) ? module_new(rt, rt->names[NAME_sys], doc) : NULL;
    release_nullable(rt, doc);
    if (!module || !dict_merge(rt, rt->sys_dict, module_dict(module), true)) {
        release_nullable(rt, module);
        return NULL;
    }
    REPLACE_REF(rt, &((ModuleObject *)module)->dict, retain(rt->sys_dict));
    bool done = true;
    for (const MethodRow *row = SYS_FUNCTIONS; done && row->name; row++) {
        done = dict_get_cstring(rt, rt->sys_dict, row->name) ||
               (!error_pending(rt) && add_function(rt, row->name, row->name));
    }
    if (!done || !sys_add_info(rt, rt->sys_dict) ||
        !add_original(rt, "displayhook", "__displayhook__") ||
        !add_original(rt, "breakpointhook", "__breakpointhook__") ||
        !add_original(rt, "excepthook", "__excepthook__") ||
        !add_original(rt, "unraisablehook", "__unraisablehook__")) {
        CLEAR_REF(rt, &module);
    }
    return module;
}

const ModuleSpec sys_module = {
    .name = "sys",
    .make = sys_make,
};
