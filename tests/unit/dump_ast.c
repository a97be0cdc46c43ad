/*
 * dump_ast: prints the tree of each file named on standard input (one a line), or the problem, in
 * a form that tests/unit/compare_ast.py makes from CPython's ast module too.
 *   (Kind@lineno,col,end_lineno,end_col field …)   [list]   ~ for None   "hex" for text
 * Options: --quiet parses only; --repeat N for timing; --symbols prints the scopes instead, --notes
 * the warnings; --eval, --single, --incomplete, --string (no file name) set how it is parsed.
 */
#include "compile/parser.h"
#include "compile/symbols.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void dump_expr(const AstExpr *expr);
static void dump_stmts(const AstStmts *stmts);
static void dump_pattern(const AstPattern *pattern);

static void open_node(const char *kind, const AstNode *node) {
    printf("(%s@%u,%d,%u,%d", kind, node->lineno, (int)node->col_offset, node->end_lineno,
           (int)node->end_col_offset);
}

static void dump_hex(const char *text, size_t length) {
    putchar('"');
    for (size_t i = 0; i < length; i++) {
        printf("%02x", (unsigned char)text[i]);
    }
    putchar('"');
}

static void dump_name(const AstName *name) {
    printf(" %s", name == NULL ? "~" : name->text);
}

static void dump_exprs(const AstExprs *exprs) {
    printf(" [");
    for (uint32_t i = 0; i < exprs->count; i++) {
        dump_expr(exprs->items[i]);
    }
    putchar(']');
}

static void dump_names(const AstNames *names) {
    printf(" [");
    for (uint32_t i = 0; i < names->count; i++) {
        dump_name(names->items[i]);
    }
    putchar(']');
}

static void dump_context(AstContext ctx) {
    printf(" %s", ctx == AST_LOAD ? "Load" : ctx == AST_STORE ? "Store" : "Del");
}

static void dump_arg(const AstArg *arg) {
    if (arg == NULL) {
        printf(" ~");
        return;
    }
    putchar(' ');
    open_node("arg", &arg->node);
    dump_name(arg->name);
    dump_expr(arg->annotation);
    putchar(')');
}

static void dump_args(const AstArgs *args) {
    printf(" [");
    for (uint32_t i = 0; i < args->count; i++) {
        dump_arg(args->items[i]);
    }
    putchar(']');
}

static void dump_arguments(const AstArguments *arguments) {
    printf(" (arguments");
    dump_args(&arguments->posonlyargs);
    dump_args(&arguments->args);
    dump_arg(arguments->vararg);
    dump_args(&arguments->kwonlyargs);
    dump_exprs(&arguments->kw_defaults);
    dump_arg(arguments->kwarg);
    dump_exprs(&arguments->defaults);
    putchar(')');
}

static void dump_keywords(const AstKeywords *keywords) {
    printf(" [");
    for (uint32_t i = 0; i < keywords->count; i++) {
        putchar(' ');
        open_node("keyword", &keywords->items[i]->node);
        dump_name(keywords->items[i]->name);
        dump_expr(keywords->items[i]->value);
        putchar(')');
    }
    putchar(']');
}

static void dump_constant(const AstConstant *constant) {
    unsigned char bits[8];
    switch ((AstConstantKind)constant->kind) {
    case AST_NONE:
        printf(" None");
        break;
    case AST_FALSE:
        printf(" False");
        break;
    case AST_TRUE:
        printf(" True");
        break;
    case AST_ELLIPSIS:
        printf(" ...");
        break;
    case AST_INT:
        printf(" I%d:%.*s;", constant->base, (int)constant->length, constant->text);
        break;
    case AST_FLOAT:
    case AST_IMAGINARY:
        memcpy(bits, &constant->number, sizeof bits);
        printf(" %c", constant->kind == AST_FLOAT ? 'F' : 'J');
        for (int i = 0; i < 8; i++) {
            printf("%02x", bits[i]);
        }
        break;
    case AST_STR:
        printf(constant->u_prefix ? " u" : " s");
        dump_hex(constant->text, constant->length);
        break;
    case AST_BYTES:
        printf(" b");
        dump_hex(constant->text, constant->length);
        break;
    case AST_OBJECT: /* never from text */
        break;
    }
}

static const char *const expr_names[] = {
    [AST_BOOL_OP] = "BoolOp",
    [AST_NAMED_EXPR] = "NamedExpr",
    [AST_BIN_OP] = "BinOp",
    [AST_UNARY_OP] = "UnaryOp",
    [AST_LAMBDA] = "Lambda",
    [AST_IF_EXP] = "IfExp",
    [AST_DICT] = "Dict",
    [AST_SET] = "Set",
    [AST_LIST_COMP] = "ListComp",
    [AST_SET_COMP] = "SetComp",
    [AST_DICT_COMP] = "DictComp",
    [AST_GENERATOR_EXP] = "GeneratorExp",
    [AST_AWAIT] = "Await",
    [AST_YIELD] = "Yield",
    [AST_YIELD_FROM] = "YieldFrom",
    [AST_COMPARE] = "Compare",
    [AST_CALL] = "Call",
    [AST_FORMATTED_VALUE] = "FormattedValue",
    [AST_JOINED_STR] = "JoinedStr",
    [AST_CONSTANT] = "Constant",
    [AST_ATTRIBUTE] = "Attribute",
    [AST_SUBSCRIPT] = "Subscript",
    [AST_STARRED] = "Starred",
    [AST_NAME] = "Name",
    [AST_LIST] = "List",
    [AST_TUPLE] = "Tuple",
    [AST_SLICE] = "Slice",
};

static const char *const operators[] = {"Add",    "Sub",    "Mult",    "MatMult", "Div",
                                        "Mod",    "Pow",    "LShift",  "RShift",  "BitOr",
                                        "BitXor", "BitAnd", "FloorDiv"};
static const char *const compare_operators[] = {"Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                                "GtE", "Is",    "IsNot", "In",  "NotIn"};
static const char *const unary_operators[] = {"Invert", "Not", "UAdd", "USub"};

static void dump_comprehension(const AstExpr *expr) {
    dump_expr(expr->as.comprehension.element);
    if (expr->node.kind == AST_DICT_COMP) {
        dump_expr(expr->as.comprehension.value);
    }
    printf(" [");
    for (uint32_t i = 0; i < expr->as.comprehension.generators.count; i++) {
        const AstComprehension *generator = expr->as.comprehension.generators.items[i];
        printf(" (comprehension");
        dump_expr(generator->target);
        dump_expr(generator->iter);
        dump_exprs(&generator->ifs);
        printf(" %d)", generator->is_async);
    }
    putchar(']');
}

static void dump_expr(const AstExpr *expr) {
    if (expr == NULL) {
        printf(" ~");
        return;
    }
    putchar(' ');
    open_node(expr_names[expr->node.kind], &expr->node);
    switch ((AstExprKind)expr->node.kind) {
    case AST_BOOL_OP:
        printf(" %s", expr->as.bool_op.op == AST_AND ? "And" : "Or");
        dump_exprs(&expr->as.bool_op.values);
        break;
    case AST_NAMED_EXPR:
        dump_expr(expr->as.named_expr.target);
        dump_expr(expr->as.named_expr.value);
        break;
    case AST_BIN_OP:
        dump_expr(expr->as.bin_op.left);
        printf(" %s", operators[expr->as.bin_op.op]);
        dump_expr(expr->as.bin_op.right);
        break;
    case AST_UNARY_OP:
        printf(" %s", unary_operators[expr->as.unary_op.op]);
        dump_expr(expr->as.unary_op.operand);
        break;
    case AST_LAMBDA:
        dump_arguments(expr->as.lambda.args);
        dump_expr(expr->as.lambda.body);
        break;
    case AST_IF_EXP:
        dump_expr(expr->as.if_exp.test);
        dump_expr(expr->as.if_exp.body);
        dump_expr(expr->as.if_exp.orelse);
        break;
    case AST_DICT:
        dump_exprs(&expr->as.dict.keys);
        dump_exprs(&expr->as.dict.values);
        break;
    case AST_SET:
    case AST_JOINED_STR:
        dump_exprs(&expr->as.sequence.items);
        break;
    case AST_LIST:
    case AST_TUPLE:
        dump_exprs(&expr->as.sequence.items);
        dump_context(expr->as.sequence.ctx);
        break;
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_DICT_COMP:
    case AST_GENERATOR_EXP:
        dump_comprehension(expr);
        break;
    case AST_AWAIT:
    case AST_YIELD:
    case AST_YIELD_FROM:
        dump_expr(expr->as.unary.value);
        break;
    case AST_STARRED:
        dump_expr(expr->as.unary.value);
        dump_context(expr->as.unary.ctx);
        break;
    case AST_COMPARE:
        dump_expr(expr->as.compare.left);
        printf(" [");
        for (uint32_t i = 0; i < expr->as.compare.comparators.count; i++) {
            printf(" %s", compare_operators[expr->as.compare.ops[i]]);
        }
        putchar(']');
        dump_exprs(&expr->as.compare.comparators);
        break;
    case AST_CALL:
        dump_expr(expr->as.call.func);
        dump_exprs(&expr->as.call.args);
        dump_keywords(&expr->as.call.keywords);
        break;
    case AST_FORMATTED_VALUE:
        dump_expr(expr->as.formatted.value);
        printf(" %d", expr->as.formatted.conversion);
        dump_expr(expr->as.formatted.format_spec);
        break;
    case AST_CONSTANT:
        dump_constant(&expr->as.constant);
        break;
    case AST_ATTRIBUTE:
        dump_expr(expr->as.attribute.value);
        dump_name(expr->as.attribute.attr);
        dump_context(expr->as.attribute.ctx);
        break;
    case AST_SUBSCRIPT:
        dump_expr(expr->as.subscript.value);
        dump_expr(expr->as.subscript.slice);
        dump_context(expr->as.subscript.ctx);
        break;
    case AST_NAME:
        dump_name(expr->as.name.id);
        dump_context(expr->as.name.ctx);
        break;
    case AST_SLICE:
        dump_expr(expr->as.slice.lower);
        dump_expr(expr->as.slice.upper);
        dump_expr(expr->as.slice.step);
        break;
    }
    putchar(')');
}

static const char *const pattern_names[] = {
    [AST_MATCH_VALUE] = "MatchValue",
    [AST_MATCH_SINGLETON] = "MatchSingleton",
    [AST_MATCH_SEQUENCE] = "MatchSequence",
    [AST_MATCH_MAPPING] = "MatchMapping",
    [AST_MATCH_CLASS] = "MatchClass",
    [AST_MATCH_STAR] = "MatchStar",
    [AST_MATCH_AS] = "MatchAs",
    [AST_MATCH_OR] = "MatchOr",
};

static void dump_patterns(const AstPatterns *patterns) {
    printf(" [");
    for (uint32_t i = 0; i < patterns->count; i++) {
        dump_pattern(patterns->items[i]);
    }
    putchar(']');
}

static void dump_pattern(const AstPattern *pattern) {
    if (pattern == NULL) {
        printf(" ~");
        return;
    }
    putchar(' ');
    open_node(pattern_names[pattern->node.kind], &pattern->node);
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE:
        dump_expr(pattern->as.value);
        break;
    case AST_MATCH_SINGLETON:
        printf(" %s", pattern->as.singleton == AST_NONE   ? "None"
                      : pattern->as.singleton == AST_TRUE ? "True"
                                                          : "False");
        break;
    case AST_MATCH_SEQUENCE:
    case AST_MATCH_OR:
        dump_patterns(&pattern->as.patterns);
        break;
    case AST_MATCH_MAPPING:
        dump_exprs(&pattern->as.mapping.keys);
        dump_patterns(&pattern->as.mapping.patterns);
        dump_name(pattern->as.mapping.rest);
        break;
    case AST_MATCH_CLASS:
        dump_expr(pattern->as.cls.cls);
        dump_patterns(&pattern->as.cls.patterns);
        dump_names(&pattern->as.cls.kwd_attrs);
        dump_patterns(&pattern->as.cls.kwd_patterns);
        break;
    case AST_MATCH_STAR:
        dump_name(pattern->as.star.name);
        break;
    case AST_MATCH_AS:
        dump_pattern(pattern->as.as.pattern);
        dump_name(pattern->as.as.name);
        break;
    }
    putchar(')');
}

static const char *const stmt_names[] = {
    [AST_FUNCTION_DEF] = "FunctionDef",
    [AST_ASYNC_FUNCTION_DEF] = "AsyncFunctionDef",
    [AST_CLASS_DEF] = "ClassDef",
    [AST_RETURN] = "Return",
    [AST_DELETE] = "Delete",
    [AST_ASSIGN] = "Assign",
    [AST_AUG_ASSIGN] = "AugAssign",
    [AST_ANN_ASSIGN] = "AnnAssign",
    [AST_FOR] = "For",
    [AST_ASYNC_FOR] = "AsyncFor",
    [AST_WHILE] = "While",
    [AST_IF] = "If",
    [AST_WITH] = "With",
    [AST_ASYNC_WITH] = "AsyncWith",
    [AST_MATCH] = "Match",
    [AST_RAISE] = "Raise",
    [AST_TRY] = "Try",
    [AST_TRY_STAR] = "TryStar",
    [AST_ASSERT] = "Assert",
    [AST_IMPORT] = "Import",
    [AST_IMPORT_FROM] = "ImportFrom",
    [AST_GLOBAL] = "Global",
    [AST_NONLOCAL] = "Nonlocal",
    [AST_EXPR] = "Expr",
    [AST_PASS] = "Pass",
    [AST_BREAK] = "Break",
    [AST_CONTINUE] = "Continue",
};

static void dump_aliases(const AstAliases *aliases) {
    printf(" [");
    for (uint32_t i = 0; i < aliases->count; i++) {
        putchar(' ');
        open_node("alias", &aliases->items[i]->node);
        dump_name(aliases->items[i]->name);
        dump_name(aliases->items[i]->asname);
        putchar(')');
    }
    putchar(']');
}

static void dump_with_items(const AstWithItems *items) {
    printf(" [");
    for (uint32_t i = 0; i < items->count; i++) {
        printf(" (withitem");
        dump_expr(items->items[i].context_expr);
        dump_expr(items->items[i].optional_vars);
        putchar(')');
    }
    putchar(']');
}

static void dump_handlers(const AstHandlers *handlers) {
    printf(" [");
    for (uint32_t i = 0; i < handlers->count; i++) {
        putchar(' ');
        open_node("ExceptHandler", &handlers->items[i]->node);
        dump_expr(handlers->items[i]->type);
        dump_name(handlers->items[i]->name);
        dump_stmts(&handlers->items[i]->body);
        putchar(')');
    }
    putchar(']');
}

static void dump_cases(const AstMatchCases *cases) {
    printf(" [");
    for (uint32_t i = 0; i < cases->count; i++) {
        printf(" (match_case");
        dump_pattern(cases->items[i]->pattern);
        dump_expr(cases->items[i]->guard);
        dump_stmts(&cases->items[i]->body);
        putchar(')');
    }
    putchar(']');
}

static void dump_stmt(const AstStmt *stmt) {
    putchar(' ');
    open_node(stmt_names[stmt->node.kind], &stmt->node);
    switch ((AstStmtKind)stmt->node.kind) {
    case AST_FUNCTION_DEF:
    case AST_ASYNC_FUNCTION_DEF:
        dump_name(stmt->as.function.name);
        dump_arguments(stmt->as.function.args);
        dump_stmts(&stmt->as.function.body);
        dump_exprs(&stmt->as.function.decorators);
        dump_expr(stmt->as.function.returns);
        break;
    case AST_CLASS_DEF:
        dump_name(stmt->as.class_def.name);
        dump_exprs(&stmt->as.class_def.bases);
        dump_keywords(&stmt->as.class_def.keywords);
        dump_stmts(&stmt->as.class_def.body);
        dump_exprs(&stmt->as.class_def.decorators);
        break;
    case AST_RETURN:
    case AST_EXPR:
        dump_expr(stmt->as.expr.value);
        break;
    case AST_DELETE:
        dump_exprs(&stmt->as.targets);
        break;
    case AST_ASSIGN:
        dump_exprs(&stmt->as.assign.targets);
        dump_expr(stmt->as.assign.value);
        break;
    case AST_AUG_ASSIGN:
        dump_expr(stmt->as.aug_assign.target);
        printf(" %s", operators[stmt->as.aug_assign.op]);
        dump_expr(stmt->as.aug_assign.value);
        break;
    case AST_ANN_ASSIGN:
        dump_expr(stmt->as.ann_assign.target);
        dump_expr(stmt->as.ann_assign.annotation);
        dump_expr(stmt->as.ann_assign.value);
        printf(" %d", stmt->as.ann_assign.simple);
        break;
    case AST_FOR:
    case AST_ASYNC_FOR:
        dump_expr(stmt->as.for_loop.target);
        dump_expr(stmt->as.for_loop.iter);
        dump_stmts(&stmt->as.for_loop.body);
        dump_stmts(&stmt->as.for_loop.orelse);
        break;
    case AST_WHILE:
    case AST_IF:
        dump_expr(stmt->as.branch.test);
        dump_stmts(&stmt->as.branch.body);
        dump_stmts(&stmt->as.branch.orelse);
        break;
    case AST_WITH:
    case AST_ASYNC_WITH:
        dump_with_items(&stmt->as.with.items);
        dump_stmts(&stmt->as.with.body);
        break;
    case AST_MATCH:
        dump_expr(stmt->as.match.subject);
        dump_cases(&stmt->as.match.cases);
        break;
    case AST_RAISE:
        dump_expr(stmt->as.raise.exc);
        dump_expr(stmt->as.raise.cause);
        break;
    case AST_TRY:
    case AST_TRY_STAR:
        dump_stmts(&stmt->as.try_block.body);
        dump_handlers(&stmt->as.try_block.handlers);
        dump_stmts(&stmt->as.try_block.orelse);
        dump_stmts(&stmt->as.try_block.finalbody);
        break;
    case AST_ASSERT:
        dump_expr(stmt->as.assert_stmt.test);
        dump_expr(stmt->as.assert_stmt.msg);
        break;
    case AST_IMPORT:
        dump_aliases(&stmt->as.import.names);
        break;
    case AST_IMPORT_FROM:
        dump_name(stmt->as.import.module);
        dump_aliases(&stmt->as.import.names);
        printf(" %u", stmt->as.import.level);
        break;
    case AST_GLOBAL:
    case AST_NONLOCAL:
        dump_names(&stmt->as.names);
        break;
    case AST_PASS:
    case AST_BREAK:
    case AST_CONTINUE:
        break;
    }
    putchar(')');
}

static void dump_stmts(const AstStmts *stmts) {
    printf(" [");
    for (uint32_t i = 0; i < stmts->count; i++) {
        dump_stmt(stmts->items[i]);
    }
    putchar(']');
}

/* ---- Symbols -------------------------------------------------------------------------------- */

static int compare_symbols(const void *left, const void *right) {
    return strcmp((*(Symbol *const *)left)->name->text, (*(Symbol *const *)right)->name->text);
}

/* As compare_ast.py makes it from the symtable module: name and letters for the flags. */
static void dump_scope(const Scope *scope, int depth) {
    printf("%*s%s %u", depth * 2, "", scope->name->text, scope->lineno);
    Symbol **sorted = malloc((scope->symbol_count + 1) * sizeof *sorted);
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        sorted[i] = scope->symbols[i];
    }
    qsort(sorted, scope->symbol_count, sizeof *sorted, compare_symbols);
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        const Symbol *symbol = sorted[i];
        printf(" %s:%d%s", symbol->name->text, symbol->place,
               (symbol->flags & SYMBOL_IS_PARAMETER) != 0 ? "p" : "");
    }
    free(sorted);
    printf(" | V");
    for (uint32_t i = 0; i < scope->local_count; i++) {
        printf(" %s", scope->locals[i]->name->text);
    }
    printf(" | C");
    for (uint32_t i = 0; i < scope->cell_count; i++) {
        printf(" %s", scope->cells[i]->name->text);
    }
    printf(" | F");
    for (uint32_t i = 0; i < scope->free_count; i++) {
        printf(" %s", scope->frees[i]->name->text);
    }
    printf("%s%s\n", scope->is_generator ? " gen" : "", scope->is_coroutine ? " coro" : "");
    for (const Scope *child = scope->first_child; child != NULL; child = child->next_sibling) {
        dump_scope(child, depth + 1);
    }
}

/* ---- Main ------------------------------------------------------------------------------------ */

static void *allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void release(void *user, void *block, size_t size) {
    (void)user;
    (void)size;
    free(block);
}

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*length + 1);
    *length = fread(text, 1, *length, file);
    fclose(file);
    return text;
}

static void print_problem(const SyntaxProblem *problem) {
    static const char *const kinds[] = {"None",           "SyntaxError", "IndentationError",
                                        "TabError",       "ValueError",  "MemoryError",
                                        "RecursionError", "NoMemory",    "Incomplete"};
    printf("! %s|%s|%u|%d|%d|%d|", kinds[problem->kind],
           problem->message == NULL ? "" : problem->message, problem->lineno, problem->offset,
           problem->end_lineno, problem->end_offset);
    for (const char *c = problem->text; c != NULL && *c != '\0'; c++) {
        printf(*c == '\n' ? "\\n" : "%c", *c);
    }
}

static void print_notes(const AstModule *module) {
    for (const SyntaxNote *note = module->notes; note != NULL; note = note->next) {
        printf("%u %s\n", note->lineno, note->message);
    }
}

int main(int argc, char **argv) {
    bool is_quiet = false;
    bool with_symbols = false;
    bool with_notes = false;
    int repeat = 1;
    ParseMode mode = PARSE_FILE;
    ParseFlags flags = 0;
    const char *filename = NULL;
    for (int i = 1; i < argc; i++) {
        is_quiet |= strcmp(argv[i], "--quiet") == 0;
        with_notes |= strcmp(argv[i], "--notes") == 0;
        with_symbols |= with_notes || strcmp(argv[i], "--symbols") == 0;
        repeat = strcmp(argv[i], "--repeat") == 0 ? atoi(argv[i + 1]) : repeat;
        mode = strcmp(argv[i], "--eval") == 0     ? PARSE_EVAL
               : strcmp(argv[i], "--single") == 0 ? PARSE_SINGLE
                                                  : mode;
        if (strcmp(argv[i], "--incomplete") == 0) {
            flags |= PARSE_ALLOW_INCOMPLETE;
        }
        filename = strcmp(argv[i], "--string") == 0 ? "<string>" : filename;
    }
    char path[4096];
    size_t most = 0;
    while (fgets(path, sizeof path, stdin) != NULL) {
        path[strcspn(path, "\n")] = '\0';
        size_t length;
        char *text = read_file(path, &length);
        if (text == NULL) {
            continue;
        }
        for (int i = 0; i < repeat; i++) {
            AstArena arena;
            SyntaxProblem problem;
            ast_arena_init(&arena, (AstAllocator){allocate, release, NULL});
            AstModule *module = parse_source(
                &arena, text, length, filename == NULL ? path : filename, mode, flags, &problem);
            if (module != NULL && with_symbols && !symbols_build(&arena, module, flags, &problem)) {
                module = NULL;
            }
            if (module == NULL) {
                print_problem(&problem);
            } else if (with_notes) {
                print_notes(module);
            } else if (with_symbols && !is_quiet) {
                dump_scope(module->scope, 0);
            } else if (!is_quiet) {
                if (mode == PARSE_EVAL) {
                    dump_expr(module->expression);
                } else {
                    dump_stmts(&module->body);
                }
            }
            if (length > 0 && arena.total_bytes / length > most && length > 20000) {
                most = arena.total_bytes / length;
            }
            ast_arena_release(&arena);
        }
        free(text);
        if (!is_quiet) {
            printf(with_symbols ? "\n%%%%\n" : "\n");
            fflush(stdout);
        }
    }
    if (is_quiet) {
        printf("most bytes of tree for a byte of text: %zu\n", most);
    }
    return 0;
}
