/*
 * symbols_resolve: see symbols_resolve.h. Scopes are visited from the module inwards, so when a
 * scope is visited, the places of the names of those around it are known.
 */
#include "compile/symbols_resolve.h"

#include <stdlib.h>
#include <string.h>

typedef struct Resolver {
    AstArena *arena;
    AstModule *module;
    SyntaxProblem *problem;
    const AstName *class_cell; /* __class__ */
} Resolver;

static bool no_memory(Resolver *resolver) {
    memset(resolver->problem, 0, sizeof *resolver->problem);
    resolver->problem->kind = PROBLEM_NO_MEMORY;
    return false;
}

static bool fail(Resolver *resolver, const Symbol *symbol, const char *format) {
    static const AstNode nowhere;
    ast_problem(resolver->arena, resolver->module,
                symbol->declared_at == NULL ? &nowhere : symbol->declared_at, resolver->problem,
                format, symbol->name->text);
    resolver->problem->is_of_symbols = true;
    return false;
}

/* ---- Places -----------------------------------------------------------------------------------
 */

enum { BINDINGS = SYMBOL_IS_PARAMETER | SYMBOL_ASSIGNED | SYMBOL_IMPORTED | SYMBOL_ANNOTATED };

/* The enclosing scope that owns the variable which `name` means in `scope`: a function that binds
 * it, or a class for __class__. NULL: none, so it is global. */
static Scope *find_owner(const Resolver *resolver, const Scope *scope, const AstName *name) {
    for (Scope *outer = scope->parent; outer != NULL; outer = outer->parent) {
        if (outer->kind == SCOPE_CLASS) {
            if (name == resolver->class_cell) {
                return outer;
            }
        } else if (outer->kind != SCOPE_MODULE) {
            const Symbol *symbol = scope_find(outer, name);
            if (symbol == NULL) {
                continue;
            }
            if (symbol->place == SYMBOL_LOCAL || symbol->place == SYMBOL_CELL) {
                return outer;
            }
            if (symbol->place == SYMBOL_GLOBAL_EXPLICIT) {
                return NULL;
            }
        }
    }
    return NULL;
}

/* Makes the variable a cell of its owner and a free variable of all scopes between. */
static bool capture(Resolver *resolver, Scope *scope, Scope *owner, AstName *name,
                    bool is_rebound) {
    for (Scope *between = scope->parent; between != owner; between = between->parent) {
        Symbol *symbol = scope_find(between, name);
        bool is_own = symbol != NULL && between->kind == SCOPE_CLASS &&
                      (symbol->flags & (BINDINGS | SYMBOL_GLOBAL)) != 0 &&
                      (symbol->flags & SYMBOL_NONLOCAL) == 0;
        if (is_own) {
            symbol->flags |= SYMBOL_FREE_CLASS;
            continue;
        }
        if (symbol == NULL) {
            symbol = scope_intern(resolver->arena, between, name);
            if (symbol == NULL) {
                return no_memory(resolver);
            }
        }
        symbol->place = SYMBOL_FREE;
    }
    if (owner->kind == SCOPE_CLASS) {
        owner->needs_class_cell = true;
        return true;
    }
    Symbol *symbol = scope_find(owner, name);
    symbol->place = SYMBOL_CELL;
    if (is_rebound) {
        symbol->flags |= SYMBOL_CAPTURED_ASSIGNED;
    }
    return true;
}

static bool resolve_nonlocal(Resolver *resolver, Scope *scope, Symbol *symbol) {
    if ((symbol->flags & SYMBOL_GLOBAL) != 0) {
        return fail(resolver, symbol, "name '%s' is nonlocal and global");
    }
    if (scope->kind == SCOPE_MODULE) {
        return fail(resolver, symbol, "nonlocal declaration not allowed at module level%.0s");
    }
    Scope *owner = find_owner(resolver, scope, symbol->name);
    if (owner == NULL) {
        return fail(resolver, symbol, "no binding for nonlocal '%s' found");
    }
    symbol->place = SYMBOL_FREE;
    return capture(resolver, scope, owner, symbol->name, true);
}

static bool resolve_symbol(Resolver *resolver, Scope *scope, Symbol *symbol) {
    if ((symbol->flags & SYMBOL_NONLOCAL) != 0) {
        return resolve_nonlocal(resolver, scope, symbol);
    }
    if ((symbol->flags & SYMBOL_GLOBAL) != 0) {
        symbol->place = SYMBOL_GLOBAL_EXPLICIT;
        return true;
    }
    if ((symbol->flags & BINDINGS) != 0) {
        symbol->place = SYMBOL_LOCAL;
        return true;
    }
    Scope *owner = find_owner(resolver, scope, symbol->name);
    if (owner == NULL) {
        symbol->place = SYMBOL_GLOBAL_IMPLICIT;
        return true;
    }
    symbol->place = SYMBOL_FREE;
    return capture(resolver, scope, owner, symbol->name, false);
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static int compare_names(const void *left, const void *right) {
    const AstName *a = (*(Symbol *const *)left)->name;
    const AstName *b = (*(Symbol *const *)right)->name;
    uint32_t length = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->text, b->text, length);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

/* A name that is only annotated belongs to the function but has no room in its frame. */
static bool is_never_bound(const Symbol *symbol) {
    return (symbol->flags & (BINDINGS | SYMBOL_USED)) == SYMBOL_ANNOTATED;
}

/* Parameters stand first among the symbols, because they were added first. */
static void fill_lists(Scope *scope, Symbol **lists) {
    scope->locals = lists;
    if (scope_is_function(scope)) {
        for (uint32_t i = 0; i < scope->symbol_count; i++) {
            Symbol *symbol = scope->symbols[i];
            bool is_parameter = (symbol->flags & SYMBOL_IS_PARAMETER) != 0;
            if (is_parameter || (symbol->place == SYMBOL_LOCAL && !is_never_bound(symbol))) {
                symbol->local_index = (int32_t)scope->local_count;
                scope->locals[scope->local_count++] = symbol;
                scope->parameter_count += is_parameter;
            }
        }
    }
    scope->cells = scope->locals + scope->local_count;
    for (uint32_t i = 0; i < scope->parameter_count; i++) {
        if (scope->locals[i]->place == SYMBOL_CELL) {
            scope->cells[scope->cell_count++] = scope->locals[i];
        }
    }
    uint32_t parameter_cells = scope->cell_count;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        Symbol *symbol = scope->symbols[i];
        if (symbol->place == SYMBOL_CELL && symbol->local_index < 0) {
            scope->cells[scope->cell_count++] = symbol;
        }
    }
    qsort(scope->cells + parameter_cells, scope->cell_count - parameter_cells, sizeof *scope->cells,
          compare_names);
    for (uint32_t i = 0; i < scope->cell_count; i++) {
        scope->cells[i]->cell_index = (int32_t)i;
    }
    scope->frees = scope->cells + scope->cell_count;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        Symbol *symbol = scope->symbols[i];
        if (symbol->place == SYMBOL_FREE || (symbol->flags & SYMBOL_FREE_CLASS) != 0) {
            scope->frees[scope->free_count++] = symbol;
        }
    }
    qsort(scope->frees, scope->free_count, sizeof *scope->frees, compare_names);
    for (uint32_t i = 0; i < scope->free_count; i++) {
        scope->frees[i]->free_index = (int32_t)i;
    }
}

/* A symbol of a function stands in at most two of the lists, of a class in one. */
static bool make_lists(Resolver *resolver, Scope *scope) {
    uint32_t capacity = 2 * scope->symbol_count + 1;
    Symbol **lists = ast_arena_allocate(resolver->arena, capacity * sizeof *lists);
    if (lists == NULL) {
        return no_memory(resolver);
    }
    fill_lists(scope, lists);
    if (scope->needs_class_cell) {
        Symbol *cell = ast_arena_allocate(resolver->arena, sizeof *cell);
        AstName *name = ast_arena_name_text(resolver->arena, "__class__");
        if (cell == NULL || name == NULL) {
            return no_memory(resolver);
        }
        cell->name = name;
        cell->place = SYMBOL_CELL;
        cell->local_index = cell->free_index = -1;
        cell->cell_index = 0;
        scope->class_cell_index = 0;
        /* A class body has no other cells; its list is moved off the free variables. */
        scope->cells = ast_arena_allocate(resolver->arena, sizeof *scope->cells);
        if (scope->cells == NULL) {
            return no_memory(resolver);
        }
        scope->cells[0] = cell;
        scope->cell_count = 1;
    }
    return true;
}

/* ---- Walking -----------------------------------------------------------------------------------
 */

/* The scope after this one, from the outside inwards. NULL: all done. */
static Scope *next_inwards(Scope *scope) {
    if (scope->first_child != NULL) {
        return scope->first_child;
    }
    while (scope != NULL && scope->next_sibling == NULL) {
        scope = scope->parent;
    }
    return scope == NULL ? NULL : scope->next_sibling;
}

bool symbols_resolve(AstArena *arena, AstModule *module, SyntaxProblem *problem) {
    Resolver resolver = {.arena = arena, .module = module, .problem = problem};
    resolver.class_cell = ast_arena_name_text(arena, "__class__");
    if (resolver.class_cell == NULL) {
        return no_memory(&resolver);
    }
    for (Scope *scope = module->scope; scope != NULL; scope = next_inwards(scope)) {
        /* Capturing adds symbols to scopes that are done, never to this one. */
        for (uint32_t i = 0; i < scope->symbol_count; i++) {
            if (!resolve_symbol(&resolver, scope, scope->symbols[i])) {
                return false;
            }
        }
    }
    for (Scope *scope = module->scope; scope != NULL; scope = next_inwards(scope)) {
        if (!make_lists(&resolver, scope)) {
            return false;
        }
    }
    return true;
}
