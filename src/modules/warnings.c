/* warnings: filters, the registry of warnings already shown, and showing them.
 *
 * Filters, registry and default action are made when a warning is first issued. Once a program has
 * imported Debian's warnings.py, its filters and its way to show a warning count. */
#include "modules/warnings.h"

#include "modules/module_state.h"
#include "modules/source_lines.h"
#include "modules/standard_stream.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/frame.h"
#include "vm/import.h"

typedef struct WarningState {
    Object *filters, *once, *action; /* list, dict, str; NULL until needed */
    int64_t version;                 /* counts changes of the filters */
} WarningState;

/* One warning; all borrowed. */
typedef struct Warning {
    Object *category, *message, *text, *filename, *module, *registry, *source;
    uint32_t lineno;
} Warning;

static bool add_filter(Runtime *rt, Object *filters, const char *action, uint32_t category_id,
                       Object *module) {
    Object *name = str_from_cstring(rt, action);
    TypeObject *category = type_object(rt, category_id);
    Object *zero = int_from_int64(rt, 0);
    Object *filter = name && category && zero
                         ? tuple_pack(rt, 5, name, NONE, (Object *)category, module, zero)
                         : NULL;
    release_nullable(rt, name);
    release_nullable(rt, zero);
    return filter && list_append_stealing(rt, filters, filter);
}

static bool fill_filters(Runtime *rt, Object *filters) {
    return add_filter(rt, filters, "default", TYPE_DEPRECATION_WARNING, rt->names[NAME___main__]) &&
           add_filter(rt, filters, "ignore", TYPE_DEPRECATION_WARNING, NONE) &&
           add_filter(rt, filters, "ignore", TYPE_PENDING_DEPRECATION_WARNING, NONE) &&
           add_filter(rt, filters, "ignore", TYPE_IMPORT_WARNING, NONE) &&
           add_filter(rt, filters, "ignore", TYPE_RESOURCE_WARNING, NONE);
}

/* NULL: error pending. */
static WarningState *warning_state(Runtime *rt) {
    WarningState *state = module_state(rt, MODULE_STATE_WARNINGS, sizeof *state);
    if (!state || state->filters) {
        return state;
    }
    Object *filters = list_new(rt, 5);
    Object *once = dict_new(rt);
    Object *action = str_from_cstring(rt, "default");
    if (!filters || !once || !action || !fill_filters(rt, filters)) {
        release_nullable(rt, filters);
        release_nullable(rt, once);
        release_nullable(rt, action);
        return NULL;
    }
    *state = (WarningState){filters, once, action, 0};
    return state;
}

/* warnings.<name> of Debian's module, or the fallback; a new reference, NULL: error. */
static Object *setting(Runtime *rt, const char *name, Object *fallback) {
    Object *module = dict_get_cstring(rt, rt->modules, "warnings");
    Object *value = module && object_type_id(module) == TYPE_MODULE
                        ? dict_get_cstring(rt, module_dict(module), name)
                        : NULL;
    return value ? retain(value) : error_pending(rt) ? NULL : retain_nullable(fallback);
}

/* -W options are for warnings.py to understand: it is imported when there are any. */
static bool load_options(Runtime *rt) {
    Object *options = dict_get_cstring(rt, rt->sys_dict, "warnoptions");
    if (!options || !type_is_list(rt, options) || list_length(options) == 0 ||
        dict_get_cstring(rt, rt->modules, "warnings")) {
        return !error_pending(rt);
    }
    Object *name = str_from_cstring(rt, "warnings");
    Object *module = name ? import_absolute(rt, name) : NULL;
    release_nullable(rt, name);
    release_nullable(rt, module);
    return module != NULL;
}

/* None matches; a str by equality; a pattern by its match method. */
static int matches(Runtime *rt, Object *pattern, Object *text) {
    if (pattern == NONE) {
        return 1;
    }
    if (str_check_exact(pattern)) {
        return str_equals(pattern, text);
    }
    Object *found = object_call_method_cstring(rt, pattern, "match", &text, 1);
    int truth = found ? object_is_true(rt, found) : -1;
    release_nullable(rt, found);
    return truth;
}

static int filter_matches(Runtime *rt, Object *filter, const Warning *warning) {
    if (!type_is_tuple(rt, filter) || tuple_length(filter) != 5) {
        raise_value_error(rt, "warnings.filters item isn't a 5-tuple");
        return -1;
    }
    int64_t lineno;
    int good = matches(rt, tuple_get(filter, 1), warning->text);
    good = good > 0 ? object_is_subclass(rt, warning->category, tuple_get(filter, 2)) : good;
    good = good > 0 ? matches(rt, tuple_get(filter, 3), warning->module) : good;
    if (good > 0) {
        good = !object_as_int64(rt, tuple_get(filter, 4), &lineno)
                   ? -1
                   : lineno == 0 || lineno == warning->lineno;
    }
    return good;
}

/* A new reference to the action's name. */
static Object *find_action(Runtime *rt, WarningState *state, const Warning *warning) {
    Object *filters = setting(rt, "filters", state->filters);
    if (!filters || !type_is_list(rt, filters)) {
        release_nullable(rt, filters);
        return error_pending(rt) ? NULL : raise_value_error(rt, "_warnings.filters must be a list");
    }
    Object *action = NULL;
    for (size_t idx = 0; !action && idx < list_length(filters); idx++) {
        Object *filter = retain(list_get(filters, idx));
        int good = filter_matches(rt, filter, warning);
        action = good > 0 ? retain(tuple_get(filter, 0)) : NULL;
        release(rt, filter);
        if (good < 0) {
            release(rt, filters);
            return NULL;
        }
    }
    release(rt, filters);
    return action ? action : setting(rt, "defaultaction", state->action);
}

/* 1: shown before; 0: not, and the registry is of this version; -1: error. */
static int already_shown(Runtime *rt, WarningState *state, Object *registry, Object *key) {
    if (!type_is_dict(rt, registry)) { /* programs put there what they like */
        raise_type_error(rt, "'registry' must be a dict or None");
        return -1;
    }
    Object *known = dict_get_cstring(rt, registry, "version");
    if (!known && error_pending(rt)) {
        return -1;
    }
    Object *version = int_from_int64(rt, state->version);
    int same = !version ? -1 : known ? object_equals(rt, known, version) : 0;
    int answer = same;
    if (same == 0) {
        dict_clear(rt, registry);
        answer = dict_set_cstring(rt, registry, "version", version) ? 0 : -1;
    } else if (same > 0) {
        Object *value = dict_get(rt, registry, key);
        answer = value ? object_is_true(rt, value) : error_pending(rt) ? -1 : 0;
    }
    release_nullable(rt, version);
    return answer;
}

/* ---- showing ---- */

/* The line of source without what surrounds it; None when there is none. */
static Object *source_text(Runtime *rt, const Warning *warning) {
    SourceFile file = {0};
    SourceLine line;
    Object *text = NULL;
    if (source_lines_find(rt, &file, warning->filename, warning->lineno, &line) &&
        line.size > line.indent) {
        text = str_from_utf8(rt, line.text + line.indent, line.size - line.indent);
    }
    source_lines_close(rt, &file);
    error_clear(rt);
    return text ? text : retain(NONE);
}

static bool show_through_module(Runtime *rt, Object *show, const Warning *warning) {
    Object *make = setting(rt, "WarningMessage", NULL);
    Object *lineno = int_from_int64(rt, warning->lineno);
    Object *made = NULL;
    if (make && lineno) {
        Object *args[7] = {warning->message,
                           warning->category,
                           warning->filename,
                           lineno,
                           NONE,
                           NONE,
                           warning->source ? warning->source : NONE};
        made = object_call(rt, make, args, 7, NULL);
    } else if (!error_pending(rt)) {
        raise_runtime_error(rt, "unable to get warnings.WarningMessage");
    }
    Object *result = made ? object_call_one(rt, show, made) : NULL;
    release_nullable(rt, make);
    release_nullable(rt, lineno);
    release_nullable(rt, made);
    release_nullable(rt, result);
    return result != NULL;
}

static void show_plainly(Runtime *rt, const Warning *warning) {
    Object *stream = standard_stream(rt, NAME_stderr);
    if (!stream || stream == NONE) {
        return;
    }
    retain(stream);
    Object *code = source_text(rt, warning);
    Object *head = str_format(rt, "%U:%u: %N: %U\n", warning->filename, warning->lineno,
                              (TypeObject *)warning->category, warning->text);
    Object *whole =
        head && code != NONE ? str_format(rt, "%U  %U\n", head, code) : retain_nullable(head);
    Object *written =
        whole ? object_call_method(rt, stream, rt->names[NAME_write], &whole, 1) : NULL;
    error_clear(rt);
    release(rt, code);
    release_nullable(rt, head);
    release_nullable(rt, whole);
    release_nullable(rt, written);
    release(rt, stream);
}

static bool show(Runtime *rt, const Warning *warning) {
    Object *function = setting(rt, "_showwarnmsg", NULL);
    if (!function) {
        if (!error_pending(rt)) {
            show_plainly(rt, warning);
        }
        return !error_pending(rt);
    }
    bool done = show_through_module(rt, function, warning);
    release(rt, function);
    return done;
}

/* ---- issuing ---- */

/* Remembers the warning as its action wants: 1 show it, 0 was shown, -1 error. */
static int remember(Runtime *rt, WarningState *state, const Warning *warning, Object *action,
                    Object *key) {
    if (warning->registry && !dict_set(rt, warning->registry, key, TRUE_OBJECT)) {
        return -1;
    }
    bool once = str_equals_ascii(action, "once");
    if (str_equals_ascii(action, "default")) {
        return 1;
    }
    if (!once && !str_equals_ascii(action, "module")) {
        raise_runtime_error(rt, "Unrecognized action (%R) in warnings.filters:\n %R", action, NONE);
        return -1;
    }
    Object *registry =
        once ? setting(rt, "onceregistry", state->once) : retain_nullable(warning->registry);
    if (!registry) {
        return error_pending(rt) ? -1 : 1;
    }
    if (once && !type_is_dict(rt, registry)) {
        raise_type_error(rt, "_warnings.onceregistry must be a dict, not '%T'", registry);
        release(rt, registry);
        return -1;
    }
    Object *zero = int_from_int64(rt, 0);
    Object *short_key = !zero  ? NULL
                        : once ? tuple_pack(rt, 2, warning->text, warning->category)
                               : tuple_pack(rt, 3, warning->text, warning->category, zero);
    int shown = short_key ? already_shown(rt, state, registry, short_key) : -1;
    if (shown == 0 && !dict_set(rt, registry, short_key, TRUE_OBJECT)) {
        shown = -1;
    }
    release_nullable(rt, zero);
    release_nullable(rt, short_key);
    release(rt, registry);
    return shown < 0 ? -1 : !shown;
}

static bool act(Runtime *rt, WarningState *state, const Warning *warning, Object *key) {
    int before = warning->registry ? already_shown(rt, state, warning->registry, key) : 0;
    if (before != 0) {
        return before > 0;
    }
    Object *action = find_action(rt, state, warning);
    if (!action || !type_is_str(rt, action)) {
        release_nullable(rt, action);
        if (!error_pending(rt)) {
            raise_type_error(rt, "action must be a string, not '%T'", action ? action : NONE);
        }
        return false;
    }
    bool done = true;
    if (str_equals_ascii(action, "error")) {
        raise_exception(rt, retain(warning->message));
        done = false;
    } else if (str_equals_ascii(action, "always")) {
        done = show(rt, warning);
    } else if (!str_equals_ascii(action, "ignore")) {
        int wanted = remember(rt, state, warning, action, key);
        done = wanted < 0 ? false : wanted == 0 || show(rt, warning);
    }
    release(rt, action);
    return done;
}

/* message: text or a Warning instance; category: a class. */
static bool issue(Runtime *rt, Warning *warning, Object *message) {
    if (!load_options(rt)) {
        return false;
    }
    WarningState *state = warning_state(rt);
    TypeObject *base = type_object(rt, TYPE_WARNING);
    int is_warning = state && base ? object_is_instance(rt, message, (Object *)base) : -1;
    if (is_warning < 0) {
        return false;
    }
    if (is_warning) {
        warning->text = object_str(rt, message);
        warning->message = retain(message);
        warning->category = (Object *)type_of(rt, message);
    } else {
        warning->text = object_str(rt, message);
        warning->message = object_call_one(rt, warning->category, message);
    }
    Object *lineno = int_from_int64(rt, warning->lineno);
    Object *key = warning->text && warning->message && lineno
                      ? tuple_pack(rt, 3, warning->text, warning->category, lineno)
                      : NULL;
    bool done = key && act(rt, state, warning, key);
    release_nullable(rt, warning->text);
    release_nullable(rt, warning->message);
    release_nullable(rt, lineno);
    release_nullable(rt, key);
    return done;
}

/* The registry of a namespace, borrowed; NULL: error. */
static Object *registry_of(Runtime *rt, Object *globals) {
    Object *registry = dict_get_cstring(rt, globals, "__warningregistry__");
    if (registry || error_pending(rt)) {
        return registry;
    }
    registry = dict_new(rt);
    bool done = registry && dict_set_cstring(rt, globals, "__warningregistry__", registry);
    release_nullable(rt, registry);
    return done ? registry : NULL;
}

static bool issue_at(Runtime *rt, Object *category, Object *message, int64_t stack_level,
                     Object *source) {
    FrameObject *frame = rt->frame ? frame_object(rt, rt->frame) : NULL;
    if (frame) {
        RETAIN(frame);
    }
    for (int64_t level = 1; frame && level < stack_level; level++) {
        FrameObject *back = (FrameObject *)frame_back(rt, frame);
        RELEASE(rt, frame);
        frame = back;
    }
    if (error_pending(rt)) {
        return false;
    }
    Warning warning = {.category = category, .source = source, .lineno = 1};
    const FunctionObject *function = !frame        ? NULL
                                     : frame->live ? frame->live->function
                                                   : frame->function;
    Object *globals = retain(function ? function->globals : rt->sys_dict);
    Object *filename =
        function ? retain(((CodeObject *)function->code)->filename) : str_from_cstring(rt, "sys");
    Object *module = dict_get_str(rt, globals, rt->names[NAME___name__]);
    module = module && type_is_str(rt, module) ? retain(module) : str_from_cstring(rt, "<string>");
    Object *registry = retain_nullable(registry_of(rt, globals));
    warning.lineno = frame ? frame_lineno(frame) : 1;
    warning.filename = filename;
    warning.module = module;
    warning.registry = registry == NONE ? NULL : registry;
    bool done = filename && module && registry && issue(rt, &warning, message);
    if (frame) {
        RELEASE(rt, frame);
    }
    release(rt, globals);
    release_nullable(rt, filename);
    release_nullable(rt, module);
    release_nullable(rt, registry);
    return done;
}

static bool warn_hook(Runtime *rt, uint32_t category_id, Object *message, int stack_level,
                      Object *source) {
    TypeObject *category = type_object(rt, category_id);
    return category && issue_at(rt, (Object *)category, message, stack_level, source);
}

/* The module's name where only its file is known. */
static Object *module_of_file(Runtime *rt, Object *filename) {
    size_t length = str_length(filename);
    if (length == 0) {
        return str_from_cstring(rt, "<unknown>");
    }
    bool python = length >= 3 && str_at(filename, length - 3) == '.' &&
                  str_at(filename, length - 2) == 'p' && str_at(filename, length - 1) == 'y';
    return str_substring(rt, filename, 0, python ? length - 3 : length);
}

static bool explicit_hook(Runtime *rt, uint32_t category_id, Object *message, Object *filename,
                          uint32_t lineno) {
    TypeObject *category = type_object(rt, category_id);
    Object *module = category ? module_of_file(rt, filename) : NULL;
    Warning warning = {
        .category = (Object *)category, .filename = filename, .module = module, .lineno = lineno};
    bool done = module && issue(rt, &warning, message);
    release_nullable(rt, module);
    return done;
}

/* ---- functions ---- */

/* The class of a warning given as message and category; borrowed, NULL: error. */
static Object *category_of(Runtime *rt, Object *message, Object *category) {
    TypeObject *base = type_object(rt, TYPE_WARNING);
    int is_warning = base ? object_is_instance(rt, message, (Object *)base) : -1;
    if (is_warning) {
        return is_warning < 0 ? NULL : (Object *)type_of(rt, message);
    }
    if (!category || category == NONE) {
        return (Object *)type_object(rt, TYPE_USER_WARNING);
    }
    int good = type_is_type(rt, category) ? object_is_subclass(rt, category, (Object *)base) : 0;
    if (good == 0) {
        raise_type_error(rt, "category must be a Warning subclass, not '%T'", category);
    }
    return good > 0 ? category : NULL;
}

static Object *warnings_warn(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "warn", {"message", "category", "stacklevel", "source"}, 0, 4, 1, 4};
    Object *given[4];
    int64_t stack_level = 1;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[2] && !object_as_int64(rt, given[2], &stack_level))) {
        return NULL;
    }
    Object *category = category_of(rt, given[0], given[1]);
    return category && issue_at(rt, category, given[0], stack_level, given[3]) ? retain(NONE)
                                                                               : NULL;
}

static Object *warnings_warn_explicit(Runtime *rt, Object *self, Object *const *args, size_t count,
                                      Object *keyword_names) {
    static const ArgumentSpec SPEC = {"warn_explicit",
                                      {"message", "category", "filename", "lineno", "module",
                                       "registry", "module_globals", "source"},
                                      0,
                                      8,
                                      4,
                                      8};
    Object *given[8];
    int64_t lineno;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !object_as_int64(rt, given[3], &lineno)) {
        return NULL;
    }
    if (!type_is_str(rt, given[2])) {
        return raise_type_error(rt, "warn_explicit() argument 3 must be str, not %T", given[2]);
    }
    Object *registry = given[5] && given[5] != NONE ? given[5] : NULL;
    if (registry && !type_is_dict(rt, registry)) {
        return raise_type_error(rt, "'registry' must be a dict or None");
    }
    Object *category = category_of(rt, given[0], given[1]);
    Object *module =
        given[4] && type_is_str(rt, given[4]) ? retain(given[4]) : module_of_file(rt, given[2]);
    Warning warning = {.category = category,
                       .filename = given[2],
                       .module = module,
                       .registry = registry,
                       .source = given[7],
                       .lineno = (uint32_t)lineno};
    bool done = category && module && issue(rt, &warning, given[0]);
    release_nullable(rt, module);
    return done ? retain(NONE) : NULL;
}

static Object *warnings_filters_mutated(Runtime *rt, Object *self) {
    (void)self;
    WarningState *state = warning_state(rt);
    if (!state) {
        return NULL;
    }
    state->version++;
    return retain(NONE);
}

static bool warnings_populate(Runtime *rt, Object *dict) {
    WarningState *state = warning_state(rt);
    return state && dict_set_cstring(rt, dict, "filters", state->filters) &&
           dict_set_cstring(rt, dict, "_onceregistry", state->once) &&
           dict_set_cstring(rt, dict, "_defaultaction", state->action);
}

static const MethodRow WARNINGS_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("warn", warnings_warn,
                        "Issue a warning, or maybe ignore it or raise an exception."),
    METHOD_ROW_KEYWORDS("warn_explicit", warnings_warn_explicit,
                        "Issue a warning, or maybe ignore it or raise an exception."),
    METHOD_ROW_NOARGS("_filters_mutated", warnings_filters_mutated, NULL),
    METHOD_ROW_END,
};

const ModuleSpec warnings_module = {
    .name = "_warnings",
    .doc = "_warnings provides basic warning filtering support.\nIt is a helper module to speed up "
           "interpreter start-up.",
    .functions = WARNINGS_FUNCTIONS,
    .populate = warnings_populate,
};

void warnings_open(Runtime *rt) {
    rt->hooks.warn = warn_hook;
    rt->hooks.warn_explicit = explicit_hook;
}

void warnings_close(Runtime *rt) {
    WarningState *state = rt->module_state[MODULE_STATE_WARNINGS];
    rt->hooks.warn = NULL;
    rt->hooks.warn_explicit = NULL;
    if (state) {
        CLEAR_REF(rt, &state->filters);
        CLEAR_REF(rt, &state->once);
        CLEAR_REF(rt, &state->action);
    }
}
