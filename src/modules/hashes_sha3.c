/* hashes_sha3: _sha3: SHA-3 and SHAKE (FIPS 202), by Keccak's permutation. */
#include "modules/hashes.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"
#include <string.h>

enum { LANES = 25, ROUNDS = 24, RATE_MAX = 168 };

static const uint64_t ROUND_CONSTANTS[ROUNDS] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};
/* Of lane x + 5 * y. */
static const uint8_t ROTATIONS[LANES] = {
    0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
};

typedef struct Sha3Algorithm {
    const char *name;
    uint8_t rate;        /* bytes taken in by each permutation */
    uint8_t digest_size; /* 0: as long as asked for */
    uint8_t suffix;      /* bits that end the message */
} Sha3Algorithm;

enum { SHA3_COUNT = 6 };
static const Sha3Algorithm ALGORITHMS[SHA3_COUNT] = {
    {"sha3_224", 144, 28, 0x06}, {"sha3_256", 136, 32, 0x06}, {"sha3_384", 104, 48, 0x06},
    {"sha3_512", 72, 64, 0x06},  {"shake_128", 168, 0, 0x1F}, {"shake_256", 136, 0, 0x1F},
};

/* place: bytes of the block that have been taken in. */
typedef struct Sha3Object {
    Object header;
    const Sha3Algorithm *algorithm;
    uint64_t lanes[LANES];
    size_t place;
} Sha3Object;

typedef struct Sha3State {
    uint32_t types[SHA3_COUNT];
} Sha3State;

static Sha3State *sha3_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_SHA3, sizeof(Sha3State));
}

static Sha3Object *as_sha3(Object *self) {
    return (Sha3Object *)self;
}

/* ---- the permutation ---- */

static uint64_t rotate_left(uint64_t word, unsigned bits) {
    return bits ? word << bits | word >> (64 - bits) : word;
}

static void permute(uint64_t *lanes) {
    for (size_t round = 0; round < ROUNDS; round++) {
        uint64_t columns[5], moved[LANES];
        for (size_t x = 0; x < 5; x++) {
            columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }
        for (size_t i = 0; i < LANES; i++) {
            size_t x = i % 5, y = i / 5;
            uint64_t lane = lanes[i] ^ columns[(x + 4) % 5] ^ rotate_left(columns[(x + 1) % 5], 1);
            moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate_left(lane, ROTATIONS[i]);
        }
        for (size_t i = 0; i < LANES; i++) {
            size_t row = i / 5 * 5, x = i % 5;
            lanes[i] = moved[i] ^ (~moved[row + (x + 1) % 5] & moved[row + (x + 2) % 5]);
        }
        lanes[0] ^= ROUND_CONSTANTS[round];
    }
}

static void add_byte(Sha3Object *self, size_t place, uint8_t byte) {
    self->lanes[place / 8] ^= (uint64_t)byte << place % 8 * 8;
}

static void update(Sha3Object *self, const uint8_t *data, size_t size) {
    for (size_t i = 0; i < size; i++) {
        add_byte(self, self->place++, data[i]);
        if (self->place == self->algorithm->rate) {
            permute(self->lanes);
            self->place = 0;
        }
    }
}

static void squeeze(Object *object, uint8_t *out, size_t size) {
    Sha3Object copy = *as_sha3(object);
    size_t rate = copy.algorithm->rate;
    add_byte(&copy, copy.place, copy.algorithm->suffix);
    add_byte(&copy, rate - 1, 0x80);
    for (size_t i = 0; i < size; i++) {
        if (i % rate == 0) {
            permute(copy.lanes);
        }
        out[i] = (uint8_t)(copy.lanes[i % rate / 8] >> i % 8 * 8);
    }
}

/* ---- methods ---- */

static bool update_from(Runtime *rt, Object *self, Object *data) {
    BufferView view;
    if (!hashes_get_buffer(rt, data, &view)) {
        return false;
    }
    update(as_sha3(self), view.data, view.size);
    object_release_buffer(rt, &view);
    return true;
}

static Object *sha3_update(Runtime *rt, Object *self, Object *data) {
    return update_from(rt, self, data) ? retain(NONE) : NULL;
}

/* The digest; count arguments: the length for those that want one. */
static Object *digest_bytes(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t fixed = as_sha3(self)->algorithm->digest_size;
    int64_t size = (int64_t)fixed;
    if (count != (fixed == 0)) {
        return raise_type_error(rt,
                                fixed ? "digest() takes no arguments (%zu given)"
                                      : "digest() takes exactly one argument (%zu given)",
                                count);
    }
    if (!fixed && !object_as_int64(rt, args[0], &size)) {
        return NULL;
    }
    if (size < 0 || size >= 1 << 29) {
        return raise_value_error(rt, size < 0 ? "value must be positive" : "length is too large");
    }
    Object *bytes = bytes_new_uninitialised(rt, (size_t)size);
    if (bytes) {
        squeeze(self, bytes_mutable_data(bytes), (size_t)size);
    }
    return bytes ? bytes_finish(rt, bytes) : NULL;
}

static Object *sha3_digest(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return digest_bytes(rt, self, args, count);
}

static Object *sha3_hexdigest(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *bytes = digest_bytes(rt, self, args, count);
    Object *text = bytes ? object_call_method_cstring(rt, bytes, "hex", NULL, 0) : NULL;
    release_nullable(rt, bytes);
    return text;
}

static Object *sha3_copy(Runtime *rt, Object *self) {
    Object *copy = object_new_leaf(rt, object_type_id(self), sizeof(Sha3Object));
    if (copy) {
        memcpy((char *)copy + sizeof(Object), (char *)self + sizeof(Object),
               sizeof(Sha3Object) - sizeof(Object));
    }
    return copy;
}

static Object *get_name(Runtime *rt, Object *self) {
    return str_from_cstring(rt, as_sha3(self)->algorithm->name);
}

static Object *get_digest_size(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_sha3(self)->algorithm->digest_size);
}

static Object *get_block_size(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_sha3(self)->algorithm->rate);
}

static Object *sha3_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                        Object *keyword_names) {
    const Sha3State *state = sha3_state(rt);
    size_t idx = 0;
    while (idx + 1 < SHA3_COUNT && state->types[idx] != type->type_id) {
        idx++;
    }
    const ArgumentSpec spec = {ALGORITHMS[idx].name, {"data", "usedforsecurity"}, 1, 1, 0, 2};
    Object *given[2];
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given)) {
        return NULL;
    }
    Object *self = object_new_leaf(rt, type->type_id, sizeof(Sha3Object));
    if (self) {
        as_sha3(self)->algorithm = &ALGORITHMS[idx];
        memset(as_sha3(self)->lanes, 0, sizeof as_sha3(self)->lanes);
        as_sha3(self)->place = 0;
    }
    if (self && given[0] && !update_from(rt, self, given[0])) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

static const MethodRow SHA3_METHODS[] = {
    METHOD_ROW_ONE("update", sha3_update, "Takes more bytes in."),
    METHOD_ROW_POSITIONAL("digest", sha3_digest, 0, 1,
                          "The digest of what was taken in; SHAKE takes its length in bytes."),
    METHOD_ROW_POSITIONAL("hexdigest", sha3_hexdigest, 0, 1, "The digest in hexadecimal digits."),
    METHOD_ROW_NOARGS("copy", sha3_copy, "Another hash that has taken in the same bytes."),
    METHOD_ROW_END,
};

static const AttributeRow SHA3_ATTRIBUTES[] = {
    {"name", get_name, NULL, "The algorithm."},
    {"digest_size", get_digest_size, NULL, "Bytes of the digest; 0: as asked for."},
    {"block_size", get_block_size, NULL, "Bytes that are taken in at a time."},
    ATTRIBUTE_ROW_END,
};

#define SHA3_SPEC(type_name)                                                                       \
    {                                                                                              \
        .slots = {.name = "_sha3." type_name,                                                      \
                  .flags = TYPE_FLAG_IMMUTABLE_TYPE,                                               \
                  .basic_size = sizeof(Sha3Object),                                                \
                  .new_instance = sha3_new},                                                       \
        .methods = SHA3_METHODS, .attributes = SHA3_ATTRIBUTES, .module = "_sha3",                 \
    }

static const TypeSpec SHA3_SPECS[SHA3_COUNT] = {
    SHA3_SPEC("sha3_224"), SHA3_SPEC("sha3_256"),  SHA3_SPEC("sha3_384"),
    SHA3_SPEC("sha3_512"), SHA3_SPEC("shake_128"), SHA3_SPEC("shake_256"),
};

static bool sha3_populate(Runtime *rt, Object *dict) {
    Sha3State *state = sha3_state(rt);
    for (size_t i = 0; state && i < SHA3_COUNT; i++) {
        TypeObject *type = state->types[i] ? type_object(rt, state->types[i])
                                           : type_register(rt, &SHA3_SPECS[i], &state->types[i]);
        if (!type || !dict_set_cstring(rt, dict, ALGORITHMS[i].name, (Object *)type)) {
            return false;
        }
    }
    return state != NULL;
}

const ModuleSpec sha3_module = {
    .name = "_sha3", .doc = "SHA-3 and SHAKE.", .populate = sha3_populate};
