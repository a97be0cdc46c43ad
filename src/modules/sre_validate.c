/* sre_validate: whether codes are a pattern that the matcher can run. re/_compiler.py makes only
 * such, but _sre.compile may be called with any list. */
#include "modules/sre_codes.h"
#include <string.h>

/* Codes [at, end) that are still to be looked at. */
typedef struct Range {
    const uint32_t *codes;
    size_t at, end;
    size_t groups;
    int depth;
} Range;

enum { DEPTH_MAX = 400 };

static bool check_sequence(Range range);
static bool check_jumping(Range range, size_t *after);

static bool take(Range *range, uint32_t *code) {
    if (range->at >= range->end) {
        return false;
    }
    *code = range->codes[range->at++];
    return true;
}

/* A distance from its own place: *target is where it leads, in the range. */
static bool take_skip(Range *range, size_t *target) {
    size_t place = range->at;
    uint32_t skip;
    if (!take(range, &skip) || skip > range->end - place) {
        return false;
    }
    *target = place + skip;
    return *target >= range->at;
}

static Range part(const Range *range, size_t at, size_t end) {
    return (Range){range->codes, at, end, range->groups, range->depth + 1};
}

/* ---- sets ---- */

static bool check_blocks(Range *set) {
    uint32_t count;
    if (!take(set, &count) || count > 256 ||
        set->end - set->at < SRE_BLOCK_WORDS + (size_t)count * SRE_BITMAP_WORDS) {
        return false;
    }
    uint8_t blocks[SRE_BLOCK_WORDS * 4];
    memcpy(blocks, set->codes + set->at, sizeof blocks);
    for (size_t i = 0; i < sizeof blocks; i++) {
        if (blocks[i] >= count) {
            return false;
        }
    }
    set->at += SRE_BLOCK_WORDS + (size_t)count * SRE_BITMAP_WORDS;
    return true;
}

/* Up to SRE_FAILURE, which must be the last code. */
static bool check_set(Range set) {
    uint32_t code, category;
    while (take(&set, &code)) {
        switch (code) {
        case SRE_NEGATE:
            break;
        case SRE_LITERAL:
            set.at++;
            break;
        case SRE_RANGE:
        case SRE_RANGE_UNI_IGNORE:
            set.at += 2;
            break;
        case SRE_CHARSET:
            set.at += SRE_BITMAP_WORDS;
            break;
        case SRE_BIGCHARSET:
            if (!check_blocks(&set)) {
                return false;
            }
            break;
        case SRE_CATEGORY:
            if (!take(&set, &category) || category >= SRE_CATEGORY_COUNT) {
                return false;
            }
            break;
        case SRE_FAILURE:
            return set.at == set.end;
        default:
            return false;
        }
    }
    return false;
}

/* ---- parts of patterns ---- */

/* A body that ends with SRE_SUCCESS before `end`. */
static bool check_body(const Range *range, size_t end) {
    return end > range->at && range->codes[end - 1] == SRE_SUCCESS &&
           check_sequence(part(range, range->at, end - 1));
}

/* Exactly one code that matches one character. */
static bool is_single(const Range *range, size_t end) {
    size_t length = end - range->at;
    switch (range->codes[range->at]) {
    case SRE_ANY:
    case SRE_ANY_ALL:
        return length == 1;
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE:
    case SRE_CATEGORY:
        return length == 2;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE:
        return length >= 2 && range->codes[range->at + 1] == length - 1;
    default:
        return false;
    }
}

/* skip, minimum, maximum, body. single: of one character. */
static bool check_repeat(Range *range, bool single, bool has_success, size_t *target) {
    uint32_t minimum, maximum;
    if (!take_skip(range, target) || !take(range, &minimum) || !take(range, &maximum) ||
        minimum > maximum || *target < range->at) {
        return false;
    }
    if (!has_success) {
        return check_sequence(part(range, range->at, *target));
    }
    return check_body(range, *target) && (!single || is_single(range, *target - 1));
}

/* Alternatives, each with a jump behind the whole. */
static bool check_branch(Range *range) {
    size_t next, after = 0;
    for (;;) {
        if (range->at < range->end && range->codes[range->at] == SRE_FAILURE) {
            range->at++;
            return after == range->at || after == 0;
        }
        if (!take_skip(range, &next) || next >= range->end || next < range->at + 2 ||
            range->codes[next - 2] != SRE_JUMP) {
            return false;
        }
        size_t jump = next - 1 + range->codes[next - 1];
        if (jump > range->end || (after && jump != after) ||
            !check_sequence(part(range, range->at, next - 2))) {
            return false;
        }
        after = jump;
        range->at = next;
    }
}

/* A part for a group that matched, which may end with a jump over a part for one that did not. */
static bool check_condition(Range *range) {
    uint32_t group, skip;
    size_t place = range->at + 1;
    if (!take(range, &group) || group >= range->groups || !take(range, &skip) || skip < 1 ||
        skip - 1 > range->end - place || place + skip - 1 < range->at) {
        return false;
    }
    size_t other = place + skip - 1, after = other;
    if (!check_jumping(part(range, range->at, other), &after) || after < other ||
        after > range->end || !check_sequence(part(range, other, after))) {
        return false;
    }
    range->at = after;
    return true;
}

static bool check_assertion(Range *range) {
    size_t target;
    uint32_t back;
    if (!take_skip(range, &target) || !take(range, &back) || target < range->at ||
        !check_body(range, target)) {
        return false;
    }
    range->at = target;
    return true;
}

/* ---- sequences ---- */

static bool check_loop(Range *range) {
    size_t target;
    if (!check_repeat(range, false, false, &target) || target >= range->end) {
        return false;
    }
    uint32_t end = range->codes[target];
    range->at = target + 1;
    return end == SRE_MAX_UNTIL || end == SRE_MIN_UNTIL;
}

static bool check_with_success(Range *range, bool single) {
    size_t target;
    if (!check_repeat(range, single, true, &target)) {
        return false;
    }
    range->at = target;
    return true;
}

static bool check_possessive(Range *range) {
    size_t target; /* the body's end, without a code of its own; then SRE_SUCCESS */
    if (!check_repeat(range, false, false, &target) || target >= range->end ||
        range->codes[target] != SRE_SUCCESS) {
        return false;
    }
    range->at = target + 1;
    return true;
}

static bool check_one(Range *range, uint32_t code) {
    uint32_t argument;
    size_t target;
    switch (code) {
    case SRE_ANY:
    case SRE_ANY_ALL:
    case SRE_FAILURE:
        return true;
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE:
        return take(range, &argument);
    case SRE_AT:
        return take(range, &argument) && argument < SRE_AT_COUNT;
    case SRE_CATEGORY:
        return take(range, &argument) && argument < SRE_CATEGORY_COUNT;
    case SRE_MARK:
        return take(range, &argument) && argument < range->groups * 2;
    case SRE_GROUPREF:
    case SRE_GROUPREF_IGNORE:
    case SRE_GROUPREF_LOC_IGNORE:
    case SRE_GROUPREF_UNI_IGNORE:
        return take(range, &argument) && argument < range->groups;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_LOC_IGNORE:
    case SRE_IN_UNI_IGNORE:
        if (!take_skip(range, &target) || !check_set(part(range, range->at, target))) {
            return false;
        }
        range->at = target;
        return true;
    case SRE_BRANCH:
        return check_branch(range);
    case SRE_GROUPREF_EXISTS:
        return check_condition(range);
    case SRE_ASSERT:
    case SRE_ASSERT_NOT:
        return check_assertion(range);
    case SRE_REPEAT:
        return check_loop(range);
    case SRE_REPEAT_ONE:
    case SRE_MIN_REPEAT_ONE:
    case SRE_POSSESSIVE_REPEAT_ONE:
        return check_with_success(range, true);
    case SRE_POSSESSIVE_REPEAT:
        return check_possessive(range);
    case SRE_ATOMIC_GROUP:
        if (!take_skip(range, &target) || !check_body(range, target)) {
            return false;
        }
        range->at = target;
        return true;
    default:
        return false;
    }
}

/* *after: where a jump at the end leads, if there is one. */
static bool check_jumping(Range range, size_t *after) {
    uint32_t code;
    if (range.depth > DEPTH_MAX) {
        return false;
    }
    while (range.at < range.end) {
        take(&range, &code);
        if (code == SRE_JUMP && after && range.end - range.at == 1) {
            *after = range.at + range.codes[range.at];
            return true;
        }
        if (!check_one(&range, code)) {
            return false;
        }
    }
    return range.at == range.end;
}

static bool check_sequence(Range range) {
    return check_jumping(range, NULL);
}

/* What an info block says about how matches begin. */
static bool check_info(Range *range) {
    size_t target;
    uint32_t flags, minimum, maximum, length, skip;
    if (!take_skip(range, &target) || !take(range, &flags) || !take(range, &minimum) ||
        !take(range, &maximum) || target < range->at) {
        return false;
    }
    if (flags & SRE_INFO_PREFIX) {
        if (!take(range, &length) || !take(range, &skip) || skip > length || length == 0 ||
            target < range->at || (target - range->at) / 2 != length) {
            return false;
        }
    } else if ((flags & SRE_INFO_CHARSET) && !check_set(part(range, range->at, target))) {
        return false;
    }
    range->at = target;
    return true;
}

bool sre_validate(const uint32_t *codes, size_t count, size_t groups) {
    if (count == 0 || codes[count - 1] != SRE_SUCCESS) {
        return false;
    }
    Range range = {codes, 0, count - 1, groups, 0};
    if (range.at < range.end && codes[0] == SRE_INFO) {
        range.at++;
        if (!check_info(&range)) {
            return false;
        }
    }
    return check_sequence(range);
}
