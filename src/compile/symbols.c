/*
 * symbols: see symbols.h. Two passes:
 *   collect (collect.h): one walk over the tree notes in each scope which names it binds, reads,
 *     declares.
 *   resolve (symbols_resolve.h): from the module inwards, each name gets its place; a name that an
 *     enclosing function binds makes a cell there and a free variable in every scope between.
 */
#include "compile/symbols.h"

#include "compile/checks.h"
#include "compile/collect.h"
#include "compile/parser.h"
#include "compile/symbols_resolve.h"

#include <string.h>

static bool collect_module(NameCollector *collector) {
    CollectFrame frame;
    AstModule *module = collector->module;
    AstName *name = ast_arena_name_text(collector->arena, "<module>");
    Scope *scope = collect_enter(collector, &frame, SCOPE_MODULE, name, NULL);
    if (scope == NULL) {
        return false;
    }
    module->scope = scope;
    bool is_good =
        collect_stmt_each(collector, &module->body) && collect_expr(collector, module->expression);
    collect_leave(collector);
    return is_good;
}

bool symbols_build(AstArena *arena, AstModule *module, uint32_t parse_flags,
                   SyntaxProblem *problem) {
    memset(problem, 0, sizeof *problem);
    NameCollector collector = {.arena = arena, .module = module, .problem = problem};
    collector.allows_top_level_await = (parse_flags & PARSE_TOP_LEVEL_AWAIT) != 0;
    collector.names.class_cell = ast_arena_name_text(arena, "__class__");
    collector.names.super = ast_arena_name_text(arena, "super");
    collector.names.dot_zero = ast_arena_name_text(arena, ".0");
    if (collector.names.class_cell == NULL || collector.names.super == NULL ||
        collector.names.dot_zero == NULL) {
        return collect_no_memory(&collector);
    }
    if (!checks_futures(arena, module, problem) || !collect_module(&collector) ||
        !symbols_resolve(arena, module, problem)) {
        return false;
    }
    *problem = collector.deferred;
    return problem->kind == PROBLEM_NONE;
}
