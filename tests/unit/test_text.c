/* Strings and bytes on a runtime put together by hand: kinds, canonical objects, interning, growth
 * in place, allocations that fail. */
#include "unit.h"
#include "object/bytes.h"
#include "object/str.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/operations.h"
#include "object/shape.h"
#include "types/builtin_type.h"
#include "types/codecs.h"

static Runtime *open_runtime(void) {
    Runtime *rt = calloc(1, sizeof *rt);
    rt->heap = heap_create(NULL);
    rt->recursion_limit = 1000;
    rt->hash_seed[0] = 1;
    str_open(rt);
    bytes_open(rt);
    type_table_open(rt);
    if (!intern_open(rt) || !shape_open(rt)) {
        abort();
    }
    builtin_type_open(rt);
    rt->memory_error = exception_new(rt, TYPE_MEMORY_ERROR, NULL, 0);
    return rt;
}

static void close_runtime(Runtime *rt) {
    error_clear(rt);
    CLEAR_REF(rt, &rt->memory_error);
    intern_close(rt);
    str_close(rt);
    bytes_close(rt);
    heap_destroy(rt->heap);
    free(rt);
}

static bool text_is(Runtime *rt, Object *owned, const char *wanted) {
    size_t length;
    Object *holder = NULL;
    const char *utf8 = owned ? str_utf8(rt, owned, &length, &holder, true) : NULL;
    bool same = utf8 && length == strlen(wanted) && memcmp(utf8, wanted, length) == 0;
    release_nullable(rt, holder);
    release_nullable(rt, owned);
    return same;
}

static void test_str_kind_is_the_narrowest(void) {
    Runtime *rt = open_runtime();
    static const char *const texts[] = {"abc", "ab\u00e9", "ab\u20ac", "ab\U0001f600"};
    for (int kind = STR_ASCII; kind <= STR_UCS4; kind++) {
        Object *str = str_from_cstring(rt, texts[kind]);
        UNIT_CHECK(str && (int)str_kind(str) == kind && str_length(str) == 3);
        Object *part = str_substring(rt, str, 0, 2);
        UNIT_CHECK(str_is_ascii(part));
        UNIT_CHECK(text_is(rt, part, "ab"));
        StrWriter writer;
        writer_init(&writer);
        UNIT_CHECK(writer_reserve(rt, &writer, 2, 0x10ffff) && writer_char(rt, &writer, 'x') &&
                   writer_str(rt, &writer, str));
        Object *written = writer_finish(rt, &writer);
        UNIT_CHECK((int)str_kind(written) == kind && str_length(written) == 4);
        release(rt, written);
        release(rt, str);
    }
    close_runtime(rt);
}

static void test_str_abc_takes_24_bytes(void) {
    Runtime *rt = open_runtime();
    Object *str = str_from_cstring(rt, "abc");
    UNIT_CHECK(heap_usable_size(rt->heap, str) == 24);
    release(rt, str);
    close_runtime(rt);
}

static void test_str_short_ones_are_canonical(void) {
    Runtime *rt = open_runtime();
    Object *made = str_from_code_point(rt, 0xe9);
    Object *whole = str_from_cstring(rt, "x\u00e9\u20ac");
    Object *cut = str_substring(rt, whole, 1, 2);
    UNIT_CHECK(made == cut);
    Object *fresh = str_new_uninitialised(rt, STR_LATIN1, 1);
    str_set_at(fresh, 0, 0xe9);
    fresh = str_finish(rt, fresh);
    UNIT_CHECK(fresh == made);
    fresh = intern(rt, fresh);
    UNIT_CHECK(fresh == made);
    Object *empty = str_substring(rt, whole, 2, 2);
    UNIT_CHECK(empty == rt->empty_str);
    Object *byte = bytes_from_data(rt, "xy", 1);
    Object *same = bytes_from_byte(rt, 'x');
    UNIT_CHECK(byte == same);
    release(rt, byte);
    release(rt, same);
    release(rt, empty);
    release(rt, fresh);
    release(rt, cut);
    release(rt, made);
    release(rt, whole);
    close_runtime(rt);
}

static void test_str_append_grows_in_place(void) {
    Runtime *rt = open_runtime();
    Object *sum = str_from_cstring(rt, "start");
    Object *part = str_from_cstring(rt, "0123456789");
    HeapStatistics before, after;
    heap_statistics(rt->heap, &before);
    for (int i = 0; i < 100000; i++) {
        UNIT_CHECK(str_append(rt, &sum, part));
    }
    heap_statistics(rt->heap, &after);
    UNIT_CHECK(str_length(sum) == 1000005);
    UNIT_CHECK(after.reallocations - before.reallocations < 300);
    Object *again = retain(sum); /* shared: must copy */
    UNIT_CHECK(str_append(rt, &again, sum));
    UNIT_CHECK(str_length(again) == 2000010 && str_length(sum) == 1000005);
    release(rt, again);
    release(rt, sum);
    release(rt, part);
    close_runtime(rt);
}

static void test_intern_entries_are_weak_and_the_table_shrinks(void) {
    Runtime *rt = open_runtime();
    size_t known = intern_count(rt);
    enum { COUNT = 20000 };
    Object **strings = calloc(COUNT, sizeof *strings);
    for (int i = 0; i < COUNT; i++) {
        char text[32];
        snprintf(text, sizeof text, "name%d", i);
        strings[i] = intern_cstring(rt, text);
        Object *same = intern(rt, str_from_cstring(rt, text));
        UNIT_CHECK(same == strings[i]);
        release(rt, same);
    }
    UNIT_CHECK(intern_count(rt) == known + COUNT);
    UNIT_CHECK(rt->counters.intern_hits == COUNT);
    UNIT_CHECK(rt->counters.intern_bytes_saved >= COUNT * 24);
    HeapStatistics full, empty;
    heap_statistics(rt->heap, &full);
    for (int i = 0; i < COUNT; i++) {
        release(rt, strings[i]);
    }
    heap_statistics(rt->heap, &empty);
    UNIT_CHECK(intern_count(rt) == known);
    UNIT_CHECK(full.live_bytes - empty.live_bytes > COUNT * (24 + 8));
    Object *again = intern_cstring(rt, "name7");
    UNIT_CHECK(again && str_is_interned(again));
    release(rt, again);
    free(strings);
    close_runtime(rt);
}

static void test_codecs_replace_what_cannot_be_decoded(void) {
    Runtime *rt = open_runtime();
    const uint8_t bad[] = "a\xe2\x82zb\xff";
    Object *text = codecs_decode(rt, bad, sizeof bad - 1, NULL, "utf-8", "replace");
    UNIT_CHECK(text_is(rt, text, "a\ufffdzb\ufffd"));
    text = codecs_decode(rt, bad, sizeof bad - 1, NULL, "UTF8", "surrogateescape");
    UNIT_CHECK(text && str_at(text, 1) == 0xdce2);
    Object *bytes = text ? codecs_encode(rt, text, NULL, "surrogateescape") : NULL;
    UNIT_CHECK(bytes && bytes_length(bytes) == 6 && memcmp(bytes_data(bytes), bad, 6) == 0);
    release_nullable(rt, bytes);
    release_nullable(rt, text);
    size_t consumed;
    text = codecs_decode_by_id(rt, bad, 3, NULL, CODEC_UTF8, NULL, &consumed);
    UNIT_CHECK(consumed == 1);
    UNIT_CHECK(text_is(rt, text, "a"));
    close_runtime(rt);
}

/* A mixture of what allocates; true when it succeeded. */
static bool work(Runtime *rt) {
    Object *a = str_from_cstring(rt, "some text \u20ac that is long enough");
    Object *b = a ? str_substring(rt, a, 5, 20) : NULL;
    Object *c = b ? str_concat(rt, a, b) : NULL;
    Object *d = c ? codecs_encode(rt, c, "utf-16", NULL) : NULL;
    Object *e = d ? str_format(rt, "%U and %R of %d", a, c, 7) : NULL;
    Object *f = e ? intern(rt, retain(e)) : NULL;
    bool done = f != NULL;
    release_nullable(rt, a);
    release_nullable(rt, b);
    release_nullable(rt, c);
    release_nullable(rt, d);
    release_nullable(rt, e);
    release_nullable(rt, f);
    return done;
}

static void test_text_survives_every_failing_allocation(void) {
    Runtime *rt = open_runtime();
    UNIT_CHECK(work(rt));
    HeapStatistics before, after;
    heap_statistics(rt->heap, &before);
    for (uint64_t n = 1; n < 200; n++) {
        heap_fail_after(rt->heap, n, false);
        bool done = work(rt);
        bool failed = heap_has_failed(rt->heap);
        heap_fail_after(rt->heap, 0, false);
        UNIT_CHECK(done || (failed && error_matches(rt, TYPE_MEMORY_ERROR)));
        error_clear(rt);
        if (!failed) {
            break;
        }
    }
    heap_statistics(rt->heap, &after);
    UNIT_CHECK(before.live_bytes == after.live_bytes);
    close_runtime(rt);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_str_kind_is_the_narrowest);
    UNIT_RUN(test_str_abc_takes_24_bytes);
    UNIT_RUN(test_str_short_ones_are_canonical);
    UNIT_RUN(test_str_append_grows_in_place);
    UNIT_RUN(test_intern_entries_are_weak_and_the_table_shrinks);
    UNIT_RUN(test_codecs_replace_what_cannot_be_decoded);
    UNIT_RUN(test_text_survives_every_failing_allocation);
    return unit_result();
}
