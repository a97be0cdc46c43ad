/* ast_nodes: the classes of the _ast module as data, and where the tree (compile/ast.h) keeps what
 * their fields hold. Both directions of the conversion walk this table. */
#ifndef OURO_MODULES_AST_NODES_H
#define OURO_MODULES_AST_NODES_H

#include "compile/ast.h"

/* The sorts of nodes: the left sides of the abstract grammar. */
typedef enum AstSort {
    SORT_MOD,
    SORT_STMT,
    SORT_EXPR,
    SORT_EXPR_CONTEXT,
    SORT_BOOLOP,
    SORT_OPERATOR,
    SORT_UNARYOP,
    SORT_CMPOP,
    SORT_COMPREHENSION,
    SORT_EXCEPTHANDLER,
    SORT_ARGUMENTS,
    SORT_ARG,
    SORT_KEYWORD,
    SORT_ALIAS,
    SORT_WITHITEM,
    SORT_MATCH_CASE,
    SORT_PATTERN,
    SORT_TYPE_IGNORE,
    SORT_COUNT,
} AstSort;

typedef struct AstSortInfo {
    const char *name;
    bool has_position; /* its struct opens with an AstNode, and its objects have lineno, … */
    bool is_sum;       /* its classes have a base class of that name */
    size_t size;       /* of its struct; 0: depends on the kind */
} AstSortInfo;

/* How the tree keeps a field. */
typedef enum AstForm {
    FORM_NONE = 1,  /* not at all: None, or an empty list */
    FORM_NODE,      /* pointer to a node, NULL: None */
    FORM_NODES,     /* {items, count} of pointers; an item may be NULL where CPython has None */
    FORM_STRUCTS,   /* {items, count} of AstWithItem */
    FORM_OPS,       /* uint8_t *, as many as the nodes of the next field */
    FORM_ENUM,      /* of the sort's kinds */
    FORM_NAME,      /* AstName *, NULL: None */
    FORM_NAMES,     /* {items, count} of AstName * */
    FORM_UINT32,    /* None is 0 */
    FORM_BOOL,      /* 0 or 1 */
    FORM_INT,       /* int */
    FORM_CONSTANT,  /* AstConstant */
    FORM_KIND,      /* 'u' or None: u_prefix of an AstConstant */
    FORM_SINGLETON, /* AstConstantKind */
} AstForm;

typedef struct AstPart {
    uint16_t offset;
    uint8_t form; /* AstForm; 0 ends the list */
} AstPart;

enum { AST_PARTS_MAX = 7, AST_ROWS_MAX = 128 };

/* One class. `fields` is its right side in the abstract grammar: "expr left, operator op". */
typedef struct AstRow {
    const char *name;
    const char *fields;
    uint8_t sort;
    uint8_t kind; /* of the node, or value of the enum */
    AstPart parts[AST_PARTS_MAX + 1];
} AstRow;

/* A field of the text. */
typedef struct AstField {
    AstSort sort; /* SORT_COUNT: identifier, string, int, constant */
    char mark;    /* '?' optional, '*' a list, else 0 */
    const char *word;
    size_t word_length;
    const char *name;
    size_t name_length;
} AstField;

extern const AstRow ast_rows[];
extern const size_t ast_row_count;
extern const AstSortInfo ast_sorts[SORT_COUNT];

/* Reads the field at *cursor (AstRow.fields at first); false: there are no more. */
bool ast_nodes_next_field(const char **cursor, AstField *field);
/* The row of a node or enum value; rows of a sort stand together. */
const AstRow *ast_nodes_row(AstSort sort, unsigned kind);
size_t ast_nodes_field_count(const AstRow *row);

#endif
