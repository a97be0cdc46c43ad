/*
 * collect: the first pass of symbols.c. One walk over the tree notes in each scope which names it
 * binds, reads and declares, in the order in which code is emitted, so that plain locals are
 * numbered as CPython numbers them. Errors that depend on the order of statements are found here.
 *
 * All answer false with collector->problem filled: a SyntaxError, or no memory.
 */
#ifndef OURO_COMPILE_COLLECT_H
#define OURO_COMPILE_COLLECT_H

#include "compile/scope.h"

/* The names that the pass itself asks for. */
typedef struct KnownNames {
    AstName *class_cell; /* __class__ */
    AstName *super;
    AstName *dot_zero;
} KnownNames;

/* State of the current scope while collecting; a chain through the enclosing ones. */
typedef struct CollectFrame {
    struct CollectFrame *outer;
    Scope *scope;
    const AstName *first_parameter; /* of a method: a function directly in a class */
    AstExprKind comprehension;      /* kind of the comprehension, or 0 */
    uint32_t iter_expr_depth;       /* > 0: in the iterable of a comprehension */
    bool is_iter_target;
    bool is_annotation; /* the scope of an annotation that is not evaluated */
    bool is_async_def;
    /* Inside an except* clause, which break, continue and return must not leave. */
    uint32_t except_star_depth;
    uint32_t loops_in_except_star;
    const AstNode *value_return; /* the first return with a value in an async def */
} CollectFrame;

typedef struct NameCollector {
    AstArena *arena;
    AstModule *module;
    SyntaxProblem *problem;
    CollectFrame *frame;
    SyntaxProblem deferred; /* the first problem that CPython finds only when it makes code */
    KnownNames names;
    bool allows_top_level_await;
} NameCollector;

/* A mistake that CPython's symbol table finds. Is false. */
#define COLLECT_FAIL(collector, node, ...)                                                         \
    (ast_problem((collector)->arena, (collector)->module, (node), (collector)->problem,            \
                 __VA_ARGS__),                                                                     \
     (collector)->problem->is_of_symbols = true, false)

/* One that its compiler finds: the walk goes on. False: no memory. */
#define COLLECT_DEFER(collector, node, ...)                                                        \
    (ast_problem((collector)->arena, (collector)->module, (node), (collector)->problem,            \
                 __VA_ARGS__),                                                                     \
     collect_defer(collector))

/* ---- collect.c ---- */
bool collect_no_memory(NameCollector *collector);
/* Keeps the problem for the end of the walk, if it is the first such one. False: no memory. */
bool collect_defer(NameCollector *collector);
/* Opens a scope in the current one; `frame` is the caller's until collect_leave. NULL: no memory.
 */
Scope *collect_enter(NameCollector *collector, CollectFrame *frame, ScopeKind kind, AstName *name,
                     const AstNode *node);
void collect_leave(NameCollector *collector);
/* Adds flags to the name's symbol: in the scope of the frame, or in the current one. */
bool collect_add_to(NameCollector *collector, CollectFrame *frame, AstName *name, unsigned flags,
                    const AstNode *at);
bool collect_add(NameCollector *collector, AstName *name, unsigned flags, const AstNode *at);
/* The flags that the name has in the current scope. */
unsigned collect_flags(NameCollector *collector, AstName *name);
/* May the current scope await because the caller of the compiler allowed it? */
bool collect_top_level_await(const NameCollector *collector);

/* ---- collect_expr.c ---- */
bool collect_expr(NameCollector *collector, AstExpr *expr); /* NULL is nothing */
bool collect_expr_each(NameCollector *collector, const AstExprs *exprs);
bool collect_expr_annotation(NameCollector *collector, AstExpr *annotation);
bool collect_expr_parameters(NameCollector *collector, const AstArguments *args);
bool collect_expr_defaults(NameCollector *collector, const AstArguments *args);
bool collect_expr_keywords(NameCollector *collector, const AstKeywords *keywords);

/* ---- collect_stmt.c ---- */
bool collect_stmt_each(NameCollector *collector, const AstStmts *stmts);

#endif
