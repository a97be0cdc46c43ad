/* The shortest digits of doubles: they read back, fewer do not, and known ones are right. */
#include "unit.h"
#include "base/double_text.h"
#include <math.h>

static uint64_t random_state;

static uint64_t random_bits(void) {
    random_state += UINT64_C(0x9e3779b97f4a7c15);
    return base_mix(random_state);
}

static bool reads_back(double value, const char *digits, size_t count, int exponent) {
    char text[64];
    snprintf(text, sizeof text, "0.%.*se%d", (int)count, digits, exponent);
    return strtod(text, NULL) == value;
}

static bool is_shortest(double value) {
    char digits[DOUBLE_DIGITS_SIZE];
    int exponent;
    size_t count = double_shortest(value, digits, &exponent);
    if (count != strlen(digits) || count < 1 || count > 17 || digits[count - 1] == '0' ||
        !reads_back(value, digits, count, exponent)) {
        return false;
    }
    char fewer[40];
    if (count == 1) {
        return true;
    }
    snprintf(fewer, sizeof fewer, "%.*e", (int)count - 2, value);
    return strtod(fewer, NULL) != value;
}

static void test_double_shortest_random_reads_back(void) {
    random_state = unit.seed;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = random_bits() & INT64_MAX;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value) && value > 0 && !UNIT_CHECK(is_shortest(value))) {
            printf("  %a\n", value);
            return;
        }
        double near_one = (double)(random_bits() >> 11) * 0x1p-53 * pow(10, (double)(i % 28) - 10);
        if (near_one > 0 && !UNIT_CHECK(is_shortest(near_one))) {
            printf("  %a\n", near_one);
            return;
        }
    }
}

static bool repr_is(double value, const char *wanted) {
    char text[DOUBLE_REPR_SIZE];
    size_t length = double_repr(value, text);
    return length == strlen(wanted) && strcmp(text, wanted) == 0;
}

static void test_double_repr_known_texts(void) {
    UNIT_CHECK(repr_is(0.0, "0.0"));
    UNIT_CHECK(repr_is(-0.0, "-0.0"));
    UNIT_CHECK(repr_is(1.0, "1.0"));
    UNIT_CHECK(repr_is(0.1, "0.1"));
    UNIT_CHECK(repr_is(-2.5, "-2.5"));
    UNIT_CHECK(repr_is(1e16, "1e+16"));
    UNIT_CHECK(repr_is(123456789012345680.0, "1.2345678901234568e+17"));
    UNIT_CHECK(repr_is(9007199254740993.0, "9007199254740992.0"));
    UNIT_CHECK(repr_is(0.0001, "0.0001"));
    UNIT_CHECK(repr_is(0.00001, "1e-05"));
    UNIT_CHECK(repr_is(5e-324, "5e-324"));
    UNIT_CHECK(repr_is(0x1p-44, "5.684341886080802e-14")); /* 16 digits by the wide side */
    UNIT_CHECK(repr_is(1.7976931348623157e308, "1.7976931348623157e+308"));
    UNIT_CHECK(repr_is(1e23, "1e+23"));
    UNIT_CHECK(repr_is(INFINITY, "inf"));
    UNIT_CHECK(repr_is(-INFINITY, "-inf"));
    UNIT_CHECK(repr_is(NAN, "nan"));
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_double_shortest_random_reads_back);
    UNIT_RUN(test_double_repr_known_texts);
    return unit_result();
}
