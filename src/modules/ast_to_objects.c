/* ast_to_objects: a tree as objects of the classes of _ast. */
#include "modules/ast_module.h"

#include "compile/literal.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/operations.h"

typedef struct Writer {
    Runtime *rt;
    AstState *state;
} Writer;

/* {items, count} of any list in the tree. */
typedef struct AnyList {
    void *const *items;
    uint32_t count;
} AnyList;

_Static_assert(sizeof(AnyList) == sizeof(AstExprs) && sizeof(AnyList) == sizeof(AstNames),
               "lists of pointers look the same");

static Object *write_node(Writer *writer, AstSort sort, const void *node);

static Object *write_name(Runtime *rt, const AstName *name) {
    return name ? str_from_utf8(rt, name->text, name->length) : retain(NONE);
}

static Object *write_enum(Writer *writer, AstSort sort, unsigned value) {
    return ast_module_instance(writer->rt, writer->state, ast_nodes_row(sort, value));
}

static Object *write_nodes(Writer *writer, AstSort sort, const AnyList *nodes) {
    Object *list = list_new(writer->rt, nodes->count);
    for (uint32_t idx = 0; list && idx < nodes->count; idx++) {
        Object *item = write_node(writer, sort, nodes->items[idx]);
        if (!item || !list_append_stealing(writer->rt, list, item)) {
            CLEAR_REF(writer->rt, &list);
        }
    }
    return list;
}

static Object *write_structs(Writer *writer, AstSort sort, const AstWithItems *items) {
    Object *list = list_new(writer->rt, items->count);
    for (uint32_t idx = 0; list && idx < items->count; idx++) {
        Object *item = write_node(writer, sort, &items->items[idx]);
        if (!item || !list_append_stealing(writer->rt, list, item)) {
            CLEAR_REF(writer->rt, &list);
        }
    }
    return list;
}

static Object *write_names(Writer *writer, const AstNames *names) {
    Object *list = list_new(writer->rt, names->count);
    for (uint32_t idx = 0; list && idx < names->count; idx++) {
        Object *item = write_name(writer->rt, names->items[idx]);
        if (!item || !list_append_stealing(writer->rt, list, item)) {
            CLEAR_REF(writer->rt, &list);
        }
    }
    return list;
}

static Object *write_ops(Writer *writer, const uint8_t *ops, uint32_t count) {
    Object *list = list_new(writer->rt, count);
    for (uint32_t idx = 0; list && idx < count; idx++) {
        Object *item = write_enum(writer, SORT_CMPOP, ops[idx]);
        if (!item || !list_append_stealing(writer->rt, list, item)) {
            CLEAR_REF(writer->rt, &list);
        }
    }
    return list;
}

static Object *write_singleton(AstConstantKind kind) {
    return retain(kind == AST_NONE ? NONE : kind == AST_TRUE ? TRUE_OBJECT : FALSE_OBJECT);
}

static Object *write_part(Writer *writer, const AstField *field, AstPart part, const char *node) {
    Runtime *rt = writer->rt;
    const void *at = node + part.offset;
    switch ((AstForm)part.form) {
    case FORM_NONE:
        return field->mark == '*' ? list_new(rt, 0) : retain(NONE);
    case FORM_NODE:
        return write_node(writer, field->sort, *(void *const *)at);
    case FORM_NODES:
        return write_nodes(writer, field->sort, at);
    case FORM_STRUCTS:
        return write_structs(writer, field->sort, at);
    case FORM_OPS:
        return write_ops(writer, *(const uint8_t *const *)at,
                         ((const AstExpr *)(const void *)node)->as.compare.comparators.count);
    case FORM_ENUM:
        return write_enum(writer, field->sort, *(const unsigned *)at);
    case FORM_NAME:
        return write_name(rt, *(AstName *const *)at);
    case FORM_NAMES:
        return write_names(writer, at);
    case FORM_UINT32:
        return int_from_int64(rt, *(const uint32_t *)at);
    case FORM_BOOL:
        return int_from_int64(rt, *(const bool *)at);
    case FORM_INT:
        return int_from_int64(rt, *(const int *)at);
    case FORM_CONSTANT:
        return literal_object(rt, at);
    case FORM_KIND: {
        const AstConstant *constant = at;
        bool is_marked = constant->kind == AST_STR && constant->u_prefix;
        return is_marked ? str_from_cstring(rt, "u") : retain(NONE);
    }
    case FORM_SINGLETON:
        return write_singleton(*(const AstConstantKind *)at);
    }
    return NULL;
}

static bool set_steal(Runtime *rt, Object *object, const char *name, Object *value) {
    bool done = value && object_set_attr_cstring(rt, object, name, value);
    release_nullable(rt, value);
    return done;
}

static bool write_position(Runtime *rt, Object *object, const AstNode *node) {
    return set_steal(rt, object, "lineno", int_from_int64(rt, node->lineno)) &&
           set_steal(rt, object, "col_offset", int_from_int64(rt, node->col_offset)) &&
           set_steal(rt, object, "end_lineno", int_from_int64(rt, node->end_lineno)) &&
           set_steal(rt, object, "end_col_offset", int_from_int64(rt, node->end_col_offset));
}

static bool write_parts(Writer *writer, Object *object, const AstRow *row, const void *node) {
    Runtime *rt = writer->rt;
    const char *cursor = row->fields;
    AstField field;
    bool done = true;
    for (size_t idx = 0; done && ast_nodes_next_field(&cursor, &field); idx++) {
        Object *name = intern_utf8(rt, field.name, field.name_length);
        Object *value = name ? write_part(writer, &field, row->parts[idx], node) : NULL;
        done = value && object_set_attr(rt, object, name, value);
        release_nullable(rt, value);
        release_nullable(rt, name);
    }
    return done;
}

static Object *write_row(Writer *writer, const AstRow *row, const void *node) {
    Runtime *rt = writer->rt;
    if (!recursion_enter(rt, " during ast construction")) {
        return NULL;
    }
    Object *object = ast_module_instance(rt, writer->state, row);
    if (object && (!write_parts(writer, object, row, node) ||
                   (ast_sorts[row->sort].has_position && !write_position(rt, object, node)))) {
        CLEAR_REF(rt, &object);
    }
    recursion_leave(rt);
    return object;
}

/* NULL is None. */
static Object *write_node(Writer *writer, AstSort sort, const void *node) {
    if (!node) {
        return retain(NONE);
    }
    bool has_kind = sort == SORT_STMT || sort == SORT_EXPR || sort == SORT_PATTERN;
    return write_row(writer, ast_nodes_row(sort, has_kind ? ((const AstNode *)node)->kind : 0),
                     node);
}

Object *ast_to_objects(Runtime *rt, const AstModule *module) {
    Writer writer = {rt, ast_module_state(rt)};
    return writer.state ? write_row(&writer, ast_nodes_row(SORT_MOD, module->mode), module) : NULL;
}
