/* Numbers: representation, conversions, and operations whose allocations fail in turn. */
#include "unit.h"

#include "object/bytes.h"
#include "object/str.h"
#include "object/complex.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/intern.h"
#include "object/operations.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/builtin_type.h"
#include "types/int_arithmetic.h"
#include <math.h>

static Runtime *open_runtime(void) {
    Runtime *rt = calloc(1, sizeof *rt);
    rt->heap = heap_create(NULL);
    rt->recursion_limit = 1000;
    str_open(rt);
    bytes_open(rt);
    type_table_open(rt);
    if (!intern_open(rt) || !shape_open(rt) || !int_open(rt, -5, 257)) {
        abort();
    }
    builtin_type_open(rt);
    rt->memory_error = exception_new(rt, TYPE_MEMORY_ERROR, NULL, 0);
    return rt;
}

static void close_runtime(Runtime *rt) {
    error_clear(rt);
    CLEAR_REF(rt, &rt->memory_error);
    int_close(rt);
    type_table_close(rt);
    shape_close(rt);
    deallocate_close(rt);
    heap_destroy(rt->heap);
    free(rt);
}

static Object *number(Runtime *rt, const char *digits) {
    bool negative = *digits == '-';
    return int_from_digits(rt, digits + negative, strlen(digits) - negative, 10, negative);
}

static bool shows(Runtime *rt, Object *owned, const char *wanted) {
    Object *shown = owned ? object_repr(rt, owned) : NULL;
    bool same = shown && str_equals_ascii(shown, wanted);
    if (shown && !same) {
        printf("  got %s\n", (const char *)str_data(shown));
    }
    release_nullable(rt, shown);
    release_nullable(rt, owned);
    return same;
}

static void test_int_at_the_border_of_63_bits_is_normalised(void) {
    Runtime *rt = open_runtime();
    static const int64_t values[] = {
        INT64_MIN, VALUE_INT_MIN - 1, VALUE_INT_MIN,     -6,       -5, 0, 256,
        257,       VALUE_INT_MAX,     VALUE_INT_MAX + 1, INT64_MAX};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        Object *made = int_from_int64(rt, values[i]);
        int overflow;
        UNIT_CHECK(int_as_int64(made, &overflow) == values[i] && overflow == 0);
        UNIT_CHECK(int_is_big(made) == !value_fits_int(values[i]));
        UNIT_CHECK(int_is_negative(made) == (values[i] < 0));
        release(rt, made);
    }
    Object *minimum = int_from_int64(rt, VALUE_INT_MAX + 1);
    Object *negated = int_arithmetic_negative(rt, minimum);
    UNIT_CHECK(!int_is_big(negated) && int_small_value(negated) == VALUE_INT_MIN);
    release(rt, minimum);
    release(rt, negated);
    close_runtime(rt);
}

static void test_int_from_double_is_exact(void) {
    Runtime *rt = open_runtime();
    static const double values[] = {
        0.0, -1.9, 0x1p62, -0x1p62, 0x1p63, 0x1.8p64, -0x1.fffffffffffffp1023};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        Object *made = int_from_double(rt, values[i]);
        UNIT_CHECK(made && int_as_double(rt, made) == trunc(values[i]));
        UNIT_CHECK(int_arithmetic_compare_double(made, trunc(values[i])) == 0);
        release_nullable(rt, made);
    }
    UNIT_CHECK(int_from_double(rt, (double)NAN) == NULL && error_matches(rt, TYPE_VALUE_ERROR));
    UNIT_CHECK(int_from_double(rt, INFINITY) == NULL && error_matches(rt, TYPE_OVERFLOW_ERROR));
    close_runtime(rt);
}

static void test_value_box_gives_one_identity(void) {
    Runtime *rt = open_runtime();
    Value value = value_from_int(1000);
    Object *boxed = value_box(rt, &value);
    UNIT_CHECK(value_is_object(value) && value_box(rt, &value) == boxed);
    value_release(rt, value);
    UNIT_CHECK(value_try_float(2.5, &value));
    UNIT_CHECK(float_value(value_box(rt, &value)) == 2.5);
    value_release(rt, value);
    value = value_from_int(7);
    UNIT_CHECK(value_box(rt, &value) == &rt->small_ints[0][12].header);
    value_release(rt, value);
    close_runtime(rt);
}

static void test_in_place_changes_the_block_that_it_is_given(void) {
    Runtime *rt = open_runtime();
    Object *a = number(rt, "340282366920938463463374607431768211456"); /* 2**128 */
    Object *b = number(rt, "18446744073709551616");
    UNIT_CHECK(int_arithmetic_in_place(rt, a, b, BINARY_ADD));
    UNIT_CHECK(shows(rt, retain(a), "340282366920938463481821351505477763072"));
    UNIT_CHECK(!int_arithmetic_in_place(rt, b, a, BINARY_SUBTRACT));
    Object *one = int_from_int64(rt, -1);
    UNIT_CHECK(!int_arithmetic_in_place(rt, a, one, BINARY_MULTIPLY));
    release(rt, one);
    release(rt, a);
    release(rt, b);
    close_runtime(rt);
}

/* Every operation, on numbers that need limbs, with the nth allocation failing for all n. */

static Object *run_operation(Runtime *rt, unsigned which, Object *const *operands) {
    Object *a = operands[0], *b = operands[1], *m = operands[2];
    static const BinaryOp ops[] = {
        BINARY_ADD,    BINARY_SUBTRACT,    BINARY_MULTIPLY, BINARY_FLOOR_DIVIDE, BINARY_REMAINDER,
        BINARY_DIVMOD, BINARY_TRUE_DIVIDE, BINARY_AND,      BINARY_OR,           BINARY_XOR};
    if (which < COUNT_OF(ops)) {
        return object_binary(rt, a, b, ops[which]);
    }
    switch (which - COUNT_OF(ops)) {
    case 0:
        return object_power(rt, a, b, m);
    case 1:
        return object_repr(rt, a);
    case 2:
        return int_arithmetic_gcd(rt, a, b);
    case 3:
        return int_arithmetic_isqrt(rt, a);
    case 4:
        return object_unary(rt, a, UNARY_INVERT);
    case 5:
        return number(rt, "123456789012345678901234567890123456789012345678901234567890");
    case 6: {
        Object *times = int_from_int64(rt, 17);
        Object *power = times ? object_binary(rt, a, times, BINARY_POWER) : NULL;
        release_nullable(rt, times);
        return power;
    }
    default: {
        Object *name = str_from_cstring(rt, "+_x");
        Object *shown = name ? object_format(rt, a, name) : NULL;
        release_nullable(rt, name);
        return shown;
    }
    }
}

static size_t live_blocks(Runtime *rt) {
    static HeapStatistics statistics;
    heap_statistics(rt->heap, &statistics);
    size_t count = statistics.run_count + statistics.large_count;
    for (size_t i = 0; i < statistics.class_count; i++) {
        count += statistics.classes[i].live_blocks;
    }
    return count;
}

static void test_failing_allocations_give_memory_error_and_leak_nothing(void) {
    Runtime *rt = open_runtime();
    Object *operands[3] = {number(rt, "-98765432109876543210987654321098765432109876543210"),
                           number(rt, "31415926535897932384626433832795"),
                           number(rt, "1000000000000000000000000000000000000007")};
    Object *positive = int_arithmetic_absolute(rt, operands[0]);
    for (unsigned which = 0; which < 18; which++) {
        Object *first = operands[0];
        if (which == 13) {
            operands[0] = positive;
        }
        release_nullable(rt, run_operation(rt, which, operands)); /* makes what is made once */
        bool done = false;
        for (uint64_t n = 1; n < 200 && !done; n++) {
            size_t before = live_blocks(rt);
            heap_fail_after(rt->heap, n, true);
            Object *result = run_operation(rt, which, operands);
            done = !heap_has_failed(rt->heap);
            heap_fail_after(rt->heap, 0, false);
            UNIT_CHECK((result == NULL) == error_pending(rt));
            error_clear(rt);
            release_nullable(rt, result);
            if (!UNIT_CHECK(live_blocks(rt) == before)) {
                printf("  operation %u, allocation %u\n", which, (unsigned)n);
            }
        }
        UNIT_CHECK(done);
        operands[0] = first;
    }
    for (size_t i = 0; i < 3; i++) {
        release(rt, operands[i]);
    }
    release(rt, positive);
    close_runtime(rt);
}

/* (a * b + c) divmod b gives a and c back, for sizes up to big ones. */
static void test_random_products_divide_back(void) {
    Runtime *rt = open_runtime();
    uint64_t state = unit.seed;
    for (int round = 0; round < 2000; round++) {
        Object *made[3];
        for (int i = 0; i < 3; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            size_t count = 1 + (state >> 40) % (i == 2 ? 3 : 12);
            made[i] = int_new_big(rt, count, false);
            for (size_t k = 0; k < count; k++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                ((BigIntObject *)made[i])->limbs[k] = state >> 60 == 0 ? 0 : base_mix(state);
            }
            made[i] = int_normalise(rt, made[i]);
        }
        if (!int_is_zero(made[1]) && int_arithmetic_compare(made[2], made[1]) < 0) {
            Object *product = int_arithmetic_multiply(rt, made[0], made[1]);
            Object *sum = int_arithmetic_add(rt, product, made[2]);
            Object *quotient, *rest;
            UNIT_CHECK(int_arithmetic_divmod(rt, sum, made[1], &quotient, &rest));
            UNIT_CHECK(int_arithmetic_compare(quotient, made[0]) == 0);
            UNIT_CHECK(int_arithmetic_compare(rest, made[2]) == 0);
            release(rt, product);
            release(rt, sum);
            release(rt, quotient);
            release(rt, rest);
        }
        for (int i = 0; i < 3; i++) {
            release(rt, made[i]);
        }
    }
    close_runtime(rt);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_int_at_the_border_of_63_bits_is_normalised);
    UNIT_RUN(test_int_from_double_is_exact);
    UNIT_RUN(test_value_box_gives_one_identity);
    UNIT_RUN(test_in_place_changes_the_block_that_it_is_given);
    UNIT_RUN(test_failing_allocations_give_memory_error_and_leak_nothing);
    UNIT_RUN(test_random_products_divide_back);
    return unit_result();
}
