/* _random: Random, the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded as CPython
 * seeds it, so that a seed gives the same numbers. */
#include "modules/random_module.h"

#include "modules/module_state.h"
#include "object/grants.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/grants.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/int_view.h"
#include <errno.h>
#include <string.h>
#include <sys/random.h>

enum {
    WORDS = 624,       /* of state */
    MIDDLE = 397,      /* the distance of the word that is mixed in */
    KEY_MIX = 1664525, /* multipliers and sums of the seeding */
    INDEX_MIX = 1566083941,
    FIRST_SEED = 19650218,
    FILL_MIX = 1812433253
};
static const uint32_t TWIST = 0x9908B0DF, TOP_BIT = 0x80000000, LOW_BITS = 0x7FFFFFFF;

/* next: words of `words` that have been given out; WORDS: the next number needs new ones. */
typedef struct RandomObject {
    Object header;
    uint32_t next;
    uint32_t words[WORDS];
} RandomObject;

typedef struct RandomState {
    uint32_t type;
} RandomState;

static RandomObject *as_random(Object *self) {
    return (RandomObject *)self;
}

/* ---- the generator ---- */

static void make_words(uint32_t *words) {
    for (size_t i = 0; i < WORDS; i++) {
        uint32_t joined = (words[i] & TOP_BIT) | (words[(i + 1) % WORDS] & LOW_BITS);
        words[i] = words[(i + MIDDLE) % WORDS] ^ joined >> 1 ^ (joined & 1 ? TWIST : 0);
    }
}

static uint32_t next_word(RandomObject *self) {
    if (self->next >= WORDS) {
        make_words(self->words);
        self->next = 0;
    }
    uint32_t word = self->words[self->next++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9D2C5680;
    word ^= word << 15 & 0xEFC60000;
    return word ^ word >> 18;
}

static void fill(RandomObject *self, uint32_t seed) {
    self->words[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++) {
        uint32_t before = self->words[i - 1];
        self->words[i] = (uint32_t)FILL_MIX * (before ^ before >> 30) + i;
    }
    self->next = WORDS;
}

static uint32_t mixed(const uint32_t *words, size_t i, uint32_t factor) {
    uint32_t before = words[i - 1];
    return words[i] ^ (before ^ before >> 30) * factor;
}

/* Steps to the next word; the last one is also the first one's neighbour. */
static size_t step(uint32_t *words, size_t i) {
    if (++i < WORDS) {
        return i;
    }
    words[0] = words[WORDS - 1];
    return 1;
}

static void seed_by_key(RandomObject *self, const uint32_t *key, size_t count) {
    fill(self, FIRST_SEED);
    uint32_t *words = self->words;
    size_t i = 1;
    for (size_t k = 0; k < base_max_size(WORDS, count); k++) {
        uint32_t place = (uint32_t)(k % count);
        words[i] = mixed(words, i, KEY_MIX) + key[place] + place;
        i = step(words, i);
    }
    for (size_t k = 1; k < WORDS; k++) {
        words[i] = mixed(words, i, INDEX_MIX) - (uint32_t)i;
        i = step(words, i);
    }
    words[0] = TOP_BIT;
}

/* ---- seeding ---- */

/* Without leave to ask the system: by the runtime's own seed, so that `import random` works. */
static bool seed_by_system(Runtime *rt, RandomObject *self) {
    uint32_t key[WORDS];
    if (!grants_has(rt, GRANT_RANDOM)) {
        const size_t size = sizeof rt->hash_seed;
        memcpy(key, rt->hash_seed, size);
        seed_by_key(self, key, size / sizeof(uint32_t));
        return true;
    }
    for (size_t done = 0; done < sizeof key;) {
        ssize_t got = getrandom((char *)key + done, sizeof key - done, 0);
        if (got < 0 && errno != EINTR) {
            raise_os_error(rt, errno, NULL);
            return false;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    seed_by_key(self, key, WORDS);
    return true;
}

/* The magnitude of an int is the key, 32 bits a word. */
static bool seed_by_int(Runtime *rt, RandomObject *self, Object *number) {
    IntView view;
    int_view_of(number, &view);
    size_t count = base_max_size(1, (int_view_bits(&view) + 31) / 32);
    uint32_t *key = memory_allocate(rt, count * sizeof *key);
    if (!key) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        key[i] = i / 2 < view.count ? (uint32_t)(view.limbs[i / 2] >> (i % 2 * 32)) : 0;
    }
    seed_by_key(self, key, count);
    memory_free(rt, key);
    return true;
}

static bool seed(Runtime *rt, RandomObject *self, Object *argument) {
    if (!argument || argument == NONE) {
        return seed_by_system(rt, self);
    }
    if (type_is_int(rt, argument)) {
        return seed_by_int(rt, self, argument);
    }
    int64_t hash = object_hash(rt, argument);
    Object *number = error_pending(rt) ? NULL : int_from_uint64(rt, (uint64_t)hash);
    bool done = number && seed_by_int(rt, self, number);
    release_nullable(rt, number);
    return done;
}

static Object *random_seed(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return seed(rt, as_random(self), count ? args[0] : NULL) ? retain(NONE) : NULL;
}

static Object *random_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                          Object *keyword_names) {
    (void)args;
    if (type->type_id == ((RandomState *)rt->module_state[MODULE_STATE_RANDOM])->type &&
        (!arguments_no_keywords(rt, "Random", keyword_names) ||
         !arguments_check_count(rt, "Random", count, 0, 1))) {
        return NULL;
    }
    Object *self = object_new_leaf(rt, type->type_id, type->slots->basic_size);
    if (self) { /* all zeros until it is initialised */
        as_random(self)->next = 0;
        memset(as_random(self)->words, 0, sizeof as_random(self)->words);
    }
    return self;
}

/* Here and not in random_new: a subclass has its own rules for what may be a seed. */
static bool random_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    (void)keyword_names;
    return seed(rt, as_random(self), count ? args[0] : NULL);
}

/* ---- numbers ---- */

/* 53 bits: 27 of one word above 26 of the next. */
static Object *random_random(Runtime *rt, Object *self) {
    uint64_t high = next_word(as_random(self)) >> 5;
    uint64_t low = next_word(as_random(self)) >> 6;
    return float_from_double(rt, (double)(high << 26 | low) * 0x1p-53);
}

static Object *random_getrandbits(Runtime *rt, Object *self, Object *argument) {
    int64_t bits;
    if (!object_as_int64(rt, argument, &bits)) {
        return NULL;
    }
    if (bits < 0) {
        return raise_value_error(rt, "number of bits must be non-negative");
    }
    if (bits <= 32) {
        return int_from_int64(rt, bits ? next_word(as_random(self)) >> (32 - bits) : 0);
    }
    if (bits > INT32_MAX) {
        return raise_overflow_error(rt, "Python int too large to convert to C int");
    }
    size_t count = (size_t)(bits + 63) / 64;
    Object *big = int_new_big(rt, count, false);
    if (!big) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(big);
    memset(limbs, 0, count * sizeof *limbs);
    for (size_t i = 0; bits > 0; i++, bits -= 32) {
        uint64_t word = next_word(as_random(self));
        limbs[i / 2] |= (bits < 32 ? word >> (32 - bits) : word) << (i % 2 * 32);
    }
    return int_normalise(rt, big);
}

/* ---- the state ---- */

static Object *random_getstate(Runtime *rt, Object *self) {
    Object *tuple = tuple_new(rt, WORDS + 1);
    for (size_t i = 0; tuple && i <= WORDS; i++) {
        uint32_t number = i < WORDS ? as_random(self)->words[i] : as_random(self)->next;
        tuple_items(tuple)[i] = int_from_int64(rt, number);
        if (!tuple_items(tuple)[i]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

static Object *random_setstate(Runtime *rt, Object *self, Object *state) {
    if (!type_is_tuple(rt, state)) {
        return raise_type_error(rt, "state vector must be a tuple");
    }
    if (tuple_length(state) != WORDS + 1) {
        return raise_value_error(rt, "state vector is the wrong size");
    }
    uint32_t words[WORDS + 1];
    for (size_t i = 0; i <= WORDS; i++) {
        int64_t number;
        if (!object_as_int64(rt, tuple_get(state, i), &number)) {
            return NULL;
        }
        if (number < 0 || number > UINT32_MAX) {
            return raise_overflow_error(rt, "state vector item out of range");
        }
        words[i] = (uint32_t)number;
    }
    if (words[WORDS] > WORDS) {
        return raise_value_error(rt, "invalid state");
    }
    memcpy(as_random(self)->words, words, sizeof as_random(self)->words);
    as_random(self)->next = words[WORDS];
    return retain(NONE);
}

static const MethodRow RANDOM_METHODS[] = {
    METHOD_ROW_NOARGS("random", random_random, "random() -> x in the interval [0, 1)."),
    METHOD_ROW_POSITIONAL("seed", random_seed, 0, 1,
                          "seed([n]) -> None. The same n gives the same numbers; without one the "
                          "system gives the seed."),
    METHOD_ROW_NOARGS("getstate", random_getstate,
                      "getstate() -> a tuple with the generator's state."),
    METHOD_ROW_ONE("setstate", random_setstate,
                   "setstate(state) -> None. Goes on from what getstate() gave."),
    METHOD_ROW_ONE("getrandbits", random_getrandbits,
                   "getrandbits(k, /)\n--\n\nAn int of k random bits."),
    METHOD_ROW_END,
};

static const TypeSpec random_spec = {
    .slots =
        {
            .name = "_random.Random",
            .flags = TYPE_FLAG_SUBCLASSABLE,
            .basic_size = sizeof(RandomObject),
            .new_instance = random_new,
            .init = random_init,
        },
    .methods = RANDOM_METHODS,
    .doc = "Random() -> a random number generator with its own state.",
    .module = "_random",
};

static bool random_populate(Runtime *rt, Object *dict) {
    RandomState *state = module_state(rt, MODULE_STATE_RANDOM, sizeof *state);
    if (state && !state->type && !type_register(rt, &random_spec, &state->type)) {
        return false;
    }
    TypeObject *type = state ? type_object(rt, state->type) : NULL;
    return type && dict_set_cstring(rt, dict, "Random", (Object *)type);
}

const ModuleSpec random_module = {
    .name = "_random",
    .doc = "The Mersenne Twister under the random module.",
    .populate = random_populate,
};
