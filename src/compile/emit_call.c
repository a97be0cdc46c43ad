/* emit_call: calls, and everything that makes a code object of its own: functions, lambdas,
 * comprehensions, classes. */
#include "compile/emit.h"
#include "compile/unparse.h"

#include "object/list.h"
#include "object/tuple.h"
#include <string.h>

enum { CALL_OPERANDS = 200 };

static bool any_walrus(const AstExprs *args, const AstKeywords *keywords) {
    for (uint32_t idx = 0; idx < args->count; idx++) {
        if (args->items[idx]->node.flags & AST_HAS_WALRUS) {
            return true;
        }
    }
    for (uint32_t idx = 0; idx < keywords->count; idx++) {
        if (keywords->items[idx]->value->node.flags & AST_HAS_WALRUS) {
            return true;
        }
    }
    return false;
}

static bool needs_unpacking(const AstExprs *args, const AstKeywords *keywords) {
    for (uint32_t idx = 0; idx < args->count; idx++) {
        if (args->items[idx]->node.kind == AST_STARRED) {
            return true;
        }
    }
    for (uint32_t idx = 0; idx < keywords->count; idx++) {
        if (!keywords->items[idx]->name) {
            return true;
        }
    }
    return args->count + keywords->count > CALL_OPERANDS;
}

static void check_keywords(Emitter *e, const AstNode *at, const AstKeywords *keywords) {
    for (uint32_t idx = 0; idx < keywords->count; idx++) {
        const AstKeyword *keyword = keywords->items[idx];
        if (!e->failed && keyword->name && emit_forbidden_name(e, at, keyword->name, "assign to")) {
            return;
        }
        for (uint32_t other = idx + 1; keyword->name && other < keywords->count; other++) {
            if (keywords->items[other]->name == keyword->name) {
                emit_syntax_error(e, &keywords->items[other]->node, "keyword argument repeated: %s",
                                  keyword->name->text);
                return;
            }
        }
    }
}

/* The tuple of keyword names as a constant. */
static uint32_t keyword_names(Emitter *e, const AstKeywords *keywords) {
    Object *tuple = tuple_new(e->rt, keywords->count);
    for (uint32_t idx = 0; tuple && idx < keywords->count; idx++) {
        AstName *mangled = scope_mangle(e->arena, e->unit->scope, keywords->items[idx]->name);
        Object *name = mangled ? name_object(e, mangled) : error_no_memory(e->rt);
        if (!name) {
            release(e->rt, tuple);
            tuple = NULL;
            break;
        }
        tuple_items(tuple)[idx] = retain(name);
    }
    return constant_steal(e, tuple);
}

/* args into one list, keywords into one dict: for calls with * and **, and very long ones.
 * extra: a register with a first positional argument, or REG_ANY. */
static void emit_unpacked(Emitter *e, const AstNode *at, const AstExprs *args,
                          const AstKeywords *keywords, Reg callee, Reg result, const Reg *extra,
                          uint32_t extra_count) {
    Reg list = temp_new(e);
    emit(e, at, OP_BUILD_LIST, 0, list, 0, (Reg)extra_count);
    emit_operands(e, extra, extra_count);
    for (uint32_t idx = 0; idx < args->count; idx++) {
        const AstExpr *arg = args->items[idx];
        bool starred = arg->node.kind == AST_STARRED;
        Reg value = emit_register(e, starred ? arg->as.unary.value : arg);
        emit(e, at, starred ? OP_LIST_EXTEND : OP_LIST_APPEND,
             (uint8_t)(consume_b(e, value) | (starred && args->count == 1 && extra_count == 0)),
             list, value, callee);
        temp_free(e, value);
    }
    emit(e, at, OP_LIST_TO_TUPLE, CONSUME_B, list, list, 0);
    uint8_t n = 0;
    if (keywords->count) {
        n = 1;
        Reg dict = temp_new(e);
        emit(e, at, OP_BUILD_MAP, 0, dict, 0, 0);
        bool merged = false;
        for (uint32_t idx = 0; idx < keywords->count; idx++) {
            const AstKeyword *keyword = keywords->items[idx];
            Reg value = emit_register(e, keyword->value);
            if (keyword->name) {
                /* after a **mapping the name may be there already: merging says so */
                Reg into = merged ? temp_new(e) : dict;
                if (merged) {
                    emit(e, at, OP_BUILD_MAP, 0, into, 0, 0);
                }
                Reg key = temp_new(e);
                AstName *mangled = scope_mangle(e->arena, e->unit->scope, keyword->name);
                Object *name = mangled ? name_object(e, mangled) : NULL;
                if (name) {
                    emit_constant(e, at, retain(name), key);
                }
                emit(e, at, OP_MAP_ADD, (uint8_t)(CONSUME_B | consume_c(e, value)), into, key,
                     value);
                temp_free(e, key);
                if (merged) {
                    emit(e, at, OP_DICT_MERGE, CONSUME_B, dict, into, callee);
                    temp_free(e, into);
                }
            } else {
                merged = true;
                emit(e, at, OP_DICT_MERGE, consume_b(e, value), dict, value, callee);
            }
            temp_free(e, value);
        }
        temp_free(e, dict);
    }
    temp_free(e, list);
    emit(e, at, OP_CALL_UNPACKED, (uint8_t)(n | consume_b(e, callee)), result, callee, list);
}

/* A call of `callee` (consumed) with positional args in registers, consumed as in operand lists. */
static Reg emit_call_registers(Emitter *e, const AstNode *at, Reg callee, const Reg *args,
                               uint32_t count, Reg want) {
    for (uint32_t idx = count; idx-- > 0;) {
        temp_free(e, args[idx]);
    }
    uint8_t n = consume_b(e, callee);
    temp_free(e, callee);
    Reg a = reg_destination(e, want);
    emit(e, at, OP_CALL, n, a, callee, (Reg)count);
    emit_operands(e, args, count);
    return a;
}

/* Positional and keyword values into operands. */
static uint32_t emit_arguments(Emitter *e, const AstExprs *args, const AstKeywords *keywords,
                               bool rebinds, Reg *operands) {
    uint32_t count = 0;
    for (uint32_t idx = 0; idx < args->count; idx++) {
        Reg reg =
            rebinds ? emit_protected(e, args->items[idx], true) : emit_operand(e, args->items[idx]);
        operands[count++] = reg;
    }
    for (uint32_t idx = 0; idx < keywords->count; idx++) {
        Reg reg = rebinds ? emit_protected(e, keywords->items[idx]->value, true)
                          : emit_operand(e, keywords->items[idx]->value);
        operands[count++] = reg;
    }
    return count;
}

/* The index of __class__ in the closure when expr is `super()` inside a method, else -1. */
static int32_t class_of_super_call(Emitter *e, const AstExpr *expr) {
    if (expr->node.kind != AST_CALL || expr->as.call.args.count || expr->as.call.keywords.count ||
        expr->as.call.func->node.kind != AST_NAME) {
        return -1;
    }
    const AstName *name = expr->as.call.func->as.name.id;
    if (name->length != strlen("super") || memcmp(name->text, "super", name->length) != 0) {
        return -1;
    }
    AstName *class_name = ast_arena_name_text(e->arena, "__class__");
    const Symbol *symbol = class_name ? scope_lookup(e->arena, e->unit->scope, class_name) : NULL;
    return symbol && symbol->place == SYMBOL_FREE ? symbol->free_index : -1;
}

/* What a method is called on. super() whose method is found at once jumps to *found. */
static Reg emit_receiver(Emitter *e, const AstExpr *func, bool rebinds, Label *found) {
    const AstExpr *receiver = func->as.attribute.value;
    int32_t class_index = class_of_super_call(e, receiver);
    if (class_index < 0) {
        return emit_protected(e, receiver, rebinds);
    }
    Reg callee = emit_expr(e, receiver->as.call.func, REG_ANY);
    if (reg_is_temp(e, callee)) {
        *found = label_new(e);
        emit(e, &receiver->node, OP_SUPER_METHOD, 0, callee, (Reg)class_index,
             (Reg)attr_constant(e, func->as.attribute.attr));
        emit_jump_word(e, *found);
        for (int word = 2; word < 5; word++) {
            emit_word(e, (Instr){.word = 0});
        }
    }
    return emit_call_registers(e, &receiver->node, callee, NULL, 0, REG_ANY);
}

static Reg emit_method_call(Emitter *e, const AstExpr *expr, Reg want, bool rebinds) {
    const AstExpr *func = expr->as.call.func;
    const AstKeywords *keywords = &expr->as.call.keywords;
    Label found = LABEL_UNPLACED;
    Reg object = emit_receiver(e, func, rebinds, &found);
    uint8_t n = consume_b(e, object);
    temp_free(e, object);
    Reg method = temp_new(e);
    Reg self = temp_new(e);
    AstNode at = emit_attribute_place(func);
    emit(e, &at, OP_LOAD_METHOD, n, method, object, (Reg)attr_constant(e, func->as.attribute.attr));
    emit_word(e, (Instr){.word = 0});
    emit_word(e, (Instr){.word = 0});
    if (found != LABEL_UNPLACED) {
        label_place(e, found);
    }
    Reg operands[CALL_OPERANDS];
    uint32_t count = emit_arguments(e, &expr->as.call.args, keywords, rebinds, operands);
    for (uint32_t idx = count; idx-- > 0;) {
        temp_free(e, operands[idx]);
    }
    temp_free(e, self);
    temp_free(e, method);
    Reg a = reg_destination(e, want);
    /* CPython marks a method call from the attribute's name on when it spans lines. */
    AstNode where = expr->node;
    where.lineno = at.lineno;
    where.col_offset = at.col_offset;
    if (keywords->count) {
        uint32_t names = keyword_names(e, keywords);
        emit(e, &where, OP_CALL_METHOD_KEYWORDS, CONSUME_B | CALL_IS_METHOD, a, method, (Reg)count);
        emit_word(e, (Instr){.cache_low = names});
    } else {
        emit(e, &where, OP_CALL_METHOD, CONSUME_B | CALL_IS_METHOD, a, method, (Reg)count);
    }
    emit_operands(e, operands, count);
    return a;
}

Reg emit_call(Emitter *e, const AstExpr *expr, Reg want) {
    const AstExprs *args = &expr->as.call.args;
    const AstKeywords *keywords = &expr->as.call.keywords;
    const AstExpr *func = expr->as.call.func;
    check_keywords(e, &expr->node, keywords);
    bool rebinds = any_walrus(args, keywords);
    bool unpacking = needs_unpacking(args, keywords);
    if (func->node.kind == AST_ATTRIBUTE && !unpacking) {
        return emit_method_call(e, expr, want, rebinds);
    }
    Reg callee = emit_protected(e, func, rebinds);
    if (unpacking) {
        /* the list is built above the callee, the result may land in its place */
        if (!reg_is_temp(e, callee)) {
            Reg a = reg_destination(e, want);
            emit_unpacked(e, &expr->node, args, keywords, callee, a, NULL, 0);
            return a;
        }
        emit_unpacked(e, &expr->node, args, keywords, callee, want == REG_ANY ? callee : want, NULL,
                      0);
        if (want == REG_ANY) {
            return callee;
        }
        temp_free(e, callee);
        return want;
    }
    Reg operands[CALL_OPERANDS];
    uint32_t count = emit_arguments(e, args, keywords, rebinds, operands);
    if (!keywords->count) {
        return emit_call_registers(e, &expr->node, callee, operands, count, want);
    }
    for (uint32_t idx = count; idx-- > 0;) {
        temp_free(e, operands[idx]);
    }
    uint8_t n = consume_b(e, callee);
    temp_free(e, callee);
    uint32_t names = keyword_names(e, keywords);
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, OP_CALL_KEYWORDS, n, a, callee, (Reg)count);
    emit_word(e, (Instr){.cache_low = names});
    emit_operands(e, operands, count);
    return a;
}

/* ---- code objects of inner scopes ---- */

/* "outer.<locals>.name", "Class.name" or "name"; a comprehension adds no "<locals>". */
static Object *qualified_name(Emitter *e, const Unit *parent, AstName *name, Object *name_str) {
    if (!parent || parent->scope->kind == SCOPE_MODULE) {
        return retain(name_str);
    }
    if (name) {
        Symbol *symbol = scope_lookup(e->arena, parent->scope, name);
        if (symbol && symbol->place == SYMBOL_GLOBAL_EXPLICIT) {
            return retain(name_str);
        }
    }
    bool is_function = parent->scope->kind == SCOPE_FUNCTION || parent->scope->kind == SCOPE_LAMBDA;
    const char *format = is_function ? "%U.<locals>.%U" : "%U.%U";
    return str_format(e->rt, format, parent->qualname ? parent->qualname : parent->name, name_str);
}

static bool inner_open(Emitter *e, Unit *unit, Scope *scope, AstName *declared, uint32_t lineno) {
    Unit *parent = e->unit;
    Object *name = name_object(e, scope->name);
    if (!name || !emit_unit_open(e, unit, scope, name, lineno)) {
        return false;
    }
    unit->qualname = qualified_name(e, parent, declared, name);
    if (!unit->qualname) {
        emit_fail_memory(e);
    }
    if (scope_is_function(scope) && (scope->is_generator || scope->is_coroutine)) {
        emit(e, NULL, OP_NOP, 0, 0, 0, 0); /* before it starts it stands on the line of the def */
    }
    for (uint32_t idx = 0; idx < scope->cell_count && !e->failed; idx++) {
        const Symbol *symbol = scope->cells[idx];
        Reg reg = (Reg)(scope->local_count + idx);
        bool parameter = scope->kind != SCOPE_CLASS && symbol->local_index >= 0;
        emit(e, NULL, OP_MAKE_CELL, parameter, reg, parameter ? (Reg)symbol->local_index : 0, 0);
    }
    return true;
}

/* MAKE_FUNCTION of a finished inner code object; extras are in registers from `first` on. */
static Reg make_function(Emitter *e, const AstNode *at, Object *code, const Scope *scope,
                         uint8_t flags, Reg first, Reg want) {
    if (!code) {
        return 0;
    }
    if (scope->free_count && !e->failed) {
        flags |= MAKE_CLOSURE;
        Reg tuple = temp_new(e);
        Reg *operands = ast_arena_allocate(e->arena, scope->free_count * sizeof *operands);
        if (!operands) {
            error_no_memory(e->rt);
            emit_fail_memory(e);
            release(e->rt, code);
            return 0;
        }
        const Scope *here = e->unit->scope;
        for (uint32_t idx = 0; idx < scope->free_count; idx++) {
            AstName *name = scope->frees[idx]->name;
            Symbol *symbol = scope_lookup(e->arena, here, name);
            bool class_cell = here->kind == SCOPE_CLASS && here->needs_class_cell &&
                              name->length == 9 && memcmp(name->text, "__class__", 9) == 0;
            if (class_cell) {
                operands[idx] = (Reg)(here->local_count + (uint32_t)here->class_cell_index);
            } else if (symbol && symbol->cell_index >= 0) {
                operands[idx] = (Reg)(here->local_count + (uint32_t)symbol->cell_index);
            } else if (symbol && symbol->free_index >= 0) {
                operands[idx] = temp_new(e);
                emit(e, at, OP_LOAD_CELL_OBJECT, 1, operands[idx], (Reg)symbol->free_index, 0);
            } else {
                emit_syntax_error(e, at, "internal: no cell for '%s'", name->text);
                break;
            }
        }
        for (uint32_t idx = scope->free_count; idx-- > 0 && !e->failed;) {
            temp_free(e, operands[idx]);
        }
        emit(e, at, OP_BUILD_TUPLE, 0, tuple, 0, (Reg)scope->free_count);
        emit_operands(e, operands, scope->free_count);
        temp_free(e, tuple);
    }
    uint32_t idx = constant_steal(e, code);
    if (idx > 0xFFFF) {
        emit_syntax_error(e, at, "too many constants in one code block");
    }
    Reg result = reg_destination(e, want);
    emit(e, at, OP_MAKE_FUNCTION, flags, result, (Reg)idx, first);
    return result;
}

void emit_body(Emitter *e, const AstStmts *body, uint32_t from) {
    for (uint32_t idx = from; idx < body->count && !e->failed; idx++) {
        emit_stmt(e, body->items[idx]);
    }
    if (!e->unit->unreachable) {
        emit_wide(e, NULL, OP_RETURN_CONST, RETURN_IMPLICIT, 0, (int32_t)constant_add(e, NONE));
    }
}

static uint32_t function_flags(const Scope *scope) {
    uint32_t flags = CODE_OPTIMIZED | CODE_NEWLOCALS;
    if (scope->has_varargs) {
        flags |= CODE_VARARGS;
    }
    if (scope->has_varkeywords) {
        flags |= CODE_VARKEYWORDS;
    }
    if (scope->is_generator && scope->is_coroutine) {
        flags |= CODE_ASYNC_GENERATOR;
    } else if (scope->is_generator) {
        flags |= CODE_GENERATOR;
    } else if (scope->is_coroutine) {
        flags |= CODE_COROUTINE;
    }
    return flags;
}

static uint32_t future_flags(const Emitter *e) {
    return e->module->future & AST_FUTURE_ANNOTATIONS ? CODE_FUTURE_ANNOTATIONS : 0;
}

static void set_argument_counts(Object *code, const AstArguments *args) {
    CodeObject *made = (CodeObject *)code;
    if (!made) {
        return;
    }
    made->positional_only_count = (uint16_t)args->posonlyargs.count;
    made->argument_count = (uint16_t)(args->posonlyargs.count + args->args.count);
    made->keyword_only_count = (uint16_t)args->kwonlyargs.count;
    if (!args->vararg && !args->kwarg && !args->kwonlyargs.count) {
        made->flags |= CODE_SIMPLE_CALL;
    }
}

static void check_parameters(Emitter *e, const AstNode *at, const AstArguments *args) {
    const AstArgs *groups[] = {&args->posonlyargs, &args->args, &args->kwonlyargs};
    for (size_t group = 0; group < COUNT_OF(groups); group++) {
        for (uint32_t idx = 0; idx < groups[group]->count && !e->failed; idx++) {
            emit_forbidden_name(e, at, groups[group]->items[idx]->name, "assign to");
        }
    }
    const AstArg *rest[] = {args->vararg, args->kwarg};
    for (size_t idx = 0; idx < COUNT_OF(rest); idx++) {
        if (rest[idx] && !e->failed) {
            emit_forbidden_name(e, at, rest[idx]->name, "assign to");
        }
    }
}

/* Defaults into a tuple and a dict; returns the flags for MAKE_FUNCTION. Each value found takes
 * one temporary, in order. */
static uint8_t emit_defaults(Emitter *e, const AstNode *at, const AstArguments *args) {
    uint8_t flags = 0;
    check_parameters(e, at, args);
    if (args->defaults.count) {
        flags |= MAKE_DEFAULTS;
        AstExpr tuple = {.node = *at};
        tuple.node.kind = AST_TUPLE;
        tuple.node.height = 1;
        tuple.as.sequence.items = args->defaults;
        tuple.as.sequence.ctx = AST_LOAD;
        for (uint32_t idx = 0; idx < args->defaults.count; idx++) {
            tuple.node.flags |= args->defaults.items[idx]->node.flags;
        }
        emit_temp(e, &tuple);
    }
    bool any = false;
    for (uint32_t idx = 0; idx < args->kw_defaults.count; idx++) {
        any = any || args->kw_defaults.items[idx];
    }
    if (any) {
        flags |= MAKE_KWDEFAULTS;
        Reg dict = temp_new(e);
        emit(e, at, OP_BUILD_MAP, 0, dict, 0, 0);
        for (uint32_t idx = 0; idx < args->kw_defaults.count; idx++) {
            const AstExpr *value_expr = args->kw_defaults.items[idx];
            if (!value_expr) {
                continue;
            }
            AstName *mangled =
                scope_mangle(e->arena, e->unit->scope, args->kwonlyargs.items[idx]->name);
            Object *name = mangled ? name_object(e, mangled) : NULL;
            Reg key = temp_new(e);
            if (name) {
                emit_constant(e, at, retain(name), key);
            }
            Reg value = emit_register(e, value_expr);
            emit(e, at, OP_MAP_ADD, (uint8_t)(CONSUME_B | consume_c(e, value)), dict, key, value);
            temp_free(e, value);
            temp_free(e, key);
        }
    }
    return flags;
}

/* The annotation as text, under `from __future__ import annotations`. */
Object *emit_annotation_text(Emitter *e, const AstExpr *annotation) {
    Object *text = e->failed ? NULL : unparse_expr(e->rt, annotation);
    return text ? constant_canonical(e, text) : NULL;
}

static void emit_annotation(Emitter *e, const AstNode *at, Reg dict, AstName *name,
                            const AstExpr *annotation) {
    if (!annotation || e->failed) {
        return;
    }
    AstName *mangled = scope_mangle(e->arena, e->unit->scope, name);
    Object *name_str = mangled ? name_object(e, mangled) : NULL;
    if (!name_str) {
        return;
    }
    Reg key = emit_constant(e, at, retain(name_str), temp_new(e));
    Reg value = temp_new(e);
    if (e->module->future & AST_FUTURE_ANNOTATIONS) {
        emit_constant(e, at, emit_annotation_text(e, annotation), value);
    } else if (annotation->node.kind == AST_STARRED) {
        Reg source = emit_register(e, annotation->as.unary.value);
        emit(e, at, OP_UNPACK, consume_b(e, source), 0, source, 1);
        temp_free(e, source);
        emit_operands(e, &value, 1);
    } else {
        emit_expr(e, annotation, value);
    }
    emit(e, at, OP_MAP_ADD, CONSUME_B | CONSUME_C, dict, key, value);
    temp_free(e, value);
    temp_free(e, key);
}

static uint8_t emit_annotations(Emitter *e, const AstStmt *stmt) {
    const AstArguments *args = stmt->as.function.args;
    const AstArgs *groups[] = {&args->args, &args->posonlyargs};
    bool any = stmt->as.function.returns || (args->vararg && args->vararg->annotation) ||
               (args->kwarg && args->kwarg->annotation);
    for (uint32_t idx = 0; idx < args->kwonlyargs.count; idx++) {
        any = any || args->kwonlyargs.items[idx]->annotation;
    }
    for (int group = 0; group < 2; group++) {
        for (uint32_t idx = 0; idx < groups[group]->count; idx++) {
            any = any || groups[group]->items[idx]->annotation;
        }
    }
    if (!any) {
        return 0;
    }
    Reg dict = temp_new(e);
    emit(e, &stmt->node, OP_BUILD_MAP, 0, dict, 0, 0);
    for (int group = 0; group < 2; group++) {
        for (uint32_t idx = 0; idx < groups[group]->count; idx++) {
            const AstArg *arg = groups[group]->items[idx];
            emit_annotation(e, &stmt->node, dict, arg->name, arg->annotation);
        }
    }
    if (args->vararg) {
        emit_annotation(e, &stmt->node, dict, args->vararg->name, args->vararg->annotation);
    }
    for (uint32_t idx = 0; idx < args->kwonlyargs.count; idx++) {
        const AstArg *arg = args->kwonlyargs.items[idx];
        emit_annotation(e, &stmt->node, dict, arg->name, arg->annotation);
    }
    if (args->kwarg) {
        emit_annotation(e, &stmt->node, dict, args->kwarg->name, args->kwarg->annotation);
    }
    AstName *returns = ast_arena_name_text(e->arena, "return");
    if (!returns) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
    } else {
        emit_annotation(e, &stmt->node, dict, returns, stmt->as.function.returns);
    }
    return MAKE_ANNOTATIONS;
}

static void free_extras(Emitter *e, uint16_t depth) {
    if (!e->failed) {
        e->unit->temp_depth = depth;
    }
}

Reg emit_lambda(Emitter *e, const AstExpr *expr, Reg want) {
    uint16_t depth = e->unit->temp_depth;
    Reg first = (Reg)(e->unit->first_temporary + depth);
    uint8_t flags = emit_defaults(e, &expr->node, expr->as.lambda.args);
    Unit unit;
    Scope *scope = expr->as.lambda.scope;
    Object *code = NULL;
    if (inner_open(e, &unit, scope, NULL, expr->node.lineno)) {
        unit.flags = function_flags(scope) | future_flags(e);
        constant_add(e, NONE);
        const AstExpr *body = expr->as.lambda.body;
        Reg result = emit_register(e, body);
        emit(e, &body->node, OP_RETURN, 0, result, 0, 0);
        temp_free(e, result);
        code = emit_unit_close(e, &unit);
        set_argument_counts(code, expr->as.lambda.args);
    }
    Reg made =
        make_function(e, &expr->node, code, scope, flags, first, want == REG_ANY ? first : want);
    free_extras(e, depth);
    if (want == REG_ANY && !e->failed) {
        return temp_new(e); /* is `first` again */
    }
    return made;
}

/* ---- functions ---- */

static Object *function_code(Emitter *e, const AstStmt *stmt) {
    Scope *scope = stmt->as.function.scope;
    const AstStmts *body = &stmt->as.function.body;
    Unit unit;
    uint32_t lineno = stmt->as.function.decorators.count
                          ? stmt->as.function.decorators.items[0]->node.lineno
                          : stmt->node.lineno;
    if (!inner_open(e, &unit, scope, stmt->as.function.name, lineno)) {
        return NULL;
    }
    unit.flags = function_flags(scope) | future_flags(e);
    uint32_t from = 0;
    if (ast_is_docstring(body) && e->optimise < 2) {
        unit.doc = fold_constant(e, &body->items[0]->as.expr.value->as.constant);
        if (unit.doc) {
            constant_add(e, unit.doc);
        }
        from = 1;
    } else {
        constant_add(e, NONE);
    }
    emit_body(e, body, from);
    Object *code = emit_unit_close(e, &unit);
    set_argument_counts(code, stmt->as.function.args);
    return code;
}

/* Evaluates decorators into temporaries; returns how many. */
static uint32_t emit_decorators(Emitter *e, const AstExprs *decorators) {
    for (uint32_t idx = 0; idx < decorators->count; idx++) {
        emit_temp(e, decorators->items[idx]);
    }
    return decorators->count;
}

/* Calls the decorators, innermost first, on the object in `value` (the newest temporary); leaves
 * the result in the first decorator's register, which is returned. */
static Reg apply_decorators(Emitter *e, const AstExprs *decorators, Reg value) {
    for (uint32_t idx = decorators->count; idx-- > 0 && !e->failed;) {
        Reg callee = (Reg)(value - 1);
        value = emit_call_registers(e, &decorators->items[idx]->node, callee, &value, 1, REG_ANY);
    }
    return value;
}

void emit_function(Emitter *e, const AstStmt *stmt) {
    emit_decorators(e, &stmt->as.function.decorators);
    uint16_t depth = e->unit->temp_depth;
    Reg first = (Reg)(e->unit->first_temporary + depth);
    uint8_t flags = emit_defaults(e, &stmt->node, stmt->as.function.args);
    flags |= emit_annotations(e, stmt);
    AstNode at = stmt->node;
    Object *code = function_code(e, stmt);
    make_function(e, &at, code, stmt->as.function.scope, flags, first, first);
    free_extras(e, depth);
    Reg function = temp_new(e);
    function = apply_decorators(e, &stmt->as.function.decorators, function);
    emit_store_name(e, &at, stmt->as.function.name, function);
}

/* ---- classes ---- */

static Object *class_code(Emitter *e, const AstStmt *stmt) {
    Scope *scope = stmt->as.class_def.scope;
    const AstStmts *body = &stmt->as.class_def.body;
    Unit unit;
    uint32_t lineno = stmt->as.class_def.decorators.count
                          ? stmt->as.class_def.decorators.items[0]->node.lineno
                          : stmt->node.lineno;
    if (!inner_open(e, &unit, scope, stmt->as.class_def.name, lineno)) {
        return NULL;
    }
    unit.flags = future_flags(e);
    AstName *dunder_name = ast_arena_name_text(e->arena, "__name__");
    AstName *dunder_module = ast_arena_name_text(e->arena, "__module__");
    AstName *dunder_qualname = ast_arena_name_text(e->arena, "__qualname__");
    AstName *dunder_doc = ast_arena_name_text(e->arena, "__doc__");
    AstName *classcell = ast_arena_name_text(e->arena, "__classcell__");
    if (!dunder_name || !dunder_module || !dunder_qualname || !dunder_doc || !classcell) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return emit_unit_close(e, &unit);
    }
    AstNode at = {.lineno = lineno, .end_lineno = lineno};
    Reg value = temp_new(e);
    emit_wide(e, &at, OP_LOAD_NAME, 0, value, (int32_t)name_constant(e, dunder_name));
    emit_word(e, (Instr){.word = 0});
    emit_word(e, (Instr){.word = 0});
    emit_store_name(e, &at, dunder_module, value);
    value = emit_constant(e, &at, retain_nullable(unit.qualname), temp_new(e));
    emit_store_name(e, &at, dunder_qualname, value);
    if (scope->has_annotations) {
        emit(e, &at, OP_SETUP_ANNOTATIONS, 0, 0, 0, 0);
    }
    uint32_t from = 0;
    if (ast_is_docstring(body) && e->optimise < 2) {
        const AstExpr *doc = body->items[0]->as.expr.value;
        value = emit_constant(e, &doc->node, fold_constant(e, &doc->as.constant), temp_new(e));
        emit_store_name(e, &doc->node, dunder_doc, value);
        from = 1;
    }
    for (uint32_t idx = from; idx < body->count && !e->failed; idx++) {
        emit_stmt(e, body->items[idx]);
    }
    if (scope->needs_class_cell) {
        Reg cell = (Reg)(scope->local_count + (uint32_t)scope->class_cell_index);
        value = temp_new(e);
        emit(e, NULL, OP_LOAD_CELL_OBJECT, 0, value, cell, 0);
        emit_store_name(e, NULL, classcell, value);
        value = temp_new(e);
        emit(e, NULL, OP_LOAD_CELL_OBJECT, 0, value, cell, 0);
        emit(e, NULL, OP_RETURN, 0, value, 0, 0);
        temp_free(e, value);
    } else {
        emit_wide(e, NULL, OP_RETURN_CONST, RETURN_IMPLICIT, 0, (int32_t)constant_add(e, NONE));
    }
    return emit_unit_close(e, &unit);
}

void emit_class(Emitter *e, const AstStmt *stmt) {
    const AstExprs *bases = &stmt->as.class_def.bases;
    const AstKeywords *keywords = &stmt->as.class_def.keywords;
    emit_decorators(e, &stmt->as.class_def.decorators);
    AstNode at = stmt->node;
    Reg callee = temp_new(e);
    emit(e, &at, OP_BUILD_CLASS, 0, callee, 0, 0);
    Reg operands[CALL_OPERANDS + 2];
    Object *code = class_code(e, stmt);
    operands[0] = temp_new(e);
    make_function(e, &at, code, stmt->as.class_def.scope, 0, (Reg)(operands[0] + 1), operands[0]);
    Object *name = name_object(e, stmt->as.class_def.name);
    operands[1] = name ? emit_constant(e, &at, retain(name), temp_new(e)) : 0;
    Reg result;
    check_keywords(e, &stmt->node, keywords);
    if (needs_unpacking(bases, keywords)) {
        uint16_t depth = e->unit->temp_depth;
        /* the function and name move into the argument list; callee's register takes the result */
        emit_unpacked(e, &at, bases, keywords, callee, callee, operands, 2);
        free_extras(e, depth);
        temp_free(e, operands[1]);
        temp_free(e, operands[0]);
        result = callee;
    } else {
        uint32_t count =
            2 + emit_arguments(e, bases, keywords, any_walrus(bases, keywords), operands + 2);
        if (keywords->count) {
            for (uint32_t idx = count; idx-- > 0;) {
                temp_free(e, operands[idx]);
            }
            uint32_t names = keyword_names(e, keywords);
            emit(e, &at, OP_CALL_KEYWORDS, CONSUME_B, callee, callee, (Reg)count);
            emit_word(e, (Instr){.cache_low = names});
            emit_operands(e, operands, count);
            result = callee;
        } else {
            result = emit_call_registers(e, &at, callee, operands, count, REG_ANY);
        }
    }
    result = apply_decorators(e, &stmt->as.class_def.decorators, result);
    emit_store_name(e, &at, stmt->as.class_def.name, result);
}

/* ---- comprehensions ---- */

typedef struct Comprehension {
    const AstExpr *expr;
    Reg accumulator; /* list, set or dict; not used by generator expressions */
} Comprehension;

static void emit_comprehension_element(Emitter *e, const Comprehension *c) {
    const AstExpr *expr = c->expr;
    const AstExpr *element = expr->as.comprehension.element;
    if (expr->node.kind == AST_GENERATOR_EXP) {
        Reg value = emit_register(e, element);
        uint8_t n = consume_b(e, value);
        temp_free(e, value);
        if (e->unit->flags & CODE_ASYNC_GENERATOR) {
            n |= 2;
        }
        Reg sent = temp_new(e);
        emit(e, &element->node, OP_YIELD, n, sent, value, 0);
        emit(e, &element->node, OP_RELEASE, 0, sent, 0, 0);
        temp_free(e, sent);
    } else if (expr->node.kind == AST_DICT_COMP) {
        const AstExpr *value_expr = expr->as.comprehension.value;
        Reg key = emit_protected(e, element, (value_expr->node.flags & AST_HAS_WALRUS) != 0);
        Reg value = emit_register(e, value_expr);
        emit(e, &expr->node, OP_MAP_ADD, (uint8_t)(consume_b(e, key) | consume_c(e, value)),
             c->accumulator, key, value);
        temp_free(e, value);
        temp_free(e, key);
    } else {
        Reg value = emit_register(e, element);
        emit(e, &expr->node, expr->node.kind == AST_SET_COMP ? OP_SET_ADD : OP_LIST_APPEND,
             consume_b(e, value), c->accumulator, value, 0);
        temp_free(e, value);
    }
}

static void emit_comprehension_level(Emitter *e, const Comprehension *c, uint32_t level);

static void emit_comprehension_inner(Emitter *e, const Comprehension *c, uint32_t level,
                                     Label next) {
    const AstComprehension *generator = c->expr->as.comprehension.generators.items[level];
    for (uint32_t idx = 0; idx < generator->ifs.count; idx++) {
        const AstNode *at = &c->expr->node;
        emit_branch(e, generator->ifs.items[idx], false, next, &at);
    }
    if (level + 1 < c->expr->as.comprehension.generators.count) {
        emit_comprehension_level(e, c, level + 1);
    } else {
        emit_comprehension_element(e, c);
    }
}

static void emit_comprehension_async(Emitter *e, const Comprehension *c, uint32_t level,
                                     Reg iterator) {
    const AstComprehension *generator = c->expr->as.comprehension.generators.items[level];
    const AstNode *at = &c->expr->node;
    Label next = label_new(e);
    Label finished = label_new(e);
    label_place(e, next);
    Reg value = temp_new(e);
    range_open(e, finished, value);
    emit(e, at, OP_GET_ANEXT, 0, value, iterator, 0);
    emit_await(e, at, value, value);
    range_close(e);
    emit_store(e, generator->target, value);
    emit_comprehension_inner(e, c, level, next);
    emit_jump(e, at, OP_JUMP_BACK, 0, 0, next);
    label_place(e, finished);
    Reg exception = temp_new(e);
    emit(e, at, OP_END_ASYNC_FOR, 0, exception, iterator, 0);
    temp_free(e, exception);
}

static void emit_comprehension_level(Emitter *e, const Comprehension *c, uint32_t level) {
    const AstComprehension *generator = c->expr->as.comprehension.generators.items[level];
    const AstNode *at = &c->expr->node;
    Reg iterator = 0; /* the parameter .0 */
    if (level > 0) {
        Reg source = emit_register(e, generator->iter);
        uint8_t n = consume_b(e, source);
        temp_free(e, source);
        iterator = temp_new(e);
        emit(e, at, generator->is_async ? OP_GET_AITER : OP_GET_ITER, n, iterator, source, 0);
    } else if (generator->is_async) {
        iterator = temp_new(e);
        emit(e, at, OP_TAKE, 0, iterator, 0, 0);
    }
    if (generator->is_async) {
        emit_comprehension_async(e, c, level, iterator);
        temp_free(e, iterator);
        return;
    }
    Label next = label_new(e);
    Label finished = label_new(e);
    label_place(e, next);
    Reg local = generator->target->node.kind == AST_NAME
                    ? local_register(e, generator->target->as.name.id)
                    : REG_ANY;
    Reg value = local != REG_ANY ? local : temp_new(e);
    emit(e, at, OP_FOR_ITER, 0, value, iterator, 0);
    emit_jump_word(e, finished);
    if (local != REG_ANY) {
        bound_set(e, local);
    } else {
        emit_store(e, generator->target, value);
    }
    emit_comprehension_inner(e, c, level, next);
    emit_jump(e, at, OP_JUMP_BACK, 0, 0, next);
    label_place(e, finished);
    temp_free(e, iterator);
}

static Object *comprehension_code(Emitter *e, const AstExpr *expr) {
    Scope *scope = expr->as.comprehension.scope;
    Unit unit;
    if (!inner_open(e, &unit, scope, NULL, expr->node.lineno)) {
        return NULL;
    }
    unit.flags = function_flags(scope) | future_flags(e);
    Comprehension c = {expr, 0};
    if (expr->node.kind != AST_GENERATOR_EXP) {
        c.accumulator = temp_new(e);
        uint8_t op = expr->node.kind == AST_LIST_COMP  ? OP_BUILD_LIST
                     : expr->node.kind == AST_SET_COMP ? OP_BUILD_SET
                                                       : OP_BUILD_MAP;
        emit(e, &expr->node, op, 0, c.accumulator, 0, 0);
    }
    emit_comprehension_level(e, &c, 0);
    if (expr->node.kind == AST_GENERATOR_EXP) {
        emit_wide(e, &expr->node, OP_RETURN_CONST, 0, 0, (int32_t)constant_add(e, NONE));
    } else {
        emit(e, &expr->node, OP_RETURN, 0, c.accumulator, 0, 0);
        temp_free(e, c.accumulator);
    }
    Object *code = emit_unit_close(e, &unit);
    if (code) {
        ((CodeObject *)code)->argument_count = 1;
        ((CodeObject *)code)->flags |= CODE_SIMPLE_CALL;
    }
    return code;
}

Reg emit_comprehension(Emitter *e, const AstExpr *expr, Reg want) {
    Scope *scope = expr->as.comprehension.scope;
    const AstComprehension *outer = expr->as.comprehension.generators.items[0];
    uint16_t depth = e->unit->temp_depth;
    Object *code = comprehension_code(e, expr);
    Reg function = temp_new(e);
    bool shared = expr->node.kind == AST_GENERATOR_EXP && !scope->free_count;
    make_function(e, &expr->node, code, scope, shared ? MAKE_SHARED : 0, (Reg)(function + 1),
                  function);
    Reg source = emit_register(e, outer->iter);
    uint8_t n = consume_b(e, source);
    temp_free(e, source);
    Reg iterator = temp_new(e);
    emit(e, &expr->node, outer->is_async ? OP_GET_AITER : OP_GET_ITER, n, iterator, source, 0);
    bool awaits = scope->is_coroutine && expr->node.kind != AST_GENERATOR_EXP;
    if (!awaits) {
        return emit_call_registers(e, &expr->node, function, &iterator, 1, want);
    }
    Reg coroutine = emit_call_registers(e, &expr->node, function, &iterator, 1, REG_ANY);
    emit(e, &expr->node, OP_GET_AWAITABLE, CONSUME_B, coroutine, coroutine, 0);
    emit_await(e, &expr->node, coroutine, want == REG_ANY ? coroutine : want);
    if (want == REG_ANY) {
        return coroutine;
    }
    free_extras(e, depth);
    return want;
}
