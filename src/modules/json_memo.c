/* json_memo: see json_memo.h. Nothing here runs Python code. */
#include "modules/json_memo.h"

#include "base/hash.h"
#include "object/budget.h"
#include "object/references.h"
#include <string.h>

enum { FIRST_CAPACITY = 16, SHORT_KEY = 256 };

static bool has_text(const Object *key, const uint8_t *data, size_t length) {
    return str_length(key) == length && str_width(key) == 1 &&
           memcmp(str_data(key), data, length) == 0;
}

static JsonMemoSlot *free_slot(const JsonMemo *memo, uint64_t hash) {
    size_t mask = memo->capacity - 1;
    size_t at = hash & mask;
    while (memo->slots[at].key) {
        at = (at + 1) & mask;
    }
    return &memo->slots[at];
}

static bool grow(Runtime *rt, JsonMemo *memo) {
    JsonMemo larger = {NULL, memo->count, memo->capacity ? 2 * memo->capacity : FIRST_CAPACITY};
    if (!budget_spend_whole(rt, 2 * memo->capacity)) {
        return false;
    }
    larger.slots = memory_allocate_zeroed(rt, larger.capacity * sizeof(JsonMemoSlot));
    if (!larger.slots) {
        return false;
    }
    for (size_t i = 0; i < memo->capacity; i++) {
        if (memo->slots[i].key) {
            *free_slot(&larger, memo->slots[i].hash) = memo->slots[i];
        }
    }
    memory_free(rt, memo->slots);
    *memo = larger;
    return true;
}

/* A key that is not there yet. */
static NEW_REF Object *add(Runtime *rt, JsonMemo *memo, STEALS Object *key, uint64_t hash) {
    if (2 * (memo->count + 1) > memo->capacity && !grow(rt, memo)) {
        release(rt, key);
        return NULL;
    }
    *free_slot(memo, hash) = (JsonMemoSlot){retain(key), hash};
    memo->count++;
    return key;
}

NEW_REF Object *json_memo_share(Runtime *rt, JsonMemo *memo, STEALS Object *key) {
    if (!key) {
        return NULL;
    }
    uint32_t hash = str_hash(rt, key);
    size_t mask = memo->capacity - 1;
    for (size_t at = hash & mask; memo->count > 0 && memo->slots[at].key; at = (at + 1) & mask) {
        Object *known = memo->slots[at].key;
        if (memo->slots[at].hash == hash && str_equals(known, key)) {
            release(rt, key);
            return retain(known);
        }
    }
    return add(rt, memo, key, hash);
}

/* The hash of a str is that of its bytes, so a known key is found before it is made again. */
NEW_REF Object *json_memo_part(Runtime *rt, JsonMemo *memo, Object *text, size_t start,
                               size_t end) {
    size_t length = end - start;
    if (length == 0 || length > SHORT_KEY || str_width(text) != 1) {
        return json_memo_share(rt, memo, str_substring(rt, text, start, end));
    }
    const uint8_t *data = str_data(text) + start;
    uint32_t hash = hash_data32(data, length, rt->hash_seed);
    size_t mask = memo->capacity - 1;
    for (size_t at = hash & mask; memo->count > 0 && memo->slots[at].key; at = (at + 1) & mask) {
        if (memo->slots[at].hash == hash && has_text(memo->slots[at].key, data, length)) {
            return retain(memo->slots[at].key);
        }
    }
    Object *key = str_substring(rt, text, start, end);
    if (key && !str_is_interned(key)) {
        ((StrObject *)key)->hash = hash;
    }
    return key ? add(rt, memo, key, hash) : NULL;
}

void json_memo_clear(Runtime *rt, JsonMemo *memo) {
    JsonMemo old = *memo;
    *memo = (JsonMemo){NULL, 0, 0};
    if (old.capacity >= REFERENCES_MANY) {
        references_release(rt, &(References){.block = old.slots,
                                             .base = &old.slots->key,
                                             .count = old.capacity,
                                             .mask = SIZE_MAX,
                                             .step = sizeof(JsonMemoSlot) / sizeof(Object *),
                                             .width = 1});
        return;
    }
    for (size_t i = 0; i < old.capacity; i++) {
        release_nullable(rt, old.slots[i].key);
    }
    memory_free(rt, old.slots);
}
