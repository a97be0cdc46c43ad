/* habit_finder: a walk over each scope of a tree: first what happens to its names (count, collect),
 * then what its statements and expressions look like (look). A function in a scope is a scope of
 * its own, and to the names around it whatever it does is unknown. */
#include "api/habit_finder.h"

#include "modules/ast_walk.h"
#include <stdlib.h>
#include <string.h>

const HabitPatternInfo habit_patterns[PATTERNS] = {
    [PATTERN_SLICE] = {OURO_HABIT_SLICE, "for x in values[1:]: ...",
                       "for x in itertools.islice(values, 1, None): ...  # or an index; "
                       "memoryview(...)[1:] of bytes"},
    [PATTERN_INDEX] = {OURO_HABIT_INDEX, "for i in range(len(values)): x = values[i]",
                       "for x in values: pass"},
    [PATTERN_ENUMERATE] = {OURO_HABIT_INDEX, "for i in range(len(values)): x = values[i]",
                           "for i, x in enumerate(values): pass"},
    [PATTERN_ADD] = {OURO_HABIT_ADD, "for part in parts: whole += part",
                     "whole = ''.join(parts)  # bytes: a bytearray; a tuple: a list"},
    [PATTERN_LIST] = {OURO_HABIT_LIST, "sum([x * x for x in values])",
                      "sum(x * x for x in values)"},
    [PATTERN_YIELD] = {OURO_HABIT_LIST, "out.append(x), and one loop over out",
                       "a generator function with yield x, and the loop over its call"},
    [PATTERN_SUM] = {OURO_HABIT_LIBRARY, "for x in values: total += x", "total = sum(values)"},
    [PATTERN_MAX] = {OURO_HABIT_LIBRARY, "for x in values:\n    if x > best: best = x",
                     "best = max(values)"},
    [PATTERN_MIN] = {OURO_HABIT_LIBRARY, "for x in values:\n    if x < best: best = x",
                     "best = min(values)"},
    [PATTERN_CONTAINS] = {OURO_HABIT_LIBRARY, "for x in values:\n    if x == y: break",
                          "y in values"},
    [PATTERN_COUNT] = {OURO_HABIT_LIBRARY, "for x in values:\n    if x == y: total += 1",
                       "total = values.count(y)"},
    [PATTERN_COUNTER] = {OURO_HABIT_LIBRARY, "for x in values: d[x] = d.get(x, 0) + 1",
                         "d = collections.Counter(values)"},
    [PATTERN_GROUP] = {OURO_HABIT_LIBRARY,
                       "for x in values:\n    if x not in d: d[x] = []\n    d[x].append(x)",
                       "d = collections.defaultdict(list)\nfor x in values: d[x].append(x)"},
    [PATTERN_EXTEND] = {OURO_HABIT_LIBRARY, "for x in values: out.append(x)", "out.extend(values)"},
    [PATTERN_DEQUE] = {OURO_HABIT_LIBRARY, "values.pop(0), values.insert(0, x)",
                       "collections.deque: values.popleft(), values.appendleft(x)"},
    [PATTERN_SORT] = {OURO_HABIT_LIBRARY,
                      "for i in range(len(values)):\n"
                      "    for j in range(len(values) - 1 - i):\n"
                      "        if values[j] > values[j + 1]:\n"
                      "            values[j], values[j + 1] = values[j + 1], values[j]",
                      "values.sort()"},
};

/* What happens to a name in one scope. */
typedef struct NameUses {
    const AstName *name; /* NULL: a free slot */
    uint32_t stores, loads;
    uint32_t reads;   /* loads that can't change what it stands for */
    uint32_t appends; /* loads for name.append(...) */
    uint32_t iterations;
    const AstStmt *assignment; /* name = value: the last one */
    const AstNode *iteration;  /* what iterates: a for statement, a comprehension, a call */
    const AstStmt *assignment_loop, *iteration_loop; /* the loop around; NULL: none */
} NameUses;

typedef struct Above {
    const struct Above *up;
    AstSort sort;
    const void *node;
} Above;

typedef struct Finder Finder;

struct Finder {
    const HabitSink *sink;
    void (*enter)(Finder *f, AstSort sort, const void *node); /* count, collect or look */
    NameUses *names;     /* of the scope, by AstName.index, in open addressing */
    uint32_t name_count; /* of the whole tree */
    uint32_t node_count; /* of the scope: it has no more names than that */
    uint32_t slot_mask;
    uint32_t inner;      /* functions and classes around the node, within the scope */
    const AstStmt *loop; /* the innermost around the node, within the scope; NULL: none */
    const Above *above;  /* what the node is part of */
};

/* ---- shapes ---- */

static bool is_expr(const AstExpr *expr, AstExprKind kind) {
    return expr && expr->node.kind == kind;
}

static const AstStmt *only(const AstStmts *body, AstStmtKind kind) {
    return body->count == 1 && body->items[0]->node.kind == kind ? body->items[0] : NULL;
}

static AstName *name_of(const AstExpr *expr) {
    return is_expr(expr, AST_NAME) ? expr->as.name.id : NULL;
}

static bool is_same_name(const AstExpr *left, const AstExpr *right) {
    return name_of(left) && name_of(left) == name_of(right);
}

/* Names, and attributes of names. */
static bool is_same(const AstExpr *left, const AstExpr *right) {
    while (is_expr(left, AST_ATTRIBUTE) && is_expr(right, AST_ATTRIBUTE) &&
           left->as.attribute.attr == right->as.attribute.attr) {
        left = left->as.attribute.value;
        right = right->as.attribute.value;
    }
    return is_same_name(left, right);
}

static bool is_one_of(const AstName *name, const char *const *words) {
    for (; *words; words++) {
        if (strcmp(name->text, *words) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_number(const AstExpr *expr, char digit) {
    return is_expr(expr, AST_CONSTANT) && ast_is_constant(expr, AST_INT) &&
           expr->as.constant.length == 1 && expr->as.constant.text[0] == digit;
}

/* A call with so many positional arguments and no others. */
static bool is_call(const AstExpr *expr, uint32_t count) {
    return is_expr(expr, AST_CALL) && expr->as.call.args.count == count &&
           expr->as.call.keywords.count == 0 &&
           (count == 0 || expr->as.call.args.items[0]->node.kind != AST_STARRED);
}

/* function(x): x; NULL: it is something else. */
static AstExpr *argument_of(const AstExpr *expr, const char *function) {
    bool matches = is_call(expr, 1) && name_of(expr->as.call.func) &&
                   strcmp(name_of(expr->as.call.func)->text, function) == 0;
    return matches ? expr->as.call.args.items[0] : NULL;
}

/* object.method(...) with `count` arguments: the object; NULL: it is something else. */
static AstExpr *receiver_of(const AstExpr *expr, const char *method, uint32_t count) {
    bool matches = is_call(expr, count) && expr->as.call.func->node.kind == AST_ATTRIBUTE &&
                   strcmp(expr->as.call.func->as.attribute.attr->text, method) == 0;
    return matches ? expr->as.call.func->as.attribute.value : NULL;
}

/* The one comparison of `left op right`; NULL: it is something else. */
static const AstExpr *compared(const AstExpr *expr, AstCompareOp op) {
    bool matches = is_expr(expr, AST_COMPARE) && expr->as.compare.comparators.count == 1 &&
                   expr->as.compare.ops[0] == op;
    return matches ? expr->as.compare.comparators.items[0] : NULL;
}

/* container[key] */
static bool is_item(const AstExpr *expr, const AstExpr *container, const AstExpr *key) {
    return is_expr(expr, AST_SUBSCRIPT) && is_same(expr->as.subscript.value, container) &&
           is_same_name(expr->as.subscript.slice, key);
}

/* target = value, with one target; NULL: it is something else. */
static const AstExpr *assigned(const AstStmt *stmt, const AstExpr **target) {
    if (!stmt || stmt->node.kind != AST_ASSIGN || stmt->as.assign.targets.count != 1) {
        return NULL;
    }
    *target = stmt->as.assign.targets.items[0];
    return stmt->as.assign.value;
}

static bool is_loop(AstSort sort, const void *node) {
    unsigned kind = ((const AstNode *)node)->kind;
    return sort == SORT_STMT && (kind == AST_FOR || kind == AST_ASYNC_FOR || kind == AST_WHILE);
}

static bool is_scope(AstSort sort, const void *node) {
    unsigned kind = ((const AstNode *)node)->kind;
    return sort == SORT_STMT
               ? kind == AST_FUNCTION_DEF || kind == AST_ASYNC_FUNCTION_DEF || kind == AST_CLASS_DEF
               : sort == SORT_EXPR && kind == AST_LAMBDA;
}

static bool is_comprehension(const AstExpr *expr) {
    return expr->node.kind >= AST_LIST_COMP && expr->node.kind <= AST_GENERATOR_EXP;
}

/* Calls that only read what they are given, and of those the ones that want an item at a time. */
static const char *const READERS[] = {"sum",   "min", "max",      "any",  "all",       "len",
                                      "set",   "zip", "sorted",   "map",  "enumerate", "filter",
                                      "tuple", "str", "reversed", "list", "frozenset", NULL};
static const char *const STREAMERS[] = {"sum", "min", "max", "any", "all", NULL};

static bool calls_one_of(const AstExpr *expr, const char *const *words) {
    return is_expr(expr, AST_CALL) && name_of(expr->as.call.func) &&
           is_one_of(name_of(expr->as.call.func), words);
}

/* What a node iterates over, item by item, before anything else happens to it. */
static const AstExpr *iterated(AstSort sort, const void *node) {
    if (sort == SORT_STMT) {
        const AstStmt *stmt = node;
        return stmt->node.kind == AST_FOR ? stmt->as.for_loop.iter : NULL;
    }
    if (sort != SORT_EXPR) {
        return NULL;
    }
    const AstExpr *expr = node;
    if (is_comprehension(expr)) {
        return expr->as.comprehension.generators.items[0]->iter;
    }
    return calls_one_of(expr, STREAMERS) && is_call(expr, 1) ? expr->as.call.args.items[0] : NULL;
}

/* Whether `part` of the node is only read there. */
static bool reads(AstSort sort, const void *node, const AstExpr *part) {
    if (iterated(sort, node) == part) {
        return true;
    }
    const AstExpr *expr = node;
    if (sort == SORT_COMPREHENSION) {
        return ((const AstComprehension *)node)->iter == part;
    }
    if (sort != SORT_EXPR) {
        return false;
    }
    switch (expr->node.kind) {
    case AST_COMPARE:
        return true;
    case AST_SUBSCRIPT:
        return expr->as.subscript.value == part && expr->as.subscript.ctx == AST_LOAD;
    case AST_CALL:
        return expr->as.call.func != part && calls_one_of(expr, READERS);
    default:
        return false;
    }
}

/* ---- walking ---- */

/* The `elif` of an if statement, which is walked in a loop: chains may be long. */
static const AstStmt *next_branch(AstSort sort, const void *node) {
    const AstStmt *stmt = node;
    return sort == SORT_STMT && stmt->node.kind == AST_IF ? only(&stmt->as.branch.orelse, AST_IF)
                                                          : NULL;
}

static void walk(void *user, AstSort sort, const void *node);

static void walk_below(Finder *f, AstSort sort, const void *node) {
    if (!next_branch(sort, node)) {
        ast_walk_children(sort, node, walk, f);
        return;
    }
    const AstStmt *stmt = node;
    walk(f, SORT_EXPR, stmt->as.branch.test);
    for (uint32_t i = 0; i < stmt->as.branch.body.count; i++) {
        walk(f, SORT_STMT, stmt->as.branch.body.items[i]);
    }
}

static void look(Finder *f, AstSort sort, const void *node);
static void find_in_scope(const Finder *outer, AstSort sort, const void *node);

static void walk(void *user, AstSort sort, const void *node) {
    Finder *f = user;
    for (; node; node = next_branch(sort, node)) {
        bool is_inner = is_scope(sort, node);
        if (is_inner && f->enter == look) {
            find_in_scope(f, sort, node);
            continue;
        }
        f->enter(f, sort, node);
        const AstStmt *loop = f->loop;
        Above here = {f->above, sort, node};
        f->loop = is_loop(sort, node) ? node : loop;
        f->above = &here;
        f->inner += is_inner;
        walk_below(f, sort, node);
        f->inner -= is_inner;
        f->above = here.up;
        f->loop = loop;
    }
}

/* ---- what happens to names ---- */

static NameUses *uses_of(const Finder *f, const AstName *name) {
    uint32_t slot = name->index & f->slot_mask;
    while (f->names[slot].name && f->names[slot].name != name) {
        slot = (slot + 1) & f->slot_mask;
    }
    f->names[slot].name = name;
    return &f->names[slot];
}

/* The names that a statement declares; NULL: it declares none. */
static const AstNames *declared(AstSort sort, const void *node) {
    const AstStmt *stmt = node;
    bool declares =
        sort == SORT_STMT && (stmt->node.kind == AST_GLOBAL || stmt->node.kind == AST_NONLOCAL);
    return declares ? &stmt->as.names : NULL;
}

static void count(Finder *f, AstSort sort, const void *node) {
    const AstNames *names = declared(sort, node);
    f->node_count += 1 + (names ? names->count : 0);
}

/* A free slot is left, whatever the scope uses. */
static bool make_slots(Finder *f) {
    uint32_t most = f->node_count < f->name_count ? f->node_count : f->name_count;
    while (f->slot_mask <= most) {
        f->slot_mask = f->slot_mask * 2 + 1;
    }
    f->names = calloc((size_t)f->slot_mask + 1, sizeof *f->names);
    return f->names != NULL;
}

/* name.append(...) as a statement */
static bool is_append(const Above *above) {
    const AstExpr *method = above->node;
    const Above *call = above->up;
    return above->sort == SORT_EXPR && method->node.kind == AST_ATTRIBUTE && call &&
           call->sort == SORT_EXPR && receiver_of(call->node, "append", 1) && call->up &&
           call->up->sort == SORT_STMT && ((const AstNode *)call->up->node)->kind == AST_EXPR;
}

static void collect_name(const Finder *f, const AstExpr *expr) {
    NameUses *uses = uses_of(f, expr->as.name.id);
    if (expr->as.name.ctx != AST_LOAD) {
        uses->stores++;
        return;
    }
    uses->loads++;
    if (!f->inner && f->above) {
        uses->reads += reads(f->above->sort, f->above->node, expr);
        uses->appends += is_append(f->above);
    }
}

static void collect(Finder *f, AstSort sort, const void *node) {
    const AstExpr *part = iterated(sort, node);
    if (!f->inner && name_of(part)) {
        NameUses *uses = uses_of(f, name_of(part));
        uses->iterations++;
        uses->iteration = node;
        uses->iteration_loop = f->loop;
    }
    const AstExpr *target;
    if (sort == SORT_EXPR && ((const AstNode *)node)->kind == AST_NAME) {
        collect_name(f, node);
    } else if (sort == SORT_ARG) {
        uses_of(f, ((const AstArg *)node)->name)->stores++;
    } else if (sort == SORT_STMT && assigned(node, &target) && name_of(target)) {
        NameUses *uses = uses_of(f, name_of(target));
        uses->assignment = node;
        uses->assignment_loop = f->loop;
    } else if (declared(sort, node)) {
        const AstNames *names = declared(sort, node);
        for (uint32_t i = 0; i < names->count; i++) {
            uses_of(f, names->items[i])->stores += 2; /* others may bind it, too */
        }
    }
}

/* ---- telling ---- */

static uint32_t tell(const Finder *f, HabitPattern pattern, const AstNode *at) {
    return f->sink->use(f->sink->user, pattern, at->lineno);
}

static void tell_site(const Finder *f, uint32_t use, HabitRole role, const AstNode *at) {
    f->sink->site(f->sink->user, use, role, at);
}

static void tell_alone(const Finder *f, HabitPattern pattern, HabitRole role, const AstNode *at) {
    tell_site(f, tell(f, pattern, at), role, at);
}

/* A habit that `loop` is, or has around it. */
static void tell_loop(const Finder *f, HabitPattern pattern, const AstNode *at,
                      const AstStmt *loop) {
    uint32_t use = tell(f, pattern, at);
    tell_site(f, use, ROLE_TIMES, &loop->node);
    tell_site(f, use, ROLE_ITEMS, &loop->node);
}

/* ---- slices ---- */

/* name = slice, and the name is only read afterwards. */
static bool is_kept_for_reading(const Finder *f, const AstExpr *slice) {
    const AstExpr *target = NULL;
    if (!f->above || f->above->sort != SORT_STMT || assigned(f->above->node, &target) != slice ||
        !name_of(target)) {
        return false;
    }
    const NameUses *uses = uses_of(f, name_of(target));
    return uses->stores == 1 && uses->loads == uses->reads;
}

static void look_at_slice(const Finder *f, const AstExpr *expr) {
    bool only_read =
        f->above && (reads(f->above->sort, f->above->node, expr) || is_kept_for_reading(f, expr));
    tell_alone(f, PATTERN_SLICE, only_read ? ROLE_SLICE : ROLE_FIXED_SLICE, &expr->node);
}

/* ---- lists for one loop ---- */

static void look_at_names(const Finder *f) {
    for (uint32_t i = 0; i <= f->slot_mask; i++) {
        const NameUses *uses = &f->names[i];
        const AstExpr *target = NULL;
        const AstExpr *value = assigned(uses->assignment, &target);
        if (uses->stores != 1 || uses->iterations != 1 || !value ||
            uses->loads != 1 + uses->appends || uses->assignment_loop != uses->iteration_loop) {
            continue;
        }
        if (uses->appends == 0 && value->node.kind == AST_LIST_COMP) {
            tell_alone(f, PATTERN_LIST, ROLE_LIST, &value->node);
        } else if (uses->appends && value->node.kind == AST_LIST &&
                   value->as.sequence.items.count == 0) {
            uint32_t use = tell(f, PATTERN_YIELD, &value->node);
            tell_site(f, use, ROLE_BEGIN, &value->node);
            tell_site(f, use, ROLE_END, uses->iteration);
        }
    }
}

/* ---- loops over indices ---- */

/* for index in range(len(values)) */
typedef struct IndexLoop {
    const Finder *f;
    const AstExpr *values, *index;
    bool is_other;       /* values is used otherwise than by reading an item, or index is bound */
    bool index_is_other; /* index is used otherwise than in values[index] */
    uint32_t reads;
    uint32_t use; /* UINT32_MAX: nobody is told yet */
} IndexLoop;

static void look_below_index(void *user, AstSort sort, const void *node) {
    IndexLoop *loop = user;
    const AstExpr *expr = node;
    if (sort != SORT_EXPR) {
        ast_walk_children(sort, node, look_below_index, loop);
    } else if (is_item(expr, loop->values, loop->index) && expr->as.subscript.ctx == AST_LOAD) {
        loop->reads++;
        if (loop->use != UINT32_MAX) {
            tell_site(loop->f, loop->use, ROLE_INDEX, &expr->node);
        }
    } else if (is_expr(expr, AST_SUBSCRIPT) && expr->as.subscript.ctx == AST_LOAD &&
               is_same(expr->as.subscript.value, loop->values)) {
        look_below_index(loop, SORT_EXPR, expr->as.subscript.slice);
    } else if (is_same(expr, loop->values)) {
        loop->is_other = true;
    } else if (is_same_name(expr, loop->index)) {
        loop->index_is_other = true;
        loop->is_other = loop->is_other || expr->as.name.ctx != AST_LOAD;
    } else {
        ast_walk_children(sort, node, look_below_index, loop);
    }
}

static void look_in_body(IndexLoop *loop, const AstStmts *body) {
    for (uint32_t i = 0; i < body->count; i++) {
        look_below_index(loop, SORT_STMT, body->items[i]);
    }
}

static void look_at_index_loop(const Finder *f, const AstStmt *stmt) {
    const AstExpr *length = argument_of(stmt->as.for_loop.iter, "range");
    IndexLoop loop = {.f = f,
                      .values = argument_of(length, "len"),
                      .index = stmt->as.for_loop.target,
                      .use = UINT32_MAX};
    if (!loop.values || !name_of(loop.index) || !is_same(loop.values, loop.values)) {
        return;
    }
    look_in_body(&loop, &stmt->as.for_loop.body);
    if (loop.reads && !loop.is_other) {
        loop.use = tell(f, loop.index_is_other ? PATTERN_ENUMERATE : PATTERN_INDEX, &stmt->node);
        tell_site(f, loop.use, ROLE_TIMES, &stmt->node);
        look_in_body(&loop, &stmt->as.for_loop.body);
    }
}

/* ---- loops that the library has ---- */

/* d[key] = d.get(key, 0) + 1; if key in d: d[key] += 1, else: d[key] = 1 */
static bool counts_keys(const AstStmt *stmt) {
    const AstExpr *target = NULL;
    const AstExpr *sum = assigned(stmt, &target);
    if (is_expr(sum, AST_BIN_OP) && sum->as.bin_op.op == AST_ADD &&
        is_number(sum->as.bin_op.right, '1') && is_expr(target, AST_SUBSCRIPT)) {
        const AstExpr *get = sum->as.bin_op.left;
        return is_same(receiver_of(get, "get", 2), target->as.subscript.value) &&
               is_same_name(get->as.call.args.items[0], target->as.subscript.slice) &&
               is_number(get->as.call.args.items[1], '0');
    }
    if (stmt->node.kind != AST_IF) {
        return false;
    }
    const AstExpr *dict = compared(stmt->as.branch.test, AST_IN);
    const AstExpr *key = dict ? stmt->as.branch.test->as.compare.left : NULL;
    const AstStmt *add = only(&stmt->as.branch.body, AST_AUG_ASSIGN);
    const AstStmt *first = only(&stmt->as.branch.orelse, AST_ASSIGN);
    const AstExpr *value = assigned(first, &target);
    return dict && add && value && add->as.aug_assign.op == AST_ADD &&
           is_number(add->as.aug_assign.value, '1') && is_number(value, '1') &&
           is_item(add->as.aug_assign.target, dict, key) && is_item(target, dict, key);
}

/* if key not in d: d[key] = start. The start; NULL: it is something else. */
static const AstExpr *first_of_key(const AstStmt *stmt) {
    if (stmt->node.kind != AST_IF || stmt->as.branch.orelse.count) {
        return NULL;
    }
    const AstExpr *target = NULL;
    const AstExpr *dict = compared(stmt->as.branch.test, AST_NOT_IN);
    const AstExpr *start = assigned(only(&stmt->as.branch.body, AST_ASSIGN), &target);
    return dict && start && is_item(target, dict, stmt->as.branch.test->as.compare.left) ? start
                                                                                         : NULL;
}

/* A statement of a loop's body. */
static HabitPattern pattern_of_part(const AstStmt *stmt) {
    if (counts_keys(stmt)) {
        return PATTERN_COUNTER;
    }
    const AstExpr *start = first_of_key(stmt);
    if (!start) {
        return PATTERNS;
    }
    return is_number(start, '0')                                             ? PATTERN_COUNTER
           : is_expr(start, AST_LIST) && start->as.sequence.items.count == 0 ? PATTERN_GROUP
                                                                             : PATTERNS;
}

/* if x > best: best = x */
static HabitPattern pattern_of_best(const AstExpr *x, const AstExpr *test, const AstStmts *body) {
    const AstExpr *best = NULL;
    if (!is_same_name(assigned(only(body, AST_ASSIGN), &best), x) || !is_expr(test, AST_COMPARE) ||
        test->as.compare.comparators.count != 1) {
        return PATTERNS;
    }
    const AstExpr *left = test->as.compare.left;
    const AstExpr *right = test->as.compare.comparators.items[0];
    bool forward = is_same_name(left, x) && is_same_name(right, best);
    bool backward = is_same_name(right, x) && is_same_name(left, best);
    unsigned op = test->as.compare.ops[0];
    bool greater = op == AST_GT || op == AST_GT_E;
    if (!(forward || backward) || !(greater || op == AST_LT || op == AST_LT_E)) {
        return PATTERNS;
    }
    return greater == forward ? PATTERN_MAX : PATTERN_MIN;
}

/* if x == y: … */
static HabitPattern pattern_of_equal(const AstExpr *x, const AstExpr *test, const AstStmts *body) {
    const AstExpr *right = compared(test, AST_EQ);
    if (!right || is_same_name(test->as.compare.left, x) == is_same_name(right, x)) {
        return PATTERNS;
    }
    const AstStmt *add = only(body, AST_AUG_ASSIGN);
    if (add) {
        return name_of(add->as.aug_assign.target) && add->as.aug_assign.op == AST_ADD &&
                       is_number(add->as.aug_assign.value, '1')
                   ? PATTERN_COUNT
                   : PATTERNS;
    }
    const AstStmt *last = body->items[body->count - 1];
    const AstExpr *target = NULL;
    const AstExpr *value = body->count == 1 && last->node.kind == AST_RETURN ? last->as.expr.value
                           : body->count == 2 && last->node.kind == AST_BREAK
                               ? assigned(body->items[0], &target)
                               : NULL;
    return is_expr(value, AST_CONSTANT) && ast_is_constant(value, AST_TRUE) ? PATTERN_CONTAINS
                                                                            : PATTERNS;
}

/* for j in …: if a[…] > a[…]: a[…], a[…] = a[…], a[…] */
static bool swaps_neighbours(const AstStmt *inner) {
    const AstStmt *test = inner ? only(&inner->as.for_loop.body, AST_IF) : NULL;
    const AstExpr *target = NULL;
    const AstExpr *value =
        test && !test->as.branch.orelse.count && is_expr(test->as.branch.test, AST_COMPARE)
            ? assigned(only(&test->as.branch.body, AST_ASSIGN), &target)
            : NULL;
    if (!is_expr(value, AST_TUPLE) || !is_expr(target, AST_TUPLE) ||
        value->as.sequence.items.count != 2 || target->as.sequence.items.count != 2) {
        return false;
    }
    const AstExpr *list = NULL;
    for (uint32_t i = 0; i < 4; i++) {
        const AstExpr *item = (i < 2 ? value : target)->as.sequence.items.items[i & 1];
        if (!is_expr(item, AST_SUBSCRIPT) ||
            !is_same(item->as.subscript.value, list ? list : item->as.subscript.value)) {
            return false;
        }
        list = item->as.subscript.value;
    }
    const AstExpr *left = test->as.branch.test->as.compare.left;
    return is_expr(left, AST_SUBSCRIPT) && is_same(left->as.subscript.value, list);
}

/* for x in values: one statement */
static void look_at_single(const Finder *f, const AstStmt *loop, const AstStmt *stmt) {
    const AstExpr *x = loop->as.for_loop.target;
    HabitPattern pattern = PATTERNS;
    if (stmt->node.kind == AST_AUG_ASSIGN) {
        if (stmt->as.aug_assign.op == AST_ADD && name_of(stmt->as.aug_assign.target) &&
            is_same_name(stmt->as.aug_assign.value, x)) {
            uint32_t use = tell(f, PATTERN_SUM, &loop->node);
            tell_site(f, use, ROLE_TIMES, &loop->node);
            tell_site(f, use, ROLE_NUMBER, &stmt->node);
        }
    } else if (stmt->node.kind == AST_EXPR) {
        const AstExpr *call = stmt->as.expr.value;
        bool appends = name_of(receiver_of(call, "append", 1)) != NULL;
        pattern =
            appends && is_same_name(call->as.call.args.items[0], x) ? PATTERN_EXTEND : PATTERNS;
    } else if (stmt->node.kind == AST_IF && !stmt->as.branch.orelse.count && name_of(x)) {
        pattern = pattern_of_best(x, stmt->as.branch.test, &stmt->as.branch.body);
        if (pattern == PATTERNS) {
            pattern = pattern_of_equal(x, stmt->as.branch.test, &stmt->as.branch.body);
        }
    }
    if (pattern != PATTERNS) {
        tell_loop(f, pattern, &loop->node, loop);
    }
}

static void look_at_loop(const Finder *f, const AstStmt *loop) {
    const AstStmts *body = &loop->as.for_loop.body;
    look_at_index_loop(f, loop);
    if (body->count == 1) {
        look_at_single(f, loop, body->items[0]);
    }
    if (swaps_neighbours(only(body, AST_FOR))) {
        tell_loop(f, PATTERN_SORT, &loop->node, body->items[0]);
    }
    for (uint32_t i = 0; i < body->count; i++) {
        HabitPattern pattern = pattern_of_part(body->items[i]);
        if (pattern != PATTERNS) {
            tell_loop(f, pattern, &loop->node, loop);
        }
    }
}

/* ---- looking ---- */

/* whole = whole + part */
static const AstNode *added(const AstStmt *stmt) {
    const AstExpr *target = NULL;
    const AstExpr *value = assigned(stmt, &target);
    return is_expr(value, AST_BIN_OP) && value->as.bin_op.op == AST_ADD &&
                   is_same(value->as.bin_op.left, target)
               ? &value->node
               : NULL;
}

static void look_at_statement(const Finder *f, const AstStmt *stmt) {
    if (stmt->node.kind == AST_FOR) {
        look_at_loop(f, stmt);
    } else if (f->loop && stmt->node.kind == AST_AUG_ASSIGN && stmt->as.aug_assign.op == AST_ADD) {
        tell_alone(f, PATTERN_ADD, ROLE_ADD, &stmt->node);
    } else if (f->loop && added(stmt)) {
        tell_alone(f, PATTERN_ADD, ROLE_ADD, added(stmt));
    }
}

static void look(Finder *f, AstSort sort, const void *node) {
    const AstExpr *made = iterated(sort, node);
    if (is_expr(made, AST_LIST_COMP)) {
        tell_alone(f, PATTERN_LIST, ROLE_LIST, &made->node);
    }
    const AstExpr *expr = node;
    if (sort == SORT_STMT) {
        look_at_statement(f, node);
    } else if (sort == SORT_EXPR && expr->node.kind == AST_SUBSCRIPT) {
        if (expr->as.subscript.ctx == AST_LOAD && is_expr(expr->as.subscript.slice, AST_SLICE)) {
            look_at_slice(f, expr);
        }
    } else if (sort == SORT_EXPR && f->loop &&
               (receiver_of(expr, "pop", 1) || receiver_of(expr, "insert", 2)) &&
               is_number(expr->as.call.args.items[0], '0')) {
        tell_alone(f, PATTERN_DEQUE, ROLE_SHIFT, &expr->node);
    }
}

static void find_in_scope(const Finder *outer, AstSort sort, const void *node) {
    Finder f = {.sink = outer->sink, .name_count = outer->name_count, .enter = count};
    ast_walk_children(sort, node, walk, &f);
    if (!make_slots(&f)) {
        return;
    }
    f.enter = collect;
    ast_walk_children(sort, node, walk, &f);
    look_at_names(&f);
    f.enter = look;
    ast_walk_children(sort, node, walk, &f);
    free(f.names);
}

void habit_finder_look(const AstModule *module, uint32_t name_count, const HabitSink *sink) {
    find_in_scope(&(Finder){.sink = sink, .name_count = name_count}, SORT_MOD, module);
}
