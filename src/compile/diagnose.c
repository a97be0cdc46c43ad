/*
 * diagnose: walks the grammar of grammar.c over the tokens of a refused text, twice as CPython's
 * parser does: first for the last token that could be reached, then with the invalid_ rules for a
 * message. The first message found ends the walk.
 *
 * The walk starts at the innermost statement that the parser was in: what stands before it is good,
 * and what encloses it cannot change the message. Results are remembered for each rule and token,
 * so the time is linear in the length of that statement.
 */
#include "compile/diagnose.h"

#include "compile/diagnose_error.h"
#include "compile/grammar.h"
#include "compile/parse_expr.h"
#include "compile/parse_number.h"
#include "compile/parse_primary.h"
#include "compile/parse_string.h"
#include "compile/peg.h"

#include <stdio.h>
#include <string.h>

enum {
    NO_MATCH = -1,
    /* Of the C stack, in bytes: room for the deepest nesting of brackets. */
    MAX_WALK_STACK = 6 << 20,
    CAPTURE_COUNT = 3,
    FIRST_MEMO_SIZE = 1024,
    /* Results that took fewer steps are found again rather than remembered. */
    MEMO_MIN_WORK = 128,
    MEMO_END_BITS = 24,
};

/* What an element matched: the tokens [start, end). */
typedef struct Capture {
    int32_t start;
    int32_t end;
} Capture;

/* A remembered result: token, rule and way of walking above, where the match ends plus one (0: no
 * match) in the low MEMO_END_BITS. 0: free. */
typedef uint64_t MemoEntry;

typedef struct Walk {
    Diagnosis *diagnosis;
    PegGrammar *grammar;
    MemoEntry *memo;
    uint32_t memo_count;
    uint32_t memo_size;
    uint32_t work;       /* steps so far */
    bool finds_mistakes; /* the second walk */
    bool is_second;      /* the same, also where mistakes are not looked for */
} Walk;

static int32_t walk_alternatives(Walk *walk, const PegAlternative *alternatives, int32_t pos);
/* `parse_field` of a parser that looks for mistakes: on failure the problem is filled. */
static AstExpr *diagnose_field(Parser *outer, const char *text, size_t length, uint32_t lineno,
                               int32_t col);

/* ---- Remembering -------------------------------------------------------------------------------
 */

/* Where a key is, or where it would go. */
static MemoEntry *find_memo(MemoEntry *memo, uint32_t size, uint64_t key) {
    uint32_t slot = (uint32_t)(key * 0x9E3779B97F4A7C15U >> 32) & (size - 1);
    while (memo[slot] != 0 && memo[slot] >> MEMO_END_BITS != key) {
        slot = (slot + 1) & (size - 1);
    }
    return &memo[slot];
}

static bool grow_memo(Walk *walk) {
    uint32_t size = walk->memo_size == 0 ? FIRST_MEMO_SIZE : walk->memo_size * 4;
    MemoEntry *memo = ast_arena_allocate(walk->diagnosis->arena, size * sizeof *memo);
    if (memo == NULL) {
        diagnose_error_no_memory(walk->diagnosis);
        return false;
    }
    for (uint32_t i = 0; i < walk->memo_size; i++) {
        if (walk->memo[i] != 0) {
            *find_memo(memo, size, walk->memo[i] >> MEMO_END_BITS) = walk->memo[i];
        }
    }
    walk->memo = memo;
    walk->memo_size = size;
    return true;
}

/* Remembers a result; where the text is too long for an entry, it is found again each time. */
static void remember(Walk *walk, uint64_t key, int32_t end) {
    if (end + 1 >= 1 << MEMO_END_BITS) {
        return;
    }
    if (walk->memo_count * 2 >= walk->memo_size && !grow_memo(walk)) {
        return;
    }
    MemoEntry *entry = find_memo(walk->memo, walk->memo_size, key);
    walk->memo_count += *entry == 0;
    *entry = key << MEMO_END_BITS | (uint64_t)(end + 1);
}

static void forget(Walk *walk) {
    memset(walk->memo, 0, walk->memo_size * sizeof *walk->memo);
    walk->memo_count = 0;
}

/* ---- What captures are
 * --------------------------------------------------------------------------- */

static AstNode tokens_node(Walk *walk, Capture capture) {
    const Token *first = diagnose_error_token(walk->diagnosis, capture.start);
    const Token *last = diagnose_error_token(walk->diagnosis, capture.end - 1);
    return (AstNode){.lineno = first->lineno,
                     .col_offset = (uint32_t)first->col,
                     .end_lineno = last->end_lineno,
                     .end_col_offset = (uint32_t)last->end_col};
}

/* Parses the tokens of a capture again, with `suffix` after them. The lexer starts inside brackets,
 * so that lines are joined. */
static bool reparse(Walk *walk, Capture capture, const char *suffix, Lexer *lexer, Parser *parser) {
    const Token *first = diagnose_error_token(walk->diagnosis, capture.start);
    const Token *last = diagnose_error_token(walk->diagnosis, capture.end - 1);
    size_t length = (size_t)(last->end - first->start);
    size_t suffix_length = strlen(suffix);
    /* As many bytes before it as the line has, for the columns. */
    size_t col = (size_t)first->col;
    char *text = ast_arena_allocate(walk->diagnosis->arena, col + length + suffix_length + 2);
    if (text == NULL) {
        diagnose_error_no_memory(walk->diagnosis);
        return false;
    }
    memcpy(text + col, first->start, length);
    memcpy(text + col + length, suffix, suffix_length);
    text[col + length + suffix_length] = '\n';
    lexer_init(lexer, walk->diagnosis->arena, walk->diagnosis->lexer->module, text,
               col + length + suffix_length + 1);
    lexer->is_quiet = true;
    lexer->at.lineno = first->lineno;
    lexer->at.pos += col;
    lexer->at.at_line_start = false;
    lexer->at.level = 1;
    lexer->brackets[0] = '(';
    parse_state_init(parser, lexer);
    parse_expr_init(parser);
    return true;
}

/* The expression that a capture is, or NULL. */
static AstExpr *capture_expr(Walk *walk, Capture capture) {
    Lexer lexer;
    Parser parser;
    if (capture.end <= capture.start || !reparse(walk, capture, "", &lexer, &parser)) {
        return NULL;
    }
    if (parse_state_is(&parser, TOKEN_YIELD)) {
        return parse_expr_yield(&parser);
    }
    return parse_primary_is_walrus_next(&parser) ? parse_expr_named(&parser)
                                                 : parse_expr_star_expressions(&parser);
}

/* Where a capture is: of an expression in brackets, what is in them. `name` in capitals: all. */
static AstNode capture_node(Walk *walk, char name, const Capture *captures) {
    bool is_all = name < 'a';
    Capture capture = captures[name - (is_all ? 'A' : 'a')];
    if (!is_all && capture.end > capture.start + 1) {
        const AstExpr *expr = capture_expr(walk, capture);
        if (expr != NULL) {
            return expr->node;
        }
    }
    return tokens_node(walk, capture);
}

/* ---- Messages
 * ------------------------------------------------------------------------------------ */

/* The message of an action with %n, %t and %d filled in. */
static const char *expand_message(Walk *walk, const char *action, const Capture *captures,
                                  char *buffer, size_t size) {
    const char *pos = strchr(action, '|') + 1;
    char *out = buffer;
    char *end = buffer + size - 1;
    while (*pos != '}' && out < end) {
        if (*pos != '%') {
            *out++ = *pos++;
            continue;
        }
        const Token *token = diagnose_error_token(walk->diagnosis, captures[0].start);
        size_t room = (size_t)(end - out);
        if (pos[1] == 'd') {
            out += snprintf(out, room, "%u", (unsigned)token->lineno);
        } else if (pos[1] == 't') {
            out += snprintf(out, room, "%.*s", (int)(token->end - token->start), token->start);
        } else {
            const AstExpr *expr = capture_expr(walk, captures[0]);
            out +=
                snprintf(out, room, "%s", expr == NULL ? "expression" : diagnose_error_name(expr));
        }
        pos += 2;
    }
    *out = '\0';
    return buffer;
}

static void raise_target(Walk *walk, const char *kind, Capture capture) {
    bool is_delete = kind[0] == 'd';
    const AstExpr *expr = capture_expr(walk, capture);
    const AstExpr *bad =
        expr == NULL ? NULL : diagnose_error_bad_target(expr, is_delete, kind[0] == 'f');
    if (bad != NULL) {
        diagnose_error_at(walk->diagnosis, &bad->node, "cannot %s %s",
                          is_delete ? "delete" : "assign to", diagnose_error_name(bad));
    }
}

static bool is_legacy_statement(const AstExpr *expr) {
    return expr != NULL && expr->node.kind == AST_NAME &&
           (strcmp(expr->as.name.id->text, "print") == 0 ||
            strcmp(expr->as.name.id->text, "exec") == 0);
}

static void raise_range(Walk *walk, const AstNode *first, const AstNode *last,
                        const char *message) {
    AstNode node = *first;
    node.end_lineno = last->end_lineno;
    node.end_col_offset = last->end_col_offset;
    diagnose_error_at(walk->diagnosis, &node, "%s", message);
}

/* "a b" where a comma may be missing. */
static void raise_comma(Walk *walk, const Capture *captures) {
    const AstExpr *first = capture_expr(walk, captures[0]);
    if (first == NULL || is_legacy_statement(first) ||
        diagnose_error_token(walk->diagnosis, captures[1].end - 1)->level == 0) {
        return;
    }
    const AstExpr *last = capture_expr(walk, captures[1]);
    if (last != NULL) {
        raise_range(walk, &first->node, &last->node, "invalid syntax. Perhaps you forgot a comma?");
    }
}

static void raise_legacy(Walk *walk, const Capture *captures) {
    const AstExpr *name = capture_expr(walk, captures[0]);
    const AstExpr *last = capture_expr(walk, captures[1]);
    if (is_legacy_statement(name) && last != NULL) {
        char message[100];
        const char *text = name->as.name.id->text;
        snprintf(message, sizeof message,
                 "Missing parentheses in call to '%s'. Did you mean %s(...)?", text, text);
        raise_range(walk, &name->node, &last->node, message);
    }
}

/* The end of the last iterable or condition of `for_if_clauses`. */
static AstNode last_clause_node(Walk *walk, Capture clauses) {
    return tokens_node(walk, clauses);
}

static bool reparse_arguments(Walk *walk, Capture capture, AstExprs *args, AstKeywords *keywords) {
    Lexer lexer;
    Parser parser;
    return reparse(walk, capture, ")", &lexer, &parser) &&
           parse_primary_arguments(&parser, args, keywords);
}

static void raise_genexp(Walk *walk, const Capture *captures) {
    AstExprs args;
    AstKeywords keywords;
    if (reparse_arguments(walk, captures[0], &args, &keywords) && args.count > 1) {
        AstNode last = last_clause_node(walk, captures[1]);
        raise_range(walk, &args.items[args.count - 1]->node, &last,
                    "Generator expression must be parenthesized");
    }
}

/* "f(x, y for y in z": up to the target of the last `for`. */
static void raise_last_genexp(Walk *walk, const Capture *captures) {
    const AstExpr *expr = capture_expr(walk, captures[0]);
    Capture target = captures[1];
    for (int32_t i = captures[1].start; i < captures[1].end; i++) {
        const Token *token = diagnose_error_token(walk->diagnosis, i);
        const Token *start = diagnose_error_token(walk->diagnosis, captures[1].start);
        if (token->kind == TOKEN_FOR && token->level == start->level) {
            target.start = i + 1;
        } else if (token->kind == TOKEN_IN && token->level == start->level &&
                   target.end == captures[1].end) {
            target.end = i;
        } else if (token->kind == TOKEN_FOR) {
            target.end = captures[1].end;
        }
    }
    if (expr != NULL && target.end > target.start) {
        AstNode last = capture_node(walk, 'a', &target);
        raise_range(walk, &expr->node, &last, "Generator expression must be parenthesized");
    }
}

static void raise_positional(Walk *walk, const Capture *captures) {
    AstExprs args;
    AstKeywords keywords;
    bool is_unpacking = false;
    if (!reparse_arguments(walk, captures[0], &args, &keywords)) {
        return;
    }
    for (uint32_t i = 0; i < keywords.count; i++) {
        is_unpacking |= keywords.items[i]->name == NULL;
    }
    diagnose_error_last(walk->diagnosis, PROBLEM_SYNTAX,
                        is_unpacking ? "positional argument follows keyword argument unpacking"
                                     : "positional argument follows keyword argument");
}

/* `[a, b for …]`: from a to the last of b. */
static void raise_forgotten(Walk *walk, const Capture *captures) {
    const AstExpr *first = capture_expr(walk, captures[0]);
    Capture items = captures[1];
    const Token *last = diagnose_error_token(walk->diagnosis, items.end - 1);
    items.end -= last->kind == TOKEN_COMMA && items.end > items.start + 1;
    AstNode end = tokens_node(walk, items);
    const AstExpr *tuple = capture_expr(walk, items);
    if (tuple != NULL) {
        end = tuple->node;
    }
    if (first != NULL) {
        raise_range(walk, &first->node, &end,
                    "did you forget parentheses around the comprehension target?");
    }
}

/* `{1: 2, a}`: marked before the key's last character. */
static void raise_key(Walk *walk, const Capture *captures) {
    AstNode node = capture_node(walk, 'a', captures);
    diagnose_error_place(walk->diagnosis, PROBLEM_SYNTAX, node.lineno, (int32_t)node.end_col_offset,
                         (int32_t)node.end_lineno, 0, "':' expected after dictionary key");
}

/* A parameter without its comma. */
static void raise_default(Walk *walk, const Capture *captures) {
    Capture parameter = captures[0];
    const Token *last = diagnose_error_token(walk->diagnosis, parameter.end - 1);
    parameter.end -= last->kind == TOKEN_COMMA;
    AstNode node = tokens_node(walk, parameter);
    diagnose_error_at(walk->diagnosis, &node, "non-default argument follows default argument");
}

static const struct {
    const char *name;
    void (*raise)(Walk *walk, const Capture *captures);
} special_actions[] = {
    {"genexp}", raise_genexp},
    {"genexp_last}", raise_last_genexp},
    {"positional}", raise_positional},
    {"legacy}", raise_legacy},
    {"comma}", raise_comma},
    {"forgot}", raise_forgotten},
    {"key}", raise_key},
    {"default}", raise_default},
};

static void raise_special(Walk *walk, const char *name, const Capture *captures) {
    for (size_t i = 0; i < sizeof special_actions / sizeof *special_actions; i++) {
        const char *special = special_actions[i].name;
        if (strncmp(name, special, strlen(special)) == 0) {
            special_actions[i].raise(walk, captures);
            return;
        }
    }
}

/* Does what stands in braces after an alternative that matched. */
static void act(Walk *walk, const char *action, const Capture *captures) {
    Diagnosis *diagnosis = walk->diagnosis;
    char message[200];
    AstNode first;
    AstNode last;
    switch (action[0]) {
    case 'L':
        first = capture_node(walk, action[2], captures);
        diagnose_error_at(diagnosis, &first, "%s",
                          expand_message(walk, action, captures, message, sizeof message));
        break;
    case 'R':
        first = capture_node(walk, action[2], captures);
        last = capture_node(walk, action[4], captures);
        raise_range(walk, &first, &last,
                    expand_message(walk, action, captures, message, sizeof message));
        break;
    case 'F':
        first = capture_node(walk, action[2], captures);
        diagnose_error_from(diagnosis, &first,
                            expand_message(walk, action, captures, message, sizeof message));
        break;
    case 'S':
    case 'I':
        diagnose_error_last(diagnosis, action[0] == 'S' ? PROBLEM_SYNTAX : PROBLEM_INDENTATION,
                            expand_message(walk, action, captures, message, sizeof message));
        break;
    case 'T':
        raise_target(walk, action + 4, captures[0]);
        break;
    default:
        raise_special(walk, action + 2, captures);
        break;
    }
}

/* ---- Tokens
 * ---------------------------------------------------------------------------------------- */

/* As CPython compares them, "c" and "mat" are soft keywords too. */
static bool is_soft_keyword(const Token *token) {
    size_t length = (size_t)(token->end - token->start);
    return token->kind == TOKEN_NAME &&
           (strncmp("_", token->start, length) == 0 || strncmp("case", token->start, length) == 0 ||
            strncmp("match", token->start, length) == 0);
}

static bool matches_token(const Token *token, uint8_t kind) {
    if (token->kind != kind) {
        return false;
    }
    return kind != TOKEN_NOT_EQUAL || token->start[0] == '!'; /* "<>" is no operator */
}

static int32_t walk_strings(Walk *walk, int32_t pos) {
    Diagnosis *diagnosis = walk->diagnosis;
    int32_t end = pos;
    walk->work += MEMO_MIN_WORK; /* decode once */
    const Token *token = diagnose_error_token(diagnosis, end);
    while (token != NULL && token->kind == TOKEN_STRING) {
        token = diagnose_error_token(diagnosis, ++end);
    }
    if (token == NULL || end == pos) {
        return NO_MATCH;
    }
    Parser parser = {.lexer = diagnosis->lexer,
                     .arena = diagnosis->arena,
                     .module = diagnosis->lexer->module,
                     .diagnosis = diagnosis};
    parse_expr_init(&parser);
    parser.parse_field = diagnose_field;
    if (parse_string_tokens(&parser, diagnose_error_token(diagnosis, pos), (uint32_t)(end - pos)) !=
        NULL) {
        return end;
    }
    if (parser.failure == PARSE_OUT_OF_MEMORY) {
        diagnose_error_no_memory(diagnosis);
    } else if (parser.string_message != NULL) {
        diagnose_error_last(diagnosis, PROBLEM_SYNTAX, parser.string_message);
    }
    diagnosis->is_over = true;
    return NO_MATCH;
}

/* A number must be short enough; `what` says whether it must (not) be imaginary. */
static int32_t walk_number(Walk *walk, const Token *token, int32_t pos, uint8_t what) {
    bool is_imaginary =
        (token->end[-1] | 32) == 'j' && !(token->start[0] == '0' && (token->start[1] | 32) == 'x');
    AstNode node = tokens_node(walk, (Capture){pos, pos + 1});
    if (what == PEG_REAL && is_imaginary) {
        diagnose_error_at(walk->diagnosis, &node, "real number required in complex literal");
        return NO_MATCH;
    }
    if (what == PEG_IMAGINARY && !is_imaginary) {
        diagnose_error_at(walk->diagnosis, &node, "imaginary number required in complex literal");
        return NO_MATCH;
    }
    AstConstant constant;
    NumberStatus status =
        parse_number_constant(walk->diagnosis->arena, token->start, token->end, &constant);
    if (status == NUMBER_OUT_OF_MEMORY) {
        diagnose_error_no_memory(walk->diagnosis);
        return NO_MATCH;
    }
    if (status == NUMBER_TOO_LONG) {
        size_t digits = 0;
        for (const char *c = token->start; c < token->end; c++) {
            digits += *c != '_';
        }
        diagnose_error_place(walk->diagnosis, PROBLEM_SYNTAX, token->lineno, 0,
                             (int32_t)token->end_lineno, 0,
                             "Exceeds the limit (%d digits) for integer string conversion: value "
                             "has %zu digits; use sys.set_int_max_str_digits() to increase the "
                             "limit - Consider hexadecimal for huge integer literals to avoid "
                             "decimal conversion limits.",
                             NUMBER_MAX_DIGITS, digits);
        return NO_MATCH;
    }
    return pos + 1;
}

/* ---- Walking
 * --------------------------------------------------------------------------------------- */

/* The invalid_ rules are not tried below this rule. */
static bool is_without_mistakes(const PegRule *rule) {
    static const char name[] = "expression_without_invalid";
    return rule->name_length == sizeof name - 1 && memcmp(rule->name, name, sizeof name - 1) == 0;
}

static int32_t walk_rule(Walk *walk, const PegRule *rule, int32_t pos) {
    uint64_t key = ((uint64_t)(uint32_t)pos << 10 | (uint64_t)rule->index << 1 |
                    (!rule->is_shared && walk->finds_mistakes)) +
                   1;
    MemoEntry entry = *find_memo(walk->memo, walk->memo_size, key);
    if (entry != 0) {
        return (int32_t)(entry & ((1 << MEMO_END_BITS) - 1)) - 1;
    }
    const char *here = __builtin_frame_address(0);
    if (walk->diagnosis->stack_base - here > MAX_WALK_STACK) {
        diagnose_error_too_deep(walk->diagnosis);
        return NO_MATCH;
    }
    uint32_t work = walk->work++;
    bool finds_mistakes = walk->finds_mistakes;
    walk->finds_mistakes &= !is_without_mistakes(rule);
    int32_t end = walk_alternatives(walk, rule->alternatives, pos);
    walk->finds_mistakes = finds_mistakes;
    if (walk->diagnosis->is_over) {
        return NO_MATCH;
    }
    bool is_kept = walk->is_second && !walk->finds_mistakes && rule->is_shared;
    if (walk->work - work >= MEMO_MIN_WORK || is_kept) {
        remember(walk, key, end);
    }
    return end;
}

static int32_t walk_element(Walk *walk, const PegElement *element, int32_t pos);

static int32_t walk_many(Walk *walk, const PegElement *element, int32_t pos) {
    for (;;) {
        int32_t end = walk_element(walk, element->child, pos);
        if (walk->diagnosis->is_over) {
            return NO_MATCH;
        }
        if (end == NO_MATCH || end == pos) {
            return pos;
        }
        pos = end;
    }
}

static int32_t walk_gather(Walk *walk, const PegElement *element, int32_t pos) {
    pos = walk_element(walk, element->child, pos);
    while (pos != NO_MATCH) {
        int32_t next = walk_element(walk, element->separator, pos);
        next = next == NO_MATCH ? NO_MATCH : walk_element(walk, element->child, next);
        if (walk->diagnosis->is_over) {
            return NO_MATCH;
        }
        if (next == NO_MATCH) {
            break;
        }
        pos = next;
    }
    return pos;
}

static int32_t walk_forced(Walk *walk, const PegElement *element, int32_t pos) {
    const Token *token = diagnose_error_token(walk->diagnosis, pos);
    if (token == NULL) {
        return NO_MATCH;
    }
    if (token->kind == element->token) {
        return pos + 1;
    }
    if (token->col < 0) {
        diagnose_error_last(walk->diagnosis, PROBLEM_SYNTAX, "expected ':'");
        return NO_MATCH;
    }
    AstNode node = tokens_node(walk, (Capture){pos, pos + 1});
    diagnose_error_at(walk->diagnosis, &node, "expected '%s'",
                      lexer_token_text((TokenKind)element->token));
    return NO_MATCH;
}

/* Elements that look at one token. */
static int32_t walk_token(Walk *walk, const PegElement *element, int32_t pos) {
    const Token *token = diagnose_error_token(walk->diagnosis, pos);
    walk->work++;
    if (token == NULL) {
        return NO_MATCH;
    }
    size_t length = (size_t)(token->end - token->start);
    bool is_match = false;
    switch (element->type) {
    case PEG_TOKEN:
        is_match = matches_token(token, element->token);
        if (is_match && token->kind == TOKEN_NUMBER) {
            return walk_number(walk, token, pos, PEG_TOKEN);
        }
        break;
    case PEG_WORD:
        is_match = token->kind == TOKEN_NAME && length == element->word_length &&
                   memcmp(token->start, element->word, length) == 0;
        break;
    case PEG_REAL:
    case PEG_IMAGINARY:
        return token->kind == TOKEN_NUMBER ? walk_number(walk, token, pos, element->type)
                                           : NO_MATCH;
    case PEG_SOFT_KEYWORD:
        is_match = is_soft_keyword(token);
        break;
    default:
        break;
    }
    return is_match ? pos + 1 : NO_MATCH;
}

static int32_t walk_element(Walk *walk, const PegElement *element, int32_t pos) {
    int32_t end;
    switch (element->type) {
    case PEG_RULE:
        return walk_rule(walk, element->rule, pos);
    case PEG_GROUP:
        return walk_alternatives(walk, element->alternatives, pos);
    case PEG_OPTION:
        end = walk_element(walk, element->child, pos);
        return end == NO_MATCH && !walk->diagnosis->is_over ? pos : end;
    case PEG_MANY:
        return walk_many(walk, element, pos);
    case PEG_SOME:
        end = walk_element(walk, element->child, pos);
        return end == NO_MATCH ? NO_MATCH : walk_many(walk, element, end);
    case PEG_GATHER:
        return walk_gather(walk, element, pos);
    case PEG_AND:
        return walk_element(walk, element->child, pos) == NO_MATCH ? NO_MATCH : pos;
    case PEG_NOT:
        end = walk_element(walk, element->child, pos);
        return end == NO_MATCH && !walk->diagnosis->is_over ? pos : NO_MATCH;
    case PEG_FORCED:
        return walk_forced(walk, element, pos);
    case PEG_STRINGS:
        return walk_strings(walk, pos);
    case PEG_CUT:
        return pos;
    default:
        return walk_token(walk, element, pos);
    }
}

static int32_t walk_alternatives(Walk *walk, const PegAlternative *alternatives, int32_t pos) {
    for (; alternatives != NULL; alternatives = alternatives->next) {
        if (alternatives->is_mistake && !walk->finds_mistakes) {
            continue;
        }
        Capture captures[CAPTURE_COUNT] = {0};
        int32_t end = pos;
        bool is_cut = false;
        for (const PegElement *element = alternatives->first; element != NULL && end != NO_MATCH;
             element = element->next) {
            int32_t start = end;
            is_cut |= element->type == PEG_CUT;
            end = walk_element(walk, element, start);
            if (element->capture != 0) {
                captures[element->capture - 'a'] = (Capture){start, end};
            }
        }
        if (walk->diagnosis->is_over) {
            return NO_MATCH;
        }
        if (end != NO_MATCH && alternatives->action != NULL) {
            /* A mistake whose message does not apply after all matches nothing. */
            act(walk, alternatives->action, captures);
            if (walk->diagnosis->is_over) {
                return NO_MATCH;
            }
            continue;
        }
        if (end != NO_MATCH) {
            return end;
        }
        if (is_cut) {
            return NO_MATCH;
        }
    }
    return NO_MATCH;
}

/* ---- Entry
 * ------------------------------------------------------------------------------------------ */

static void run(Diagnosis *diagnosis, const char *rule_name) {
    PegGrammar grammar;
    Walk walk = {.diagnosis = diagnosis, .grammar = &grammar};
    if (!peg_read(diagnosis->arena, grammar_text(), &grammar) || !grow_memo(&walk)) {
        diagnose_error_no_memory(diagnosis);
        return;
    }
    const PegRule *rule = peg_rule(&grammar, rule_name);
    walk_rule(&walk, rule, 0);
    if (diagnose_error_incomplete(diagnosis)) {
        return;
    }
    if (diagnosis->is_over) {
        diagnose_error_finish(diagnosis, NULL);
        return;
    }
    int32_t last = diagnosis->token_count - 1;
    forget(&walk);
    walk.finds_mistakes = walk.is_second = true;
    walk_rule(&walk, rule, 0);
    diagnose_error_finish(diagnosis, last < 0 ? NULL : diagnose_error_token(diagnosis, last));
}

static AstExpr *diagnose_field(Parser *outer, const char *text, size_t length, uint32_t lineno,
                               int32_t col) {
    Lexer lexer;
    Parser parser;
    lexer_init(&lexer, outer->arena, outer->module, text, length);
    lexer.is_quiet = true;
    lexer.at.lineno = lexer.first_lineno = lineno;
    lexer.first_col = col;
    Lexer copy = lexer;
    parse_state_init(&parser, &lexer);
    parse_expr_init(&parser);
    parser.parse_field = diagnose_field;
    parser.diagnosis = outer->diagnosis;
    parser.depth = outer->depth + PARSE_DEPTH_OF_EXPRESSION;
    AstExpr *expr = parse_expr_star_expressions(&parser);
    if (expr != NULL) {
        return expr;
    }
    parse_state_fail(outer, parser.failure);
    outer->string_message = NULL;
    if (parser.failure == PARSE_BAD_SYNTAX || parser.failure == PARSE_BAD_STRING) {
        Diagnosis inner;
        diagnose_error_init(&inner, &copy, outer->diagnosis->problem);
        inner.is_field = true;
        inner.stack_base = outer->diagnosis->stack_base;
        inner.is_over = outer->diagnosis->is_over;
        if (!inner.is_over) {
            run(&inner, "fstring");
        }
        outer->diagnosis->is_over = true;
    }
    return NULL;
}

/* A statement that starts with a bracket: later brackets took its place on the stack. */
static void restore_first_bracket(Lexer *lexer, const ParseStatement *statement) {
    if (statement->has_token && statement->cursor.level == 1) {
        lexer->brackets[0] = *statement->token.start;
        lexer->bracket_lines[0] = statement->token.lineno;
        lexer->bracket_cols[0] = (uint32_t)statement->token.col;
    }
}

void diagnose_text(Parser *parser, bool allow_incomplete, SyntaxProblem *problem) {
    Lexer lexer = *parser->lexer;
    Diagnosis diagnosis;
    const AstModule *module = parser->module;
    const char *rule = module->mode == PARSE_EVAL     ? "eval"
                       : module->mode == PARSE_SINGLE ? "single"
                                                      : "file";
    /* A lexer that failed at the statement's first token stays as it is, and fails again. */
    bool is_at_error = parser->statement.has_token && parser->statement.token.kind == TOKEN_ERROR;
    if (!is_at_error) {
        lexer.at = parser->statement.cursor;
        lexer.indent_count = parser->statement.indent_count;
        lexer.status = LEXER_OK;
        restore_first_bracket(&lexer, &parser->statement);
    }
    lexer.is_quiet = true;
    diagnose_error_init(&diagnosis, &lexer, problem);
    diagnosis.allow_incomplete = allow_incomplete;
    diagnosis.stack_base = __builtin_frame_address(0);
    diagnosis.is_single = module->mode == PARSE_SINGLE;
    if (parser->statement.has_token) {
        if (!is_at_error) {
            diagnose_error_add_token(&diagnosis, &parser->statement.token);
        }
        rule = module->mode == PARSE_FILE || parser->statement.is_nested ? "statements" : rule;
    }
    run(&diagnosis, rule);
}

void diagnose_more_statements(Parser *parser, SyntaxProblem *problem) {
    Lexer lexer = *parser->lexer;
    Diagnosis diagnosis;
    diagnose_error_init(&diagnosis, &lexer, problem);
    diagnose_error_add_token(&diagnosis, &parser->token);
    diagnose_error_last(&diagnosis, PROBLEM_SYNTAX,
                        "multiple statements found while compiling a single statement");
    diagnose_error_finish(&diagnosis, NULL);
}
