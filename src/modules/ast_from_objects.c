/* ast_from_objects: objects of the classes of _ast as a tree in an arena, checked on the way:
 * whatever the objects hold, what comes out has the shape that ast.h promises. */
#include "modules/ast_module.h"

#include "object/bytes.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/operations.h"

#include <stdio.h>
#include <string.h>

enum { MAX_DEPTH = AST_MAX_HEIGHT };

typedef struct Reader {
    Runtime *rt;
    AstState *state;
    AstArena *arena;
    Object *keep; /* list */
    uint32_t depth;
} Reader;

static bool read_node(Reader *reader, AstSort sort, Object *object, void **node);
static bool read_into(Reader *reader, const AstRow *row, Object *object, void *node);

static void *no_memory(Reader *reader) {
    return error_no_memory(reader->rt);
}

/* ---- fields of objects ---- */

/* A new reference; NULL without an error when there is no such attribute. */
static Object *attribute(Reader *reader, Object *object, const char *name, size_t length) {
    bool missing = false;
    Object *key = intern_utf8(reader->rt, name, length);
    Object *value = key ? object_get_attr_optional(reader->rt, object, key, &missing) : NULL;
    release_nullable(reader->rt, key);
    return value;
}

static bool read_int(Reader *reader, Object *object, int32_t *number) {
    if (object_type_id(object) != TYPE_INT && object_type_id(object) != TYPE_BOOL) {
        Object *text = object_repr(reader->rt, object);
        if (text) {
            raise_value_error(reader->rt, "invalid integer value: %U", text);
        }
        release_nullable(reader->rt, text);
        return false;
    }
    int64_t wide = int_is_big(object) ? INT64_MAX : int_small_value(object);
    if (wide != (int32_t)wide) {
        raise_format(reader->rt, TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
        return false;
    }
    *number = (int32_t)wide;
    return true;
}

static AstName *read_name(Reader *reader, Object *object) {
    if (object_type_id(object) != TYPE_STR) {
        return raise_type_error(reader->rt, "AST identifier must be of type str");
    }
    size_t length;
    Object *holder = NULL;
    const char *text = str_utf8(reader->rt, object, &length, &holder, true);
    AstName *name = text ? ast_arena_name(reader->arena, text, length) : NULL;
    release_nullable(reader->rt, holder);
    return name || error_pending(reader->rt) ? name : no_memory(reader);
}

/* ---- constants ---- */

static bool read_bytes(Reader *reader, AstConstant *constant, AstConstantKind kind,
                       const char *text, size_t length) {
    constant->kind = (uint8_t)kind;
    constant->text = ast_arena_copy(reader->arena, text, length);
    constant->length = (uint32_t)length;
    return constant->text != NULL || no_memory(reader);
}

static bool read_str(Reader *reader, AstConstant *constant, Object *object) {
    size_t length;
    Object *holder = NULL;
    const char *text = str_utf8(reader->rt, object, &length, &holder, true);
    bool done = text && read_bytes(reader, constant, AST_STR, text, length);
    constant->is_ascii = str_kind(object) == STR_ASCII;
    release_nullable(reader->rt, holder);
    return done;
}

/* Numbers that a literal can stand for become literals, which the emitter knows how to use. */
static bool read_number(Reader *reader, AstConstant *constant, Object *object) {
    uint32_t type_id = object_type_id(object);
    if (type_id == TYPE_INT && !int_is_big(object) && int_small_value(object) >= 0) {
        char digits[24];
        int length = snprintf(digits, sizeof digits, "%lld", (long long)int_small_value(object));
        constant->base = 10;
        return read_bytes(reader, constant, AST_INT, digits, (size_t)length);
    }
    if (type_id == TYPE_FLOAT) {
        constant->kind = AST_FLOAT;
        constant->number = float_value(object);
        return true;
    }
    constant->kind = AST_OBJECT;
    constant->object = object;
    return list_append(reader->rt, reader->keep, object);
}

static bool is_constant_tree(Reader *reader, Object *object);

static bool are_constants(Reader *reader, Object *items) {
    Object *iterator = object_iter(reader->rt, items);
    bool all = iterator != NULL;
    Object *item;
    while (all && (item = object_next(reader->rt, iterator)) != NULL) {
        all = is_constant_tree(reader, item);
        release(reader->rt, item);
    }
    release_nullable(reader->rt, iterator);
    return all && !error_pending(reader->rt);
}

static bool is_constant_tree(Reader *reader, Object *object) {
    switch (object_type_id(object)) {
    case TYPE_NONE:
    case TYPE_ELLIPSIS:
    case TYPE_BOOL:
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_COMPLEX:
    case TYPE_STR:
    case TYPE_BYTES:
        return true;
    case TYPE_TUPLE:
    case TYPE_FROZENSET: {
        if (!recursion_enter(reader->rt, " during compilation")) {
            return false;
        }
        bool all = are_constants(reader, object);
        recursion_leave(reader->rt);
        return all;
    }
    default:
        raise_type_error(reader->rt, "got an invalid type in Constant: %T", object);
        return false;
    }
}

static bool read_constant(Reader *reader, AstConstant *constant, Object *object) {
    if (!is_constant_tree(reader, object)) {
        return false;
    }
    switch (object_type_id(object)) {
    case TYPE_NONE:
        constant->kind = AST_NONE;
        return true;
    case TYPE_ELLIPSIS:
        constant->kind = AST_ELLIPSIS;
        return true;
    case TYPE_BOOL:
        constant->kind = object == TRUE_OBJECT ? AST_TRUE : AST_FALSE;
        return true;
    case TYPE_STR:
        return read_str(reader, constant, object);
    case TYPE_BYTES:
        return read_bytes(reader, constant, AST_BYTES, (const char *)bytes_data(object),
                          bytes_length(object));
    default:
        return read_number(reader, constant, object);
    }
}

static bool read_singleton(Reader *reader, AstConstantKind *kind, Object *object) {
    if (object != NONE && object != TRUE_OBJECT && object != FALSE_OBJECT) {
        raise_value_error(reader->rt, "MatchSingleton can only contain True, False and None");
        return false;
    }
    *kind = object == NONE ? AST_NONE : object == TRUE_OBJECT ? AST_TRUE : AST_FALSE;
    return true;
}

/* ---- one field ---- */

/* The row of the sort whose class the object belongs to. */
static const AstRow *row_of(Reader *reader, AstSort sort, Object *object) {
    for (size_t idx = 0; idx < ast_row_count; idx++) {
        if (ast_rows[idx].sort == sort) {
            int is_one = object_real_is_instance(reader->rt, object, reader->state->classes[idx]);
            if (is_one) {
                return is_one > 0 ? &ast_rows[idx] : NULL;
            }
        }
    }
    Object *text = object_repr(reader->rt, object);
    if (text) {
        raise_type_error(reader->rt, "expected some sort of %s, but got %U", ast_sorts[sort].name,
                         text);
    }
    release_nullable(reader->rt, text);
    return NULL;
}

static bool read_enum(Reader *reader, AstSort sort, Object *object, unsigned *value) {
    const AstRow *row = row_of(reader, sort, object);
    *value = row ? row->kind : 0;
    return row != NULL;
}

/* Calls `read` for each item of a list, which may change under its hands. */
typedef bool (*ReadItem)(Reader *reader, AstSort sort, Object *item, void *place);

static bool read_list(Reader *reader, const AstRow *row, const AstField *field, Object *list,
                      ReadItem read, size_t item_size, void **items, uint32_t *count) {
    if (!type_is_list(reader->rt, list)) {
        raise_type_error(reader->rt, "%s field \"%.*s\" must be a list, not a %T", row->name,
                         (int)field->name_length, field->name, list);
        return false;
    }
    size_t length = list_length(list);
    char *place = length ? ast_arena_allocate(reader->arena, length * item_size) : NULL;
    if (length && !place) {
        return no_memory(reader);
    }
    for (size_t idx = 0; idx < length; idx++) {
        Object *item = retain(list_get(list, idx));
        bool done = read(reader, field->sort, item, place + idx * item_size);
        release(reader->rt, item);
        if (done && list_length(list) != length) {
            raise_runtime_error(reader->rt, "%s field \"%.*s\" changed size during iteration",
                                row->name, (int)field->name_length, field->name);
            return false;
        }
        if (!done) {
            return false;
        }
    }
    *items = place;
    *count = (uint32_t)length;
    return true;
}

static bool read_node_item(Reader *reader, AstSort sort, Object *item, void *place) {
    return read_node(reader, sort, item, place);
}

static bool read_struct_item(Reader *reader, AstSort sort, Object *item, void *place) {
    const AstRow *row = row_of(reader, sort, item);
    return row && read_into(reader, row, item, place);
}

static bool read_op_item(Reader *reader, AstSort sort, Object *item, void *place) {
    unsigned value;
    bool done = read_enum(reader, sort, item, &value);
    *(uint8_t *)place = (uint8_t)value;
    return done;
}

/* The count stands before the operators until the comparators are known. */
static bool read_ops(Reader *reader, const AstRow *row, const AstField *field, Object *list,
                     uint8_t **ops) {
    void *items;
    uint32_t count;
    if (!read_list(reader, row, field, list, read_op_item, 1, &items, &count)) {
        return false;
    }
    uint32_t *block = ast_arena_allocate(reader->arena, sizeof count + count);
    if (!block) {
        return no_memory(reader);
    }
    *block = count;
    *ops = (uint8_t *)(block + 1);
    if (count) {
        memcpy(*ops, items, count);
    }
    return true;
}

static bool read_name_item(Reader *reader, AstSort sort, Object *item, void *place) {
    (void)sort;
    *(AstName **)place = read_name(reader, item);
    return *(AstName **)place != NULL;
}

typedef struct AnyList {
    void *items;
    uint32_t count;
} AnyList;

/* None stands only where the grammar gives it a meaning: `**` in a dict, no default. */
static bool check_holes(Reader *reader, const AstRow *row, const AstField *field,
                        const AnyList *list) {
    bool may = (row->sort == SORT_EXPR && row->kind == AST_DICT && field->name[0] == 'k') ||
               (row->sort == SORT_ARGUMENTS && field->sort == SORT_EXPR && field->name[0] == 'k');
    for (uint32_t idx = 0; !may && idx < list->count; idx++) {
        if (((void *const *)list->items)[idx] == NULL) {
            raise_value_error(reader->rt, "None disallowed in %s list",
                              field->sort == SORT_EXPR   ? "expression"
                              : field->sort == SORT_STMT ? "statement"
                                                         : ast_sorts[field->sort].name);
            return false;
        }
    }
    return true;
}

static bool read_number_form(Reader *reader, AstForm form, Object *value, void *at) {
    int32_t number = 0;
    if (value != NONE && !read_int(reader, value, &number)) {
        return false;
    }
    if (form == FORM_UINT32) {
        if (number < 0) {
            raise_value_error(reader->rt, "Negative ImportFrom level");
            return false;
        }
        *(uint32_t *)at = (uint32_t)number;
    } else if (form == FORM_BOOL) {
        *(bool *)at = number != 0;
    } else {
        *(int *)at = number;
    }
    return true;
}

/* `value` is there and not None where the field is required. */
static bool read_part(Reader *reader, const AstRow *row, const AstField *field, AstPart part,
                      Object *value, char *node) {
    void *at = node + part.offset;
    AnyList *list = at;
    switch ((AstForm)part.form) {
    case FORM_NONE:
        return true;
    case FORM_NODE:
        return read_node(reader, field->sort, value, at);
    case FORM_NODES:
        return read_list(reader, row, field, value, read_node_item, sizeof(void *), &list->items,
                         &list->count) &&
               check_holes(reader, row, field, list);
    case FORM_STRUCTS:
        return read_list(reader, row, field, value, read_struct_item, sizeof(AstWithItem),
                         &list->items, &list->count);
    case FORM_OPS:
        return read_ops(reader, row, field, value, at);
    case FORM_ENUM:
        return read_enum(reader, field->sort, value, at);
    case FORM_NAME:
        *(AstName **)at = value == NONE ? NULL : read_name(reader, value);
        return value == NONE || *(AstName **)at;
    case FORM_NAMES:
        return read_list(reader, row, field, value, read_name_item, sizeof(void *), &list->items,
                         &list->count);
    case FORM_UINT32:
    case FORM_BOOL:
    case FORM_INT:
        return read_number_form(reader, (AstForm)part.form, value, at);
    case FORM_CONSTANT:
        return read_constant(reader, at, value);
    case FORM_KIND:
        if (((AstConstant *)at)->kind == AST_STR && value != NONE) {
            ((AstConstant *)at)->u_prefix = true;
        }
        return true;
    case FORM_SINGLETON:
        return read_singleton(reader, at, value);
    }
    return false;
}

static bool is_required(const AstField *field, AstPart part) {
    return field->mark == 0 && part.form != FORM_NONE && part.form != FORM_CONSTANT &&
           part.form != FORM_SINGLETON;
}

/* All fields of the object into the struct of the row. */
static bool read_into(Reader *reader, const AstRow *row, Object *object, void *node) {
    Runtime *rt = reader->rt;
    const char *cursor = row->fields;
    AstField field;
    for (size_t idx = 0; ast_nodes_next_field(&cursor, &field); idx++) {
        Object *value = attribute(reader, object, field.name, field.name_length);
        if (!value && (error_pending(rt) || field.mark == '?')) {
            if (error_pending(rt)) {
                return false;
            }
            continue;
        }
        if (!value) {
            raise_type_error(rt, "required field \"%.*s\" missing from %s", (int)field.name_length,
                             field.name, row->name);
            return false;
        }
        if (value == NONE && is_required(&field, row->parts[idx])) {
            release(rt, value);
            raise_value_error(rt, "field '%.*s' is required for %s", (int)field.name_length,
                              field.name, row->name);
            return false;
        }
        bool done = read_part(reader, row, &field, row->parts[idx], value, node);
        release(rt, value);
        if (!done) {
            return false;
        }
    }
    return true;
}

/* ---- positions ---- */

static bool read_place(Reader *reader, AstSort sort, Object *object, const char *name,
                       int32_t *number, bool is_required_place) {
    Object *value = attribute(reader, object, name, strlen(name));
    bool done = value || !error_pending(reader->rt);
    if (!value && done && is_required_place) {
        raise_type_error(reader->rt, "required field \"%s\" missing from %s", name,
                         ast_sorts[sort].name);
        done = false;
    } else if (value && (value != NONE || is_required_place)) {
        done = read_int(reader, value, number);
    }
    release_nullable(reader->rt, value);
    return done;
}

static bool read_position(Reader *reader, AstSort sort, Object *object, AstNode *node) {
    int32_t lineno, col, end_lineno, end_col;
    if (!read_place(reader, sort, object, "lineno", &lineno, true) ||
        !read_place(reader, sort, object, "col_offset", &col, true)) {
        return false;
    }
    end_lineno = lineno;
    end_col = col;
    if (!read_place(reader, sort, object, "end_lineno", &end_lineno, sort == SORT_PATTERN) ||
        !read_place(reader, sort, object, "end_col_offset", &end_col, sort == SORT_PATTERN)) {
        return false;
    }
    if (lineno > end_lineno) {
        raise_value_error(reader->rt, "AST node line range (%d, %d) is not valid", lineno,
                          end_lineno);
        return false;
    }
    if ((lineno < 0 && end_lineno != lineno) || (col < 0 && col != end_col)) {
        raise_value_error(reader->rt,
                          "AST node column range (%d, %d) for line range (%d, %d) is not valid",
                          col, end_col, lineno, end_lineno);
        return false;
    }
    if (lineno == end_lineno && col > end_col) {
        raise_value_error(reader->rt, "line %d, column %d-%d is not a valid range", lineno, col,
                          end_col);
        return false;
    }
    node->lineno = lineno < 0 ? 0 : (uint32_t)lineno;
    node->end_lineno = end_lineno < 0 ? 0 : (uint32_t)end_lineno;
    node->col_offset = col < 0 ? 0 : (uint32_t)col;
    node->end_col_offset = end_col < 0 ? 0 : (uint32_t)end_col;
    return true;
}

/* ---- what the parser notes on expressions: flags, height, the shape of f-strings ---- */

static void absorb(AstExpr *expr, const AstExpr *part) {
    if (part) {
        expr->node.flags |= part->node.flags & AST_EFFECTS;
        if (part->node.height >= expr->node.height) {
            expr->node.height = (uint16_t)(part->node.height + 1);
        }
    }
}

static void absorb_all(AstExpr *expr, const AstExprs *parts) {
    for (uint32_t idx = 0; idx < parts->count; idx++) {
        absorb(expr, parts->items[idx]);
    }
}

static void settle_comprehension(AstExpr *expr) {
    const AstComprehensions *generators = &expr->as.comprehension.generators;
    for (uint32_t idx = 0; idx < generators->count; idx++) {
        const AstComprehension *generator = generators->items[idx];
        absorb(expr, generator->target);
        absorb(expr, generator->iter);
        absorb_all(expr, &generator->ifs);
    }
    expr->node.flags &= AST_HAS_WALRUS;
    if (generators->count) {
        expr->node.flags |= generators->items[0]->iter->node.flags & AST_EFFECTS;
        if (expr->node.kind != AST_GENERATOR_EXP && ast_comprehension_is_async(expr)) {
            expr->node.flags |= AST_HAS_AWAIT;
        }
    }
}

/* A part of an f-string that is neither text nor a field becomes a field. */
static AstExpr *as_string_part(Reader *reader, AstExpr *part) {
    if (part->node.kind == AST_FORMATTED_VALUE || ast_is_constant(part, AST_STR)) {
        return part;
    }
    AstExpr *field = ast_expr_new(reader->arena, AST_FORMATTED_VALUE, &part->node);
    if (!field) {
        return no_memory(reader);
    }
    field->as.formatted.value = part;
    field->as.formatted.conversion = -1;
    absorb(field, part);
    return field;
}

static bool settle_string(Reader *reader, AstExpr *expr) {
    AstExprs *items = &expr->as.sequence.items;
    for (uint32_t idx = 0; idx < items->count; idx++) {
        items->items[idx] = as_string_part(reader, items->items[idx]);
        if (error_pending(reader->rt)) {
            return false;
        }
        absorb(expr, items->items[idx]);
    }
    return true;
}

static bool settle_field(Reader *reader, AstExpr *expr) {
    AstExpr *spec = expr->as.formatted.format_spec;
    int conversion = expr->as.formatted.conversion;
    if (conversion != -1 && conversion != 's' && conversion != 'r' && conversion != 'a') {
        raise_system_error(reader->rt, "Unrecognized conversion character %d", conversion);
        return false;
    }
    if (spec && spec->node.kind != AST_JOINED_STR) {
        AstExpr *joined = ast_expr_new(reader->arena, AST_JOINED_STR, &spec->node);
        AstExpr **item = ast_arena_allocate(reader->arena, sizeof *item);
        if (!joined || !item) {
            return no_memory(reader);
        }
        *item = spec;
        joined->as.sequence.items = (AstExprs){item, 1};
        if (!settle_string(reader, joined)) {
            return false;
        }
        expr->as.formatted.format_spec = joined;
        absorb(expr, joined);
    }
    return true;
}

static void absorb_parts(AstExpr *expr, const AstRow *row) {
    const char *cursor = row->fields;
    AstField field;
    for (size_t idx = 0; ast_nodes_next_field(&cursor, &field); idx++) {
        const void *at = (const char *)expr + row->parts[idx].offset;
        if (field.sort == SORT_EXPR && row->parts[idx].form == FORM_NODE) {
            absorb(expr, *(AstExpr *const *)at);
        } else if (field.sort == SORT_EXPR && row->parts[idx].form == FORM_NODES) {
            absorb_all(expr, at);
        }
    }
}

static bool check_operator_count(Reader *reader, const AstExpr *expr) {
    uint32_t count = expr->as.compare.comparators.count;
    if (count != 0 && ((const uint32_t *)(const void *)expr->as.compare.ops)[-1] != count) {
        raise_value_error(reader->rt, "Compare has a different number of comparators and operands");
        return false;
    }
    return true; /* none at all is refused by ast_validate */
}

static bool settle_kind(Reader *reader, AstExpr *expr) {
    switch (expr->node.kind) {
    case AST_LAMBDA:
        expr->node.flags = 0; /* the body runs in a frame of its own */
        absorb_all(expr, &expr->as.lambda.args->defaults);
        absorb_all(expr, &expr->as.lambda.args->kw_defaults);
        return true;
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_DICT_COMP:
    case AST_GENERATOR_EXP:
        settle_comprehension(expr);
        return true;
    case AST_CALL:
        for (uint32_t idx = 0; idx < expr->as.call.keywords.count; idx++) {
            absorb(expr, expr->as.call.keywords.items[idx]->value);
        }
        return true;
    case AST_COMPARE:
        return check_operator_count(reader, expr);
    case AST_NAMED_EXPR:
        expr->node.flags |= AST_HAS_WALRUS;
        return true;
    case AST_YIELD:
    case AST_YIELD_FROM:
        expr->node.flags |= AST_HAS_YIELD;
        return true;
    case AST_AWAIT:
        expr->node.flags |= AST_HAS_AWAIT;
        return true;
    case AST_JOINED_STR:
        return settle_string(reader, expr);
    case AST_FORMATTED_VALUE:
        return settle_field(reader, expr);
    default:
        return true;
    }
}

static bool settle(Reader *reader, AstExpr *expr, const AstRow *row) {
    absorb_parts(expr, row);
    if (!settle_kind(reader, expr)) {
        return false;
    }
    if (expr->node.height > AST_MAX_HEIGHT) {
        raise_format(reader->rt, TYPE_RECURSION_ERROR,
                     "maximum recursion depth exceeded during compilation");
        return false;
    }
    return true;
}

/* ---- nodes ---- */

static size_t node_size(const AstRow *row) {
    switch (row->sort) {
    case SORT_EXPR:
        return ast_expr_size((AstExprKind)row->kind);
    case SORT_STMT:
        return ast_stmt_size((AstStmtKind)row->kind);
    case SORT_PATTERN:
        return ast_pattern_size((AstPatternKind)row->kind);
    default:
        return ast_sorts[row->sort].size;
    }
}

static bool read_fresh(Reader *reader, AstSort sort, Object *object, void **result) {
    AstNode place = {0};
    if (ast_sorts[sort].has_position && !read_position(reader, sort, object, &place)) {
        return false;
    }
    const AstRow *row = row_of(reader, sort, object);
    if (!row || sort == SORT_TYPE_IGNORE) {
        return row != NULL;
    }
    void *node = ast_arena_allocate(reader->arena, node_size(row));
    if (!node) {
        return no_memory(reader);
    }
    if (ast_sorts[sort].has_position) {
        place.kind = row->kind;
        place.height = 1;
        *(AstNode *)node = place;
    }
    *result = node;
    return read_into(reader, row, object, node) && (sort != SORT_EXPR || settle(reader, node, row));
}

/* None gives NULL. */
static bool read_node(Reader *reader, AstSort sort, Object *object, void **node) {
    *node = NULL;
    if (object == NONE) {
        return true;
    }
    if (reader->depth >= MAX_DEPTH ||
        (uintptr_t)__builtin_frame_address(0) <= reader->rt->c_stack_limit) {
        raise_format(reader->rt, TYPE_RECURSION_ERROR,
                     "maximum recursion depth exceeded while traversing '%s' node",
                     ast_sorts[sort].name);
        return false;
    }
    reader->depth++;
    bool done = read_fresh(reader, sort, object, node);
    reader->depth--;
    return done;
}

bool ast_from_objects(Runtime *rt, AstArena *arena, AstModule *module, Object *object,
                      Object *keep) {
    Reader reader = {rt, ast_module_state(rt), arena, keep, 0};
    if (!reader.state) {
        return false;
    }
    const AstRow *row = ast_nodes_row(SORT_MOD, module->mode);
    int is_one = object_real_is_instance(rt, object, reader.state->classes[row - ast_rows]);
    if (is_one == 0) {
        raise_type_error(rt, "expected %s node, got %T", row->name, object);
    }
    return is_one > 0 && read_into(&reader, row, object, module) && ast_validate(rt, module);
}
