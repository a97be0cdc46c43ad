/* The hash of a key, with the two commonest kinds of keys in place. */
#ifndef OURO_OBJECT_KEY_HASH_H
#define OURO_OBJECT_KEY_HASH_H

#include "object/operations.h"

static inline bool key_is_plain_int(const Object *key) {
    return object_type_id(key) == TYPE_INT && !int_is_big(key);
}

/* As int's hash slot: the number modulo 2^61 - 1, sign kept, -2 for -1. */
static inline int64_t key_hash_int(int64_t number) {
    const int64_t modulus = ((int64_t)1 << 61) - 1;
    if (LIKELY(number > -modulus && number < modulus)) {
        return number == -1 ? -2 : number;
    }
    int64_t hash = number % modulus;
    return hash == -1 ? -2 : hash;
}

/* As object_hash: -1 with an error pending. */
static inline int64_t key_hash(Runtime *rt, Object *key) {
    uint32_t type_id = object_type_id(key);
    if (LIKELY(type_id == TYPE_STR)) {
        uint32_t hash = ((StrObject *)key)->hash;
        return LIKELY(hash != 0) ? hash : str_hash_in_time(rt, key);
    }
    if (type_id == TYPE_INT && !int_is_big(key)) {
        return key_hash_int(int_small_value(key));
    }
    return object_hash(rt, key);
}

#endif
