/* emit_match: the match statement.
 *
 * A pattern reads its subject from a register and jumps to the case's `fail` label when it does
 * not match. Each captured name has a temporary of its own, reserved before the pattern; names are
 * bound once the whole pattern has matched. Behind `fail` every temporary of the case is released:
 * those that hold nothing at that time are empty, so no path needs its own clean-up. */
#include "compile/emit.h"

#include "object/set.h"
#include "object/tuple.h"
#include <string.h>

enum { MAX_CAPTURES = 250 };

typedef struct Captures {
    AstName *names[MAX_CAPTURES];
    Reg registers[MAX_CAPTURES];
    uint32_t count;
} Captures;

static void capture_add(Emitter *e, Captures *captures, const AstNode *at, AstName *name) {
    for (uint32_t idx = 0; idx < captures->count; idx++) {
        if (captures->names[idx] == name) {
            emit_syntax_error(e, at, "multiple assignments to name '%s' in pattern", name->text);
            return;
        }
    }
    if (captures->count == MAX_CAPTURES) {
        emit_syntax_error(e, at, "too many names in one pattern");
        return;
    }
    captures->names[captures->count++] = name;
}

static bool is_wildcard(const AstPattern *pattern) {
    return pattern->node.kind == AST_MATCH_AS && !pattern->as.as.pattern && !pattern->as.as.name;
}

static bool is_irrefutable(const AstPattern *pattern) {
    while (pattern->node.kind == AST_MATCH_AS && pattern->as.as.pattern) {
        pattern = pattern->as.as.pattern;
    }
    if (pattern->node.kind == AST_MATCH_OR) {
        const AstPatterns *patterns = &pattern->as.patterns;
        return is_irrefutable(patterns->items[patterns->count - 1]);
    }
    return pattern->node.kind == AST_MATCH_AS;
}

static void check_reachable(Emitter *e, const AstPattern *pattern) {
    const AstPattern *inner = pattern;
    while (inner->node.kind == AST_MATCH_AS && inner->as.as.pattern) {
        inner = inner->as.as.pattern;
    }
    if (inner->node.kind != AST_MATCH_AS) {
        return;
    }
    if (inner->as.as.name) {
        emit_syntax_error(e, &inner->node, "name capture '%s' makes remaining patterns unreachable",
                          inner->as.as.name->text);
    } else {
        emit_syntax_error(e, &inner->node, "wildcard makes remaining patterns unreachable");
    }
}

static void collect(Emitter *e, Captures *captures, const AstPattern *pattern);

static void collect_all(Emitter *e, Captures *captures, const AstPatterns *patterns) {
    for (uint32_t idx = 0; idx < patterns->count; idx++) {
        collect(e, captures, patterns->items[idx]);
    }
}

static bool same_names(const Captures *a, const Captures *b) {
    if (a->count != b->count) {
        return false;
    }
    for (uint32_t idx = 0; idx < a->count; idx++) {
        bool found = false;
        for (uint32_t other = 0; other < b->count; other++) {
            found = found || a->names[idx] == b->names[other];
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static void collect_or(Emitter *e, Captures *captures, const AstPattern *pattern) {
    const AstPatterns *patterns = &pattern->as.patterns;
    Captures *first = ast_arena_allocate(e->arena, 2 * sizeof *first);
    if (!first) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return;
    }
    Captures *other = first + 1;
    for (uint32_t idx = 0; idx < patterns->count && !e->failed; idx++) {
        Captures *into = idx == 0 ? first : other;
        into->count = 0;
        collect(e, into, patterns->items[idx]);
        if (idx + 1 < patterns->count) {
            check_reachable(e, patterns->items[idx]);
        }
        if (idx > 0 && !same_names(first, other)) {
            emit_syntax_error(e, &pattern->node, "alternative patterns bind different names");
        }
    }
    for (uint32_t idx = 0; idx < first->count; idx++) {
        capture_add(e, captures, &pattern->node, first->names[idx]);
    }
}

/* All names that the pattern binds, in order. */
static void collect(Emitter *e, Captures *captures, const AstPattern *pattern) {
    if (!emit_enter(e, &pattern->node)) {
        return;
    }
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE:
    case AST_MATCH_SINGLETON:
        break;
    case AST_MATCH_SEQUENCE:
        collect_all(e, captures, &pattern->as.patterns);
        break;
    case AST_MATCH_MAPPING:
        collect_all(e, captures, &pattern->as.mapping.patterns);
        if (pattern->as.mapping.rest) {
            capture_add(e, captures, &pattern->node, pattern->as.mapping.rest);
        }
        break;
    case AST_MATCH_CLASS:
        collect_all(e, captures, &pattern->as.cls.patterns);
        collect_all(e, captures, &pattern->as.cls.kwd_patterns);
        break;
    case AST_MATCH_STAR:
        if (pattern->as.star.name) {
            capture_add(e, captures, &pattern->node, pattern->as.star.name);
        }
        break;
    case AST_MATCH_AS:
        if (pattern->as.as.pattern) {
            collect(e, captures, pattern->as.as.pattern);
        }
        if (pattern->as.as.name) {
            capture_add(e, captures, &pattern->node, pattern->as.as.name);
        }
        break;
    case AST_MATCH_OR:
        collect_or(e, captures, pattern);
        break;
    }
    emit_leave(e);
}

static Reg capture_register(const Captures *captures, const AstName *name) {
    for (uint32_t idx = 0; idx < captures->count; idx++) {
        if (captures->names[idx] == name) {
            return captures->registers[idx];
        }
    }
    return 0;
}

static void emit_pattern(Emitter *e, const Captures *captures, const AstPattern *pattern,
                         Reg subject, Label fail);

static void emit_length_check(Emitter *e, const AstNode *at, Reg subject, uint32_t size,
                              CompareOp op, Label fail) {
    Reg length = temp_new(e);
    emit(e, at, OP_GET_LEN, 0, length, subject, 0);
    if (size > INT16_MAX) {
        emit_syntax_error(e, at, "too many sub-patterns");
    }
    emit(e, at, OP_JUMP_COMPARE_I, (uint8_t)(CONSUME_A | op), length, (Reg)size, 0);
    emit_jump_word(e, fail);
    temp_free(e, length);
}

/* Takes `value` (a register) apart into `count` temporaries and matches each. star: position of
 * the starred one, or count. */
static void emit_unpacked_patterns(Emitter *e, const Captures *captures, const AstNode *at,
                                   const AstPatterns *patterns, uint32_t count, uint32_t star,
                                   Reg value, uint8_t consume, Label fail,
                                   const AstPatterns *more) {
    Reg *registers = ast_arena_allocate(e->arena, (count + 1) * sizeof *registers);
    if (!registers) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return;
    }
    for (uint32_t idx = 0; idx < count; idx++) {
        registers[idx] = temp_new(e);
    }
    if (star < count) {
        emit(e, at, OP_UNPACK_STAR, consume, (Reg)star, value, (Reg)count);
    } else {
        emit(e, at, OP_UNPACK, consume, 0, value, (Reg)count);
    }
    emit_operands(e, registers, count);
    for (uint32_t idx = 0; idx < count && !e->failed; idx++) {
        const AstPattern *pattern =
            idx < patterns->count ? patterns->items[idx] : more->items[idx - patterns->count];
        emit_pattern(e, captures, pattern, registers[idx], fail);
    }
    emit(e, at, OP_RELEASE, 0, registers[0], (Reg)(count - 1), 0);
    for (uint32_t idx = count; idx-- > 0;) {
        temp_free(e, registers[idx]);
    }
}

static void emit_sequence_pattern(Emitter *e, const Captures *captures, const AstPattern *pattern,
                                  Reg subject, Label fail) {
    const AstPatterns *patterns = &pattern->as.patterns;
    const AstNode *at = &pattern->node;
    uint32_t star = patterns->count;
    bool only_wildcards = true;
    bool star_wildcard = false;
    for (uint32_t idx = 0; idx < patterns->count; idx++) {
        const AstPattern *item = patterns->items[idx];
        if (item->node.kind == AST_MATCH_STAR) {
            if (star != patterns->count) {
                emit_syntax_error(e, at, "multiple starred names in sequence pattern");
                return;
            }
            star = idx;
            star_wildcard = !item->as.star.name;
            only_wildcards = only_wildcards && star_wildcard;
        } else {
            only_wildcards = only_wildcards && is_wildcard(item);
        }
    }
    Reg test = temp_new(e);
    emit(e, at, OP_MATCH_SEQUENCE, 0, test, subject, 0);
    emit_jump(e, at, OP_JUMP_IF_FALSE, CONSUME_A, test, fail);
    temp_free(e, test);
    bool has_star = star < patterns->count;
    if (!has_star) {
        emit_length_check(e, at, subject, patterns->count, COMPARE_EQ, fail);
    } else if (patterns->count > 1) {
        emit_length_check(e, at, subject, patterns->count - 1, COMPARE_GE, fail);
    }
    if (only_wildcards) {
        return;
    }
    if (!has_star || !star_wildcard) {
        emit_unpacked_patterns(e, captures, at, patterns, patterns->count, star, subject, 0, fail,
                               NULL);
        return;
    }
    /* [a, *_, b]: only the items named are read */
    for (uint32_t idx = 0; idx < patterns->count && !e->failed; idx++) {
        const AstPattern *item = patterns->items[idx];
        if (idx == star || is_wildcard(item)) {
            continue;
        }
        Reg value = temp_new(e);
        if (idx < star) {
            emit(e, at, OP_LOAD_ITEM_I, 0, value, subject, (Reg)idx);
        } else {
            emit(e, at, OP_GET_LEN, 0, value, subject, 0);
            emit(e, at, OP_SUBTRACT_I, (uint8_t)(CONSUME_B | BINARY_SUBTRACT), value, value,
                 (Reg)(patterns->count - idx));
            emit(e, at, OP_LOAD_ITEM, CONSUME_C, value, subject, value);
        }
        emit_pattern(e, captures, item, value, fail);
        emit(e, at, OP_RELEASE, 0, value, 0, 0);
        temp_free(e, value);
    }
}

static void fail_for_duplicate_key(Emitter *e, const AstPattern *pattern, Object *key) {
    Object *text = object_repr(e->rt, key);
    Object *holder = NULL;
    const char *utf8 = text ? str_utf8(e->rt, text, NULL, &holder, true) : NULL;
    if (utf8) {
        emit_syntax_error(e, &pattern->node, "mapping pattern checks duplicate key (%s)", utf8);
    } else {
        emit_fail_memory(e);
    }
    release_nullable(e->rt, holder);
    release_nullable(e->rt, text);
}

/* Two equal literal keys in a mapping pattern are a mistake that shows when compiling. */
static void check_duplicate_keys(Emitter *e, const AstPattern *pattern) {
    const AstExprs *keys = &pattern->as.mapping.keys;
    Object *seen = set_new(e->rt, NULL);
    if (!seen) {
        emit_fail_memory(e);
    }
    for (uint32_t idx = 0; idx < keys->count && !e->failed; idx++) {
        Object *key = fold_expr(e, keys->items[idx]);
        if (!key) {
            continue;
        }
        int repeated = set_contains(e->rt, seen, key);
        if (repeated > 0) {
            fail_for_duplicate_key(e, pattern, key);
        } else if (repeated < 0 || !set_add(e->rt, seen, key)) {
            emit_fail_memory(e);
        }
        release(e->rt, key);
    }
    release_nullable(e->rt, seen);
}

static void emit_mapping_pattern(Emitter *e, const Captures *captures, const AstPattern *pattern,
                                 Reg subject, Label fail) {
    const AstExprs *key_exprs = &pattern->as.mapping.keys;
    const AstNode *at = &pattern->node;
    Reg test = temp_new(e);
    emit(e, at, OP_MATCH_MAPPING, 0, test, subject, 0);
    emit_jump(e, at, OP_JUMP_IF_FALSE, CONSUME_A, test, fail);
    temp_free(e, test);
    if (key_exprs->count) {
        emit_length_check(e, at, subject, key_exprs->count, COMPARE_GE, fail);
    } else if (!pattern->as.mapping.rest) {
        return;
    }
    check_duplicate_keys(e, pattern);
    AstExpr tuple = {.node = pattern->node};
    tuple.node.kind = AST_TUPLE;
    tuple.node.flags = 0;
    tuple.as.sequence.items = *key_exprs;
    tuple.as.sequence.ctx = AST_LOAD;
    Reg keys = temp_new(e);
    emit_expr(e, &tuple, keys);
    if (key_exprs->count) {
        Reg values = temp_new(e);
        emit(e, at, OP_MATCH_KEYS, 0, values, subject, keys);
        emit_jump(e, at, OP_JUMP_IF_NONE, 0, values, fail);
        emit_unpacked_patterns(e, captures, at, &pattern->as.mapping.patterns, key_exprs->count,
                               key_exprs->count, values, CONSUME_B, fail, NULL);
        temp_free(e, values);
    }
    if (pattern->as.mapping.rest) {
        Reg rest = capture_register(captures, pattern->as.mapping.rest);
        emit(e, at, OP_MATCH_REST, 0, rest, subject, keys);
    }
    emit(e, at, OP_RELEASE, 0, keys, 0, 0);
    temp_free(e, keys);
}

static void emit_class_pattern(Emitter *e, const Captures *captures, const AstPattern *pattern,
                               Reg subject, Label fail) {
    const AstNode *at = &pattern->node;
    uint32_t positional = pattern->as.cls.patterns.count;
    const AstNames *attrs = &pattern->as.cls.kwd_attrs;
    uint32_t count = positional + attrs->count;
    if (positional > 60) {
        emit_syntax_error(e, at, "too many sub-patterns in class pattern");
        return;
    }
    for (uint32_t idx = 0; idx < attrs->count; idx++) {
        for (uint32_t other = idx + 1; other < attrs->count; other++) {
            if (attrs->items[idx] == attrs->items[other]) {
                emit_syntax_error(e, &pattern->as.cls.kwd_patterns.items[other]->node,
                                  "attribute name repeated in class pattern: %s",
                                  attrs->items[idx]->text);
                return;
            }
        }
    }
    Object *names = attrs->count ? tuple_new(e->rt, attrs->count) : tuple_empty(e->rt);
    for (uint32_t idx = 0; names && idx < attrs->count; idx++) {
        Object *name = name_object(e, attrs->items[idx]);
        if (!name) {
            release(e->rt, names);
            return;
        }
        tuple_items(names)[idx] = retain(name);
    }
    Reg cls = emit_temp(e, pattern->as.cls.cls);
    Reg name_tuple = emit_constant(e, at, names, temp_new(e));
    emit(e, at, OP_MATCH_CLASS, (uint8_t)positional, cls, subject, cls);
    temp_free(e, name_tuple);
    emit_jump(e, at, OP_JUMP_IF_NONE, 0, cls, fail);
    if (count) {
        emit_unpacked_patterns(e, captures, at, &pattern->as.cls.patterns, count, count, cls,
                               CONSUME_B, fail, &pattern->as.cls.kwd_patterns);
    } else {
        emit(e, at, OP_RELEASE, 0, cls, 0, 0);
    }
    temp_free(e, cls);
}

static void emit_or_pattern(Emitter *e, const Captures *captures, const AstPattern *pattern,
                            Reg subject, Label fail) {
    const AstPatterns *patterns = &pattern->as.patterns;
    const AstNode *at = &pattern->node;
    Label matched = label_new(e);
    Reg base = (Reg)(e->unit->first_temporary + e->unit->temp_depth);
    uint16_t outer_max = e->unit->temp_max;
    for (uint32_t idx = 0; idx < patterns->count && !e->failed; idx++) {
        bool last = idx + 1 == patterns->count;
        Label next = last ? fail : label_new(e);
        e->unit->temp_max = e->unit->temp_depth;
        emit_pattern(e, captures, patterns->items[idx], subject, next);
        uint16_t used = e->unit->temp_max;
        if (used > outer_max) {
            outer_max = used;
        }
        if (!last) {
            emit_jump(e, at, OP_JUMP, 0, 0, matched);
            label_place(e, next);
            uint16_t extra = (uint16_t)(used - e->unit->temp_depth);
            if (extra) {
                emit(e, at, OP_RELEASE, 0, base, (Reg)(extra - 1), 0);
            }
        }
    }
    e->unit->temp_max = outer_max;
    label_place(e, matched);
}

static void emit_pattern(Emitter *e, const Captures *captures, const AstPattern *pattern,
                         Reg subject, Label fail) {
    if (!emit_enter(e, &pattern->node)) {
        return;
    }
    const AstNode *at = &pattern->node;
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE: {
        Reg value = emit_register(e, pattern->as.value);
        emit(e, at, OP_JUMP_COMPARE, (uint8_t)(consume_b(e, value) | COMPARE_EQ), subject, value,
             0);
        emit_jump_word(e, fail);
        temp_free(e, value);
        break;
    }
    case AST_MATCH_SINGLETON: {
        Object *singleton = pattern->as.singleton == AST_NONE   ? NONE
                            : pattern->as.singleton == AST_TRUE ? TRUE_OBJECT
                                                                : FALSE_OBJECT;
        Reg value = emit_constant(e, at, retain(singleton), temp_new(e));
        emit(e, at, OP_JUMP_IS, CONSUME_B, subject, value, 0);
        emit_jump_word(e, fail);
        temp_free(e, value);
        break;
    }
    case AST_MATCH_SEQUENCE:
        emit_sequence_pattern(e, captures, pattern, subject, fail);
        break;
    case AST_MATCH_MAPPING:
        emit_mapping_pattern(e, captures, pattern, subject, fail);
        break;
    case AST_MATCH_CLASS:
        emit_class_pattern(e, captures, pattern, subject, fail);
        break;
    case AST_MATCH_STAR:
        if (pattern->as.star.name) {
            emit(e, at, OP_MOVE, 0, capture_register(captures, pattern->as.star.name), subject, 0);
        }
        break;
    case AST_MATCH_AS:
        if (pattern->as.as.pattern) {
            emit_pattern(e, captures, pattern->as.as.pattern, subject, fail);
        }
        if (pattern->as.as.name) {
            emit(e, at, OP_MOVE, 0, capture_register(captures, pattern->as.as.name), subject, 0);
        }
        break;
    case AST_MATCH_OR:
        emit_or_pattern(e, captures, pattern, subject, fail);
        break;
    }
    emit_leave(e);
}

/* One case. Returns after placing the label where the next case begins. */
static void emit_case(Emitter *e, const AstMatchCase *match_case, Reg subject, bool last, Label end,
                      uint64_t *after, bool *after_unreachable) {
    Captures *captures = ast_arena_allocate(e->arena, sizeof *captures);
    uint64_t *before = bound_save(e);
    if (!captures || e->failed) {
        if (!e->failed) {
            error_no_memory(e->rt);
            emit_fail_memory(e);
        }
        return;
    }
    const AstPattern *pattern = match_case->pattern;
    collect(e, captures, pattern);
    if (!last && !match_case->guard && is_irrefutable(pattern)) {
        check_reachable(e, pattern);
    }
    Label fail = label_new(e);
    uint16_t depth = e->unit->temp_depth;
    uint16_t outer_max = e->unit->temp_max;
    Reg base = (Reg)(e->unit->first_temporary + depth);
    e->unit->temp_max = depth;
    for (uint32_t idx = 0; idx < captures->count; idx++) {
        captures->registers[idx] = temp_new(e);
    }
    emit_pattern(e, captures, pattern, subject, fail);
    for (uint32_t idx = 0; idx < captures->count && !e->failed; idx++) {
        Reg top = temp_new(e);
        emit(e, &pattern->node, OP_TAKE, 0, top, captures->registers[idx], 0);
        emit_store_name(e, &pattern->node, captures->names[idx], top);
    }
    uint16_t used = e->unit->temp_max;
    e->unit->temp_max = outer_max > used ? outer_max : used;
    if (e->failed) {
        return;
    }
    e->unit->temp_depth = depth;
    if (match_case->guard) {
        const AstNode *at = &pattern->node;
        emit_branch(e, match_case->guard, false, fail, &at);
    }
    emit_stmts(e, &match_case->body);
    bound_intersect(e, after, after_unreachable);
    if (!e->unit->unreachable) {
        emit_jump(e, &pattern->node, OP_JUMP, 0, 0, end);
    }
    e->unit->unreachable = false;
    bound_restore(e, before);
    label_place(e, fail);
    if (used > depth) {
        emit(e, &pattern->node, OP_RELEASE, 0, base, (Reg)(used - depth - 1), 0);
    }
}

void emit_match(Emitter *e, const AstStmt *stmt) {
    const AstMatchCases *cases = &stmt->as.match.cases;
    Reg subject = emit_temp(e, stmt->as.match.subject);
    /* The subject lives on until the statement ends: leaving the body by a jump drops it. */
    Block *block = block_push(e, BLOCK_MATCH, subject);
    (void)block;
    Label end = label_new(e);
    uint64_t *after = bound_save(e);
    bool after_unreachable = true;
    for (uint32_t idx = 0; idx < cases->count && !e->failed; idx++) {
        emit_case(e, cases->items[idx], subject, idx + 1 == cases->count, end, after,
                  &after_unreachable);
    }
    bound_intersect(e, after, &after_unreachable);
    label_place(e, end);
    block_pop(e);
    emit(e, &stmt->node, OP_RELEASE, 0, subject, 0, 0);
    temp_free(e, subject);
    if (!e->failed) {
        bound_restore(e, after);
        e->unit->unreachable = after_unreachable;
    }
}
