/* ast_nodes: see ast_nodes.h. */
#include "modules/ast_nodes.h"

#include <string.h>

const AstSortInfo ast_sorts[SORT_COUNT] = {
    [SORT_MOD] = {"mod", false, true, 0},
    [SORT_STMT] = {"stmt", true, true, 0},
    [SORT_EXPR] = {"expr", true, true, 0},
    [SORT_EXPR_CONTEXT] = {"expr_context", false, true, 0},
    [SORT_BOOLOP] = {"boolop", false, true, 0},
    [SORT_OPERATOR] = {"operator", false, true, 0},
    [SORT_UNARYOP] = {"unaryop", false, true, 0},
    [SORT_CMPOP] = {"cmpop", false, true, 0},
    [SORT_COMPREHENSION] = {"comprehension", false, false, sizeof(AstComprehension)},
    [SORT_EXCEPTHANDLER] = {"excepthandler", true, true, sizeof(AstHandler)},
    [SORT_ARGUMENTS] = {"arguments", false, false, sizeof(AstArguments)},
    [SORT_ARG] = {"arg", true, false, sizeof(AstArg)},
    [SORT_KEYWORD] = {"keyword", true, false, sizeof(AstKeyword)},
    [SORT_ALIAS] = {"alias", true, false, sizeof(AstAlias)},
    [SORT_WITHITEM] = {"withitem", false, false, sizeof(AstWithItem)},
    [SORT_MATCH_CASE] = {"match_case", false, false, sizeof(AstMatchCase)},
    [SORT_PATTERN] = {"pattern", true, true, 0},
    [SORT_TYPE_IGNORE] = {"type_ignore", false, true, 0},
};

#define PART(type, member, form)                                                                   \
    { offsetof(type, member), form }
#define NO_PART                                                                                    \
    { 0, FORM_NONE }
#define EXPR(member, form) PART(AstExpr, as.member, form)
#define STMT(member, form) PART(AstStmt, as.member, form)
#define PATTERN(member, form) PART(AstPattern, as.member, form)
#define ENUM_ROW(name, sort, value)                                                                \
    {                                                                                              \
        name, "", sort, value, {                                                                   \
            { 0, 0 }                                                                               \
        }                                                                                          \
    }

#define FUNCTION_FIELDS                                                                            \
    "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, "           \
    "string? type_comment"
#define FUNCTION_PARTS                                                                             \
    {                                                                                              \
        STMT(function.name, FORM_NAME), STMT(function.args, FORM_NODE),                            \
            STMT(function.body, FORM_NODES), STMT(function.decorators, FORM_NODES),                \
            STMT(function.returns, FORM_NODE), NO_PART                                             \
    }
#define FOR_FIELDS "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment"
#define FOR_PARTS                                                                                  \
    {                                                                                              \
        STMT(for_loop.target, FORM_NODE), STMT(for_loop.iter, FORM_NODE),                          \
            STMT(for_loop.body, FORM_NODES), STMT(for_loop.orelse, FORM_NODES), NO_PART            \
    }
#define BRANCH_FIELDS "expr test, stmt* body, stmt* orelse"
#define BRANCH_PARTS                                                                               \
    { STMT(branch.test, FORM_NODE), STMT(branch.body, FORM_NODES), STMT(branch.orelse, FORM_NODES) }
#define WITH_FIELDS "withitem* items, stmt* body, string? type_comment"
#define WITH_PARTS                                                                                 \
    { STMT(with.items, FORM_STRUCTS), STMT(with.body, FORM_NODES), NO_PART }
#define TRY_FIELDS "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody"
#define TRY_PARTS                                                                                  \
    {                                                                                              \
        STMT(try_block.body, FORM_NODES), STMT(try_block.handlers, FORM_NODES),                    \
            STMT(try_block.orelse, FORM_NODES), STMT(try_block.finalbody, FORM_NODES)              \
    }
#define ELEMENT_FIELDS "expr elt, comprehension* generators"
#define ELEMENT_PARTS                                                                              \
    { EXPR(comprehension.element, FORM_NODE), EXPR(comprehension.generators, FORM_NODES) }
#define SEQUENCE_FIELDS "expr* elts, expr_context ctx"
#define SEQUENCE_PARTS                                                                             \
    { EXPR(sequence.items, FORM_NODES), EXPR(sequence.ctx, FORM_ENUM) }

/* clang-format off */
const AstRow ast_rows[] = {
    {"Module", "stmt* body, type_ignore* type_ignores", SORT_MOD, PARSE_FILE,
     {PART(AstModule, body, FORM_NODES), NO_PART}},
    {"Interactive", "stmt* body", SORT_MOD, PARSE_SINGLE, {PART(AstModule, body, FORM_NODES)}},
    {"Expression", "expr body", SORT_MOD, PARSE_EVAL, {PART(AstModule, expression, FORM_NODE)}},
    {"FunctionType", "expr* argtypes, expr returns", SORT_MOD, 255, {NO_PART, NO_PART}},

    {"FunctionDef", FUNCTION_FIELDS, SORT_STMT, AST_FUNCTION_DEF, FUNCTION_PARTS},
    {"AsyncFunctionDef", FUNCTION_FIELDS, SORT_STMT, AST_ASYNC_FUNCTION_DEF, FUNCTION_PARTS},
    {"ClassDef", "identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list",
     SORT_STMT, AST_CLASS_DEF,
     {STMT(class_def.name, FORM_NAME), STMT(class_def.bases, FORM_NODES),
      STMT(class_def.keywords, FORM_NODES), STMT(class_def.body, FORM_NODES),
      STMT(class_def.decorators, FORM_NODES)}},
    {"Return", "expr? value", SORT_STMT, AST_RETURN, {STMT(expr.value, FORM_NODE)}},
    {"Delete", "expr* targets", SORT_STMT, AST_DELETE, {STMT(targets, FORM_NODES)}},
    {"Assign", "expr* targets, expr value, string? type_comment", SORT_STMT, AST_ASSIGN,
     {STMT(assign.targets, FORM_NODES), STMT(assign.value, FORM_NODE), NO_PART}},
    {"AugAssign", "expr target, operator op, expr value", SORT_STMT, AST_AUG_ASSIGN,
     {STMT(aug_assign.target, FORM_NODE), STMT(aug_assign.op, FORM_ENUM),
      STMT(aug_assign.value, FORM_NODE)}},
    {"AnnAssign", "expr target, expr annotation, expr? value, int simple", SORT_STMT, AST_ANN_ASSIGN,
     {STMT(ann_assign.target, FORM_NODE), STMT(ann_assign.annotation, FORM_NODE),
      STMT(ann_assign.value, FORM_NODE), STMT(ann_assign.simple, FORM_BOOL)}},
    {"For", FOR_FIELDS, SORT_STMT, AST_FOR, FOR_PARTS},
    {"AsyncFor", FOR_FIELDS, SORT_STMT, AST_ASYNC_FOR, FOR_PARTS},
    {"While", BRANCH_FIELDS, SORT_STMT, AST_WHILE, BRANCH_PARTS},
    {"If", BRANCH_FIELDS, SORT_STMT, AST_IF, BRANCH_PARTS},
    {"With", WITH_FIELDS, SORT_STMT, AST_WITH, WITH_PARTS},
    {"AsyncWith", WITH_FIELDS, SORT_STMT, AST_ASYNC_WITH, WITH_PARTS},
    {"Match", "expr subject, match_case* cases", SORT_STMT, AST_MATCH,
     {STMT(match.subject, FORM_NODE), STMT(match.cases, FORM_NODES)}},
    {"Raise", "expr? exc, expr? cause", SORT_STMT, AST_RAISE,
     {STMT(raise.exc, FORM_NODE), STMT(raise.cause, FORM_NODE)}},
    {"Try", TRY_FIELDS, SORT_STMT, AST_TRY, TRY_PARTS},
    {"TryStar", TRY_FIELDS, SORT_STMT, AST_TRY_STAR, TRY_PARTS},
    {"Assert", "expr test, expr? msg", SORT_STMT, AST_ASSERT,
     {STMT(assert_stmt.test, FORM_NODE), STMT(assert_stmt.msg, FORM_NODE)}},
    {"Import", "alias* names", SORT_STMT, AST_IMPORT, {STMT(import.names, FORM_NODES)}},
    {"ImportFrom", "identifier? module, alias* names, int? level", SORT_STMT, AST_IMPORT_FROM,
     {STMT(import.module, FORM_NAME), STMT(import.names, FORM_NODES),
      STMT(import.level, FORM_UINT32)}},
    {"Global", "identifier* names", SORT_STMT, AST_GLOBAL, {STMT(names, FORM_NAMES)}},
    {"Nonlocal", "identifier* names", SORT_STMT, AST_NONLOCAL, {STMT(names, FORM_NAMES)}},
    {"Expr", "expr value", SORT_STMT, AST_EXPR, {STMT(expr.value, FORM_NODE)}},
    ENUM_ROW("Pass", SORT_STMT, AST_PASS),
    ENUM_ROW("Break", SORT_STMT, AST_BREAK),
    ENUM_ROW("Continue", SORT_STMT, AST_CONTINUE),

    {"BoolOp", "boolop op, expr* values", SORT_EXPR, AST_BOOL_OP,
     {EXPR(bool_op.op, FORM_ENUM), EXPR(bool_op.values, FORM_NODES)}},
    {"NamedExpr", "expr target, expr value", SORT_EXPR, AST_NAMED_EXPR,
     {EXPR(named_expr.target, FORM_NODE), EXPR(named_expr.value, FORM_NODE)}},
    {"BinOp", "expr left, operator op, expr right", SORT_EXPR, AST_BIN_OP,
     {EXPR(bin_op.left, FORM_NODE), EXPR(bin_op.op, FORM_ENUM), EXPR(bin_op.right, FORM_NODE)}},
    {"UnaryOp", "unaryop op, expr operand", SORT_EXPR, AST_UNARY_OP,
     {EXPR(unary_op.op, FORM_ENUM), EXPR(unary_op.operand, FORM_NODE)}},
    {"Lambda", "arguments args, expr body", SORT_EXPR, AST_LAMBDA,
     {EXPR(lambda.args, FORM_NODE), EXPR(lambda.body, FORM_NODE)}},
    {"IfExp", "expr test, expr body, expr orelse", SORT_EXPR, AST_IF_EXP,
     {EXPR(if_exp.test, FORM_NODE), EXPR(if_exp.body, FORM_NODE), EXPR(if_exp.orelse, FORM_NODE)}},
    {"Dict", "expr* keys, expr* values", SORT_EXPR, AST_DICT,
     {EXPR(dict.keys, FORM_NODES), EXPR(dict.values, FORM_NODES)}},
    {"Set", "expr* elts", SORT_EXPR, AST_SET, {EXPR(sequence.items, FORM_NODES)}},
    {"ListComp", ELEMENT_FIELDS, SORT_EXPR, AST_LIST_COMP, ELEMENT_PARTS},
    {"SetComp", ELEMENT_FIELDS, SORT_EXPR, AST_SET_COMP, ELEMENT_PARTS},
    {"DictComp", "expr key, expr value, comprehension* generators", SORT_EXPR, AST_DICT_COMP,
     {EXPR(comprehension.element, FORM_NODE), EXPR(comprehension.value, FORM_NODE),
      EXPR(comprehension.generators, FORM_NODES)}},
    {"GeneratorExp", ELEMENT_FIELDS, SORT_EXPR, AST_GENERATOR_EXP, ELEMENT_PARTS},
    {"Await", "expr value", SORT_EXPR, AST_AWAIT, {EXPR(unary.value, FORM_NODE)}},
    {"Yield", "expr? value", SORT_EXPR, AST_YIELD, {EXPR(unary.value, FORM_NODE)}},
    {"YieldFrom", "expr value", SORT_EXPR, AST_YIELD_FROM, {EXPR(unary.value, FORM_NODE)}},
    {"Compare", "expr left, cmpop* ops, expr* comparators", SORT_EXPR, AST_COMPARE,
     {EXPR(compare.left, FORM_NODE), EXPR(compare.ops, FORM_OPS),
      EXPR(compare.comparators, FORM_NODES)}},
    {"Call", "expr func, expr* args, keyword* keywords", SORT_EXPR, AST_CALL,
     {EXPR(call.func, FORM_NODE), EXPR(call.args, FORM_NODES), EXPR(call.keywords, FORM_NODES)}},
    {"FormattedValue", "expr value, int conversion, expr? format_spec", SORT_EXPR,
     AST_FORMATTED_VALUE,
     {EXPR(formatted.value, FORM_NODE), EXPR(formatted.conversion, FORM_INT),
      EXPR(formatted.format_spec, FORM_NODE)}},
    {"JoinedStr", "expr* values", SORT_EXPR, AST_JOINED_STR, {EXPR(sequence.items, FORM_NODES)}},
    {"Constant", "constant value, string? kind", SORT_EXPR, AST_CONSTANT,
     {EXPR(constant, FORM_CONSTANT), EXPR(constant, FORM_KIND)}},
    {"Attribute", "expr value, identifier attr, expr_context ctx", SORT_EXPR, AST_ATTRIBUTE,
     {EXPR(attribute.value, FORM_NODE), EXPR(attribute.attr, FORM_NAME),
      EXPR(attribute.ctx, FORM_ENUM)}},
    {"Subscript", "expr value, expr slice, expr_context ctx", SORT_EXPR, AST_SUBSCRIPT,
     {EXPR(subscript.value, FORM_NODE), EXPR(subscript.slice, FORM_NODE),
      EXPR(subscript.ctx, FORM_ENUM)}},
    {"Starred", "expr value, expr_context ctx", SORT_EXPR, AST_STARRED,
     {EXPR(unary.value, FORM_NODE), EXPR(unary.ctx, FORM_ENUM)}},
    {"Name", "identifier id, expr_context ctx", SORT_EXPR, AST_NAME,
     {EXPR(name.id, FORM_NAME), EXPR(name.ctx, FORM_ENUM)}},
    {"List", SEQUENCE_FIELDS, SORT_EXPR, AST_LIST, SEQUENCE_PARTS},
    {"Tuple", SEQUENCE_FIELDS, SORT_EXPR, AST_TUPLE, SEQUENCE_PARTS},
    {"Slice", "expr? lower, expr? upper, expr? step", SORT_EXPR, AST_SLICE,
     {EXPR(slice.lower, FORM_NODE), EXPR(slice.upper, FORM_NODE), EXPR(slice.step, FORM_NODE)}},

    ENUM_ROW("Load", SORT_EXPR_CONTEXT, AST_LOAD),
    ENUM_ROW("Store", SORT_EXPR_CONTEXT, AST_STORE),
    ENUM_ROW("Del", SORT_EXPR_CONTEXT, AST_DEL),
    ENUM_ROW("And", SORT_BOOLOP, AST_AND),
    ENUM_ROW("Or", SORT_BOOLOP, AST_OR),
    ENUM_ROW("Add", SORT_OPERATOR, AST_ADD),
    ENUM_ROW("Sub", SORT_OPERATOR, AST_SUB),
    ENUM_ROW("Mult", SORT_OPERATOR, AST_MULT),
    ENUM_ROW("MatMult", SORT_OPERATOR, AST_MAT_MULT),
    ENUM_ROW("Div", SORT_OPERATOR, AST_DIV),
    ENUM_ROW("Mod", SORT_OPERATOR, AST_MOD),
    ENUM_ROW("Pow", SORT_OPERATOR, AST_POW),
    ENUM_ROW("LShift", SORT_OPERATOR, AST_L_SHIFT),
    ENUM_ROW("RShift", SORT_OPERATOR, AST_R_SHIFT),
    ENUM_ROW("BitOr", SORT_OPERATOR, AST_BIT_OR),
    ENUM_ROW("BitXor", SORT_OPERATOR, AST_BIT_XOR),
    ENUM_ROW("BitAnd", SORT_OPERATOR, AST_BIT_AND),
    ENUM_ROW("FloorDiv", SORT_OPERATOR, AST_FLOOR_DIV),
    ENUM_ROW("Invert", SORT_UNARYOP, AST_INVERT),
    ENUM_ROW("Not", SORT_UNARYOP, AST_NOT),
    ENUM_ROW("UAdd", SORT_UNARYOP, AST_U_ADD),
    ENUM_ROW("USub", SORT_UNARYOP, AST_U_SUB),
    ENUM_ROW("Eq", SORT_CMPOP, AST_EQ),
    ENUM_ROW("NotEq", SORT_CMPOP, AST_NOT_EQ),
    ENUM_ROW("Lt", SORT_CMPOP, AST_LT),
    ENUM_ROW("LtE", SORT_CMPOP, AST_LT_E),
    ENUM_ROW("Gt", SORT_CMPOP, AST_GT),
    ENUM_ROW("GtE", SORT_CMPOP, AST_GT_E),
    ENUM_ROW("Is", SORT_CMPOP, AST_IS),
    ENUM_ROW("IsNot", SORT_CMPOP, AST_IS_NOT),
    ENUM_ROW("In", SORT_CMPOP, AST_IN),
    ENUM_ROW("NotIn", SORT_CMPOP, AST_NOT_IN),

    {"comprehension", "expr target, expr iter, expr* ifs, int is_async", SORT_COMPREHENSION, 0,
     {PART(AstComprehension, target, FORM_NODE), PART(AstComprehension, iter, FORM_NODE),
      PART(AstComprehension, ifs, FORM_NODES), PART(AstComprehension, is_async, FORM_BOOL)}},
    {"ExceptHandler", "expr? type, identifier? name, stmt* body", SORT_EXCEPTHANDLER, 0,
     {PART(AstHandler, type, FORM_NODE), PART(AstHandler, name, FORM_NAME),
      PART(AstHandler, body, FORM_NODES)}},
    {"arguments",
     "arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, "
     "expr* defaults", SORT_ARGUMENTS, 0,
     {PART(AstArguments, posonlyargs, FORM_NODES), PART(AstArguments, args, FORM_NODES),
      PART(AstArguments, vararg, FORM_NODE), PART(AstArguments, kwonlyargs, FORM_NODES),
      PART(AstArguments, kw_defaults, FORM_NODES), PART(AstArguments, kwarg, FORM_NODE),
      PART(AstArguments, defaults, FORM_NODES)}},
    {"arg", "identifier arg, expr? annotation, string? type_comment", SORT_ARG, 0,
     {PART(AstArg, name, FORM_NAME), PART(AstArg, annotation, FORM_NODE), NO_PART}},
    {"keyword", "identifier? arg, expr value", SORT_KEYWORD, 0,
     {PART(AstKeyword, name, FORM_NAME), PART(AstKeyword, value, FORM_NODE)}},
    {"alias", "identifier name, identifier? asname", SORT_ALIAS, 0,
     {PART(AstAlias, name, FORM_NAME), PART(AstAlias, asname, FORM_NAME)}},
    {"withitem", "expr context_expr, expr? optional_vars", SORT_WITHITEM, 0,
     {PART(AstWithItem, context_expr, FORM_NODE), PART(AstWithItem, optional_vars, FORM_NODE)}},
    {"match_case", "pattern pattern, expr? guard, stmt* body", SORT_MATCH_CASE, 0,
     {PART(AstMatchCase, pattern, FORM_NODE), PART(AstMatchCase, guard, FORM_NODE),
      PART(AstMatchCase, body, FORM_NODES)}},

    {"MatchValue", "expr value", SORT_PATTERN, AST_MATCH_VALUE, {PATTERN(value, FORM_NODE)}},
    {"MatchSingleton", "constant value", SORT_PATTERN, AST_MATCH_SINGLETON,
     {PATTERN(singleton, FORM_SINGLETON)}},
    {"MatchSequence", "pattern* patterns", SORT_PATTERN, AST_MATCH_SEQUENCE,
     {PATTERN(patterns, FORM_NODES)}},
    {"MatchMapping", "expr* keys, pattern* patterns, identifier? rest", SORT_PATTERN,
     AST_MATCH_MAPPING,
     {PATTERN(mapping.keys, FORM_NODES), PATTERN(mapping.patterns, FORM_NODES),
      PATTERN(mapping.rest, FORM_NAME)}},
    {"MatchClass",
     "expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns", SORT_PATTERN,
     AST_MATCH_CLASS,
     {PATTERN(cls.cls, FORM_NODE), PATTERN(cls.patterns, FORM_NODES),
      PATTERN(cls.kwd_attrs, FORM_NAMES), PATTERN(cls.kwd_patterns, FORM_NODES)}},
    {"MatchStar", "identifier? name", SORT_PATTERN, AST_MATCH_STAR, {PATTERN(star.name, FORM_NAME)}},
    {"MatchAs", "pattern? pattern, identifier? name", SORT_PATTERN, AST_MATCH_AS,
     {PATTERN(as.pattern, FORM_NODE), PATTERN(as.name, FORM_NAME)}},
    {"MatchOr", "pattern* patterns", SORT_PATTERN, AST_MATCH_OR, {PATTERN(patterns, FORM_NODES)}},
    {"TypeIgnore", "int lineno, string tag", SORT_TYPE_IGNORE, 0, {NO_PART, NO_PART}},
};
/* clang-format on */

const size_t ast_row_count = sizeof ast_rows / sizeof *ast_rows;
_Static_assert(sizeof ast_rows / sizeof *ast_rows <= AST_ROWS_MAX, "the module's state has room");

static AstSort sort_of_word(const char *word, size_t length) {
    for (int sort = 0; sort < SORT_COUNT; sort++) {
        if (strlen(ast_sorts[sort].name) == length &&
            memcmp(ast_sorts[sort].name, word, length) == 0) {
            return (AstSort)sort;
        }
    }
    return SORT_COUNT;
}

bool ast_nodes_next_field(const char **cursor, AstField *field) {
    const char *at = *cursor;
    if (*at == '\0') {
        return false;
    }
    field->word = at;
    field->word_length = strcspn(at, " ?*");
    field->sort = sort_of_word(at, field->word_length);
    at += field->word_length;
    field->mark = *at == ' ' ? 0 : *at++;
    field->name = ++at;
    field->name_length = strcspn(at, ",");
    at += field->name_length;
    *cursor = *at == ',' ? at + 2 : at;
    return true;
}

const AstRow *ast_nodes_row(AstSort sort, unsigned kind) {
    for (size_t idx = 0; idx < ast_row_count; idx++) {
        if (ast_rows[idx].sort == sort && ast_rows[idx].kind == kind) {
            return &ast_rows[idx];
        }
    }
    return NULL;
}

size_t ast_nodes_field_count(const AstRow *row) {
    size_t count = 0;
    AstField field;
    for (const char *cursor = row->fields; ast_nodes_next_field(&cursor, &field);) {
        count++;
    }
    return count;
}
