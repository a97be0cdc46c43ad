/* sre_engine: the matcher.
 *
 * Matching goes forward from code to code. Whatever it changes (marks, loops, the innermost loop)
 * it notes on the stack first, and where there is a choice it leaves an entry that knows the other
 * way. When a code does not match, `go_back` undoes entry by entry down to the last choice.
 * Assertions, atomic groups and possessive repeats put a barrier on the stack: their body ends with
 * SRE_SUCCESS, which takes the choices above the barrier away and keeps the notes. */
#include "modules/sre_engine.h"

#include "object/budget.h"
#include <string.h>

enum {
    UNDO_MARK,     /* marks[index] was value, last_index was at */
    UNDO_LOOP,     /* loops[index] had count value and last at */
    UNDO_CURRENT,  /* loop was value */
    UNDO_NEW,      /* the last loop was made */
    CHOICE,        /* go on at code, at */
    CHOICE_GREEDY, /* one character less: at > value */
    CHOICE_LAZY,   /* one character more, at most value of them; code is the repeat */
    CHOICE_LOOP,   /* once more through the lazy loop whose end is at code */
    BARRIER_ATOMIC,
    BARRIER_ASSERT,
    BARRIER_ASSERT_NOT,
    BARRIER_POSSESSIVE, /* index: how often the body has matched */
    FIRST_CHOICE = CHOICE
};

/* Barriers: code is what they belong to, at where the body began, value the barrier below. */
struct SreEntry {
    uint32_t kind, code;
    size_t at, index, value;
};

/* A repeat of more than one character, while its body or what follows is being matched. */
struct SreLoop {
    uint32_t code;  /* SRE_REPEAT */
    uint32_t count; /* times that the body has begun, less one */
    size_t last;    /* where it began last */
    size_t outer;
};

enum { FIRST_ENTRIES = 64, WORK_PER_LOOK = 1024, NO_COUNT = UINT32_MAX };

typedef enum { STEP_GO_ON, STEP_FAILED, STEP_MATCHED, STEP_ERROR } Step;

/* ---- characters ---- */

static inline uint32_t character_at(const SreRun *run, size_t at) {
    switch (run->width) {
    case 1:
        return run->text[at];
    case 2:
        return ((const uint16_t *)(const void *)run->text)[at];
    default:
        return ((const uint32_t *)(const void *)run->text)[at];
    }
}

/* Does the one-character code match it? */
static bool is_match(const uint32_t *code, uint32_t character) {
    switch (code[0]) {
    case SRE_ANY:
        return character != '\n';
    case SRE_ANY_ALL:
        return true;
    case SRE_LITERAL:
        return character == code[1];
    case SRE_NOT_LITERAL:
        return character != code[1];
    case SRE_IN:
        return sre_charset_has(code + 2, character);
    case SRE_CATEGORY:
        return sre_category_has(code[1], character);
    case SRE_LITERAL_IGNORE:
        return sre_lower_ascii(character) == code[1];
    case SRE_NOT_LITERAL_IGNORE:
        return sre_lower_ascii(character) != code[1];
    case SRE_IN_IGNORE:
        return sre_charset_has(code + 2, sre_lower_ascii(character));
    case SRE_LITERAL_UNI_IGNORE:
        return sre_lower_unicode(character) == code[1];
    case SRE_NOT_LITERAL_UNI_IGNORE:
        return sre_lower_unicode(character) != code[1];
    case SRE_IN_UNI_IGNORE:
        return sre_charset_has(code + 2, sre_lower_unicode(character));
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE: {
        bool same = character == code[1] || sre_lower_locale(character) == code[1] ||
                    sre_upper_locale(character) == code[1];
        return same == (code[0] == SRE_LITERAL_LOC_IGNORE);
    }
    default: /* SRE_IN_LOC_IGNORE */
        return sre_charset_has_locale_ignore(code + 2, character);
    }
}

/* Codes that a one-character code takes. */
static size_t single_length(const uint32_t *code) {
    switch (code[0]) {
    case SRE_ANY:
    case SRE_ANY_ALL:
        return 1;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE:
        return 1 + code[1];
    default:
        return 2;
    }
}

/* The position behind the longest run of matching characters from at, at most `most` of them. */
static size_t run_end(const SreRun *run, const uint32_t *code, size_t at, uint32_t most) {
    size_t limit = most < run->end - at ? at + most : run->end;
    if (code[0] == SRE_ANY_ALL) {
        return limit;
    }
    if (run->width == 1 && code[0] == SRE_ANY) {
        const uint8_t *found = memchr(run->text + at, '\n', limit - at);
        return found ? (size_t)(found - run->text) : limit;
    }
    if (run->width == 1 && code[0] == SRE_IN) {
        while (at < limit && sre_charset_has(code + 2, run->text[at])) {
            at++;
        }
        return at;
    }
    while (at < limit && is_match(code, character_at(run, at))) {
        at++;
    }
    return at;
}

static bool is_word(const SreRun *run, size_t at, uint32_t category) {
    return sre_category_has(category, character_at(run, at));
}

static bool at_boundary(const SreRun *run, size_t at, uint32_t category) {
    bool before = at > 0 && is_word(run, at - 1, category);
    bool after = at < run->end && is_word(run, at, category);
    return before != after;
}

static bool is_at(const SreRun *run, size_t at, uint32_t place) {
    switch (place) {
    case SRE_AT_BEGINNING:
    case SRE_AT_BEGINNING_STRING:
        return at == 0;
    case SRE_AT_BEGINNING_LINE:
        return at == 0 || character_at(run, at - 1) == '\n';
    case SRE_AT_END:
        return at == run->end || (at + 1 == run->end && character_at(run, at) == '\n');
    case SRE_AT_END_LINE:
        return at == run->end || character_at(run, at) == '\n';
    case SRE_AT_END_STRING:
        return at == run->end;
    default:
        break;
    }
    uint32_t category = place >= SRE_AT_UNI_BOUNDARY   ? SRE_CATEGORY_UNI_WORD
                        : place >= SRE_AT_LOC_BOUNDARY ? SRE_CATEGORY_LOC_WORD
                                                       : SRE_CATEGORY_WORD;
    bool wanted =
        place == SRE_AT_BOUNDARY || place == SRE_AT_LOC_BOUNDARY || place == SRE_AT_UNI_BOUNDARY;
    return run->end > 0 && at_boundary(run, at, category) == wanted;
}

/* ---- the stack ---- */

static bool grow_stack(SreRun *run) {
    size_t capacity = run->stack_capacity ? run->stack_capacity * 2 : FIRST_ENTRIES;
    SreEntry *stack = memory_reallocate(run->rt, run->stack, capacity * sizeof *stack);
    if (stack) {
        run->stack = stack;
        run->stack_capacity = capacity;
    }
    return stack != NULL;
}

static inline bool push(SreRun *run, SreEntry entry) {
    if (run->depth == run->stack_capacity && !grow_stack(run)) {
        return false;
    }
    run->stack[run->depth++] = entry;
    return true;
}

static bool push_choice(SreRun *run, uint32_t kind, size_t code, size_t at, size_t value) {
    return push(run, (SreEntry){.kind = kind, .code = (uint32_t)code, .at = at, .value = value});
}

static bool set_mark(SreRun *run, uint32_t mark, size_t at) {
    if (!push(run, (SreEntry){.kind = UNDO_MARK,
                              .index = mark,
                              .value = run->marks[mark],
                              .at = run->last_index})) {
        return false;
    }
    run->marks[mark] = at;
    if (mark & 1) {
        run->last_index = mark / 2 + 1;
    }
    return true;
}

static bool set_current(SreRun *run, size_t loop) {
    if (!push(run, (SreEntry){.kind = UNDO_CURRENT, .value = run->loop})) {
        return false;
    }
    run->loop = loop;
    return true;
}

static bool set_loop(SreRun *run, size_t idx, uint32_t count, size_t last) {
    SreLoop *loop = &run->loops[idx];
    if (!push(run, (SreEntry){
                       .kind = UNDO_LOOP, .index = idx, .value = loop->count, .at = loop->last})) {
        return false;
    }
    loop->count = count;
    loop->last = last;
    return true;
}

static bool new_loop(SreRun *run, size_t code) {
    if (run->loop_count == run->loop_capacity) {
        size_t capacity = run->loop_capacity ? run->loop_capacity * 2 : FIRST_ENTRIES / 4;
        SreLoop *loops = memory_reallocate(run->rt, run->loops, capacity * sizeof *loops);
        if (!loops) {
            return false;
        }
        run->loops = loops;
        run->loop_capacity = capacity;
    }
    if (!push(run, (SreEntry){.kind = UNDO_NEW}) || !set_current(run, run->loop_count)) {
        return false;
    }
    size_t outer = run->stack[run->depth - 1].value;
    run->loops[run->loop_count++] =
        (SreLoop){.code = (uint32_t)code, .count = NO_COUNT, .last = SRE_UNSET, .outer = outer};
    return true;
}

static void undo(SreRun *run, const SreEntry *entry) {
    switch (entry->kind) {
    case UNDO_MARK:
        run->marks[entry->index] = entry->value;
        run->last_index = entry->at;
        break;
    case UNDO_LOOP:
        run->loops[entry->index].count = (uint32_t)entry->value;
        run->loops[entry->index].last = entry->at;
        break;
    case UNDO_CURRENT:
        run->loop = entry->value;
        break;
    case UNDO_NEW:
        run->loop_count--;
        break;
    default:
        if (entry->kind >= BARRIER_ATOMIC) {
            run->barrier = entry->value;
        }
    }
}

/* ---- repeats of one character ---- */

/* Goes on behind a repeat that has matched up to `at`, at least up to `least`: only where the next
 * code can match, if it is a literal. SRE_UNSET: nowhere. */
static size_t last_place(const SreRun *run, size_t next, size_t at, size_t least) {
    if (run->codes[next] != SRE_LITERAL) {
        return at;
    }
    uint32_t wanted = run->codes[next + 1];
    for (;; at--) {
        if (at < run->end && character_at(run, at) == wanted) {
            return at;
        }
        if (at == least) {
            return SRE_UNSET;
        }
    }
}

static Step greedy_from(SreRun *run, size_t next, size_t at, size_t least, size_t *code) {
    at = last_place(run, next, at, least);
    if (at == SRE_UNSET) {
        return STEP_FAILED;
    }
    if (at > least && !push_choice(run, CHOICE_GREEDY, next, at, least)) {
        return STEP_ERROR;
    }
    run->at = at;
    *code = next;
    return STEP_GO_ON;
}

/* SRE_REPEAT_ONE and its kin: skip, minimum, maximum, the one-character code, SRE_SUCCESS. */
static Step repeat_one(SreRun *run, size_t *code) {
    const uint32_t *codes = run->codes + *code;
    size_t next = *code + 1 + codes[1], at = run->at;
    uint32_t minimum = codes[2], maximum = codes[3];
    if (run->end - at < minimum) {
        return STEP_FAILED;
    }
    bool lazy = codes[0] == SRE_MIN_REPEAT_ONE;
    size_t reached = run_end(run, codes + 4, at, lazy ? minimum : maximum);
    run->work += (unsigned)((reached - at) / 8);
    if (reached - at < minimum) {
        return STEP_FAILED;
    }
    if (codes[0] == SRE_REPEAT_ONE) {
        return greedy_from(run, next, reached, at + minimum, code);
    }
    if (lazy && maximum > minimum &&
        !push_choice(run, CHOICE_LAZY, *code, reached, maximum - minimum)) {
        return STEP_ERROR;
    }
    run->at = reached;
    *code = next;
    return STEP_GO_ON;
}

static Step lazy_more(SreRun *run, const SreEntry *entry, size_t *code) {
    const uint32_t *codes = run->codes + entry->code;
    size_t at = entry->at;
    if (at >= run->end || !is_match(codes + 4, character_at(run, at))) {
        return STEP_FAILED;
    }
    uint32_t maximum = codes[3];
    size_t left = maximum == SRE_MAXREPEAT ? entry->value : entry->value - 1;
    if (left > 0 && !push_choice(run, CHOICE_LAZY, entry->code, at + 1, left)) {
        return STEP_ERROR;
    }
    run->at = at + 1;
    *code = entry->code + 1 + codes[1];
    return STEP_GO_ON;
}

/* ---- loops ---- */

static Step into_body(SreRun *run, uint32_t count, size_t last, size_t *code) {
    if (!set_loop(run, run->loop, count, last)) {
        return STEP_ERROR;
    }
    *code = run->loops[run->loop].code + 4;
    return STEP_GO_ON;
}

static Step behind_loop(SreRun *run, size_t *code) {
    if (!set_current(run, run->loops[run->loop].outer)) {
        return STEP_ERROR;
    }
    *code += 1;
    return STEP_GO_ON;
}

/* SRE_MAX_UNTIL and SRE_MIN_UNTIL: the body has matched, or the loop begins. */
static Step until(SreRun *run, size_t *code, bool lazy) {
    const SreLoop *loop = &run->loops[run->loop];
    uint32_t minimum = run->codes[loop->code + 2], maximum = run->codes[loop->code + 3];
    uint32_t count = loop->count + 1; /* from NO_COUNT to 0 */
    if (count < minimum) {
        return into_body(run, count, loop->last, code);
    }
    if (lazy) {
        return push_choice(run, CHOICE_LOOP, *code, run->at, count) ? behind_loop(run, code)
                                                                    : STEP_ERROR;
    }
    /* a body that matched nothing would do so for ever */
    if ((count < maximum || maximum == SRE_MAXREPEAT) && run->at != loop->last) {
        return push_choice(run, CHOICE_LOOP, *code, run->at, SRE_UNSET)
                   ? into_body(run, count, run->at, code)
                   : STEP_ERROR;
    }
    return behind_loop(run, code);
}

/* The other way at a loop's end: out of a greedy loop, once more through a lazy one. */
static Step until_otherwise(SreRun *run, const SreEntry *entry, size_t *code) {
    run->at = entry->at;
    *code = entry->code;
    if (entry->value == SRE_UNSET) {
        return behind_loop(run, code);
    }
    const SreLoop *loop = &run->loops[run->loop];
    uint32_t maximum = run->codes[loop->code + 3];
    uint32_t count = (uint32_t)entry->value;
    if ((count >= maximum && maximum != SRE_MAXREPEAT) || run->at == loop->last) {
        return STEP_FAILED;
    }
    return into_body(run, count, run->at, code);
}

/* ---- groups ---- */

static bool is_set(const SreRun *run, uint32_t group) {
    size_t begin = run->marks[2 * group], end = run->marks[2 * group + 1];
    return begin != SRE_UNSET && end != SRE_UNSET && begin <= end;
}

static uint32_t lowered(uint32_t code, uint32_t character) {
    switch (code) {
    case SRE_GROUPREF_IGNORE:
        return sre_lower_ascii(character);
    case SRE_GROUPREF_LOC_IGNORE:
        return sre_lower_locale(character);
    case SRE_GROUPREF_UNI_IGNORE:
        return sre_lower_unicode(character);
    default:
        return character;
    }
}

static bool match_group_again(SreRun *run, const uint32_t *code) {
    uint32_t group = code[1];
    if (!is_set(run, group)) {
        return false;
    }
    size_t begin = run->marks[2 * group], length = run->marks[2 * group + 1] - begin;
    if (run->end - run->at < length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (lowered(code[0], character_at(run, begin + i)) !=
            lowered(code[0], character_at(run, run->at + i))) {
            return false;
        }
    }
    run->at += length;
    return true;
}

/* ---- alternatives ---- */

/* The alternative at `place` (its skip) could match here, by its first code. */
static bool may_match(const SreRun *run, size_t place) {
    const uint32_t *first = run->codes + place + 1;
    if (first[0] != SRE_LITERAL && first[0] != SRE_IN) {
        return true;
    }
    return run->at < run->end && is_match(first, character_at(run, run->at));
}

/* The first alternative from `place` on that may match; SRE_UNSET: none. */
static size_t next_alternative(const SreRun *run, size_t place) {
    while (run->codes[place] != SRE_FAILURE) {
        if (may_match(run, place)) {
            return place;
        }
        place += run->codes[place];
    }
    return SRE_UNSET;
}

/* Takes the alternative at place; the others after it are a choice, marked by SRE_BRANCH's own
 * value: code is the place of the next skip. */
static Step take_alternative(SreRun *run, size_t place, size_t *code) {
    place = next_alternative(run, place);
    if (place == SRE_UNSET) {
        return STEP_FAILED;
    }
    size_t other = next_alternative(run, place + run->codes[place]);
    if (other != SRE_UNSET && !push_choice(run, CHOICE, other, run->at, 0)) {
        return STEP_ERROR;
    }
    *code = place + 1;
    return STEP_GO_ON;
}

/* ---- barriers ---- */

static Step begin_barrier(SreRun *run, uint32_t kind, size_t code, size_t index) {
    if (!push(run, (SreEntry){.kind = kind,
                              .code = (uint32_t)code,
                              .at = run->at,
                              .index = index,
                              .value = run->barrier})) {
        return STEP_ERROR;
    }
    run->barrier = run->depth - 1;
    return STEP_GO_ON;
}

/* Takes the choices above the barrier away, and the barrier, but not the notes. */
static SreEntry drop_barrier(SreRun *run) {
    SreEntry barrier = run->stack[run->barrier];
    size_t kept = run->barrier;
    for (size_t i = run->barrier + 1; i < run->depth; i++) {
        if (run->stack[i].kind < FIRST_CHOICE) {
            run->stack[kept++] = run->stack[i];
        }
    }
    run->depth = kept;
    run->barrier = barrier.value;
    return barrier;
}

/* Undoes everything down to the barrier, which goes too. */
static SreEntry undo_barrier(SreRun *run) {
    SreEntry barrier = run->stack[run->barrier];
    size_t bottom = run->barrier;
    while (run->depth > bottom) {
        undo(run, &run->stack[--run->depth]);
    }
    return barrier;
}

static Step assert_ahead(SreRun *run, size_t *code) {
    const uint32_t *codes = run->codes + *code;
    bool negative = codes[0] == SRE_ASSERT_NOT;
    size_t back = codes[2];
    if (run->at < back) { /* no room to look back: the body does not match */
        *code += 1 + codes[1];
        return negative ? STEP_GO_ON : STEP_FAILED;
    }
    Step step = begin_barrier(run, negative ? BARRIER_ASSERT_NOT : BARRIER_ASSERT, *code, 0);
    run->at -= back;
    *code += 3;
    return step;
}

/* Once more through the body of a possessive repeat that has matched `count` times, or behind it.
 */
static Step possessive(SreRun *run, size_t repeat, size_t count, bool may_go_on, size_t *code) {
    uint32_t maximum = run->codes[repeat + 3];
    if (may_go_on && (count < maximum || maximum == SRE_MAXREPEAT)) {
        *code = repeat + 4;
        return begin_barrier(run, BARRIER_POSSESSIVE, repeat, count);
    }
    *code = repeat + 1 + run->codes[repeat + 1] + 1;
    return STEP_GO_ON;
}

/* SRE_SUCCESS: of the match, or of the body above a barrier. */
static Step succeed(SreRun *run, size_t *code) {
    if (run->barrier == SRE_UNSET) {
        bool counts = !(run->to_the_end && run->at != run->end) &&
                      !(run->must_advance && run->at == run->start);
        return counts ? STEP_MATCHED : STEP_FAILED;
    }
    uint32_t kind = run->stack[run->barrier].kind;
    if (kind == BARRIER_ASSERT_NOT) {
        undo_barrier(run);
        return STEP_FAILED;
    }
    SreEntry barrier = drop_barrier(run);
    if (kind == BARRIER_POSSESSIVE) {
        size_t minimum = run->codes[barrier.code + 2];
        bool moved = run->at != barrier.at || barrier.index + 1 < minimum;
        return possessive(run, barrier.code, barrier.index + 1, moved, code);
    }
    if (kind == BARRIER_ASSERT) {
        run->at = barrier.at;
    }
    *code = barrier.code + 1 + run->codes[barrier.code + 1];
    return STEP_GO_ON;
}

/* The body above a barrier did not match. */
static Step fail_barrier(SreRun *run, const SreEntry *barrier, size_t *code) {
    run->at = barrier->at;
    if (barrier->kind == BARRIER_ASSERT_NOT) {
        *code = barrier->code + 1 + run->codes[barrier->code + 1];
        return STEP_GO_ON;
    }
    if (barrier->kind == BARRIER_POSSESSIVE && barrier->index >= run->codes[barrier->code + 2]) {
        return possessive(run, barrier->code, barrier->index, false, code);
    }
    return STEP_FAILED;
}

/* ---- going on and going back ---- */

static Step go_back(SreRun *run, size_t *code) {
    while (run->depth > 0) {
        SreEntry entry = run->stack[--run->depth];
        Step step = STEP_FAILED;
        undo(run, &entry);
        switch (entry.kind) {
        case CHOICE:
            run->at = entry.at;
            step = take_alternative(run, entry.code, code);
            break;
        case CHOICE_GREEDY:
            step = greedy_from(run, entry.code, entry.at - 1, entry.value, code);
            break;
        case CHOICE_LAZY:
            step = lazy_more(run, &entry, code);
            break;
        case CHOICE_LOOP:
            step = until_otherwise(run, &entry, code);
            break;
        case BARRIER_ATOMIC:
        case BARRIER_ASSERT:
        case BARRIER_ASSERT_NOT:
        case BARRIER_POSSESSIVE:
            step = fail_barrier(run, &entry, code);
            break;
        default:
            break;
        }
        if (step != STEP_FAILED) {
            return step;
        }
    }
    return STEP_FAILED;
}

/* A code that matches one character or none, and always goes on to the next one. */
static Step simple_step(SreRun *run, size_t *code) {
    const uint32_t *codes = run->codes + *code;
    if (run->at >= run->end || !is_match(codes, character_at(run, run->at))) {
        return STEP_FAILED;
    }
    run->at++;
    *code += single_length(codes);
    return STEP_GO_ON;
}

static Step step(SreRun *run, size_t *code) {
    const uint32_t *codes = run->codes + *code;
    switch (codes[0]) {
    case SRE_LITERAL:
        if (run->at >= run->end || character_at(run, run->at) != codes[1]) {
            return STEP_FAILED;
        }
        run->at++;
        *code += 2;
        return STEP_GO_ON;
    case SRE_FAILURE:
        return STEP_FAILED;
    case SRE_SUCCESS:
        return succeed(run, code);
    case SRE_INFO:
    case SRE_JUMP:
        *code += 1 + codes[1];
        return STEP_GO_ON;
    case SRE_MARK:
        *code += 2;
        return set_mark(run, codes[1], run->at) ? STEP_GO_ON : STEP_ERROR;
    case SRE_AT:
        *code += 2;
        return is_at(run, run->at, codes[1]) ? STEP_GO_ON : STEP_FAILED;
    case SRE_BRANCH:
        return take_alternative(run, *code + 1, code);
    case SRE_REPEAT_ONE:
    case SRE_MIN_REPEAT_ONE:
    case SRE_POSSESSIVE_REPEAT_ONE:
        return repeat_one(run, code);
    case SRE_REPEAT: {
        size_t repeat = *code;
        *code += 1 + codes[1];
        return new_loop(run, repeat) ? STEP_GO_ON : STEP_ERROR;
    }
    case SRE_MAX_UNTIL:
        return until(run, code, false);
    case SRE_MIN_UNTIL:
        return until(run, code, true);
    case SRE_GROUPREF:
    case SRE_GROUPREF_IGNORE:
    case SRE_GROUPREF_LOC_IGNORE:
    case SRE_GROUPREF_UNI_IGNORE:
        *code += 2;
        return match_group_again(run, codes) ? STEP_GO_ON : STEP_FAILED;
    case SRE_GROUPREF_EXISTS:
        *code += is_set(run, codes[1]) ? 3 : 2 + codes[2] - 1;
        return STEP_GO_ON;
    case SRE_ASSERT:
    case SRE_ASSERT_NOT:
        return assert_ahead(run, code);
    case SRE_ATOMIC_GROUP: {
        size_t group = *code;
        *code += 2;
        return begin_barrier(run, BARRIER_ATOMIC, group, 0);
    }
    case SRE_POSSESSIVE_REPEAT:
        return possessive(run, *code, 0, true, code);
    default:
        return simple_step(run, code);
    }
}

static bool look_at_budgets(SreRun *run) {
    unsigned work = run->work;
    run->work = 0;
    return budget_spend(run->rt, work);
}

static void reset(SreRun *run) {
    for (size_t i = 0; i < run->mark_count; i++) {
        run->marks[i] = SRE_UNSET;
    }
    run->depth = 0;
    run->loop_count = 0;
    run->loop = SRE_UNSET;
    run->barrier = SRE_UNSET;
    run->last_index = 0;
}

int sre_engine_match(SreRun *run) {
    size_t code = 0;
    reset(run);
    run->at = run->start;
    for (;;) {
        Step result = step(run, &code);
        if (result == STEP_FAILED) {
            result = go_back(run, &code);
        }
        if (++run->work >= WORK_PER_LOOK && !look_at_budgets(run)) {
            return -1;
        }
        if (result != STEP_GO_ON) {
            return result == STEP_MATCHED ? 1 : result == STEP_ERROR ? -1 : 0;
        }
    }
}

/* ---- searching ---- */

/* What is known of how a match begins: by the info block, or by the first code. */
typedef struct Beginning {
    const uint32_t *set; /* NULL: none */
    uint32_t literal;    /* with has_literal */
    bool has_literal, only_first;
    size_t shortest; /* characters that a match takes at least */
} Beginning;

static Beginning beginning_of(const SreRun *run) {
    Beginning beginning = {0};
    const uint32_t *codes = run->codes;
    if (codes[0] == SRE_INFO) {
        beginning.shortest = codes[3];
        if (codes[2] & SRE_INFO_PREFIX) {
            beginning.has_literal = true;
            beginning.literal = codes[7];
        } else if (codes[2] & SRE_INFO_CHARSET) {
            beginning.set = codes + 5;
        }
        codes += 1 + codes[1];
    }
    beginning.only_first =
        codes[0] == SRE_AT && (codes[1] == SRE_AT_BEGINNING || codes[1] == SRE_AT_BEGINNING_STRING);
    return beginning;
}

/* The first position from at on where a match may begin, SRE_UNSET: none. */
static size_t next_start(const SreRun *run, const Beginning *beginning, size_t at) {
    if (beginning->has_literal) {
        if (run->width == 1) {
            const uint8_t *found =
                beginning->literal < 256
                    ? memchr(run->text + at, (int)beginning->literal, run->end - at)
                    : NULL;
            return found ? (size_t)(found - run->text) : SRE_UNSET;
        }
        while (at < run->end && character_at(run, at) != beginning->literal) {
            at++;
        }
        return at < run->end ? at : SRE_UNSET;
    }
    if (beginning->set) {
        while (at < run->end && !sre_charset_has(beginning->set, character_at(run, at))) {
            at++;
        }
        return at < run->end ? at : SRE_UNSET;
    }
    return at;
}

int sre_engine_search(SreRun *run) {
    Beginning beginning = beginning_of(run);
    size_t at = run->start;
    bool must_advance = run->must_advance;
    while (run->end >= at && run->end - at >= beginning.shortest) {
        size_t from = at;
        at = next_start(run, &beginning, at);
        if (at == SRE_UNSET) {
            break;
        }
        run->work += (unsigned)((at - from) / 8);
        run->must_advance = must_advance && at == from && from == run->start;
        run->start = at;
        int result = sre_engine_match(run);
        must_advance = false;
        if (result != 0) {
            return result;
        }
        if (beginning.only_first) {
            break;
        }
        at++;
    }
    return look_at_budgets(run) ? 0 : -1;
}

void sre_engine_open(SreRun *run, Runtime *rt, const uint32_t *codes, size_t *marks,
                     size_t mark_count) {
    *run = (SreRun){.rt = rt, .codes = codes, .marks = marks, .mark_count = mark_count};
}

void sre_engine_close(SreRun *run) {
    memory_free(run->rt, run->stack);
    memory_free(run->rt, run->loops);
    run->stack = NULL;
    run->loops = NULL;
}
