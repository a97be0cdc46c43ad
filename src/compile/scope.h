/*
 * scope: the result of the symbol table: scopes, the symbols in them, and their tables.
 * Everything is in the tree's arena. symbols.c makes them.
 */
#ifndef OURO_COMPILE_SCOPE_H
#define OURO_COMPILE_SCOPE_H

#include "compile/ast.h"

typedef enum ScopeKind {
    SCOPE_MODULE,
    SCOPE_CLASS,
    SCOPE_FUNCTION, /* def and async def */
    SCOPE_LAMBDA,
    SCOPE_COMPREHENSION, /* a function of its own with the parameter `.0` */
} ScopeKind;

typedef enum SymbolPlace {
    SYMBOL_LOCAL,           /* a local of a function; a name of the namespace in class and module */
    SYMBOL_CELL,            /* bound here and used by an inner scope (co_cellvars) */
    SYMBOL_FREE,            /* bound in an enclosing function (co_freevars) */
    SYMBOL_GLOBAL_IMPLICIT, /* not bound anywhere around: globals, then builtins */
    SYMBOL_GLOBAL_EXPLICIT, /* declared global here, or found to be global by an outer `global` */
} SymbolPlace;

/* Facts about a name in one scope. */
enum {
    SYMBOL_IS_PARAMETER = 1 << 0,
    SYMBOL_ASSIGNED = 1 << 1, /* bound by anything but a parameter, import or annotation */
    SYMBOL_IMPORTED = 1 << 2,
    SYMBOL_ANNOTATED = 1 << 3,
    SYMBOL_USED = 1 << 4,       /* read */
    SYMBOL_DELETED = 1 << 5,    /* a `del` names it, so it can be unbound again */
    SYMBOL_GLOBAL = 1 << 6,     /* `global` statement */
    SYMBOL_NONLOCAL = 1 << 7,   /* `nonlocal` statement */
    SYMBOL_COMP_ITER = 1 << 8,  /* iteration variable of a comprehension */
    SYMBOL_FREE_CLASS = 1 << 9, /* class scope: local here, yet also free for an inner function:
                                   place is what the class body uses, and `free_index` >= 0 */
    SYMBOL_CAPTURED_ASSIGNED = 1 << 10, /* some inner scope rebinds it through `nonlocal` */
};

/*
 * One name of a scope.
 * `local_index`: place LOCAL in functions: index in `locals`, else -1; a CELL parameter has one
 *   too, because it arrives in a local.
 * `cell_index`: place CELL: index in `cells`, else -1.
 * `free_index`: index in `frees` (place FREE, or SYMBOL_FREE_CLASS), else -1.
 */
typedef struct Symbol {
    AstName *name; /* mangled */
    struct Symbol *next;
    uint16_t flags;
    uint8_t place;
    int32_t local_index;
    int32_t cell_index;
    int32_t free_index;
    const AstNode *declared_at; /* the first global or nonlocal statement that names it */
} Symbol;

/*
 * One scope. Lives in the arena of its tree.
 * locals: functions, lambdas and comprehensions only: the parameters in the order of co_varnames
 *   (positional-only, positional, keyword-only, *args, **kwargs), then the plain locals in order
 *   of first appearance. parameter_count of them are parameters. A non-parameter CELL is not in it.
 * cells: in the order of co_cellvars: parameters that are cells in their order, then the others
 *   sorted by name.
 * frees: sorted by name, as co_freevars. `__class__` is among them in a method that uses it.
 */
typedef struct Scope {
    ScopeKind kind;
    AstName *name; /* of the function or class; `<module>`, `<lambda>`, `<listcomp>`, … */
    struct Scope *parent;
    struct Scope *first_child; /* in order of appearance */
    struct Scope *last_child;
    struct Scope *next_sibling;
    AstName *private_name; /* the class whose name mangles __names here, or NULL */
    uint32_t lineno;

    Symbol **symbols; /* in order of first appearance */
    uint32_t symbol_count;
    Symbol **locals;
    uint32_t local_count;
    uint32_t parameter_count;
    Symbol **cells;
    uint32_t cell_count;
    Symbol **frees;
    uint32_t free_count;

    bool is_nested;       /* inside a function, at any distance */
    bool is_generator;    /* has a yield, or is a generator expression */
    bool is_coroutine;    /* async def, or holds an await or async comprehension */
    bool returns_value;   /* has `return expression` */
    bool has_varargs;     /* *args */
    bool has_varkeywords; /* **kwargs */
    bool is_generator_expression;
    /* Class scopes: an inner function uses __class__ or super, so the class makes a cell
     * `__class__` for it (not among `cells`' names of the body: index class_cell_index). */
    bool needs_class_cell;
    int32_t class_cell_index; /* in `cells`, or -1 */
    bool has_annotations;     /* class, module: needs __annotations__ (SETUP_ANNOTATIONS) */
    bool uses_locals;         /* calls a name `locals`, `vars`, `dir`, `eval` or `exec` */
    /* Class scopes: how many different attributes the class's methods store through their first
     * parameter: a hint for the size of its instances. */
    uint32_t stored_attribute_count;

    /* For scope_lookup. */
    Symbol **table; /* table_size buckets (0 or a power of two), chained by Symbol.next */
    uint32_t table_size;
    AstNames self_attributes; /* the distinct attribute names counted above */
} Scope;

/* The name as it is stored when it is written in this scope: `_Class__x` for `__x` inside a class,
 * else the name itself. NULL: out of memory. */
AstName *scope_mangle(AstArena *arena, const Scope *scope, AstName *name);
/* The symbol with this mangled name, or NULL. */
Symbol *scope_find(const Scope *scope, const AstName *mangled);
/* The symbol of a name as the tree has it (mangled first), or NULL: the scope never mentions it. */
Symbol *scope_lookup(AstArena *arena, const Scope *scope, AstName *name);
/* The symbol with this mangled name, made if need be. NULL: out of memory. */
Symbol *scope_intern(AstArena *arena, Scope *scope, AstName *mangled);

static inline bool scope_is_function(const Scope *scope) {
    return scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS;
}

#endif
