/* hashes_blake2: _blake2: BLAKE2b and BLAKE2s (RFC 7693), with keys, salts and tree parameters. */
#include "modules/hashes.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"
#include <string.h>

/* The fractions of the square roots of the first eight primes; BLAKE2s has the upper halves. */
static const uint64_t START[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
static const uint8_t ORDER[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

/* What differs between the two. */
typedef struct Blake2Variant {
    const char *name;
    unsigned word_bits;
    unsigned rounds;
    uint8_t rotations[4];
    uint8_t salt_size; /* and that of the person */
} Blake2Variant;

enum { BLAKE2B, BLAKE2S, BLAKE2_COUNT };
static const Blake2Variant VARIANTS[BLAKE2_COUNT] = {
    {"blake2b", 64, 12, {32, 24, 16, 63}, 16},
    {"blake2s", 32, 10, {16, 12, 8, 7}, 8},
};

/* The block waits until more comes or the digest is wanted, since the last one is special. */
typedef struct Blake2Object {
    Object header;
    const Blake2Variant *variant;
    uint64_t words[8];
    uint64_t taken; /* bytes, without those that wait */
    uint8_t block[128];
    size_t waiting;
    uint8_t digest_size;
    bool last_node;
} Blake2Object;

typedef struct Blake2State {
    uint32_t types[BLAKE2_COUNT];
} Blake2State;

static Blake2State *blake2_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_BLAKE2, sizeof(Blake2State));
}

static Blake2Object *as_blake2(Object *self) {
    return (Blake2Object *)self;
}

/* ---- the algorithm ---- */

static uint64_t mask_of(const Blake2Variant *variant) {
    return variant->word_bits == 64 ? UINT64_MAX : UINT32_MAX;
}

static size_t word_size(const Blake2Variant *variant) {
    return variant->word_bits / 8;
}

static size_t block_size(const Blake2Variant *variant) {
    return word_size(variant) * 16;
}

static uint64_t start_word(const Blake2Variant *variant, size_t i) {
    return variant->word_bits == 64 ? START[i] : START[i] >> 32;
}

static uint64_t rotate(const Blake2Variant *variant, uint64_t word, unsigned bits) {
    return (word >> bits | word << (variant->word_bits - bits)) & mask_of(variant);
}

static uint64_t load_word(const uint8_t *data, size_t size) {
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++) {
        word |= (uint64_t)data[i] << 8 * i;
    }
    return word;
}

static void mix(const Blake2Variant *variant, uint64_t *v, const uint8_t *places, uint64_t first,
                uint64_t second) {
    uint64_t *a = &v[places[0]], *b = &v[places[1]], *c = &v[places[2]], *d = &v[places[3]];
    uint64_t mask = mask_of(variant);
    for (size_t half = 0; half < 2; half++) {
        *a = (*a + *b + (half ? second : first)) & mask;
        *d = rotate(variant, *d ^ *a, variant->rotations[2 * half]);
        *c = (*c + *d) & mask;
        *b = rotate(variant, *b ^ *c, variant->rotations[2 * half + 1]);
    }
}

static void compress(Blake2Object *self, bool last) {
    static const uint8_t PLACES[8][4] = {{0, 4, 8, 12},  {1, 5, 9, 13},  {2, 6, 10, 14},
                                         {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12},
                                         {2, 7, 8, 13},  {3, 4, 9, 14}};
    const Blake2Variant *variant = self->variant;
    uint64_t v[16], message[16], mask = mask_of(variant);
    for (size_t i = 0; i < 16; i++) {
        message[i] = load_word(self->block + i * word_size(variant), word_size(variant));
        v[i] = i < 8 ? self->words[i] : start_word(variant, i - 8);
    }
    v[12] ^= self->taken & mask;
    v[13] ^= variant->word_bits == 64 ? 0 : self->taken >> 32;
    v[14] ^= last ? mask : 0;
    v[15] ^= last && self->last_node ? mask : 0;
    for (size_t round = 0; round < variant->rounds; round++) {
        const uint8_t *order = ORDER[round % 10];
        for (size_t i = 0; i < 8; i++) {
            mix(variant, v, PLACES[i], message[order[2 * i]], message[order[2 * i + 1]]);
        }
    }
    for (size_t i = 0; i < 8; i++) {
        self->words[i] ^= v[i] ^ v[i + 8];
    }
}

static void update(Blake2Object *self, const uint8_t *data, size_t size) {
    size_t block = block_size(self->variant);
    while (size > 0) {
        if (self->waiting == block) {
            self->taken += block;
            compress(self, false);
            self->waiting = 0;
        }
        size_t part = base_min_size(block - self->waiting, size);
        memcpy(self->block + self->waiting, data, part);
        self->waiting += part;
        data += part;
        size -= part;
    }
}

static void digest_of(Object *object, uint8_t *digest) {
    Blake2Object copy = *as_blake2(object);
    size_t word = word_size(copy.variant);
    memset(copy.block + copy.waiting, 0, block_size(copy.variant) - copy.waiting);
    copy.taken += copy.waiting;
    compress(&copy, true);
    for (size_t i = 0; i < copy.digest_size; i++) {
        digest[i] = (uint8_t)(copy.words[i / word] >> 8 * (i % word));
    }
}

/* ---- methods ---- */

static bool update_from(Runtime *rt, Object *self, Object *data) {
    BufferView view;
    if (!hashes_get_buffer(rt, data, &view)) {
        return false;
    }
    update(as_blake2(self), view.data, view.size);
    object_release_buffer(rt, &view);
    return true;
}

static Object *blake2_update(Runtime *rt, Object *self, Object *data) {
    return update_from(rt, self, data) ? retain(NONE) : NULL;
}

static Object *blake2_digest(Runtime *rt, Object *self) {
    uint8_t digest[64];
    digest_of(self, digest);
    return bytes_from_data(rt, digest, as_blake2(self)->digest_size);
}

static Object *blake2_hexdigest(Runtime *rt, Object *self) {
    Object *bytes = blake2_digest(rt, self);
    Object *text = bytes ? object_call_method_cstring(rt, bytes, "hex", NULL, 0) : NULL;
    release_nullable(rt, bytes);
    return text;
}

static Object *blake2_copy(Runtime *rt, Object *self) {
    Object *copy = object_new_leaf(rt, object_type_id(self), sizeof(Blake2Object));
    if (copy) {
        memcpy((char *)copy + sizeof(Object), (char *)self + sizeof(Object),
               sizeof(Blake2Object) - sizeof(Object));
    }
    return copy;
}

static Object *get_name(Runtime *rt, Object *self) {
    return str_from_cstring(rt, as_blake2(self)->variant->name);
}

static Object *get_digest_size(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_blake2(self)->digest_size);
}

static Object *get_block_size(Runtime *rt, Object *self) {
    return int_from_size(rt, block_size(as_blake2(self)->variant));
}

/* ---- making one ---- */

enum {
    DATA,
    DIGEST_SIZE,
    KEY,
    SALT,
    PERSON,
    FANOUT,
    DEPTH,
    LEAF_SIZE,
    NODE_OFFSET,
    NODE_DEPTH,
    INNER_SIZE,
    LAST_NODE,
    USED_FOR_SECURITY,
    ARGUMENT_COUNT
};

static bool number_between(Runtime *rt, Object *argument, const char *what, int64_t otherwise,
                           int64_t low, int64_t high, int64_t *value) {
    *value = otherwise;
    if (argument && !object_as_int64(rt, argument, value)) {
        return false;
    }
    if (*value < low || *value > high) {
        raise_value_error(rt, "%s must be between %lld and %lld", what, (long long)low,
                          (long long)high);
        return false;
    }
    return true;
}

/* Copies a key, a salt or a person; at most `most` bytes. */
static bool copy_bytes(Runtime *rt, Object *argument, const char *what, size_t most, uint8_t *out,
                       size_t *size) {
    BufferView view;
    *size = 0;
    if (!argument) {
        return true;
    }
    if (!hashes_get_buffer(rt, argument, &view)) {
        return false;
    }
    bool fits = view.size <= most;
    if (fits) {
        memcpy(out, view.data, view.size);
        *size = view.size;
    }
    object_release_buffer(rt, &view);
    if (!fits) {
        raise_value_error(rt, "maximum %s length is %zu bytes", what, most);
    }
    return fits;
}

/* The 64 (or 32) bytes that the start words are mixed with. */
static bool parameters(Runtime *rt, const Blake2Variant *variant, Object *const *given,
                       uint8_t *block, int64_t key_size, int64_t *digest_size) {
    bool wide = variant->word_bits == 64;
    size_t digest_max = word_size(variant) * 8, size;
    int64_t fanout, depth, leaf, offset, node_depth, inner;
    if (!number_between(rt, given[DIGEST_SIZE], "digest_size", (int64_t)digest_max, 1,
                        (int64_t)digest_max, digest_size) ||
        !number_between(rt, given[FANOUT], "fanout", 1, 0, 255, &fanout) ||
        !number_between(rt, given[DEPTH], "depth", 1, 1, 255, &depth) ||
        !number_between(rt, given[LEAF_SIZE], "leaf_size", 0, 0, UINT32_MAX, &leaf) ||
        !number_between(rt, given[NODE_OFFSET], "node_offset", 0, 0,
                        wide ? INT64_MAX : (1ll << 48) - 1, &offset) ||
        !number_between(rt, given[NODE_DEPTH], "node_depth", 0, 0, 255, &node_depth) ||
        !number_between(rt, given[INNER_SIZE], "inner_size", 0, 0, (int64_t)digest_max, &inner)) {
        return false;
    }
    block[0] = (uint8_t)*digest_size;
    block[1] = (uint8_t)key_size;
    block[2] = (uint8_t)fanout;
    block[3] = (uint8_t)depth;
    for (size_t i = 0; i < 8; i++) {
        if (i < 4) {
            block[4 + i] = (uint8_t)(leaf >> 8 * i);
        }
        if (wide || i < 6) {
            block[8 + i] = (uint8_t)(offset >> 8 * i);
        }
    }
    size_t after = wide ? 16 : 14, salt = wide ? 32 : 16;
    block[after] = (uint8_t)node_depth;
    block[after + 1] = (uint8_t)inner;
    return copy_bytes(rt, given[SALT], "salt", variant->salt_size, block + salt, &size) &&
           copy_bytes(rt, given[PERSON], "person", variant->salt_size,
                      block + salt + variant->salt_size, &size);
}

static bool start(Runtime *rt, Blake2Object *self, Object *const *given) {
    const Blake2Variant *variant = self->variant;
    uint8_t block[64] = {0}, key[128] = {0};
    size_t key_size, word = word_size(variant);
    int64_t digest_size;
    int last_node = given[LAST_NODE] ? object_is_true(rt, given[LAST_NODE]) : 0;
    if (last_node < 0 || !copy_bytes(rt, given[KEY], "key", word * 8, key, &key_size) ||
        !parameters(rt, variant, given, block, (int64_t)key_size, &digest_size)) {
        return false;
    }
    self->digest_size = (uint8_t)digest_size;
    self->last_node = last_node > 0;
    self->taken = 0;
    self->waiting = 0;
    for (size_t i = 0; i < 8; i++) {
        self->words[i] = start_word(variant, i) ^ load_word(block + i * word, word);
    }
    if (key_size) {
        update(self, key, block_size(variant));
    }
    return !given[DATA] || update_from(rt, (Object *)self, given[DATA]);
}

static Object *blake2_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                          Object *keyword_names) {
    const Blake2Variant *variant =
        &VARIANTS[type->type_id == blake2_state(rt)->types[BLAKE2S] ? BLAKE2S : BLAKE2B];
    const ArgumentSpec spec = {variant->name,
                               {"data", "digest_size", "key", "salt", "person", "fanout", "depth",
                                "leaf_size", "node_offset", "node_depth", "inner_size", "last_node",
                                "usedforsecurity"},
                               1,
                               1,
                               0,
                               ARGUMENT_COUNT};
    Object *given[ARGUMENT_COUNT];
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given)) {
        return NULL;
    }
    Object *self = object_new_leaf(rt, type->type_id, sizeof(Blake2Object));
    if (self) {
        as_blake2(self)->variant = variant;
        if (!start(rt, as_blake2(self), given)) {
            CLEAR_REF(rt, &self);
        }
    }
    return self;
}

static const MethodRow BLAKE2_METHODS[] = {
    METHOD_ROW_ONE("update", blake2_update, "Takes more bytes in."),
    METHOD_ROW_NOARGS("digest", blake2_digest, "The digest of what was taken in, as bytes."),
    METHOD_ROW_NOARGS("hexdigest", blake2_hexdigest, "The digest in hexadecimal digits."),
    METHOD_ROW_NOARGS("copy", blake2_copy, "Another hash that has taken in the same bytes."),
    METHOD_ROW_END,
};

static const AttributeRow BLAKE2_ATTRIBUTES[] = {
    {"name", get_name, NULL, "The algorithm."},
    {"digest_size", get_digest_size, NULL, "Bytes of the digest."},
    {"block_size", get_block_size, NULL, "Bytes that are taken in at a time."},
    ATTRIBUTE_ROW_END,
};

#define BLAKE2_SPEC(type_name)                                                                     \
    {                                                                                              \
        .slots = {.name = "_blake2." type_name,                                                    \
                  .flags = TYPE_FLAG_IMMUTABLE_TYPE,                                               \
                  .basic_size = sizeof(Blake2Object),                                              \
                  .new_instance = blake2_new},                                                     \
        .methods = BLAKE2_METHODS, .attributes = BLAKE2_ATTRIBUTES, .module = "_blake2",           \
    }

static const TypeSpec BLAKE2_SPECS[BLAKE2_COUNT] = {BLAKE2_SPEC("blake2b"), BLAKE2_SPEC("blake2s")};

static bool add_limits(Runtime *rt, TypeObject *type, const Blake2Variant *variant) {
    const struct {
        const char *name;
        size_t value;
    } limits[] = {
        {"SALT_SIZE", variant->salt_size},
        {"PERSON_SIZE", variant->salt_size},
        {"MAX_KEY_SIZE", word_size(variant) * 8},
        {"MAX_DIGEST_SIZE", word_size(variant) * 8},
    };
    Object *dict = type_dict(rt, type);
    for (size_t i = 0; dict && i < COUNT_OF(limits); i++) {
        if (!dict_set_cstring_stealing(rt, dict, limits[i].name,
                                       int_from_size(rt, limits[i].value))) {
            return false;
        }
    }
    return dict != NULL;
}

static bool blake2_populate(Runtime *rt, Object *dict) {
    Blake2State *state = blake2_state(rt);
    for (size_t i = 0; state && i < BLAKE2_COUNT; i++) {
        TypeObject *type = state->types[i] ? type_object(rt, state->types[i])
                                           : type_register(rt, &BLAKE2_SPECS[i], &state->types[i]);
        if (!type || !add_limits(rt, type, &VARIANTS[i]) ||
            !dict_set_cstring(rt, dict, VARIANTS[i].name, (Object *)type)) {
            return false;
        }
    }
    return state != NULL;
}

const ModuleSpec blake2_module = {
    .name = "_blake2", .doc = "BLAKE2b and BLAKE2s.", .populate = blake2_populate};
