/* list.sort: a stable, adaptive merge sort.
 *
 * Natural runs are found and, when short, lengthened by binary insertion; the order of merges
 * follows powersort (Munro and Wild, "Nearly-Optimal Mergesorts", 2018), which is what CPython uses
 * since 3.11; a merge that keeps winning on one side goes over to galloping (exponential search),
 * as in Tim Peters's description of his sort.
 *
 * The words that are compared are in `keys`: the objects themselves, or, when all are plain ints or
 * all floats, their numbers, so that comparing touches no object. `items`, where it is not NULL, is
 * moved in step. Each kind of word has its own copy of the algorithm, made by inlining.
 *
 * While sorting the list is empty; the words own its references. A comparison that fails leaves all
 * of them in the arrays, in some order. */
#include "object/float.h"
#include "object/budget.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include <math.h>
#include <string.h>

/* What the keys are: numbers are ints, or floats as ints in the same order. */
typedef enum { WORDS_OBJECT, WORDS_INT, WORDS_FLOAT, WORDS_STR, WORDS_TUPLE } Words;

enum { MIN_MERGE = 64, MIN_GALLOP = 7, STACK_MAX = 70 };

typedef union Word {
    Object *object;
    int64_t number;
} Word;
_Static_assert(sizeof(Word) == sizeof(Object *), "the items can serve as words");

typedef struct Run {
    size_t start;
    size_t length;
    int power; /* of the boundary to the next run */
} Run;

typedef struct Sort {
    Runtime *rt;
    Word *keys;
    Object **items; /* NULL: the keys are the items */
    size_t length;
    Word *spare_keys; /* the smaller side of a merge is moved here */
    Object **spare_items;
    size_t spare_capacity;
    size_t min_gallop;
    Run runs[STACK_MAX];
    size_t run_count;
} Sort;

enum { YES = 1, NO = 0, FAILED = -1 };

/* Tuples: the first items that differ decide; anything unusual goes the general way. */
static NOINLINE int tuple_less(Runtime *rt, Object *a, Object *b) {
    size_t length_a = tuple_length(a);
    size_t length_b = tuple_length(b);
    for (size_t i = 0; i < length_a && i < length_b; i++) {
        Object *x = tuple_get(a, i);
        Object *y = tuple_get(b, i);
        int same = container_equals(rt, x, y);
        if (same < 0) {
            return FAILED;
        }
        if (!same) {
            if (container_is_plain_int(x) && container_is_plain_int(y)) {
                return int_small_value(x) < int_small_value(y);
            }
            return object_compare_bool(rt, x, y, COMPARE_LT);
        }
    }
    return length_a < length_b;
}

static ALWAYS_INLINE int less(Words words, const Sort *sort, Word a, Word b) {
    switch (words) {
    case WORDS_INT:
    case WORDS_FLOAT:
        return a.number < b.number;
    case WORDS_STR:
        return str_compare(a.object, b.object) < 0;
    case WORDS_TUPLE:
        return tuple_less(sort->rt, a.object, b.object);
    default:
        return object_compare_bool(sort->rt, a.object, b.object, COMPARE_LT);
    }
}

static ALWAYS_INLINE void move(const Sort *sort, size_t to, size_t from, size_t count) {
    memmove(sort->keys + to, sort->keys + from, count * sizeof(Word));
    if (sort->items) {
        memmove(sort->items + to, sort->items + from, count * sizeof(Object *));
    }
}

static ALWAYS_INLINE void put(const Sort *sort, size_t to, size_t from) {
    sort->keys[to] = sort->keys[from];
    if (sort->items) {
        sort->items[to] = sort->items[from];
    }
}

static ALWAYS_INLINE void put_spare(const Sort *sort, size_t to, size_t from) {
    sort->keys[to] = sort->spare_keys[from];
    if (sort->items) {
        sort->items[to] = sort->spare_items[from];
    }
}

/* put from one of the two, without a jump: which one cannot be predicted. */
static ALWAYS_INLINE void choose(const Sort *sort, size_t to, int main, size_t from,
                                 size_t spare_from) {
    const Word *key = main ? &sort->keys[from] : &sort->spare_keys[spare_from];
    sort->keys[to] = *key;
    if (sort->items) {
        Object *const *item = main ? &sort->items[from] : &sort->spare_items[spare_from];
        sort->items[to] = *item;
    }
}

static void move_spare(const Sort *sort, size_t to, size_t from, size_t count) {
    memcpy(sort->keys + to, sort->spare_keys + from, count * sizeof(Word));
    if (sort->items) {
        memcpy(sort->items + to, sort->spare_items + from, count * sizeof(Object *));
    }
}

static void reverse_range(const Sort *sort, size_t start, size_t end) {
    while (start + 1 < end) {
        end--;
        Word key = sort->keys[start];
        sort->keys[start] = sort->keys[end];
        sort->keys[end] = key;
        if (sort->items) {
            Object *item = sort->items[start];
            sort->items[start] = sort->items[end];
            sort->items[end] = item;
        }
        start++;
    }
}

/* Runs. */

/* Length of the run from start: ascending (a <= b <= …) or strictly descending, which is reversed.
 * 0: a comparison failed. */
static ALWAYS_INLINE size_t count_run(Words words, const Sort *sort, size_t start) {
    size_t end = start + 1;
    if (end == sort->length) {
        return 1;
    }
    const Word *keys = sort->keys;
    int descending = less(words, sort, keys[end], keys[end - 1]);
    if (descending < 0) {
        return 0;
    }
    for (end++; end < sort->length; end++) {
        if (!budget_look_at(sort->rt, end)) {
            return 0;
        }
        int lower = less(words, sort, keys[end], keys[end - 1]);
        if (lower < 0) {
            return 0;
        }
        if (lower != descending) {
            break;
        }
    }
    if (descending) {
        reverse_range(sort, start, end);
    }
    return end - start;
}

/* [start, sorted) is sorted: brings the items up to end in, one by one. */
static ALWAYS_INLINE bool insert_binary(Words words, const Sort *sort, size_t start, size_t sorted,
                                        size_t end) {
    for (; sorted < end; sorted++) {
        Word key = sort->keys[sorted];
        Object *item = sort->items ? sort->items[sorted] : NULL;
        size_t low = start;
        size_t high = sorted;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int lower = less(words, sort, key, sort->keys[middle]);
            if (lower < 0) {
                return false;
            }
            if (lower) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        move(sort, low + 1, low, sorted - low);
        sort->keys[low] = key;
        if (item) {
            sort->items[low] = item;
        }
    }
    return true;
}

/* Between 32 and 64, such that length / result is a power of two or a bit less. */
static size_t minimum_run(size_t length) {
    size_t dropped = 0;
    while (length >= MIN_MERGE) {
        dropped |= length & 1;
        length >>= 1;
    }
    return length + dropped;
}

/* Galloping: how many of keys[0, length) stand before key. left: those < key; right: those <= key.
 * The search starts at hint and doubles its steps. -1: a comparison failed. One for all words: it
 * compares seldom, and a copy at each call would be a third of the sort. */
static NOINLINE int64_t gallop(Words words, const Sort *sort, bool left, Word key, const Word *keys,
                               size_t length, size_t hint) {
/* Whether keys[i] stands before key. */
#define BEFORE(i)                                                                                  \
    (left ? less(words, sort, keys[i], key)                                                        \
          : (before = less(words, sort, key, keys[i]), before < 0 ? before : !before))
    int before = 0;
    size_t low, high; /* keys[low - 1] stands before key, keys[high] does not */
    before = BEFORE(hint);
    if (before < 0) {
        return -1;
    }
    size_t step = 1;
    if (before) {
        low = hint + 1;
        high = length;
        while (low + step - 1 < length) {
            size_t probe = low + step - 1;
            before = BEFORE(probe);
            if (before < 0) {
                return -1;
            }
            if (!before) {
                high = probe;
                break;
            }
            low = probe + 1;
            step <<= 1;
        }
    } else {
        low = 0;
        high = hint;
        while (step <= high) {
            size_t probe = high - step;
            before = BEFORE(probe);
            if (before < 0) {
                return -1;
            }
            if (before) {
                low = probe + 1;
                break;
            }
            high = probe;
            step <<= 1;
        }
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        before = BEFORE(middle);
        if (before < 0) {
            return -1;
        }
        if (before) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
#undef BEFORE
    return (int64_t)low;
}

/* Merging. */

static bool reserve_spare(Sort *sort, size_t count) {
    if (count <= sort->spare_capacity) {
        return true;
    }
    Runtime *rt = sort->rt;
    memory_free(rt, sort->spare_keys);
    memory_free(rt, sort->spare_items);
    sort->spare_items = NULL;
    sort->spare_capacity = 0;
    sort->spare_keys = memory_allocate(rt, count * sizeof(Word));
    if (!sort->spare_keys) {
        return false;
    }
    if (sort->items) {
        sort->spare_items = memory_allocate(rt, count * sizeof(Object *));
        if (!sort->spare_items) {
            return false;
        }
    }
    sort->spare_capacity = count;
    return true;
}

static void save(const Sort *sort, size_t from, size_t count) {
    memcpy(sort->spare_keys, sort->keys + from, count * sizeof(Word));
    if (sort->items) {
        memcpy(sort->spare_items, sort->items + from, count * sizeof(Object *));
    }
}

/* Merges [a, a + a_length) with the run behind it; the left one is not longer. It is saved, and the
 * hole moves right:
 *   saved[i, a_length) and keys[b, end) are left; the hole [to, b) has room for exactly saved */
static ALWAYS_INLINE bool merge_low(Words words, Sort *sort, size_t a, size_t a_length, size_t b,
                                    size_t end) {
    if (!reserve_spare(sort, a_length)) {
        return false;
    }
    save(sort, a, a_length);
    size_t i = 0;
    size_t to = a;
    size_t min_gallop = sort->min_gallop;
    bool done = false;
    put(sort, to++, b++); /* known to be the lowest */
    while (i < a_length && b < end) {
        size_t a_wins = 0;
        size_t b_wins = 0;
        while (i < a_length && b < end && a_wins < min_gallop && b_wins < min_gallop) {
            int lower = less(words, sort, sort->keys[b], sort->spare_keys[i]);
            if (lower < 0) {
                goto out;
            }
            choose(sort, to, lower, b, i);
            to++;
            b += (size_t)lower;
            i += (size_t)!lower;
            b_wins = lower ? b_wins + 1 : 0;
            a_wins = lower ? 0 : a_wins + 1;
        }
        min_gallop++;
        while (i < a_length && b < end) {
            min_gallop -= min_gallop > 1;
            int64_t before =
                gallop(words, sort, false, sort->keys[b], sort->spare_keys + i, a_length - i, 0);
            if (before < 0) {
                goto out;
            }
            a_wins = (size_t)before;
            move_spare(sort, to, i, a_wins);
            to += a_wins;
            i += a_wins;
            if (i == a_length) {
                break;
            }
            put(sort, to++, b++);
            if (b == end) {
                break;
            }
            before = gallop(words, sort, true, sort->spare_keys[i], sort->keys + b, end - b, 0);
            if (before < 0) {
                goto out;
            }
            b_wins = (size_t)before;
            move(sort, to, b, b_wins);
            to += b_wins;
            b += b_wins;
            if (b == end) {
                break;
            }
            put_spare(sort, to++, i++);
            if (a_wins < MIN_GALLOP && b_wins < MIN_GALLOP) {
                min_gallop++;
                break;
            }
        }
    }
    done = true;
out:
    move_spare(sort, to, i, a_length - i);
    sort->min_gallop = min_gallop;
    return done;
}

/* The same from the other end: the right run is saved, the hole moves left:
 *   saved[0, i) and keys[a, left) are not placed yet; the hole [left, to) has room for saved */
static ALWAYS_INLINE bool merge_high(Words words, Sort *sort, size_t a, size_t b, size_t b_length) {
    if (!reserve_spare(sort, b_length)) {
        return false;
    }
    save(sort, b, b_length);
    size_t left = b;
    size_t i = b_length;
    size_t to = b + b_length;
    size_t min_gallop = sort->min_gallop;
    bool done = false;
    put(sort, --to, --left); /* known to be the highest */
    while (i > 0 && left > a) {
        size_t a_wins = 0;
        size_t b_wins = 0;
        while (i > 0 && left > a && a_wins < min_gallop && b_wins < min_gallop) {
            int lower = less(words, sort, sort->spare_keys[i - 1], sort->keys[left - 1]);
            if (lower < 0) {
                goto out;
            }
            to--;
            choose(sort, to, lower, left - 1, i - 1);
            left -= (size_t)lower;
            i -= (size_t)!lower;
            a_wins = lower ? a_wins + 1 : 0;
            b_wins = lower ? 0 : b_wins + 1;
        }
        min_gallop++;
        while (i > 0 && left > a) {
            min_gallop -= min_gallop > 1;
            int64_t before = gallop(words, sort, false, sort->spare_keys[i - 1], sort->keys + a,
                                    left - a, left - a - 1);
            if (before < 0) {
                goto out;
            }
            a_wins = left - a - (size_t)before;
            to -= a_wins;
            left -= a_wins;
            move(sort, to, left, a_wins);
            if (left == a) {
                break;
            }
            put_spare(sort, --to, --i);
            if (i == 0) {
                break;
            }
            before = gallop(words, sort, true, sort->keys[left - 1], sort->spare_keys, i, i - 1);
            if (before < 0) {
                goto out;
            }
            b_wins = i - (size_t)before;
            to -= b_wins;
            i -= b_wins;
            move_spare(sort, to, i, b_wins);
            if (i == 0) {
                break;
            }
            put(sort, --to, --left);
            if (a_wins < MIN_GALLOP && b_wins < MIN_GALLOP) {
                min_gallop++;
                break;
            }
        }
    }
    done = true;
out:
    move_spare(sort, to - i, 0, i);
    sort->min_gallop = min_gallop;
    return done;
}

/* Merges the two topmost runs. */
static ALWAYS_INLINE bool merge_top(Words words, Sort *sort) {
    Run *first = &sort->runs[sort->run_count - 2];
    const Run *second = first + 1;
    size_t a = first->start;
    size_t a_length = first->length;
    size_t b = second->start;
    size_t b_length = second->length;
    first->length = a_length + b_length;
    sort->run_count--;
    if (!budget_spend_whole(sort->rt, (a_length + b_length) / 2)) {
        return false;
    }
    /* What of the left run is not above the right one's first stays where it is, and so does the
     * end of the right run. */
    int64_t before = gallop(words, sort, false, sort->keys[b], sort->keys + a, a_length, 0);
    if (before < 0) {
        return false;
    }
    a += (size_t)before;
    a_length -= (size_t)before;
    if (a_length == 0) {
        return true;
    }
    before = gallop(words, sort, true, sort->keys[a + a_length - 1], sort->keys + b, b_length,
                    b_length - 1);
    if (before < 0) {
        return false;
    }
    b_length = (size_t)before;
    if (b_length == 0) {
        return true;
    }
    return a_length <= b_length ? merge_low(words, sort, a, a_length, b, b + b_length)
                                : merge_high(words, sort, a, b, b_length);
}

/* The power of the boundary between two neighbouring runs: the first bit in which the midpoints of
 * the two, as fractions of the whole, differ. */
static int boundary_power(size_t start, size_t length_a, size_t length_b, size_t length) {
    size_t a = 2 * start + length_a;
    size_t b = a + length_a + length_b;
    int power = 0;
    for (;;) {
        power++;
        if (a >= length) {
            a -= length;
            b -= length;
        } else if (b >= length) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

static ALWAYS_INLINE bool sort_words(Words words, Sort *sort) {
    size_t minimum = minimum_run(sort->length);
    size_t start = 0;
    while (start < sort->length) {
        size_t run = count_run(words, sort, start);
        if (run == 0 || !budget_spend(sort->rt, 1 + run / 8)) {
            return false;
        }
        size_t left = sort->length - start;
        if (run < minimum) {
            size_t forced = left < minimum ? left : minimum;
            if (!insert_binary(words, sort, start, start + run, start + forced)) {
                return false;
            }
            run = forced;
        }
        if (sort->run_count > 0) {
            const Run *top = &sort->runs[sort->run_count - 1];
            int power = boundary_power(top->start, top->length, run, sort->length);
            while (sort->run_count > 1 && sort->runs[sort->run_count - 2].power > power) {
                if (!merge_top(words, sort)) {
                    return false;
                }
            }
            sort->runs[sort->run_count - 1].power = power;
        }
        sort->runs[sort->run_count++] = (Run){start, run, 0};
        start += run;
    }
    while (sort->run_count > 1) {
        if (!merge_top(words, sort)) {
            return false;
        }
    }
    return true;
}

static NOINLINE bool sort_numbers(Sort *sort) {
    return sort_words(WORDS_INT, sort);
}

static NOINLINE bool sort_strs(Sort *sort) {
    return sort_words(WORDS_STR, sort);
}

/* Tuples and anything else: comparing takes so long that one copy of the sort serves all. */
static NOINLINE bool sort_objects(Words words, Sort *sort) {
    return sort_words(words, sort);
}

/* What all words are. NaN has no place in an order of numbers. -1: out of time. */
static int classify(Runtime *rt, const Word *keys, size_t length) {
    uint32_t type_id = object_type_id(keys[0].object);
    bool unusual = false;
    for (size_t i = 0; i < length; i++) {
        if (!budget_look_at(rt, i)) {
            return -1;
        }
        Object *key = keys[i].object;
        if (object_type_id(key) != type_id) {
            return WORDS_OBJECT;
        }
        unusual |= (type_id == TYPE_INT && int_is_big(key)) ||
                   (type_id == TYPE_FLOAT && isnan(float_value(key)));
    }
    switch (type_id) {
    case TYPE_INT:
        return unusual ? WORDS_OBJECT : WORDS_INT;
    case TYPE_FLOAT:
        return unusual ? WORDS_OBJECT : WORDS_FLOAT;
    case TYPE_STR:
        return WORDS_STR;
    case TYPE_TUPLE:
        return WORDS_TUPLE;
    default:
        return WORDS_OBJECT;
    }
}

/* An int that is less than another's where the double is: its bits, with those of negative numbers
 * turned round. Both zeros are one. */
static int64_t ordered_number(double value) {
    double real = value + 0.0;
    int64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return bits < 0 ? bits ^ INT64_MAX : bits;
}

static bool take_numbers(Runtime *rt, Word *to, const Word *from, size_t length, Words words) {
    for (size_t i = 0; i < length; i++) {
        if (!budget_look_at(rt, i)) {
            return false;
        }
        to[i].number = words == WORDS_INT ? int_small_value(from[i].object)
                                          : ordered_number(float_value(from[i].object));
    }
    return true;
}

/* Sorts `items` by `keys`; without a key function these are the same array. */
static bool sort_arrays(Runtime *rt, Word *keys, Object **items, size_t length) {
    int words = classify(rt, keys, length);
    if (words < 0) {
        return false;
    }
    Word *numbers = NULL;
    Sort sort = {.rt = rt,
                 .keys = keys,
                 .items = (Object **)(void *)keys == items ? NULL : items,
                 .length = length,
                 .min_gallop = MIN_GALLOP};
    if (words == WORDS_INT || words == WORDS_FLOAT) {
        /* Keys of a key function have to keep their references: numbers go beside them, too. */
        numbers = memory_allocate(rt, length * sizeof(Word));
        if (!numbers) {
            return false;
        }
        if (!take_numbers(rt, numbers, keys, length, (Words)words)) {
            memory_free(rt, numbers);
            return false;
        }
        sort.keys = numbers;
        sort.items = items;
    }
    bool done;
    switch (words) {
    case WORDS_INT:
    case WORDS_FLOAT:
        done = sort_numbers(&sort);
        break;
    case WORDS_STR:
        done = sort_strs(&sort);
        break;
    default:
        done = sort_objects((Words)words, &sort);
    }
    memory_free(rt, sort.spare_keys);
    memory_free(rt, sort.spare_items);
    memory_free(rt, numbers);
    return done;
}

static void reverse_items(Object **items, size_t length) {
    for (size_t low = 0, high = length; low + 1 < high; low++) {
        high--;
        Object *item = items[low];
        items[low] = items[high];
        items[high] = item;
    }
}

/* The keys of all items as owned references in a new array; NULL: error pending. */
static Word *make_keys(Runtime *rt, Object *const *items, size_t length, Object *key) {
    Word *keys = memory_allocate(rt, length * sizeof(Word));
    if (!keys) {
        return NULL;
    }
    for (size_t i = 0; i < length; i++) {
        keys[i].object = budget_spend(rt, 4) ? object_call_one(rt, key, items[i]) : NULL;
        if (!keys[i].object) {
            while (i > 0) {
                release(rt, keys[--i].object);
            }
            memory_free(rt, keys);
            return NULL;
        }
    }
    return keys;
}

static bool sort_items(Runtime *rt, Object **items, size_t length, Object *key, bool reverse) {
    Word *keys = (Word *)(void *)items;
    if (key) {
        keys = make_keys(rt, items, length, key);
        if (!keys) {
            return false;
        }
    }
    bool done = true;
    if (length > 1) {
        /* Reversed before and after, so that equal items keep their order. */
        if (reverse && !budget_spend_whole(rt, length / 2)) {
            done = false;
        } else if (reverse) {
            reverse_items(items, length);
            if (key) {
                reverse_items((Object **)(void *)keys, length);
            }
        }
        done = done && sort_arrays(rt, keys, items, length);
        if (reverse && !budget_is_exhausted(rt)) {
            reverse_items(items, length);
        }
    }
    if (key) {
        for (size_t i = 0; i < length; i++) {
            release(rt, keys[i].object);
        }
        memory_free(rt, keys);
    }
    return done;
}

bool list_sort(Runtime *rt, Object *object, Object *key, bool reverse) {
    ListObject *list = (ListObject *)object;
    size_t length = list->length;
    size_t capacity = list->capacity;
    Object **items = list->items;
    if (length == 0) {
        return true;
    }
    list->length = 0;
    list->items = NULL;
    list->capacity = 0;
    bool done = sort_items(rt, items, length, key, reverse);
    bool modified = list->items != NULL || list->capacity != 0;
    ListObject other = *list;
    list->length = length;
    list->items = items;
    list->capacity = capacity;
    for (size_t i = other.length; i > 0; i--) {
        release(rt, other.items[i - 1]);
    }
    memory_free(rt, other.items);
    if (modified && done) {
        raise_value_error(rt, "list modified during sort");
        return false;
    }
    return done;
}
