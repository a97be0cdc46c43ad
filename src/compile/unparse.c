/* unparse: see unparse.h.
 *
 * Every part is written with the level that its place asks for: an expression that binds more
 * loosely goes in parentheses. Trees are at most AST_MAX_HEIGHT high, so the recursion is bounded.
 */
#include "compile/unparse.h"

#include "compile/literal.h"
#include "object/operations.h"

#include <math.h>
#include <string.h>

/* From the loosest to the tightest. */
typedef enum Level {
    LEVEL_TUPLE,
    LEVEL_TEST, /* if-else, lambda */
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_COMPARE,
    LEVEL_BIT_OR,
    LEVEL_BIT_XOR,
    LEVEL_BIT_AND,
    LEVEL_SHIFT,
    LEVEL_SUM,
    LEVEL_TERM,
    LEVEL_FACTOR,
    LEVEL_POWER,
    LEVEL_AWAIT,
    LEVEL_ATOM,
} Level;

/* After a failure, of which the error is pending, nothing is written any more. */
typedef struct Unparser {
    Runtime *rt;
    StrWriter text;
    bool failed;
} Unparser;

static void put_expr(Unparser *out, const AstExpr *expr, Level level);

static void put(Unparser *out, const char *ascii) {
    out->failed = out->failed || !writer_cstring(out->rt, &out->text, ascii);
}

static void put_if(Unparser *out, bool condition, const char *ascii) {
    if (condition) {
        put(out, ascii);
    }
}

static void put_object(Unparser *out, STEALS Object *str) {
    out->failed = out->failed || !str || !writer_str(out->rt, &out->text, str);
    release_nullable(out->rt, str);
}

static void put_name(Unparser *out, const AstName *name) {
    if (!out->failed) {
        put_object(out, str_from_utf8(out->rt, name->text, name->length));
    }
}

static void put_list(Unparser *out, const AstExprs *items) {
    for (uint32_t idx = 0; idx < items->count; idx++) {
        put_if(out, idx > 0, ", ");
        put_expr(out, items->items[idx], LEVEL_TEST);
    }
}

/* ---- operators ---- */

static void put_bool_op(Unparser *out, const AstExpr *expr, Level level) {
    bool is_and = expr->as.bool_op.op == AST_AND;
    Level own = is_and ? LEVEL_AND : LEVEL_OR;
    put_if(out, level > own, "(");
    for (uint32_t idx = 0; idx < expr->as.bool_op.values.count; idx++) {
        put_if(out, idx > 0, is_and ? " and " : " or ");
        put_expr(out, expr->as.bool_op.values.items[idx], own + 1);
    }
    put_if(out, level > own, ")");
}

static void put_bin_op(Unparser *out, const AstExpr *expr, Level level) {
    static const struct {
        const char *text;
        Level level;
    } operators[] = {
        [AST_ADD] = {" + ", LEVEL_SUM},         [AST_SUB] = {" - ", LEVEL_SUM},
        [AST_MULT] = {" * ", LEVEL_TERM},       [AST_MAT_MULT] = {" @ ", LEVEL_TERM},
        [AST_DIV] = {" / ", LEVEL_TERM},        [AST_MOD] = {" % ", LEVEL_TERM},
        [AST_POW] = {" ** ", LEVEL_POWER},      [AST_L_SHIFT] = {" << ", LEVEL_SHIFT},
        [AST_R_SHIFT] = {" >> ", LEVEL_SHIFT},  [AST_BIT_OR] = {" | ", LEVEL_BIT_OR},
        [AST_BIT_XOR] = {" ^ ", LEVEL_BIT_XOR}, [AST_BIT_AND] = {" & ", LEVEL_BIT_AND},
        [AST_FLOOR_DIV] = {" // ", LEVEL_TERM},
    };
    AstOperator op = expr->as.bin_op.op;
    Level own = operators[op].level;
    bool leans_right = op == AST_POW;
    put_if(out, level > own, "(");
    put_expr(out, expr->as.bin_op.left, leans_right ? own + 1 : own);
    put(out, operators[op].text);
    put_expr(out, expr->as.bin_op.right, leans_right ? own : own + 1);
    put_if(out, level > own, ")");
}

static void put_unary_op(Unparser *out, const AstExpr *expr, Level level) {
    static const char *const operators[] = {
        [AST_INVERT] = "~", [AST_NOT] = "not ", [AST_U_ADD] = "+", [AST_U_SUB] = "-"};
    Level own = expr->as.unary_op.op == AST_NOT ? LEVEL_NOT : LEVEL_FACTOR;
    put_if(out, level > own, "(");
    put(out, operators[expr->as.unary_op.op]);
    put_expr(out, expr->as.unary_op.operand, own);
    put_if(out, level > own, ")");
}

static void put_compare(Unparser *out, const AstExpr *expr, Level level) {
    static const char *const operators[] = {
        [AST_EQ] = " == ", [AST_NOT_EQ] = " != ",    [AST_LT] = " < ",  [AST_LT_E] = " <= ",
        [AST_GT] = " > ",  [AST_GT_E] = " >= ",      [AST_IS] = " is ", [AST_IS_NOT] = " is not ",
        [AST_IN] = " in ", [AST_NOT_IN] = " not in "};
    put_if(out, level > LEVEL_COMPARE, "(");
    put_expr(out, expr->as.compare.left, LEVEL_COMPARE + 1);
    for (uint32_t idx = 0; idx < expr->as.compare.comparators.count; idx++) {
        put(out, operators[expr->as.compare.ops[idx]]);
        put_expr(out, expr->as.compare.comparators.items[idx], LEVEL_COMPARE + 1);
    }
    put_if(out, level > LEVEL_COMPARE, ")");
}

static void put_if_exp(Unparser *out, const AstExpr *expr, Level level) {
    put_if(out, level > LEVEL_TEST, "(");
    put_expr(out, expr->as.if_exp.body, LEVEL_TEST + 1);
    put(out, " if ");
    put_expr(out, expr->as.if_exp.test, LEVEL_TEST + 1);
    put(out, " else ");
    put_expr(out, expr->as.if_exp.orelse, LEVEL_TEST);
    put_if(out, level > LEVEL_TEST, ")");
}

static void put_named_expr(Unparser *out, const AstExpr *expr, Level level) {
    put_if(out, level > LEVEL_TUPLE, "(");
    put_expr(out, expr->as.named_expr.target, LEVEL_ATOM);
    put(out, " := ");
    put_expr(out, expr->as.named_expr.value, LEVEL_ATOM);
    put_if(out, level > LEVEL_TUPLE, ")");
}

static void put_await(Unparser *out, const AstExpr *expr, Level level) {
    put_if(out, level > LEVEL_AWAIT, "(");
    put(out, "await ");
    put_expr(out, expr->as.unary.value, LEVEL_ATOM);
    put_if(out, level > LEVEL_AWAIT, ")");
}

static void put_yield(Unparser *out, const AstExpr *expr, const char *keyword) {
    put(out, keyword);
    if (expr->as.unary.value) {
        put(out, " ");
        put_expr(out, expr->as.unary.value, LEVEL_TEST);
    }
    put(out, ")");
}

/* ---- lambda ---- */

static void put_parameter(Unparser *out, const AstArg *arg, const AstExpr *preset) {
    put_name(out, arg->name);
    if (preset) {
        put(out, "=");
        put_expr(out, preset, LEVEL_TEST);
    }
}

static void put_positional(Unparser *out, const AstArguments *args) {
    uint32_t first_preset = args->posonlyargs.count + args->args.count - args->defaults.count;
    for (uint32_t idx = 0; idx < args->posonlyargs.count + args->args.count; idx++) {
        put_if(out, idx > 0, ", ");
        put_parameter(out,
                      idx < args->posonlyargs.count
                          ? args->posonlyargs.items[idx]
                          : args->args.items[idx - args->posonlyargs.count],
                      idx < first_preset ? NULL : args->defaults.items[idx - first_preset]);
        put_if(out, idx + 1 == args->posonlyargs.count, ", /");
    }
}

/* CPython has no space after `lambda` unless a positional parameter comes next. */
static void put_lambda(Unparser *out, const AstExpr *expr, Level level) {
    const AstArguments *args = expr->as.lambda.args;
    bool any = args->posonlyargs.count + args->args.count > 0;
    put_if(out, level > LEVEL_TEST, "(");
    put(out, any ? "lambda " : "lambda");
    put_positional(out, args);
    if (args->vararg || args->kwonlyargs.count > 0) {
        put(out, any ? ", *" : "*");
        any = true;
        if (args->vararg) {
            put_name(out, args->vararg->name);
        }
    }
    for (uint32_t idx = 0; idx < args->kwonlyargs.count; idx++) {
        put(out, ", ");
        put_parameter(out, args->kwonlyargs.items[idx], args->kw_defaults.items[idx]);
    }
    if (args->kwarg) {
        put(out, any ? ", **" : "**");
        put_name(out, args->kwarg->name);
    }
    put(out, ": ");
    put_expr(out, expr->as.lambda.body, LEVEL_TEST);
    put_if(out, level > LEVEL_TEST, ")");
}

/* ---- displays and comprehensions ---- */

static void put_dict(Unparser *out, const AstExpr *expr) {
    put(out, "{");
    for (uint32_t idx = 0; idx < expr->as.dict.values.count; idx++) {
        const AstExpr *key = expr->as.dict.keys.items[idx];
        put_if(out, idx > 0, ", ");
        if (key) {
            put_expr(out, key, LEVEL_TEST);
            put(out, ": ");
        } else {
            put(out, "**");
        }
        put_expr(out, expr->as.dict.values.items[idx], key ? LEVEL_TEST : LEVEL_BIT_OR);
    }
    put(out, "}");
}

static void put_enclosed(Unparser *out, const AstExpr *expr, const char *open, const char *close) {
    put(out, open);
    put_list(out, &expr->as.sequence.items);
    put(out, close);
}

static void put_tuple(Unparser *out, const AstExpr *expr, Level level) {
    uint32_t count = expr->as.sequence.items.count;
    bool is_enclosed = count == 0 || level > LEVEL_TUPLE;
    put_if(out, is_enclosed, "(");
    put_list(out, &expr->as.sequence.items);
    put_if(out, count == 1, ",");
    put_if(out, is_enclosed, ")");
}

static void put_comprehension(Unparser *out, const AstExpr *expr, const char *open,
                              const char *close) {
    put(out, open);
    put_expr(out, expr->as.comprehension.element, LEVEL_TEST);
    if (expr->as.comprehension.value) {
        put(out, ": ");
        put_expr(out, expr->as.comprehension.value, LEVEL_TEST);
    }
    const AstComprehensions *generators = &expr->as.comprehension.generators;
    for (uint32_t idx = 0; idx < generators->count; idx++) {
        const AstComprehension *generator = generators->items[idx];
        put(out, generator->is_async ? " async for " : " for ");
        put_expr(out, generator->target, LEVEL_TUPLE);
        put(out, " in ");
        put_expr(out, generator->iter, LEVEL_TEST + 1);
        for (uint32_t at = 0; at < generator->ifs.count; at++) {
            put(out, " if ");
            put_expr(out, generator->ifs.items[at], LEVEL_TEST + 1);
        }
    }
    put(out, close);
}

/* ---- calls, attributes, subscripts ---- */

static void put_call(Unparser *out, const AstExpr *expr) {
    const AstExprs *args = &expr->as.call.args;
    const AstKeywords *keywords = &expr->as.call.keywords;
    put_expr(out, expr->as.call.func, LEVEL_ATOM);
    if (args->count == 1 && keywords->count == 0 &&
        args->items[0]->node.kind == AST_GENERATOR_EXP) {
        put_expr(out, args->items[0], LEVEL_TEST); /* brings its parentheses */
        return;
    }
    put(out, "(");
    put_list(out, args);
    for (uint32_t idx = 0; idx < keywords->count; idx++) {
        const AstKeyword *keyword = keywords->items[idx];
        put_if(out, args->count + idx > 0, ", ");
        if (keyword->name) {
            put_name(out, keyword->name);
        }
        put(out, keyword->name ? "=" : "**");
        put_expr(out, keyword->value, LEVEL_TEST);
    }
    put(out, ")");
}

static void put_attribute(Unparser *out, const AstExpr *expr) {
    const AstExpr *value = expr->as.attribute.value;
    put_expr(out, value, LEVEL_ATOM);
    put(out, ast_is_constant(value, AST_INT) ? " ." : "."); /* 1.real is no attribute */
    put_name(out, expr->as.attribute.attr);
}

static void put_slice(Unparser *out, const AstExpr *expr) {
    if (expr->as.slice.lower) {
        put_expr(out, expr->as.slice.lower, LEVEL_TEST);
    }
    put(out, ":");
    if (expr->as.slice.upper) {
        put_expr(out, expr->as.slice.upper, LEVEL_TEST);
    }
    if (expr->as.slice.step) {
        put(out, ":");
        put_expr(out, expr->as.slice.step, LEVEL_TEST);
    }
}

/* ---- constants ---- */

/* An infinite number is written as one that is too large. */
static void put_constant(Unparser *out, const AstConstant *constant) {
    bool is_number = constant->kind == AST_FLOAT || constant->kind == AST_IMAGINARY;
    if (constant->kind == AST_ELLIPSIS) {
        put(out, "...");
    } else if (is_number && isinf(constant->number)) {
        put(out, constant->kind == AST_IMAGINARY ? "1e309j" : "1e309");
    } else if (!out->failed) {
        put_if(out, constant->kind == AST_STR && constant->u_prefix, "u");
        Object *object = literal_object(out->rt, constant);
        put_object(out, object ? object_repr(out->rt, object) : NULL);
        release_nullable(out->rt, object);
    }
}

/* ---- f-strings ---- */

static void put_literal_part(Unparser *out, const AstConstant *constant) {
    Object *text = out->failed ? NULL : literal_object(out->rt, constant);
    for (size_t idx = 0; text && !out->failed && idx < str_length(text); idx++) {
        uint32_t code_point = str_at(text, idx);
        bool is_brace = code_point == '{' || code_point == '}';
        out->failed = (is_brace && !writer_char(out->rt, &out->text, code_point)) ||
                      !writer_char(out->rt, &out->text, code_point);
    }
    out->failed = out->failed || !text;
    release_nullable(out->rt, text);
}

static void put_string_parts(Unparser *out, const AstExpr *joined);

static void put_field(Unparser *out, const AstExpr *field) {
    static const char *const conversions[] = {['a'] = "!a", ['r'] = "!r", ['s'] = "!s"};
    put(out, "{");
    Unparser inner = {.rt = out->rt, .failed = out->failed};
    writer_init(&inner.text);
    put_expr(&inner, field->as.formatted.value, LEVEL_TEST + 1);
    if (inner.failed) {
        writer_abandon(out->rt, &inner.text);
        out->failed = true;
        return;
    }
    Object *value = writer_finish(out->rt, &inner.text);
    put_if(out, value && str_length(value) > 0 && str_at(value, 0) == '{', " ");
    put_object(out, value);
    if (field->as.formatted.conversion > 0) {
        put(out, conversions[field->as.formatted.conversion]);
    }
    if (field->as.formatted.format_spec) {
        put(out, ":");
        put_string_parts(out, field->as.formatted.format_spec);
    }
    put(out, "}");
}

static void put_string_parts(Unparser *out, const AstExpr *joined) {
    for (uint32_t idx = 0; idx < joined->as.sequence.items.count; idx++) {
        const AstExpr *part = joined->as.sequence.items.items[idx];
        if (part->node.kind == AST_CONSTANT) {
            put_literal_part(out, &part->as.constant);
        } else {
            put_field(out, part);
        }
    }
}

/* The repr of everything between the quotes, backslashes inside fields included. */
static void put_joined_str(Unparser *out, const AstExpr *expr) {
    Unparser inner = {.rt = out->rt, .failed = out->failed};
    writer_init(&inner.text);
    put_string_parts(&inner, expr);
    if (inner.failed) {
        writer_abandon(out->rt, &inner.text);
        out->failed = true;
        return;
    }
    Object *body = writer_finish(out->rt, &inner.text);
    put(out, "f");
    put_object(out, body ? object_repr(out->rt, body) : NULL);
    release_nullable(out->rt, body);
}

/* ---- all of them ---- */

static void put_operation(Unparser *out, const AstExpr *expr, Level level) {
    switch (expr->node.kind) {
    case AST_BOOL_OP:
        put_bool_op(out, expr, level);
        break;
    case AST_NAMED_EXPR:
        put_named_expr(out, expr, level);
        break;
    case AST_BIN_OP:
        put_bin_op(out, expr, level);
        break;
    case AST_UNARY_OP:
        put_unary_op(out, expr, level);
        break;
    case AST_LAMBDA:
        put_lambda(out, expr, level);
        break;
    case AST_IF_EXP:
        put_if_exp(out, expr, level);
        break;
    case AST_AWAIT:
        put_await(out, expr, level);
        break;
    case AST_YIELD:
        put_yield(out, expr, "(yield");
        break;
    case AST_YIELD_FROM:
        put_yield(out, expr, "(yield from");
        break;
    case AST_STARRED:
        put(out, "*");
        put_expr(out, expr->as.unary.value, LEVEL_BIT_OR);
        break;
    default:
        put_compare(out, expr, level);
        break;
    }
}

static void put_expr(Unparser *out, const AstExpr *expr, Level level) {
    if (out->failed) {
        return;
    }
    switch (expr->node.kind) {
    case AST_DICT:
        put_dict(out, expr);
        break;
    case AST_SET:
        put_enclosed(out, expr, "{", "}");
        break;
    case AST_LIST:
        put_enclosed(out, expr, "[", "]");
        break;
    case AST_TUPLE:
        put_tuple(out, expr, level);
        break;
    case AST_LIST_COMP:
        put_comprehension(out, expr, "[", "]");
        break;
    case AST_SET_COMP:
    case AST_DICT_COMP:
        put_comprehension(out, expr, "{", "}");
        break;
    case AST_GENERATOR_EXP:
        put_comprehension(out, expr, "(", ")");
        break;
    case AST_CALL:
        put_call(out, expr);
        break;
    case AST_JOINED_STR:
        put_joined_str(out, expr);
        break;
    case AST_FORMATTED_VALUE:
        put_field(out, expr);
        break;
    case AST_CONSTANT:
        put_constant(out, &expr->as.constant);
        break;
    case AST_ATTRIBUTE:
        put_attribute(out, expr);
        break;
    case AST_SUBSCRIPT:
        put_expr(out, expr->as.subscript.value, LEVEL_ATOM);
        put(out, "[");
        put_expr(out, expr->as.subscript.slice, LEVEL_TUPLE);
        put(out, "]");
        break;
    case AST_NAME:
        put_name(out, expr->as.name.id);
        break;
    case AST_SLICE:
        put_slice(out, expr);
        break;
    default:
        put_operation(out, expr, level);
        break;
    }
}

Object *unparse_expr(Runtime *rt, const AstExpr *expr) {
    Unparser out = {.rt = rt};
    writer_init(&out.text);
    put_expr(&out, expr, LEVEL_TEST);
    if (out.failed) {
        writer_abandon(rt, &out.text);
        return NULL;
    }
    return writer_finish(rt, &out.text);
}
