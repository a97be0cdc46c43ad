/* dict, list, set and sorting against simple models, on a runtime put together by hand. */
#include "unit.h"

#include "object/bytes.h"
#include "object/str.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/builtin_type.h"

/* The specs are weak where the table of types names them: without a use they stay in the archive.
 */
extern const TypeSpec int_type, float_type, str_type, tuple_type, list_type, dict_type, set_type;
static const TypeSpec *const used_types[] = {&int_type,  &float_type, &str_type, &tuple_type,
                                             &list_type, &dict_type,  &set_type};

enum { KEYS = 400 };

/* Everything that a test made must be gone. */
static size_t live_at_start;

static size_t live_bytes(Runtime *rt) {
    HeapStatistics statistics;
    heap_statistics(rt->heap, &statistics);
    return statistics.live_bytes;
}

static Runtime *open_runtime(void) {
    Runtime *rt = calloc(1, sizeof *rt);
    HeapConfig config = {.size = sizeof config, .check_level = 1};
    rt->heap = heap_create(&config);
    rt->recursion_limit = 1000;
    str_open(rt);
    bytes_open(rt);
    type_table_open(rt);
    if (!int_open(rt, -5, 257) || !intern_open(rt) || !shape_open(rt)) {
        abort();
    }
    builtin_type_open(rt);
    for (size_t i = 0; i < COUNT_OF(used_types); i++) {
        UNIT_CHECK(rt->slots[used_types[i]->slots.type_id] == &used_types[i]->slots);
    }
    rt->memory_error = exception_new(rt, TYPE_MEMORY_ERROR, NULL, 0);
    UNIT_CHECK(type_table_make_own(rt));
    release(rt, int_from_int64(rt, 0)); /* makes all small ints */
    live_at_start = live_bytes(rt);
    return rt;
}

static void close_runtime(Runtime *rt) {
    error_clear(rt);
    UNIT_CHECK(live_bytes(rt) == live_at_start);
    CLEAR_REF(rt, &rt->memory_error);
    type_table_close(rt);
    shape_close(rt);
    deallocate_close(rt);
    heap_destroy(rt->heap);
    free(rt);
}

static uint64_t random_state;

static uint64_t random_number(uint64_t below) {
    random_state += UINT64_C(0x9E3779B97F4A7C15);
    return base_mix(random_state) % below;
}

/* Keys of several kinds: ints, strings, floats, tuples. */
static Object *make_key(Runtime *rt, uint64_t number, int kind) {
    char name[32];
    switch (kind == 4 ? (int)(number % 4) : kind) {
    case 0:
        return int_from_int64(rt, (int64_t)number * 64 - 100);
    case 1:
        snprintf(name, sizeof name, "key%llu", (unsigned long long)number);
        return str_from_cstring(rt, name);
    case 2: {
        Object *item = int_from_int64(rt, (int64_t)number);
        Object *tuple = tuple_pack(rt, 2, item, item);
        release(rt, item);
        return tuple;
    }
    default:
        return int_from_uint64(rt, UINT64_C(0xF000000000000000) + number);
    }
}

/* The model: position in the order of insertion of each key, 0: absent; and its value. */
typedef struct Model {
    uint64_t order[KEYS];
    int64_t value[KEYS];
    uint64_t clock;
    size_t used;
} Model;

static int64_t find_extreme(const Model *model, bool last) {
    int64_t best = -1;
    for (int i = 0; i < KEYS; i++) {
        if (model->order[i] && (best < 0 || (model->order[i] > model->order[best]) == last)) {
            best = i;
        }
    }
    return best;
}

static void check_whole(Runtime *rt, Object *dict, const Model *model, int kind) {
    UNIT_CHECK(dict_length(dict) == model->used);
    size_t position = 0;
    Object *key, *value;
    uint64_t last = 0;
    size_t count = 0;
    Object *keys[KEYS];
    for (int i = 0; i < KEYS; i++) {
        keys[i] = make_key(rt, (uint64_t)i, kind);
    }
    while (dict_next(dict, &position, &key, &value)) {
        int i = 0;
        while (i < KEYS && object_equals(rt, keys[i], key) != 1) {
            i++;
        }
        UNIT_CHECK(i < KEYS && model->order[i] > last);
        UNIT_CHECK(i < KEYS && int_small_value(value) == model->value[i]);
        last = i < KEYS ? model->order[i] : last;
        count++;
    }
    UNIT_CHECK(count == model->used);
    for (int i = 0; i < KEYS; i++) {
        release(rt, keys[i]);
    }
}

static void run_dict_model(uint64_t seed, int kind, int steps) {
    Runtime *rt = open_runtime();
    random_state = seed;
    Model model = {.clock = 0};
    Object *dict = dict_new(rt);
    for (int step = 0; step < steps; step++) {
        uint64_t range = step / 2000 % 2 ? KEYS : 20;
        uint64_t number = random_number(range);
        Object *key = make_key(rt, number, kind);
        switch (random_number(12)) {
        case 0:
        case 1:
        case 2: {
            int deleted = dict_delete(rt, dict, key);
            UNIT_CHECK(deleted == (model.order[number] != 0));
            model.used -= (size_t)deleted;
            model.order[number] = 0;
            break;
        }
        case 3: {
            Object *got_key, *got_value;
            bool last = random_number(2);
            int64_t wanted = find_extreme(&model, last);
            bool got = dict_pop_end(rt, dict, last, &got_key, &got_value);
            UNIT_CHECK(got == (wanted >= 0));
            if (got && wanted >= 0) {
                UNIT_CHECK(int_small_value(got_value) == model.value[wanted]);
                model.order[wanted] = 0;
                model.used--;
                release(rt, got_key);
                release(rt, got_value);
            }
            break;
        }
        case 4: {
            bool last = random_number(2);
            int moved = dict_move_to_end(rt, dict, key, object_hash(rt, key), last);
            UNIT_CHECK(moved == (model.order[number] != 0));
            if (moved && last) {
                model.order[number] = ++model.clock;
            } else if (moved) {
                for (int i = 0; i < KEYS; i++) {
                    model.order[i] += model.order[i] != 0;
                }
                model.clock++;
                model.order[number] = 1;
            }
            break;
        }
        case 5: {
            Object *found = dict_get(rt, dict, key);
            UNIT_CHECK((found != NULL) == (model.order[number] != 0));
            UNIT_CHECK(!found || int_small_value(found) == model.value[number]);
            break;
        }
        case 6:
            if (random_number(50) == 0) {
                Object *copy = dict_copy(rt, dict);
                release(rt, dict);
                dict = copy;
            }
            break;
        default: {
            Object *value = int_from_int64(rt, step);
            UNIT_CHECK(dict_set(rt, dict, key, value));
            release(rt, value);
            if (!model.order[number]) {
                model.order[number] = ++model.clock;
                model.used++;
            }
            model.value[number] = step;
        }
        }
        release(rt, key);
        if (step % 1000 == 0) {
            check_whole(rt, dict, &model, kind);
        }
    }
    check_whole(rt, dict, &model, kind);
    release(rt, dict);
    close_runtime(rt);
}

static void test_dict_random_operations_match_model(void) {
    for (int kind = 0; kind < 5; kind++) {
        run_dict_model(11 + (uint64_t)kind, kind, 12000);
    }
}

static void test_dict_big_keeps_entries_small(void) {
    Runtime *rt = open_runtime();
    enum { COUNT = 1000000 };
    size_t before = heap_from_system(rt->heap);
    Object *dict = dict_new(rt);
    UNIT_CHECK(heap_usable_size(rt->heap, dict) <= 48);
    for (int64_t i = 0; i < COUNT; i++) {
        Object *key = int_from_int64(rt, i + 1000);
        Object *value = int_from_int64(rt, i + 5000000);
        dict_set_stealing(rt, dict, key, value);
    }
    size_t bytes = heap_from_system(rt->heap) - before;
    printf("  dict of 1e6 ints: %.1f bytes an entry, at the peak %.1f\n", (double)bytes / COUNT,
           (double)heap_from_system_peak(rt->heap) / COUNT);
    UNIT_CHECK(bytes <= (size_t)66 * COUNT);
    bool all = true;
    for (int64_t i = 0; i < COUNT; i += 7) {
        Object *key = int_from_int64(rt, i + 1000);
        Object *value = dict_get(rt, dict, key);
        all = all && value && int_small_value(value) == i + 5000000;
        release(rt, key);
    }
    UNIT_CHECK(all);
    release(rt, dict);
    close_runtime(rt);
}

static void test_dict_taken_from_front_stays_fast(void) {
    Runtime *rt = open_runtime();
    Object *dict = dict_new(rt);
    for (int64_t i = 0; i < 200000; i++) {
        Object *key = int_from_int64(rt, i);
        dict_set(rt, dict, key, NONE);
        release(rt, key);
    }
    bool all = true;
    for (int64_t i = 0; i < 200000; i++) {
        size_t position = 0;
        DictEntry *entry = dict_next_entry(dict, &position);
        all = all && int_small_value(entry->key) == i;
        Object *key = retain(entry->key);
        dict_delete(rt, dict, key);
        release(rt, key);
    }
    UNIT_CHECK(all && dict_length(dict) == 0);
    release(rt, dict);
    close_runtime(rt);
}

static void test_set_random_operations_match_model(void) {
    Runtime *rt = open_runtime();
    random_state = 7;
    bool present[KEYS] = {false};
    size_t used = 0;
    Object *set = set_new(rt, NULL);
    for (int step = 0; step < 40000; step++) {
        uint64_t number = random_number(step / 4000 % 2 ? KEYS : 15);
        Object *key = make_key(rt, number, 4);
        switch (random_number(5)) {
        case 0:
        case 1: {
            int removed = set_discard(rt, set, key);
            UNIT_CHECK(removed == present[number]);
            used -= (size_t)removed;
            present[number] = false;
            break;
        }
        case 2:
            UNIT_CHECK(set_contains(rt, set, key) == present[number]);
            break;
        default:
            UNIT_CHECK(set_add(rt, set, key));
            used += !present[number];
            present[number] = true;
        }
        release(rt, key);
        UNIT_CHECK(set_length(set) == used);
    }
    release(rt, set);
    close_runtime(rt);
}

/* Numbers with patterns in them, ties, runs. */
static int64_t sample(int shape, int64_t i, int64_t count) {
    switch (shape) {
    case 0:
        return (int64_t)random_number(1000000);
    case 1:
        return i;
    case 2:
        return count - i;
    case 3:
        return (int64_t)random_number(4);
    case 4:
        return i % 100;
    case 5:
        return i < count - 10 ? i : (int64_t)random_number((uint64_t)count);
    default:
        return (i * 7919) % 1000 < 500 ? i : -i;
    }
}

/* kind 0: ints; 1: floats; 2: strings; 3: tuples; 4: ints and floats. */
static Object *sort_item(Runtime *rt, int64_t number, int kind) {
    char name[32];
    switch (kind) {
    case 0:
        return int_from_int64(rt, number);
    case 1:
        return float_from_double(rt, (double)number);
    case 2:
        snprintf(name, sizeof name, "%09lld", (long long)number + 10000000);
        return str_from_cstring(rt, name);
    case 3: {
        Object *item = int_from_int64(rt, number);
        Object *tuple = tuple_pack(rt, 2, item, item);
        release(rt, item);
        return tuple;
    }
    default:
        return number % 2 ? int_from_int64(rt, number) : float_from_double(rt, (double)number);
    }
}

static void test_sort_orders_and_is_stable(void) {
    Runtime *rt = open_runtime();
    static const int64_t counts[] = {0, 1, 2, 3, 31, 64, 65, 200, 1000, 5000};
    for (int kind = 0; kind < 5; kind++) {
        for (int shape = 0; shape < 7; shape++) {
            for (size_t c = 0; c < COUNT_OF(counts); c++) {
                for (int reverse = 0; reverse < 2; reverse++) {
                    random_state = (uint64_t)(kind * 100 + shape);
                    Object *list = list_new(rt, 0);
                    Object *original = list_new(rt, 0);
                    for (int64_t i = 0; i < counts[c]; i++) {
                        Object *item = sort_item(rt, sample(shape, i, counts[c]), kind);
                        list_append(rt, list, item);
                        list_append_stealing(rt, original, item);
                    }
                    UNIT_CHECK(list_sort(rt, list, NULL, reverse));
                    bool ordered = list_length(list) == list_length(original);
                    for (size_t i = 1; i < list_length(list); i++) {
                        Object *a = list_get(list, i - 1);
                        Object *b = list_get(list, i);
                        ordered = ordered && object_compare_bool(rt, reverse ? a : b,
                                                                 reverse ? b : a, COMPARE_LT) == 0;
                    }
                    UNIT_CHECK(ordered);
                    release(rt, list);
                    release(rt, original);
                }
            }
        }
    }
    close_runtime(rt);
}

static void test_failing_allocations_leave_containers_whole(void) {
    for (uint64_t n = 1; n < 60; n++) {
        Runtime *rt = open_runtime();
        Object *dict = dict_new(rt);
        Object *set = set_new(rt, NULL);
        Object *list = list_new(rt, 0);
        heap_fail_after(rt->heap, n, true);
        bool failed = false;
        size_t in_dict = 0;
        size_t in_set = 0;
        for (int64_t i = 0; i < 100 && !failed; i++) {
            Object *key = int_from_int64(rt, i);
            failed = !key;
            if (key) {
                bool stored = dict_set(rt, dict, key, NONE);
                bool added = set_add(rt, set, key);
                in_dict += stored;
                in_set += added;
                failed = !stored || !added || !list_append(rt, list, key);
                release(rt, key);
            }
        }
        if (!failed && !list_sort(rt, list, NULL, true)) {
            failed = true;
        }
        heap_fail_after(rt->heap, 0, false);
        UNIT_CHECK(failed == error_pending(rt));
        error_clear(rt);
        UNIT_CHECK(dict_length(dict) == in_dict && set_length(set) == in_set);
        for (size_t i = 0; i < in_dict; i++) {
            Object *key = int_from_int64(rt, (int64_t)i);
            UNIT_CHECK(dict_contains(rt, dict, key) == 1);
            release(rt, key);
        }
        release(rt, dict);
        release(rt, set);
        release(rt, list);
        close_runtime(rt);
    }
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_dict_random_operations_match_model);
    UNIT_RUN(test_dict_big_keeps_entries_small);
    UNIT_RUN(test_dict_taken_from_front_stays_fast);
    UNIT_RUN(test_set_random_operations_match_model);
    UNIT_RUN(test_sort_orders_and_is_stable);
    UNIT_RUN(test_failing_allocations_leave_containers_whole);
    return unit_result();
}
