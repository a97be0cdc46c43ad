/* ast_module: see ast_module.h. The classes are made from the table of ast_nodes.c. */
#include "modules/ast_module.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/operations.h"
#include "object/shape.h"
#include "object/tuple.h"

#include <string.h>

enum { ONLY_AST = 0x400, TYPE_COMMENTS = 0x1000, TOP_LEVEL_AWAIT = 0x2000 };

/* ---- AST, the base of all ---- */

static Object *fields_of(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *fields = type ? object_get_attr_cstring(rt, (Object *)type, "_fields") : NULL;
    if (fields && !type_is_tuple(rt, fields)) {
        release(rt, fields);
        return raise_type_error(rt, "_fields must be a tuple");
    }
    return fields;
}

static bool set_named(Runtime *rt, Object *self, Object *fields, Object *const *args, size_t count,
                      Object *keyword_names) {
    for (size_t idx = 0; keyword_names && idx < tuple_length(keyword_names); idx++) {
        Object *name = tuple_get(keyword_names, idx);
        for (size_t at = 0; at < count; at++) {
            int same = object_equals(rt, tuple_get(fields, at), name);
            if (same < 0) {
                return false;
            }
            if (same) {
                raise_type_error(rt, "%s got multiple values for argument '%U'",
                                 type_name_of(rt, self), name);
                return false;
            }
        }
        if (!object_set_attr(rt, self, name, args[count + idx])) {
            return false;
        }
    }
    return true;
}

static Object *node_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                        Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return type->slots->flags & TYPE_FLAG_SHAPED
               ? instance_new(rt, type)
               : object_new_leaf(rt, type->type_id, type->slots->basic_size);
}

static bool node_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    Object *fields = fields_of(rt, self);
    bool done = fields != NULL;
    if (done && count > tuple_length(fields)) {
        size_t most = tuple_length(fields);
        raise_type_error(rt, "%s constructor takes at most %zu positional argument%s",
                         type_name_of(rt, self), most, most == 1 ? "" : "s");
        done = false;
    }
    for (size_t idx = 0; done && idx < count; idx++) {
        done = object_set_attr(rt, self, tuple_get(fields, idx), args[idx]);
    }
    done = done && set_named(rt, self, fields, args, count, keyword_names);
    release_nullable(rt, fields);
    return done;
}

static Object *node_reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *dict = type ? retain_nullable(object_get_dict(rt, self, true)) : NULL;
    Object *empty = error_pending(rt) ? NULL : tuple_empty(rt);
    /* an instance of AST itself has no place for attributes, and so no state */
    Object *result = empty ? tuple_pack(rt, dict ? 3 : 2, (Object *)type, empty, dict) : NULL;
    release_nullable(rt, dict);
    release_nullable(rt, empty);
    return result;
}

static const MethodRow NODE_METHODS[] = {
    METHOD_ROW_NOARGS("__reduce__", node_reduce, NULL),
    METHOD_ROW_END,
};

static const TypeSpec node_spec = {
    .slots =
        {
            .name = "AST",
            .flags = TYPE_FLAG_SUBCLASSABLE,
            .basic_size = sizeof(Object),
            .new_instance = node_new,
            .init = node_init,
        },
    .methods = NODE_METHODS,
    .module = "ast",
};

/* ---- the classes ---- */

static Object *position_names(Runtime *rt) {
    static const char *const names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    Object *tuple = tuple_new(rt, 4);
    for (size_t idx = 0; tuple && idx < 4; idx++) {
        Object *name = intern_cstring(rt, names[idx]);
        if (!name) {
            CLEAR_REF(rt, &tuple);
            return NULL;
        }
        tuple_items(tuple)[idx] = name;
    }
    return tuple;
}

/* The end of a position may be left out, but for patterns. */
static bool add_attributes(Runtime *rt, Object *dict, AstSort sort) {
    if (!ast_sorts[sort].has_position) {
        return dict_set_cstring_stealing(rt, dict, "_attributes", tuple_empty(rt));
    }
    return dict_set_cstring_stealing(rt, dict, "_attributes", position_names(rt)) &&
           (sort == SORT_PATTERN || (dict_set_cstring(rt, dict, "end_lineno", NONE) &&
                                     dict_set_cstring(rt, dict, "end_col_offset", NONE)));
}

static Object *field_names(Runtime *rt, const AstRow *row) {
    Object *names = tuple_new(rt, ast_nodes_field_count(row));
    const char *cursor = row->fields;
    AstField field;
    for (size_t idx = 0; names && ast_nodes_next_field(&cursor, &field); idx++) {
        Object *name = intern_utf8(rt, field.name, field.name_length);
        if (!name) {
            CLEAR_REF(rt, &names);
            return NULL;
        }
        tuple_items(names)[idx] = name;
    }
    return names;
}

static bool add_optional(Runtime *rt, Object *dict, const AstRow *row) {
    const char *cursor = row->fields;
    AstField field;
    while (ast_nodes_next_field(&cursor, &field)) {
        Object *name = field.mark == '?' ? intern_utf8(rt, field.name, field.name_length) : NULL;
        bool done = field.mark != '?' || (name && dict_set(rt, dict, name, NONE));
        release_nullable(rt, name);
        if (!done) {
            return false;
        }
    }
    return true;
}

/* "Name(identifier id, expr_context ctx)" */
static bool write_row(Runtime *rt, StrWriter *writer, const AstRow *row) {
    return writer_cstring(rt, writer, row->name) &&
           (row->fields[0] == '\0' ||
            (writer_cstring(rt, writer, "(") && writer_cstring(rt, writer, row->fields) &&
             writer_cstring(rt, writer, ")")));
}

static Object *finish_text(Runtime *rt, StrWriter *writer, bool done) {
    if (!done) {
        writer_abandon(rt, writer);
        return NULL;
    }
    return writer_finish(rt, writer);
}

static Object *row_text(Runtime *rt, const AstRow *row) {
    StrWriter writer;
    writer_init(&writer);
    return finish_text(rt, &writer, write_row(rt, &writer, row));
}

/* "expr = BoolOp(…)" and the other alternatives, on one line when they are plain words. */
static Object *sort_text(Runtime *rt, AstSort sort) {
    StrWriter writer;
    writer_init(&writer);
    bool is_first = true;
    bool done = writer_cstring(rt, &writer, ast_sorts[sort].name);
    for (size_t idx = 0; done && idx < ast_row_count; idx++) {
        const AstRow *row = &ast_rows[idx];
        if (row->sort != sort) {
            continue;
        }
        bool on_one_line = sort >= SORT_EXPR_CONTEXT && sort <= SORT_CMPOP;
        if (!is_first && !on_one_line) {
            done = writer_cstring(rt, &writer, "\n") &&
                   writer_fill(rt, &writer, ' ', strlen(ast_sorts[sort].name));
        }
        done = done && writer_cstring(rt, &writer, is_first ? " = " : " | ") &&
               write_row(rt, &writer, row);
        is_first = false;
    }
    return finish_text(rt, &writer, done);
}

static Object *make_class(Runtime *rt, const char *name, Object *base, STEALS Object *dict) {
    Object *metatype = (Object *)type_object(rt, TYPE_TYPE);
    Object *name_str = intern_cstring(rt, name);
    Object *bases = tuple_pack(rt, 1, base);
    Object *class = NULL;
    if (metatype && name_str && bases && dict) {
        Object *args[3] = {name_str, bases, dict};
        class = object_call(rt, metatype, args, 3, NULL);
    }
    release_nullable(rt, bases);
    release_nullable(rt, name_str);
    release_nullable(rt, dict);
    return class;
}

/* The dict that every class begins with; names and text are stolen. */
static Object *class_dict(Runtime *rt, Object *names, Object *text) {
    Object *dict = dict_new(rt);
    Object *module = intern_cstring(rt, "ast");
    bool done = dict && names && text && module && dict_set_cstring(rt, dict, "_fields", names) &&
                dict_set_cstring(rt, dict, "__match_args__", names) &&
                dict_set_cstring(rt, dict, "__module__", module) &&
                dict_set_cstring(rt, dict, "__doc__", text);
    release_nullable(rt, module);
    release_nullable(rt, names);
    release_nullable(rt, text);
    if (!done) {
        release_nullable(rt, dict);
        return NULL;
    }
    return dict;
}

static Object *make_sort(Runtime *rt, Object *base, AstSort sort) {
    Object *dict = class_dict(rt, tuple_empty(rt), sort_text(rt, sort));
    if (dict && !add_attributes(rt, dict, sort)) {
        CLEAR_REF(rt, &dict);
    }
    return dict ? make_class(rt, ast_sorts[sort].name, base, dict) : NULL;
}

static Object *make_row(Runtime *rt, Object *base, const AstRow *row) {
    Object *dict = class_dict(rt, field_names(rt, row), row_text(rt, row));
    bool is_product = !ast_sorts[row->sort].is_sum;
    if (dict && (!add_optional(rt, dict, row) ||
                 (is_product && !add_attributes(rt, dict, (AstSort)row->sort)))) {
        CLEAR_REF(rt, &dict);
    }
    return dict ? make_class(rt, row->name, base, dict) : NULL;
}

static bool fill_base(Runtime *rt, TypeObject *base) {
    Object *dict = type_dict(rt, base);
    Object *empty = dict ? tuple_empty(rt) : NULL;
    bool done = empty && dict_set_cstring(rt, dict, "_fields", empty) &&
                dict_set_cstring(rt, dict, "__match_args__", empty) &&
                dict_set_cstring(rt, dict, "_attributes", empty);
    release_nullable(rt, empty);
    type_modified(rt, base);
    return done;
}

AstState *ast_module_state(Runtime *rt) {
    _Static_assert(sizeof(AstPart) == 4, "offset and form");
    AstState *state = module_state(rt, MODULE_STATE_AST, sizeof *state);
    if (!state || state->is_complete) {
        return state;
    }
    TypeObject *node_type = state->base_id ? type_object(rt, state->base_id)
                                           : type_register(rt, &node_spec, &state->base_id);
    if (!node_type || !fill_base(rt, node_type)) {
        return NULL;
    }
    Object *base = (Object *)node_type;
    for (int sort = 0; sort < SORT_COUNT; sort++) {
        if (ast_sorts[sort].is_sum && !state->sorts[sort]) {
            state->sorts[sort] = make_sort(rt, base, (AstSort)sort);
            if (!state->sorts[sort]) {
                return NULL;
            }
        }
    }
    for (size_t idx = 0; idx < ast_row_count; idx++) {
        const AstRow *row = &ast_rows[idx];
        if (!state->classes[idx]) {
            Object *parent = state->sorts[row->sort];
            state->classes[idx] = make_row(rt, parent ? parent : base, row);
            if (!state->classes[idx]) {
                return NULL;
            }
        }
    }
    state->is_complete = true;
    return state;
}

void ast_module_close(Runtime *rt) {
    AstState *state = rt->module_state[MODULE_STATE_AST];
    if (!state) {
        return;
    }
    state->is_complete = false;
    for (int sort = 0; sort < SORT_COUNT; sort++) {
        CLEAR_REF(rt, &state->sorts[sort]);
    }
    for (size_t idx = 0; idx < AST_ROWS_MAX; idx++) {
        CLEAR_REF(rt, &state->singletons[idx]);
        CLEAR_REF(rt, &state->classes[idx]);
    }
}

Object *ast_module_instance(Runtime *rt, AstState *state, const AstRow *row) {
    size_t idx = (size_t)(row - ast_rows);
    bool is_shared = row->sort >= SORT_EXPR_CONTEXT && row->sort <= SORT_CMPOP;
    if (is_shared && state->singletons[idx]) {
        return retain(state->singletons[idx]);
    }
    TypeObject *class = (TypeObject *)state->classes[idx];
    Object *object = class->slots->new_instance(rt, class, NULL, 0, NULL);
    if (object && is_shared) {
        state->singletons[idx] = retain(object);
    }
    return object;
}

int ast_module_is_node(Runtime *rt, Object *object) {
    AstState *state = rt->module_state[MODULE_STATE_AST];
    if (!state || !state->base_id) {
        return 0;
    }
    return object_real_is_instance(rt, object, (Object *)type_object(rt, state->base_id));
}

/* ---- the module ---- */

static bool populate(Runtime *rt, Object *dict) {
    AstState *state = ast_module_state(rt);
    if (!state ||
        !dict_set_cstring_stealing(rt, dict, "AST",
                                   retain_nullable((Object *)type_object(rt, state->base_id))) ||
        !dict_set_cstring_stealing(rt, dict, "PyCF_ONLY_AST", int_from_int64(rt, ONLY_AST)) ||
        !dict_set_cstring_stealing(rt, dict, "PyCF_TYPE_COMMENTS",
                                   int_from_int64(rt, TYPE_COMMENTS)) ||
        !dict_set_cstring_stealing(rt, dict, "PyCF_ALLOW_TOP_LEVEL_AWAIT",
                                   int_from_int64(rt, TOP_LEVEL_AWAIT))) {
        return false;
    }
    for (int sort = 0; sort < SORT_COUNT; sort++) {
        if (state->sorts[sort] &&
            !dict_set_cstring(rt, dict, ast_sorts[sort].name, state->sorts[sort])) {
            return false;
        }
    }
    for (size_t idx = 0; idx < ast_row_count; idx++) {
        if (!dict_set_cstring(rt, dict, ast_rows[idx].name, state->classes[idx])) {
            return false;
        }
    }
    return true;
}

const ModuleSpec ast_module = {.name = "_ast", .populate = populate};
