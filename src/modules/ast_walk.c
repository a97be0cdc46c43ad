/* ast_walk: see ast_walk.h. */
#include "modules/ast_walk.h"

/* {items, count} of any list of nodes in the tree. */
typedef struct AnyNodes {
    void *const *items;
    uint32_t count;
} AnyNodes;

_Static_assert(sizeof(AnyNodes) == sizeof(AstExprs) && sizeof(AnyNodes) == sizeof(AstStmts),
               "lists of pointers look the same");

static void walk_part(AstSort sort, AstForm form, const void *place, AstVisit *visit, void *user) {
    if (form == FORM_NODE) {
        const void *node = *(void *const *)place;
        if (node) {
            visit(user, sort, node);
        }
    } else if (form == FORM_NODES) {
        const AnyNodes *nodes = place;
        for (uint32_t i = 0; i < nodes->count; i++) {
            if (nodes->items[i]) {
                visit(user, sort, nodes->items[i]);
            }
        }
    } else if (form == FORM_STRUCTS) {
        const AstWithItems *items = place;
        for (uint32_t i = 0; i < items->count; i++) {
            visit(user, sort, &items->items[i]);
        }
    }
}

void ast_walk_children(AstSort sort, const void *node, AstVisit *visit, void *user) {
    unsigned kind =
        sort == SORT_MOD ? ((const AstModule *)node)->mode
        : ast_sorts[sort].is_sum && ast_sorts[sort].has_position && sort != SORT_EXCEPTHANDLER
            ? ((const AstNode *)node)->kind
            : 0;
    const AstRow *row = ast_nodes_row(sort, kind);
    const char *cursor = row ? row->fields : "";
    AstField field;
    for (const AstPart *part = row ? row->parts : NULL; ast_nodes_next_field(&cursor, &field);
         part++) {
        walk_part(field.sort, (AstForm)part->form, (const char *)node + part->offset, visit, user);
    }
}
