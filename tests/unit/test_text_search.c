/* Searching for runs of units: every width and both directions against the plain way. */
#include "unit.h"
#include "base/text_search.h"

static uint64_t random_state;

static uint32_t random_below(uint32_t limit) {
    random_state = base_mix(random_state + UINT64_C(0x9e3779b97f4a7c15));
    return (uint32_t)(random_state >> 32) % limit;
}

static void put(void *data, size_t idx, unsigned width, uint32_t unit_value) {
    if (width == 1) {
        ((uint8_t *)data)[idx] = (uint8_t)unit_value;
    } else if (width == 2) {
        ((uint16_t *)data)[idx] = (uint16_t)unit_value;
    } else {
        ((uint32_t *)data)[idx] = unit_value;
    }
}

static bool one_round(void) {
    static const unsigned WIDTHS[] = {1, 2, 4};
    static uint32_t text_units[128], needle_units[128];
    SearchText text = {text_units, random_below(100), WIDTHS[random_below(3)]};
    SearchText needle = {needle_units, random_below(24), WIDTHS[random_below(3)]};
    if (needle.width > text.width) {
        return true;
    }
    uint32_t letters = 1 + random_below(3);
    for (size_t i = 0; i < text.length; i++) {
        put(text_units, i, text.width, 'a' + random_below(letters));
    }
    bool from_text = random_below(2) && needle.length <= text.length;
    size_t from = from_text ? random_below((uint32_t)(text.length - needle.length + 1)) : 0;
    for (size_t i = 0; i < needle.length; i++) {
        put(needle_units, i, needle.width,
            from_text ? search_unit(text_units, from + i, text.width)
                      : 'a' + random_below(letters));
    }
    size_t first = SEARCH_NONE;
    size_t last = SEARCH_NONE;
    for (size_t i = 0; i + needle.length <= text.length; i++) {
        if (search_equal_at(text, i, needle)) {
            first = first == SEARCH_NONE ? i : first;
            last = i;
        }
    }
    return search_find(text, needle) == first && search_find_last(text, needle) == last;
}

static void test_text_search_random_agrees_with_plain_search(void) {
    random_state = unit.seed;
    for (int i = 0; i < 300000; i++) {
        if (!UNIT_CHECK(one_round())) {
            return;
        }
    }
}

static void test_text_search_count_skips_overlaps(void) {
    SearchText text = {"aaaaa", 5, 1};
    SearchText needle = {"aa", 2, 1};
    UNIT_CHECK(search_count(text, needle, SIZE_MAX) == 2);
    UNIT_CHECK(search_count(text, needle, 1) == 1);
    UNIT_CHECK(search_count(text, (SearchText){"a", 1, 1}, SIZE_MAX) == 5);
    UNIT_CHECK(search_count(text, (SearchText){"b", 1, 1}, SIZE_MAX) == 0);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_text_search_random_agrees_with_plain_search);
    UNIT_RUN(test_text_search_count_skips_overlaps);
    return unit_result();
}
