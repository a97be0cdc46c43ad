/*
 * ast: the syntax tree of a Python 3.11 module, and the arena it lives in.
 *
 * The tree knows no objects: names and constants are text and doubles in the arena, so that the
 * parser can run without a runtime and the whole tree goes in one stroke (`ast_arena_release`).
 *
 * Shape: the abstract grammar of CPython 3.11 (the `ast` module's documentation), field for field,
 * so that `tests/unit/dump_ast.c` can be compared with `ast.dump`. What differs:
 *   - `type_comment`, `kind` of numbers and `type_ignores` are not kept;
 *   - a Constant is split by its kind of value (`AstConstantKind`).
 *
 * Every node opens with `AstNode`: its kind, flags, and its position. `AstExpr`, `AstStmt` and
 * `AstPattern` are a header and a union; each node is allocated with the bytes of its own union
 * member only (`ast_expr_size`), so a node must never be copied as a whole struct.
 *
 * Lines count from 1, columns from 0 in UTF-8 bytes; `end_col_offset` is the byte after the last.
 *
 * Height: `AstNode.height` is 1 + the largest height of an expression below. The parser refuses
 * trees higher than AST_MAX_HEIGHT, so a recursive walk over an expression is bounded by it.
 * Statements nest at most AST_MAX_BLOCKS deep, but for `elif` chains (an If whose `orelse` is
 * exactly one If): walk those in a loop.
 */
#ifndef OURO_COMPILE_AST_H
#define OURO_COMPILE_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    AST_MAX_HEIGHT = 2900, /* CPython's compiler gives up at three times its recursion limit */
    AST_MAX_BLOCKS = 100,  /* levels of indentation */
};

/* ---- Arena ------------------------------------------------------------------------------- */

/* Where an arena gets its chunks. `allocate` returns NULL when there is no memory; `release` gets
 * the size that was asked for. */
typedef struct AstAllocator {
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *block, size_t size);
    void *user;
} AstAllocator;

/*
 * A name: identifier, attribute, keyword or dotted module name. Unique in its arena: two names are
 * the same text exactly when they are the same pointer. `index` counts names from 0 in order of
 * their first appearance (index < arena->name_count), for tables beside the arena. Identifiers
 * that are not ASCII are in NFKC. `text` is UTF-8 and ends with a zero byte that is not counted.
 */
typedef struct AstName {
    struct AstName *next; /* in its bucket of the arena's table */
    uint32_t hash;
    uint32_t index;
    uint32_t length; /* bytes */
    char text[];
} AstName;

typedef struct AstChunk AstChunk;

/*
 * Owner of everything that the parser and the symbol table make. Bump allocation; chunks double
 * from 2 KiB to 64 KiB. Invariant: cursor <= limit, both in the newest chunk.
 */
typedef struct AstArena {
    char *cursor;
    char *limit;
    AstChunk *chunks; /* newest first */
    AstAllocator allocator;
    AstName **names; /* hash table, name_bucket_count buckets (0 or a power of two) */
    uint32_t name_bucket_count;
    uint32_t name_count;
    size_t chunk_size;  /* of the next chunk */
    size_t total_bytes; /* taken from the allocator */
} AstArena;

void ast_arena_init(AstArena *arena, AstAllocator allocator);
void ast_arena_release(AstArena *arena); /* frees every chunk; the arena can be used again */
/* Zero-filled, 8-byte aligned; NULL when out of memory. */
void *ast_arena_allocate(AstArena *arena, size_t size);
/* A copy of the bytes with a zero byte after them; NULL when out of memory. */
char *ast_arena_copy(AstArena *arena, const char *bytes, size_t length);
/* The unique name with this text (taken as it is, no normalisation); NULL when out of memory. */
AstName *ast_arena_name(AstArena *arena, const char *text, size_t length);
/* As above for a literal or another string that ends with a zero byte. */
AstName *ast_arena_name_text(AstArena *arena, const char *text);

/* ---- Nodes ------------------------------------------------------------------------------- */

typedef struct AstExpr AstExpr;
typedef struct AstStmt AstStmt;
typedef struct AstPattern AstPattern;
struct Scope; /* symbols.h */

typedef struct AstExprs {
    AstExpr **items;
    uint32_t count;
} AstExprs;

typedef struct AstStmts {
    AstStmt **items;
    uint32_t count;
} AstStmts;

typedef struct AstPatterns {
    AstPattern **items;
    uint32_t count;
} AstPatterns;

typedef struct AstNames {
    AstName **items;
    uint32_t count;
} AstNames;

/* Flags of an expression: what happens in the current frame while it is evaluated. They are the
 * union over the parts that run in this frame (a lambda's body does not count, its defaults do; a
 * comprehension's walrus does, because it binds in the enclosing function). */
enum {
    AST_HAS_WALRUS = 1 << 0, /* binds a name of this frame */
    AST_HAS_YIELD = 1 << 1,  /* yield or yield from: the frame can be suspended, anything can run */
    AST_HAS_AWAIT = 1 << 2,  /* await or an async comprehension: as yield */
    AST_EFFECTS = AST_HAS_WALRUS | AST_HAS_YIELD | AST_HAS_AWAIT,
    AST_PARENTHESISED = 1 << 3, /* written in parentheses (not for tuples and generators) */
};

typedef enum AstContext { AST_LOAD, AST_STORE, AST_DEL } AstContext;

/* Opens every node. `height` is of expressions only. */
typedef struct AstNode {
    uint8_t kind;    /* AstExprKind, AstStmtKind or AstPatternKind */
    uint8_t flags;   /* AST_HAS_… */
    uint16_t height; /* of the expression tree; 1 for a leaf */
    uint32_t lineno;
    uint32_t col_offset;
    uint32_t end_lineno;
    uint32_t end_col_offset;
} AstNode;

/* ---- Expressions ------------------------------------------------------------------------- */

typedef enum AstExprKind {
    AST_BOOL_OP = 1,
    AST_NAMED_EXPR,
    AST_BIN_OP,
    AST_UNARY_OP,
    AST_LAMBDA,
    AST_IF_EXP,
    AST_DICT,
    AST_SET,
    AST_LIST_COMP,
    AST_SET_COMP,
    AST_DICT_COMP,
    AST_GENERATOR_EXP,
    AST_AWAIT,
    AST_YIELD,
    AST_YIELD_FROM,
    AST_COMPARE,
    AST_CALL,
    AST_FORMATTED_VALUE,
    AST_JOINED_STR,
    AST_CONSTANT,
    AST_ATTRIBUTE,
    AST_SUBSCRIPT,
    AST_STARRED,
    AST_NAME,
    AST_LIST,
    AST_TUPLE,
    AST_SLICE,
} AstExprKind;

typedef enum AstBoolOp { AST_AND, AST_OR } AstBoolOp;

typedef enum AstOperator {
    AST_ADD,
    AST_SUB,
    AST_MULT,
    AST_MAT_MULT,
    AST_DIV,
    AST_MOD,
    AST_POW,
    AST_L_SHIFT,
    AST_R_SHIFT,
    AST_BIT_OR,
    AST_BIT_XOR,
    AST_BIT_AND,
    AST_FLOOR_DIV,
} AstOperator;

typedef enum AstUnaryOp { AST_INVERT, AST_NOT, AST_U_ADD, AST_U_SUB } AstUnaryOp;

typedef enum AstCompareOp {
    AST_EQ,
    AST_NOT_EQ,
    AST_LT,
    AST_LT_E,
    AST_GT,
    AST_GT_E,
    AST_IS,
    AST_IS_NOT,
    AST_IN,
    AST_NOT_IN,
} AstCompareOp;

typedef enum AstConstantKind {
    AST_NONE,
    AST_FALSE,
    AST_TRUE,
    AST_ELLIPSIS,
    AST_INT,       /* text: digits of `base`, no prefix, no underscores */
    AST_FLOAT,     /* number */
    AST_IMAGINARY, /* number: the imaginary part */
    AST_STR,       /* text: UTF-8, lone surrogates as three-byte sequences; may hold zero bytes */
    AST_BYTES,     /* text: the raw bytes */
    AST_OBJECT,    /* object: of a tree made from objects, whose maker keeps it */
} AstConstantKind;

/* A constant. `text` is in the arena (or the source, kept by the arena); not zero-terminated. */
typedef struct AstConstant {
    uint8_t kind;    /* AstConstantKind */
    uint8_t base;    /* AST_INT: 2, 8, 10 or 16 */
    bool u_prefix;   /* AST_STR written u'…' (ast's `kind`) */
    bool is_ascii;   /* AST_STR: no byte above 127 */
    uint32_t length; /* of text, in bytes */
    union {
        const char *text;
        double number;
        void *object;
    };
} AstConstant;

typedef struct AstArg {
    AstNode node; /* position only */
    AstName *name;
    AstExpr *annotation; /* or NULL; of `*args: *T` a Starred */
} AstArg;

typedef struct AstArgs {
    AstArg **items;
    uint32_t count;
} AstArgs;

/*
 * Parameters of a function or lambda.
 * defaults.count <= posonlyargs.count + args.count (they belong to the last ones);
 * kw_defaults.count == kwonlyargs.count, an item is NULL when there is no default.
 */
typedef struct AstArguments {
    AstArgs posonlyargs;
    AstArgs args;
    AstArg *vararg; /* or NULL */
    AstArgs kwonlyargs;
    AstExprs kw_defaults;
    AstArg *kwarg; /* or NULL */
    AstExprs defaults;
} AstArguments;

typedef struct AstKeyword {
    AstNode node;  /* position only */
    AstName *name; /* NULL for **value */
    AstExpr *value;
} AstKeyword;

typedef struct AstKeywords {
    AstKeyword **items;
    uint32_t count;
} AstKeywords;

typedef struct AstComprehension {
    AstExpr *target;
    AstExpr *iter;
    AstExprs ifs;
    bool is_async;
} AstComprehension;

typedef struct AstComprehensions {
    AstComprehension **items;
    uint32_t count;
} AstComprehensions;

/*
 * An expression. `as` holds the member of its kind only:
 *
 *   kind                   member           notes
 *   AST_BOOL_OP            bool_op          two or more values
 *   AST_NAMED_EXPR         named_expr       target is a Name in store context
 *   AST_BIN_OP             bin_op
 *   AST_UNARY_OP           unary_op
 *   AST_LAMBDA             lambda           scope filled by the symbol table
 *   AST_IF_EXP             if_exp
 *   AST_DICT               dict             keys.count == values.count; key NULL: `**value`
 *   AST_SET, AST_LIST,
 *   AST_TUPLE              sequence
 *   AST_LIST_COMP, AST_SET_COMP,
 *   AST_GENERATOR_EXP,
 *   AST_DICT_COMP          comprehension    element is the key for a dict; value NULL but for it
 *   AST_AWAIT, AST_YIELD,
 *   AST_YIELD_FROM,
 *   AST_STARRED            unary            value is NULL for a bare yield; ctx for starred
 *   AST_COMPARE            compare          ops[i] stands before comparators.items[i]
 *   AST_CALL               call
 *   AST_FORMATTED_VALUE    formatted        conversion -1 or 's' 'r' 'a'; format_spec NULL or
 *                                           a JoinedStr
 *   AST_JOINED_STR         sequence         Constants (str) and FormattedValues
 *   AST_CONSTANT           constant
 *   AST_ATTRIBUTE          attribute
 *   AST_SUBSCRIPT          subscript
 *   AST_NAME               name
 *   AST_SLICE              slice            each may be NULL
 */
struct AstExpr {
    AstNode node;
    union {
        struct {
            AstExprs values;
            AstBoolOp op;
        } bool_op;
        struct {
            AstExpr *target;
            AstExpr *value;
        } named_expr;
        struct {
            AstExpr *left;
            AstExpr *right;
            AstOperator op;
        } bin_op;
        struct {
            AstExpr *operand;
            AstUnaryOp op;
        } unary_op;
        struct {
            AstArguments *args;
            AstExpr *body;
            struct Scope *scope;
        } lambda;
        struct {
            AstExpr *test;
            AstExpr *body;
            AstExpr *orelse;
        } if_exp;
        struct {
            AstExprs keys;
            AstExprs values;
        } dict;
        struct {
            AstExprs items;
            AstContext ctx; /* of List and Tuple */
        } sequence;
        struct {
            AstExpr *element;
            AstExpr *value;
            AstComprehensions generators;
            struct Scope *scope;
        } comprehension;
        struct {
            AstExpr *value;
            AstContext ctx; /* of Starred */
        } unary;
        struct {
            AstExpr *left;
            AstExprs comparators;
            uint8_t *ops; /* AstCompareOp, comparators.count of them */
        } compare;
        struct {
            AstExpr *func;
            AstExprs args; /* Starred for *args */
            AstKeywords keywords;
        } call;
        struct {
            AstExpr *value;
            AstExpr *format_spec;
            int conversion;
        } formatted;
        AstConstant constant;
        struct {
            AstExpr *value;
            AstName *attr;
            AstContext ctx;
        } attribute;
        struct {
            AstExpr *value;
            AstExpr *slice;
            AstContext ctx;
        } subscript;
        struct {
            AstName *id;
            AstContext ctx;
        } name;
        struct {
            AstExpr *lower;
            AstExpr *upper;
            AstExpr *step;
        } slice;
    } as;
};

/* ---- Patterns (match statement) ---------------------------------------------------------- */

typedef enum AstPatternKind {
    AST_MATCH_VALUE = 1,
    AST_MATCH_SINGLETON,
    AST_MATCH_SEQUENCE,
    AST_MATCH_MAPPING,
    AST_MATCH_CLASS,
    AST_MATCH_STAR,
    AST_MATCH_AS,
    AST_MATCH_OR,
} AstPatternKind;

struct AstPattern {
    AstNode node;
    union {
        AstExpr *value;            /* AST_MATCH_VALUE */
        AstConstantKind singleton; /* AST_MATCH_SINGLETON: AST_NONE, AST_TRUE, AST_FALSE */
        AstPatterns patterns;      /* AST_MATCH_SEQUENCE (may hold one MatchStar), AST_MATCH_OR */
        struct {
            AstExprs keys; /* keys.count == patterns.count */
            AstPatterns patterns;
            AstName *rest; /* **rest, or NULL */
        } mapping;
        struct {
            AstExpr *cls;
            AstPatterns patterns;
            AstNames kwd_attrs; /* kwd_attrs.count == kwd_patterns.count */
            AstPatterns kwd_patterns;
        } cls;
        struct {
            AstName *name; /* NULL for *_ */
        } star;
        struct {
            AstPattern *pattern; /* NULL for a capture or the wildcard */
            AstName *name;       /* NULL for the wildcard */
        } as;
    } as;
};

typedef struct AstMatchCase {
    AstPattern *pattern;
    AstExpr *guard; /* or NULL */
    AstStmts body;
} AstMatchCase;

typedef struct AstMatchCases {
    AstMatchCase **items;
    uint32_t count;
} AstMatchCases;

/* ---- Statements -------------------------------------------------------------------------- */

typedef enum AstStmtKind {
    AST_FUNCTION_DEF = 1,
    AST_ASYNC_FUNCTION_DEF,
    AST_CLASS_DEF,
    AST_RETURN,
    AST_DELETE,
    AST_ASSIGN,
    AST_AUG_ASSIGN,
    AST_ANN_ASSIGN,
    AST_FOR,
    AST_ASYNC_FOR,
    AST_WHILE,
    AST_IF,
    AST_WITH,
    AST_ASYNC_WITH,
    AST_MATCH,
    AST_RAISE,
    AST_TRY,
    AST_TRY_STAR,
    AST_ASSERT,
    AST_IMPORT,
    AST_IMPORT_FROM,
    AST_GLOBAL,
    AST_NONLOCAL,
    AST_EXPR,
    AST_PASS,
    AST_BREAK,
    AST_CONTINUE,
} AstStmtKind;

typedef struct AstWithItem {
    AstExpr *context_expr;
    AstExpr *optional_vars; /* or NULL */
} AstWithItem;

typedef struct AstWithItems {
    AstWithItem *items;
    uint32_t count;
} AstWithItems;

typedef struct AstHandler {
    AstNode node;  /* position only */
    AstExpr *type; /* NULL for a bare except */
    AstName *name; /* or NULL */
    AstStmts body;
} AstHandler;

typedef struct AstHandlers {
    AstHandler **items;
    uint32_t count;
} AstHandlers;

typedef struct AstAlias {
    AstNode node;    /* position only */
    AstName *name;   /* dotted for an import statement, "*" for a star import */
    AstName *asname; /* or NULL */
} AstAlias;

typedef struct AstAliases {
    AstAlias **items;
    uint32_t count;
} AstAliases;

/*
 * A statement. `as` holds the member of its kind only:
 *
 *   AST_FUNCTION_DEF, AST_ASYNC_FUNCTION_DEF   function
 *   AST_CLASS_DEF                              class_def
 *   AST_RETURN, AST_EXPR                       expr       (value NULL for a bare return)
 *   AST_DELETE                                 targets
 *   AST_ASSIGN                                 assign
 *   AST_AUG_ASSIGN                             aug_assign
 *   AST_ANN_ASSIGN                             ann_assign
 *   AST_FOR, AST_ASYNC_FOR                     for_loop
 *   AST_WHILE, AST_IF                          branch
 *   AST_WITH, AST_ASYNC_WITH                   with
 *   AST_MATCH                                  match
 *   AST_RAISE                                  raise
 *   AST_TRY, AST_TRY_STAR                      try_block
 *   AST_ASSERT                                 assert_stmt
 *   AST_IMPORT, AST_IMPORT_FROM                import     (module and level of the second)
 *   AST_GLOBAL, AST_NONLOCAL                   names
 */
struct AstStmt {
    AstNode node;
    union {
        struct {
            AstName *name;
            AstArguments *args;
            AstStmts body;
            AstExprs decorators;
            AstExpr *returns; /* or NULL */
            struct Scope *scope;
        } function;
        struct {
            AstName *name;
            AstExprs bases;
            AstKeywords keywords;
            AstStmts body;
            AstExprs decorators;
            struct Scope *scope;
        } class_def;
        struct {
            AstExpr *value;
        } expr;
        AstExprs targets;
        struct {
            AstExprs targets;
            AstExpr *value;
        } assign;
        struct {
            AstExpr *target;
            AstExpr *value;
            AstOperator op;
        } aug_assign;
        struct {
            AstExpr *target;
            AstExpr *annotation;
            AstExpr *value; /* or NULL */
            bool simple;    /* a bare name without parentheses */
        } ann_assign;
        struct {
            AstExpr *target;
            AstExpr *iter;
            AstStmts body;
            AstStmts orelse;
        } for_loop;
        struct {
            AstExpr *test;
            AstStmts body;
            AstStmts orelse;
        } branch;
        struct {
            AstWithItems items;
            AstStmts body;
        } with;
        struct {
            AstExpr *subject;
            AstMatchCases cases;
        } match;
        struct {
            AstExpr *exc;   /* or NULL */
            AstExpr *cause; /* or NULL */
        } raise;
        struct {
            AstStmts body;
            AstHandlers handlers;
            AstStmts orelse;
            AstStmts finalbody;
        } try_block;
        struct {
            AstExpr *test;
            AstExpr *msg; /* or NULL */
        } assert_stmt;
        struct {
            AstName *module; /* NULL for `from . import` */
            AstAliases names;
            uint32_t level; /* leading dots */
        } import;
        AstNames names;
    } as;
};

/* ---- Module ------------------------------------------------------------------------------ */

typedef enum ParseMode {
    PARSE_FILE,   /* 'exec': any number of statements */
    PARSE_EVAL,   /* 'eval': one expression */
    PARSE_SINGLE, /* 'single': one interactive statement */
} ParseMode;

/* Names of `from __future__ import`, as bits; the mandatory ones have none. */
enum { AST_FUTURE_ANNOTATIONS = 1 << 0, AST_FUTURE_BARRY_AS_FLUFL = 1 << 1 };

/* A warning found while compiling, in order of discovery. `message` is in the arena. */
typedef enum SyntaxNoteCategory {
    NOTE_SYNTAX_WARNING,
    NOTE_DEPRECATION_WARNING
} SyntaxNoteCategory;

typedef struct SyntaxNote {
    struct SyntaxNote *next;
    SyntaxNoteCategory category;
    uint32_t lineno;
    const char *message;
    /* What the SyntaxError points at when a filter turns the warning into an error. */
    AstNode node;
} SyntaxNote;

/* The result of the parser. `body` for PARSE_FILE and PARSE_SINGLE, `expression` for PARSE_EVAL. */
typedef struct AstModule {
    ParseMode mode;
    uint32_t future; /* AST_FUTURE_… : from the flags and from the text */
    /* Line of the last __future__ import that stands where it may; later ones are errors, which
     * symbols_build reports. 0 when there is none. */
    uint32_t future_lineno;
    AstStmts body;
    AstExpr *expression;
    struct Scope *scope; /* filled by the symbol table */
    SyntaxNote *notes;   /* warnings, first to last */
    SyntaxNote **notes_end;
    const char *filename; /* borrowed from the caller of the parser */
    /* The text in UTF-8 as it was parsed, kept for error messages: in the arena, or the caller's
     * text when nothing had to be decoded. Ends with a zero byte only in the first case. */
    const char *source;
    size_t source_length;
    bool lacks_last_newline; /* the last newline of `source` was added */
} AstModule;

/* ---- Problems ---------------------------------------------------------------------------- */

typedef enum SyntaxProblemKind {
    PROBLEM_NONE,
    PROBLEM_SYNTAX,      /* SyntaxError */
    PROBLEM_INDENTATION, /* IndentationError */
    PROBLEM_TAB,         /* TabError */
    PROBLEM_VALUE,       /* ValueError: message only, no position */
    PROBLEM_TOO_DEEP,    /* MemoryError without a message, as CPython's parser stack overflow */
    PROBLEM_RECURSION,   /* RecursionError: message only */
    PROBLEM_NO_MEMORY,   /* the arena's allocator returned NULL */
    PROBLEM_INCOMPLETE,  /* the input ended inside an open construct (only with the flag) */
} SyntaxProblemKind;

/*
 * What went wrong, as the attributes of SyntaxError: lineno and end_lineno from 1; offset and
 * end_offset in characters from 1, as CPython gives them (0 and -1 can occur); `text` is the
 * source line with its newline, or NULL for None. `message` and `text` are in the arena, end with
 * a zero byte, and may hold lone surrogates as three-byte sequences.
 * `has_end` false: end_lineno and end_offset are None.
 */
typedef struct SyntaxProblem {
    SyntaxProblemKind kind;
    const char *message;
    const char *text;
    uint32_t lineno;
    int32_t offset;
    int32_t end_lineno;
    int32_t end_offset;
    bool has_end;
    bool text_is_of_file; /* CPython reads `text` from the file: none when there is no such file */
    bool has_offset;      /* false: offset is None, and so are the others but lineno */
    /* Found by CPython's symbol table: the exception's args are the message alone, and an
     * end_offset of 0 is None. */
    bool is_of_symbols;
} SyntaxProblem;

/* ---- Helpers for those who build and walk trees -------------------------------------------- */

/* Bytes of an expression, statement or pattern of this kind. */
size_t ast_expr_size(AstExprKind kind);
size_t ast_stmt_size(AstStmtKind kind);
size_t ast_pattern_size(AstPatternKind kind);
/* A fresh zeroed node of the kind at the position of `at` (may be NULL); NULL: out of memory. */
AstExpr *ast_expr_new(AstArena *arena, AstExprKind kind, const AstNode *at);
AstStmt *ast_stmt_new(AstArena *arena, AstStmtKind kind, const AstNode *at);
AstPattern *ast_pattern_new(AstArena *arena, AstPatternKind kind, const AstNode *at);
/* Adds a warning to the module; false when out of memory. The message is copied. */
bool ast_note(AstArena *arena, AstModule *module, SyntaxNoteCategory category, const AstNode *at,
              const char *message);
/* Fills `problem` as a SyntaxError at the node's position (start and end), text line included.
 * `message` is a printf format. */
void ast_problem(AstArena *arena, const AstModule *module, const AstNode *at,
                 SyntaxProblem *problem, const char *message, ...)
    __attribute__((format(printf, 5, 6)));
/* Does the expression hold a comprehension's `async for` or an await that makes the comprehension
 * `expr` itself asynchronous? Only for the four comprehension kinds. */
bool ast_comprehension_is_async(const AstExpr *expr);

static inline bool ast_is_constant(const AstExpr *expr, AstConstantKind kind) {
    return expr->node.kind == AST_CONSTANT && expr->as.constant.kind == kind;
}

static inline bool ast_is_docstring(const AstStmts *body) {
    return body->count > 0 && body->items[0]->node.kind == AST_EXPR &&
           ast_is_constant(body->items[0]->as.expr.value, AST_STR);
}

#endif
