/* emit: from syntax tree and symbol table to code objects. Internal to the emitter's files:
 *
 *   emit_unit.c     units, registers, instructions, labels, constants, assembling a code object
 *   emit_expr.c     expressions
 *   emit_call.c     calls, comprehensions, functions, lambdas, classes
 *   emit_target.c   names, assignment and deletion targets
 *   emit_stmt.c     statements
 *   emit_control.c  loops, try, with: everything that leaves blocks
 *   emit_match.c    match
 *   fold.c          constants known before the program runs
 *
 * Failure is sticky: after the first one (emitter->failed) everything returns at once and nothing
 * is emitted any more, so callers need no checks of their own.
 *
 * Registers: an expression's value is an operand: a local read in place, a constant, or a
 * temporary. Temporaries are a stack: made by temp_new, freed in reverse order. */
#ifndef OURO_COMPILE_EMIT_H
#define OURO_COMPILE_EMIT_H

#include "compile/ast.h"
#include "compile/code.h"
#include "compile/symbols.h"
#include "object/operations.h"

typedef uint16_t Reg;
#define REG_ANY 0xFFFFu /* the callee chooses */

typedef uint32_t Label;
#define LABEL_UNPLACED UINT32_MAX

typedef enum {
    BLOCK_LOOP,        /* while: nothing to drop */
    BLOCK_FOR,         /* for: register is the iterator */
    BLOCK_ASYNC_FOR,   /* register is the iterator */
    BLOCK_TRY,         /* inside the body of a try: nothing on the way out */
    BLOCK_FINALLY,     /* inside try…finally: run finalbody */
    BLOCK_HANDLER,     /* inside an except handler: POP_EXC register, register+1; unbind name */
    BLOCK_FINALLY_END, /* inside a finally body run for an exception: POP_EXC */
    BLOCK_WITH,        /* register: bound __exit__ */
    BLOCK_ASYNC_WITH,
    BLOCK_MATCH, /* register is the subject */
} BlockKind;

typedef struct Block {
    BlockKind kind;
    Reg reg;
    Label continue_label, break_label;
    const AstStmts *finalbody; /* BLOCK_FINALLY */
    AstName *handler_name;     /* BLOCK_HANDLER: name bound by `as`, or NULL */
    bool is_star;              /* BLOCK_HANDLER of except* */
    const AstNode *at;         /* with: position of the call of __exit__ */
    uint32_t range;            /* index of its exception range, to interrupt; UINT32_MAX none */
} Block;

/* A protected range under construction. */
typedef struct Range {
    Label handler;
    Reg depth;
    uint32_t start; /* UINT32_MAX: closed for now */
} Range;

/* One code object under construction. Lives on the C stack of emit_unit's caller. */
typedef struct Unit {
    struct Unit *parent;
    Scope *scope;
    Object *qualname, *name; /* owned */
    Instr *code;             /* owned until assembled */
    CodePosition *positions; /* beside code */
    uint32_t count, capacity;
    Object *constants;      /* list */
    Object *constant_index; /* dict: address of the object → position */
    Object *names;          /* list: attribute and global names, for co_names */
    Object *names_index;    /* dict */
    uint32_t *labels;       /* instruction index of each label */
    uint32_t label_count, label_capacity;
    ExceptionRow *rows;
    uint32_t row_count, row_capacity;
    Range *ranges; /* stack of open ranges */
    uint32_t range_count, range_capacity;
    Block *blocks;
    uint32_t block_count, block_capacity;
    uint16_t first_temporary;
    uint16_t temp_depth, temp_max;
    uint64_t *bound; /* bit set: locals that certainly hold a value here */
    uint32_t bound_words;
    bool unreachable; /* the code here cannot run */
    uint32_t first_lineno;
    uint32_t flags; /* CODE_* */
    Object *doc;    /* owned; NULL: none */
} Unit;

typedef struct Emitter {
    Runtime *rt;
    AstArena *arena;
    AstModule *module;
    SyntaxProblem *problem;
    Unit *unit;
    Object *filename;
    Object **name_objects; /* interned string of AstName.index; owned references */
    uint32_t name_capacity;
    Object *canonical[4];     /* dicts value → the object: str, int, float bits, bytes */
    int optimise;             /* -O level */
    bool interactive;         /* expression statements are printed */
    const AstNode *statement; /* being emitted: where errors without a place are */
    bool failed;              /* *problem is filled, or an error is pending in rt */
    uint32_t depth;           /* of nested expressions and statements */
} Emitter;

/* ---- emit_unit.c ---- */
bool emit_unit_open(Emitter *e, Unit *unit, Scope *scope, Object *name, uint32_t lineno);
/* Assembles the code object (new reference, NULL when failed) and leaves the unit. */
NEW_REF Object *emit_unit_close(Emitter *e, Unit *unit);
void emit_fail_memory(Emitter *e); /* an error is pending in rt */
void emit_syntax_error(Emitter *e, const AstNode *at, const char *message, ...)
    __attribute__((format(printf, 3, 4)));

uint32_t emit(Emitter *e, const AstNode *at, uint8_t op, uint8_t n, Reg a, Reg b, Reg c);
uint32_t emit_wide(Emitter *e, const AstNode *at, uint8_t op, uint8_t n, Reg a, int32_t wide);
void emit_word(Emitter *e, Instr word); /* a further word of the last instruction */
void emit_operands(Emitter *e, const Reg *operands, uint32_t count);
Label label_new(Emitter *e);
void label_place(Emitter *e, Label label);
void emit_jump(Emitter *e, const AstNode *at, uint8_t op, uint8_t n, Reg a, Label target);
void emit_jump_word(Emitter *e, Label target); /* second word with a target */

static inline bool reg_is_temp(const Emitter *e, Reg reg) {
    return reg >= e->unit->first_temporary && reg < OPERAND_CONSTANT;
}
static inline bool reg_is_constant(Reg reg) {
    return reg >= OPERAND_CONSTANT && reg != REG_ANY;
}
static inline bool reg_is_local(const Emitter *e, Reg reg) {
    return reg < e->unit->first_temporary;
}
Reg temp_new(Emitter *e);
void temp_free(Emitter *e, Reg reg); /* no effect on locals and constants */
/* The destination: want, or a new temporary. */
static inline Reg reg_destination(Emitter *e, Reg want) {
    return want == REG_ANY ? temp_new(e) : want;
}
static inline uint8_t consume_b(const Emitter *e, Reg reg) {
    return reg_is_temp(e, reg) ? CONSUME_B : 0;
}
static inline uint8_t consume_c(const Emitter *e, Reg reg) {
    return reg_is_temp(e, reg) ? CONSUME_C : 0;
}

/* Constants: index in co_consts. The object is borrowed; equal ones are shared. */
uint32_t constant_add(Emitter *e, Object *object);
uint32_t constant_steal(Emitter *e, STEALS Object *object); /* NULL: fails */
/* The canonical object of a constant made while compiling (merges equal ones). */
NEW_REF Object *constant_canonical(Emitter *e, STEALS Object *object);
/* Puts a constant into want, or gives an operand that names it. */
Reg emit_constant(Emitter *e, const AstNode *at, STEALS Object *object, Reg want);
Reg emit_none(Emitter *e, const AstNode *at, Reg want);
BORROWED Object *name_object(Emitter *e, AstName *name); /* NULL: failed */
uint32_t name_constant(Emitter *e, AstName *name);       /* of the interned string */
uint32_t attr_constant(Emitter *e, AstName *name);       /* mangled; also in co_names */

/* Protected ranges. */
uint32_t range_open(Emitter *e, Label handler, Reg depth);
void range_close(Emitter *e); /* the innermost */
/* Suspends (resume: continues) all ranges from index `from` on, around code that leaves them. */
void range_suspend(Emitter *e, uint32_t from);
void range_resume(Emitter *e, uint32_t from);

/* Certainly bound locals. */
uint64_t *bound_save(Emitter *e); /* in the arena */
void bound_restore(Emitter *e, const uint64_t *saved);
void bound_intersect(Emitter *e, uint64_t *into, bool *into_unreachable); /* into &= now */

/* ---- fold.c ---- */
/* The value of an expression that is constant; NULL without failure when it is not. */
NEW_REF Object *fold_expr(Emitter *e, const AstExpr *expr);
NEW_REF Object *fold_constant(Emitter *e, const AstConstant *constant);
/* 1 true, 0 false, -1 not known when compiling. */
int fold_truth(Emitter *e, const AstExpr *expr);

/* ---- emit_expr.c ---- */
Reg emit_expr(Emitter *e, const AstExpr *expr, Reg want);
Reg emit_operand(Emitter *e, const AstExpr *expr);  /* local, constant or temporary */
Reg emit_register(Emitter *e, const AstExpr *expr); /* local or temporary */
Reg emit_temp(Emitter *e, const AstExpr *expr);     /* a new temporary */
Reg emit_protected(Emitter *e, const AstExpr *expr, bool later_rebinds); /* register, copied when
                                                                  a later part may rebind it */
void emit_discard(Emitter *e, const AstExpr *expr);
/* Jumps when truth of expr equals `when`, else falls through. *at: where CPython marks an error of
 * asking for the truth; a comparison moves it to itself, for what comes after as well. */
void emit_branch(Emitter *e, const AstExpr *expr, bool when, Label target, const AstNode **at);
AstNode emit_attribute_place(const AstExpr *attribute);
/* The parts of a slice as operands, OPERAND_NONE where left out; to be freed before what was made
 * earlier. */
void emit_slice_parts(Emitter *e, const AstExpr *slice, Reg parts[3]);
void emit_free_slice_parts(Emitter *e, const Reg parts[3]);
void emit_await(Emitter *e, const AstNode *at, Reg iterator, Reg result); /* of GET_AWAITABLE */
bool emit_enter(Emitter *e, const AstNode *at); /* nesting guard; pair with emit_leave */
void emit_leave(Emitter *e);
BinaryOp emit_binary_op(AstOperator op);
Reg emit_arithmetic(Emitter *e, const AstNode *at, BinaryOp op, uint8_t inplace, Reg b,
                    const AstExpr *right, Reg want);

/* ---- emit_call.c ---- */
Reg emit_call(Emitter *e, const AstExpr *expr, Reg want);
Reg emit_comprehension(Emitter *e, const AstExpr *expr, Reg want);
Reg emit_lambda(Emitter *e, const AstExpr *expr, Reg want);
void emit_function(Emitter *e, const AstStmt *stmt);
void emit_class(Emitter *e, const AstStmt *stmt);
/* An annotation as str, for `from __future__ import annotations`; NULL: failed. */
NEW_REF Object *emit_annotation_text(Emitter *e, const AstExpr *annotation);
void emit_body(Emitter *e, const AstStmts *body, uint32_t from);

/* ---- emit_target.c ---- */
Reg emit_load_name(Emitter *e, const AstNode *at, AstName *name, Reg want);
/* __debug__ is a constant: it cannot be bound or deleted. True: it was said so. */
bool emit_forbidden_name(Emitter *e, const AstNode *at, const AstName *name, const char *verb);
void emit_store_name(Emitter *e, const AstNode *at, AstName *name, Reg value); /* consumes temps */
void emit_delete_name(Emitter *e, const AstNode *at, AstName *name);
/* The register when name is a plain local of a function, else REG_ANY. */
Reg local_register(Emitter *e, AstName *name);
void emit_store(Emitter *e, const AstExpr *target, Reg value); /* consumes temporaries */
void emit_delete(Emitter *e, const AstExpr *target);
void emit_assign(Emitter *e, const AstExpr *target, const AstExpr *value);
void emit_aug_assign(Emitter *e, const AstStmt *stmt);
void bound_set(Emitter *e, Reg local);
void bound_clear(Emitter *e, Reg local);

/* ---- emit_stmt.c, emit_control.c, emit_match.c ---- */
void emit_stmt(Emitter *e, const AstStmt *stmt);
void emit_stmts(Emitter *e, const AstStmts *stmts);
void emit_for(Emitter *e, const AstStmt *stmt);
void emit_async_for(Emitter *e, const AstStmt *stmt);
void emit_while(Emitter *e, const AstStmt *stmt);
void emit_break_continue(Emitter *e, const AstStmt *stmt);
void emit_return(Emitter *e, const AstStmt *stmt);
void emit_try(Emitter *e, const AstStmt *stmt);
void emit_try_star(Emitter *e, const AstStmt *stmt);
void emit_with(Emitter *e, const AstStmt *stmt, uint32_t item, bool is_async);
void emit_match(Emitter *e, const AstStmt *stmt);
Block *block_push(Emitter *e, BlockKind kind, Reg reg);
void block_pop(Emitter *e);

#endif
