/* The builtins that need frames and the compiler: __build_class__, __import__, compile, eval, exec,
 * globals, locals; and the hooks through which lower layers ask about the running frame. */
#include "modules/builtins_code.h"

#include "compile/compile.h"
#include "modules/ast_module.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/shape.h"
#include "object/module.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/class.h"
#include "vm/frame.h"
#include "vm/import.h"
#include "vm/interpreter.h"

/* ---- the running frame ---- */

static Object *frame_globals(Runtime *rt) {
    return rt->frame ? rt->frame->function->globals : NULL;
}

static Object *frame_current_locals(Runtime *rt) {
    if (!rt->frame) {
        return raise_system_error(rt, "frame does not exist");
    }
    FrameObject *object = frame_object(rt, rt->frame);
    return object ? frame_locals(rt, object) : NULL;
}

/* super(): the first argument and the __class__ cell of the running function. */
static bool frame_super_context(Runtime *rt, Object **type, Object **self) {
    Frame *frame = rt->frame;
    if (!frame) {
        raise_runtime_error(rt, "super(): no current frame");
        return false;
    }
    const CodeObject *code = frame->code;
    if (code->argument_count == 0) {
        raise_runtime_error(rt, "super(): no arguments");
        return false;
    }
    Object *first = NULL;
    if (!value_is_empty(frame->registers[0])) {
        first = value_box(rt, &frame->registers[0]);
        if (!first) {
            return false;
        }
    } else {
        /* a parameter that inner functions use has moved to its cell */
        for (uint32_t idx = 0; idx < code->cell_count; idx++) {
            if (tuple_get(code->cell_names, idx) == tuple_get(code->local_names, 0)) {
                Value cell = frame->registers[code->local_count + idx];
                first =
                    value_is_object(cell) ? ((CellObject *)value_as_object(cell))->contents : NULL;
            }
        }
    }
    if (!first) {
        raise_runtime_error(rt, "super(): arg[0] deleted");
        return false;
    }
    for (uint32_t idx = 0; idx < code->free_count; idx++) {
        if (tuple_get(code->free_names, idx) != rt->names[NAME___class__]) {
            continue;
        }
        Object *contents = ((CellObject *)tuple_get(frame->function->closure, idx))->contents;
        if (!contents) {
            raise_runtime_error(rt, "super(): empty __class__ cell");
            return false;
        }
        if (!type_is_type(rt, contents)) {
            raise_runtime_error(rt, "super(): __class__ is not a type (%T)", contents);
            return false;
        }
        *type = contents;
        *self = first;
        return true;
    }
    raise_runtime_error(rt, "super(): __class__ cell not found");
    return false;
}

void builtins_code_open(Runtime *rt) {
    rt->hooks.run_code = interpreter_run_code;
    rt->hooks.current_globals = frame_globals;
    rt->hooks.current_locals = frame_current_locals;
    rt->hooks.super_context = frame_super_context;
}

static Object *builtin_globals(Runtime *rt, Object *self) {
    (void)self;
    Object *globals = frame_globals(rt);
    return retain(globals ? globals : NONE);
}

static Object *builtin_locals(Runtime *rt, Object *self) {
    (void)self;
    return frame_current_locals(rt);
}

/* ---- source ---- */

enum { COMPILE_ONLY_TREE = 0x400 }; /* _ast.PyCF_ONLY_AST */

/* The text behind the first argument of compile, eval and exec: *holder keeps it. */
static const char *source_text(Runtime *rt, Object *source, const char *function, const char *what,
                               size_t *length, uint32_t *flags, Object **holder) {
    *holder = NULL;
    if (type_is_str(rt, source)) {
        *flags |= COMPILE_IS_TEXT;
        return str_utf8(rt, source, length, holder, false);
    }
    BufferView view;
    if (!slots_of(rt, source)->get_buffer) {
        return raise_type_error(rt, "%s() arg 1 must be a %s object", function, what);
    }
    if (!object_get_buffer(rt, source, &view, false)) {
        return NULL;
    }
    *holder = bytes_from_data(rt, view.data, view.size);
    object_release_buffer(rt, &view);
    if (!*holder) {
        return NULL;
    }
    *length = bytes_length(*holder);
    return (const char *)bytes_data(*holder);
}

static uint32_t inherited_flags(const Runtime *rt) {
    return rt->frame ? rt->frame->code->flags & CODE_FUTURE_ANNOTATIONS : 0;
}

/* An object of _ast's classes, and what it holds that must live while it is compiled. */
typedef struct ObjectTree {
    Object *tree, *keep;
} ObjectTree;

static bool build_tree(Runtime *rt, AstArena *arena, AstModule *module, void *user) {
    const ObjectTree *source = user;
    return ast_from_objects(rt, arena, module, source->tree, source->keep);
}

/* compile() of a tree, or of text; only_tree: to a tree. */
static Object *compile_any(Runtime *rt, Object *source, Object *filename, ParseMode mode,
                           uint32_t flags, int optimise, bool only_tree) {
    int is_tree = ast_module_is_node(rt, source);
    if (is_tree < 0) {
        return NULL;
    }
    if (is_tree && only_tree) {
        return retain(source);
    }
    if (is_tree) {
        ObjectTree tree = {source, list_new(rt, 0)};
        Object *code = tree.keep
                           ? compile_built(rt, filename, mode, flags, optimise, build_tree, &tree)
                           : NULL;
        release_nullable(rt, tree.keep);
        return code;
    }
    size_t length;
    Object *holder;
    const char *text =
        source_text(rt, source, "compile", "string, bytes or AST", &length, &flags, &holder);
    Object *result = NULL;
    if (text && only_tree) {
        result = compile_parse(rt, text, length, filename, mode, flags, ast_to_objects);
    } else if (text) {
        result = compile_source(rt, text, length, filename, mode, flags, optimise, NULL);
    }
    release_nullable(rt, holder);
    return result;
}

static Object *builtin_compile(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "compile",
        {"source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"},
        0,
        6,
        3,
        7};
    (void)self;
    Object *given[7];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!type_is_str(rt, given[2])) {
        return raise_type_error(rt, "compile() argument 'mode' must be str, not %T", given[2]);
    }
    ParseMode mode;
    if (str_equals_ascii(given[2], "exec")) {
        mode = PARSE_FILE;
    } else if (str_equals_ascii(given[2], "eval")) {
        mode = PARSE_EVAL;
    } else if (str_equals_ascii(given[2], "single")) {
        mode = PARSE_SINGLE;
    } else {
        return raise_value_error(rt, "compile() mode must be 'exec', 'eval' or 'single'");
    }
    int64_t number = 0;
    uint32_t flags = 0;
    bool only_tree = false;
    if (given[3]) {
        if (!object_as_int64(rt, given[3], &number)) {
            return NULL;
        }
        if (number & ~(int64_t)0x1FFFE00) {
            return raise_value_error(rt, "compile(): unrecognised flags");
        }
        flags = (uint32_t)number & (CODE_FUTURE_ANNOTATIONS | COMPILE_TOP_LEVEL_AWAIT);
        only_tree = (number & COMPILE_ONLY_TREE) != 0;
    }
    int inherit = given[4] ? object_is_true(rt, given[4]) : 0;
    if (inherit < 0) {
        return NULL;
    }
    if (!inherit) {
        flags |= inherited_flags(rt);
    }
    int optimise = rt->optimise;
    if (given[5]) {
        if (!object_as_int64(rt, given[5], &number)) {
            return NULL;
        }
        if (number < -1 || number > 2) {
            return raise_value_error(rt, "compile(): invalid optimize value");
        }
        optimise = number < 0 ? rt->optimise : (int)number;
    }
    Object *filename = NULL;
    if (type_is_str(rt, given[1])) {
        filename = retain(given[1]);
    } else if (type_is_bytes(rt, given[1])) {
        filename = str_from_utf8(rt, (const char *)bytes_data(given[1]), bytes_length(given[1]));
    } else {
        bool missing;
        Object *path = object_call_special(rt, given[1], NAME___fspath__, NULL, 0, &missing);
        if (missing) {
            return raise_type_error(rt, "expected str, bytes or os.PathLike object, not %T",
                                    given[1]);
        }
        filename = path;
    }
    if (!filename) {
        return NULL;
    }
    Object *code = compile_any(rt, given[0], filename, mode, flags, optimise, only_tree);
    release(rt, filename);
    return code;
}

/* ---- eval and exec ---- */

static bool provide_builtins(Runtime *rt, Object *globals) {
    Object *name = rt->names[NAME___builtins__];
    if (dict_get_str(rt, globals, name)) {
        return true;
    }
    return !error_pending(rt) &&
           dict_set(rt, globals, name, rt->frame ? rt->frame->function->builtins : rt->builtins);
}

/* Fills in globals and locals (both retained); false: error. */
static bool namespaces(Runtime *rt, const char *function, Object *given_globals,
                       Object *given_locals, Object **globals, Object **locals) {
    if (given_globals == NONE) {
        given_globals = NULL;
    }
    if (given_locals == NONE) {
        given_locals = NULL;
    }
    if (given_globals && !type_is_dict(rt, given_globals)) {
        if (function[1] == 'v') {
            raise_type_error(rt, slots_of(rt, given_globals)->get_item
                                     ? "globals must be a real dict; try eval(code, {}, mapping)"
                                     : "globals must be a dict");
        } else {
            raise_type_error(rt, "%s() globals must be a dict, not %T", function, given_globals);
        }
        return false;
    }
    if (given_locals && !slots_of(rt, given_locals)->get_item) {
        if (function[1] == 'v') {
            raise_type_error(rt, "locals must be a mapping");
        } else {
            raise_type_error(rt, "locals must be a mapping or None, not %T", given_locals);
        }
        return false;
    }
    if (given_globals) {
        *globals = retain(given_globals);
        *locals = retain(given_locals ? given_locals : given_globals);
    } else {
        Object *current = frame_globals(rt);
        if (!current) {
            raise_system_error(rt, "globals and locals cannot be NULL");
            return false;
        }
        *globals = retain(current);
        *locals = given_locals ? retain(given_locals) : frame_current_locals(rt);
        if (!*locals) {
            release(rt, *globals);
            return false;
        }
    }
    if (!provide_builtins(rt, *globals)) {
        release(rt, *globals);
        release(rt, *locals);
        return false;
    }
    return true;
}

static Object *run_source(Runtime *rt, const char *function, Object *source, ParseMode mode,
                          Object *globals, Object *locals, Object *closure) {
    if (object_type_id(source) == TYPE_CODE) {
        const CodeObject *code = (CodeObject *)source;
        if (code->free_count && !closure) {
            return raise_type_error(rt, "code object passed to %s() may not contain free variables",
                                    function);
        }
        return interpreter_run_code(rt, source, globals, locals, closure);
    }
    uint32_t flags = inherited_flags(rt);
    size_t length;
    Object *holder;
    const char *text =
        source_text(rt, source, function, "string, bytes or code", &length, &flags, &holder);
    Object *result = NULL;
    if (text) {
        if (mode == PARSE_EVAL) {
            while (length && (*text == ' ' || *text == '\t')) {
                text++;
                length--;
            }
        }
        Object *filename = str_from_cstring(rt, "<string>");
        Object *code =
            filename ? compile_source(rt, text, length, filename, mode, flags, rt->optimise, NULL)
                     : NULL;
        release_nullable(rt, filename);
        if (code) {
            result = interpreter_run_code(rt, code, globals, locals, NULL);
            release(rt, code);
        }
    }
    release_nullable(rt, holder);
    return result;
}

static Object *builtin_eval(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    Object *globals, *locals;
    if (!namespaces(rt, "eval", count > 1 ? args[1] : NULL, count > 2 ? args[2] : NULL, &globals,
                    &locals)) {
        return NULL;
    }
    Object *result = run_source(rt, "eval", args[0], PARSE_EVAL, globals, locals, NULL);
    release(rt, globals);
    release(rt, locals);
    return result;
}

static Object *builtin_exec(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"exec", {"source", "globals", "locals", "closure"}, 3, 3, 1,
                                      4};
    (void)self;
    Object *given[4];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    Object *closure = given[3] && given[3] != NONE ? given[3] : NULL;
    if (closure && object_type_id(given[0]) != TYPE_CODE) {
        return raise_type_error(rt, "closure can only be used when source is a code object");
    }
    if (closure || (object_type_id(given[0]) == TYPE_CODE && ((CodeObject *)given[0])->free_count &&
                    closure)) {
        const CodeObject *code = (CodeObject *)given[0];
        if (!code->free_count) {
            return raise_type_error(rt, "cannot use a closure with this code object");
        }
        bool fits =
            object_type_id(closure) == TYPE_TUPLE && tuple_length(closure) == code->free_count;
        for (size_t idx = 0; fits && idx < tuple_length(closure); idx++) {
            fits = object_type_id(tuple_get(closure, idx)) == TYPE_CELL;
        }
        if (!fits) {
            return raise_type_error(rt, "code object requires a closure of exactly length %u",
                                    code->free_count);
        }
    }
    Object *globals, *locals;
    if (!namespaces(rt, "exec", given[1], given[2], &globals, &locals)) {
        return NULL;
    }
    Object *result = run_source(rt, "exec", given[0], PARSE_FILE, globals, locals, closure);
    release(rt, globals);
    release(rt, locals);
    if (!result) {
        return NULL;
    }
    release(rt, result);
    return retain(NONE);
}

/* ---- imports ---- */

static Object *builtin_import(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "__import__", {"name", "globals", "locals", "fromlist", "level"}, 0, 5, 1, 5};
    (void)self;
    Object *given[5];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!type_is_str(rt, given[0])) {
        return raise_type_error(rt, "module name must be a string");
    }
    int64_t level = 0;
    if (given[4] && !object_as_int64(rt, given[4], &level)) {
        return NULL;
    }
    if (level < 0) {
        return raise_value_error(rt, "level must be >= 0");
    }
    if (level > 0 && (!given[1] || !type_is_dict(rt, given[1]))) {
        return given[1] ? raise_type_error(rt, "globals must be a dict")
                        : raise_format(rt, TYPE_KEY_ERROR, "'__name__' not in globals");
    }
    Object *globals = given[1] && type_is_dict(rt, given[1]) ? given[1] : NULL;
    return import_module(rt, given[0], globals, given[3], level);
}

/* ---- classes ---- */

/* Replaces bases that are no classes but have __mro_entries__. A new tuple, or bases itself. */
static Object *resolve_bases(Runtime *rt, Object *const *bases, size_t count) {
    Object *original = tuple_from_array(rt, bases, count);
    Object *list = NULL;
    for (size_t idx = 0; original && idx < count; idx++) {
        Object *base = bases[idx];
        if (type_is_type(rt, base)) {
            if (list && !list_append(rt, list, base)) {
                goto fail;
            }
            continue;
        }
        bool missing;
        Object *entries =
            object_get_attr_optional(rt, base, rt->names[NAME___mro_entries__], &missing);
        if (!entries) {
            if (!missing || (list && !list_append(rt, list, base))) {
                goto fail;
            }
            continue;
        }
        Object *replaced = object_call_one(rt, entries, original);
        release(rt, entries);
        if (!replaced) {
            goto fail;
        }
        if (!type_is_tuple(rt, replaced)) {
            release(rt, replaced);
            raise_type_error(rt, "__mro_entries__ must return a tuple");
            goto fail;
        }
        if (!list) {
            list = list_from_array(rt, bases, idx);
        }
        bool extended = list && list_extend(rt, list, replaced);
        release(rt, replaced);
        if (!extended) {
            goto fail;
        }
    }
    if (!list) {
        return original;
    }
    Object *resolved = list_as_tuple(rt, list);
    release(rt, list);
    release(rt, original);
    return resolved;
fail:
    release_nullable(rt, list);
    release_nullable(rt, original);
    return NULL;
}

/* The namespace that metatype.__prepare__ gives. */
static Object *prepare_namespace(Runtime *rt, Object *metatype, Object *name, Object *bases,
                                 Object *keywords) {
    if (metatype == (Object *)rt->type_objects[TYPE_TYPE]) {
        return dict_new(rt);
    }
    bool missing;
    Object *prepare = object_get_attr_optional(rt, metatype, rt->names[NAME___prepare__], &missing);
    if (!prepare) {
        return missing ? dict_new(rt) : NULL;
    }
    Object *args = tuple_pack(rt, 2, name, bases);
    Object *namespace = args ? object_call_unpacked(rt, prepare, args, keywords) : NULL;
    release_nullable(rt, args);
    release(rt, prepare);
    if (namespace && !slots_of(rt, namespace)->get_item) {
        raise_type_error(rt, "%s.__prepare__() must return a mapping, not %T",
                         type_is_type(rt, metatype) ? ((TypeObject *)metatype)->slots->name
                                                    : "<metaclass>",
                         namespace);
        CLEAR_REF(rt, &namespace);
    }
    return namespace;
}

/* The keyword arguments as a dict, without `metaclass`, which goes to *metatype (borrowed). */
static Object *class_keywords(Runtime *rt, Object *const *values, Object *keyword_names,
                              Object **metatype) {
    Object *keywords = dict_new(rt);
    for (size_t idx = 0; keywords && keyword_names && idx < tuple_length(keyword_names); idx++) {
        Object *name = tuple_get(keyword_names, idx);
        if (str_equals_ascii(name, "metaclass")) {
            *metatype = values[idx];
        } else if (!dict_set(rt, keywords, name, values[idx])) {
            CLEAR_REF(rt, &keywords);
        }
    }
    return keywords;
}

/* The cell that __class__ is read from must hold the class that was made. */
static bool check_class_cell(Runtime *rt, Object *cell, Object *made, Object *name) {
    if (!type_is_type(rt, made) || object_type_id(cell) != TYPE_CELL) {
        return true;
    }
    Object *contents = ((CellObject *)cell)->contents;
    if (contents == made) {
        return true;
    }
    if (!contents) {
        raise_runtime_error(rt,
                            "__class__ not set defining %R as %R. Was __classcell__ "
                            "propagated to type.__new__?",
                            name, made);
    } else {
        raise_type_error(rt, "__class__ set to %R defining %R as %R", contents, name, made);
    }
    return false;
}

static Object *builtin_build_class(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)self;
    if (count < 2) {
        return raise_type_error(rt, "__build_class__: not enough arguments");
    }
    Object *function = args[0];
    Object *name = args[1];
    if (object_type_id(function) != TYPE_FUNCTION) {
        return raise_type_error(rt, "__build_class__: func must be a function");
    }
    if (!type_is_str(rt, name)) {
        return raise_type_error(rt, "__build_class__: name is not a string");
    }
    Object *metatype = NULL;
    Object *made = NULL;
    Object *namespace = NULL;
    Object *cell = NULL;
    Object *bases = resolve_bases(rt, args + 2, count - 2);
    Object *keywords = bases ? class_keywords(rt, args + count, keyword_names, &metatype) : NULL;
    if (!keywords || !type_object(rt, TYPE_TYPE)) {
        goto end;
    }
    if (!metatype) {
        metatype = tuple_length(bases) ? (Object *)type_of(rt, tuple_get(bases, 0))
                                       : (Object *)type_object(rt, TYPE_TYPE);
        if (!metatype) {
            goto end;
        }
    }
    if (type_is_type(rt, metatype)) {
        metatype = (Object *)class_metatype(rt, (TypeObject *)metatype, bases);
        if (!metatype) {
            goto end;
        }
    }
    retain(metatype);
    namespace = prepare_namespace(rt, metatype, name, bases, keywords);
    if (namespace) {
        const FunctionObject *body = (FunctionObject *)function;
        cell = interpreter_run_code(rt, body->code, body->globals, namespace, body->closure);
    }
    if (cell) {
        if (tuple_length(bases) != count - 2 ||
            (count > 2 && memcmp(tuple_items(bases), args + 2, (count - 2) * sizeof *args) != 0)) {
            Object *original = tuple_from_array(rt, args + 2, count - 2);
            bool done = original &&
                        object_set_item(rt, namespace, rt->names[NAME___orig_bases__], original);
            release_nullable(rt, original);
            if (!done) {
                release(rt, metatype);
                goto end;
            }
        }
        Object *class_args = tuple_pack(rt, 3, name, bases, namespace);
        made = class_args ? object_call_unpacked(rt, metatype, class_args, keywords) : NULL;
        release_nullable(rt, class_args);
    }
    release(rt, metatype);
    if (made && !check_class_cell(rt, cell, made, name)) {
        CLEAR_REF(rt, &made);
    }
    if (made && type_is_type(rt, made)) {
        const CodeObject *code = (CodeObject *)((FunctionObject *)function)->code;
        shape_set_capacity_hint((TypeObject *)made, code->attribute_hint);
    }
end:
    release_nullable(rt, cell);
    release_nullable(rt, namespace);
    release_nullable(rt, keywords);
    release_nullable(rt, bases);
    return made;
}

const MethodRow vm_builtin_functions[] = {
    METHOD_ROW_KEYWORDS("__build_class__", builtin_build_class,
                        "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\n"
                        "Internal helper function used by the class statement."),
    METHOD_ROW_KEYWORDS("__import__", builtin_import,
                        "__import__($module, /, name, globals=None, locals=None, fromlist=(),\n"
                        "           level=0)\n--\n\nImport a module."),
    METHOD_ROW_KEYWORDS("compile", builtin_compile,
                        "compile($module, /, source, filename, mode, flags=0,\n        "
                        "dont_inherit=False, optimize=-1, *, _feature_version=-1)\n--\n\nCompile "
                        "source into a code object that can be executed by exec() or eval()."),
    METHOD_ROW_POSITIONAL("eval", builtin_eval, 1, 3,
                          "eval($module, source, globals=None, locals=None, /)\n--\n\nEvaluate "
                          "the given source in the context of globals and locals."),
    METHOD_ROW_KEYWORDS("exec", builtin_exec,
                        "exec($module, source, globals=None, locals=None, /, *, closure=None)\n"
                        "--\n\nExecute the given source in the context of globals and locals."),
    METHOD_ROW_NOARGS("globals", builtin_globals,
                      "globals($module, /)\n--\n\nReturn the dictionary containing the current "
                      "scope's global variables."),
    METHOD_ROW_NOARGS("locals", builtin_locals,
                      "locals($module, /)\n--\n\nReturn a dictionary containing the current "
                      "scope's local variables."),
    METHOD_ROW_END,
};
