/* hashes: the objects of _md5, _sha1, _sha256 and _sha512, which hashlib uses. */
#include "modules/hashes.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"
#include <string.h>

enum { MD5, SHA1, SHA224, SHA256, SHA384, SHA512, ALGORITHM_COUNT };

static const DigestAlgorithm ALGORITHMS[ALGORITHM_COUNT] = {
    {"md5", {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}, hashes_md5_block, 64, 16, 4, true},
    {"sha1",
     {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
     hashes_sha1_block,
     64,
     20,
     4,
     false},
    {"sha224",
     {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7,
      0xbefa4fa4},
     hashes_sha256_block,
     64,
     28,
     4,
     false},
    {"sha256",
     {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
      0x5be0cd19},
     hashes_sha256_block,
     64,
     32,
     4,
     false},
    {"sha384",
     {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
      0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4},
     hashes_sha512_block,
     128,
     48,
     8,
     false},
    {"sha512",
     {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
      0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179},
     hashes_sha512_block,
     128,
     64,
     8,
     false},
};

/* size = bytes taken in so far; the last size % block_size of them wait in `waiting`. */
typedef struct HashObject {
    Object header;
    const DigestAlgorithm *algorithm;
    uint64_t size;
    uint64_t state[DIGEST_STATE_WORDS];
    uint8_t waiting[DIGEST_BLOCK_MAX];
} HashObject;

typedef struct HashesState {
    uint32_t types[ALGORITHM_COUNT];
} HashesState;

static HashesState *hashes_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_HASHES, sizeof(HashesState));
}

static HashObject *as_hash(Object *self) {
    return (HashObject *)self;
}

/* ---- taking in and giving out ---- */

static void update(HashObject *self, const uint8_t *data, size_t size) {
    size_t block = self->algorithm->block_size;
    size_t held = self->size % block;
    self->size += size;
    if (held) {
        size_t part = base_min_size(block - held, size);
        memcpy(self->waiting + held, data, part);
        data += part;
        size -= part;
        if (held + part < block) {
            return;
        }
        self->algorithm->block(self->state, self->waiting);
    }
    for (; size >= block; data += block, size -= block) {
        self->algorithm->block(self->state, data);
    }
    memcpy(self->waiting, data, size);
}

/* A one bit, zeros, and the length in bits at the end of a block. */
static void finish(HashObject *self) {
    static const uint8_t PADDING[2 * DIGEST_BLOCK_MAX] = {0x80};
    const DigestAlgorithm *algorithm = self->algorithm;
    size_t block = algorithm->block_size;
    size_t length_size = algorithm->word_size * 2u;
    uint64_t bits = self->size * 8;
    size_t held = self->size % block;
    update(self, PADDING, (held + length_size < block ? block : 2 * block) - held - length_size);
    uint8_t length[16] = {0};
    for (size_t i = 0; i < 8; i++) {
        size_t place = algorithm->little_endian ? i : length_size - 1 - i;
        length[place] = (uint8_t)(bits >> 8 * i);
    }
    update(self, length, length_size);
}

static void digest_of(Object *object, uint8_t *digest) {
    HashObject copy = *as_hash(object);
    finish(&copy);
    const DigestAlgorithm *algorithm = copy.algorithm;
    size_t word = algorithm->word_size;
    for (size_t i = 0; i < algorithm->digest_size; i++) {
        size_t byte = algorithm->little_endian ? i % word : word - 1 - i % word;
        digest[i] = (uint8_t)(copy.state[i / word] >> 8 * byte);
    }
}

/* ---- methods ---- */

bool hashes_get_buffer(Runtime *rt, Object *data, BufferView *view) {
    if (type_is_str(rt, data)) {
        raise_type_error(rt, "Strings must be encoded before hashing");
        return false;
    }
    if (!slots_of(rt, data)->get_buffer) {
        raise_type_error(rt, "object supporting the buffer API required");
        return false;
    }
    return object_get_buffer(rt, data, view, false);
}

static bool update_from(Runtime *rt, Object *self, Object *data) {
    BufferView view;
    if (!hashes_get_buffer(rt, data, &view)) {
        return false;
    }
    update(as_hash(self), view.data, view.size);
    object_release_buffer(rt, &view);
    return true;
}

static Object *hash_update(Runtime *rt, Object *self, Object *data) {
    return update_from(rt, self, data) ? retain(NONE) : NULL;
}

static Object *hash_digest(Runtime *rt, Object *self) {
    uint8_t digest[DIGEST_STATE_WORDS * 8];
    digest_of(self, digest);
    return bytes_from_data(rt, digest, as_hash(self)->algorithm->digest_size);
}

static Object *hash_hexdigest(Runtime *rt, Object *self) {
    static const char DIGITS[] = "0123456789abcdef";
    uint8_t digest[DIGEST_STATE_WORDS * 8], text[DIGEST_STATE_WORDS * 16];
    size_t size = as_hash(self)->algorithm->digest_size;
    digest_of(self, digest);
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = (uint8_t)DIGITS[digest[i] >> 4];
        text[2 * i + 1] = (uint8_t)DIGITS[digest[i] & 15];
    }
    return str_from_latin1(rt, text, size * 2);
}

static Object *hash_copy(Runtime *rt, Object *self) {
    Object *copy = object_new_leaf(rt, object_type_id(self), sizeof(HashObject));
    if (copy) {
        memcpy((char *)copy + sizeof(Object), (char *)self + sizeof(Object),
               sizeof(HashObject) - sizeof(Object));
    }
    return copy;
}

static Object *get_name(Runtime *rt, Object *self) {
    return str_from_cstring(rt, as_hash(self)->algorithm->name);
}

static Object *get_digest_size(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_hash(self)->algorithm->digest_size);
}

static Object *get_block_size(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_hash(self)->algorithm->block_size);
}

static const MethodRow HASH_METHODS[] = {
    METHOD_ROW_ONE("update", hash_update, "Takes more bytes in."),
    METHOD_ROW_NOARGS("digest", hash_digest, "The digest of what was taken in, as bytes."),
    METHOD_ROW_NOARGS("hexdigest", hash_hexdigest, "The digest in hexadecimal digits."),
    METHOD_ROW_NOARGS("copy", hash_copy, "Another hash that has taken in the same bytes."),
    METHOD_ROW_END,
};

static const AttributeRow HASH_ATTRIBUTES[] = {
    {"name", get_name, NULL, "The algorithm."},
    {"digest_size", get_digest_size, NULL, "Bytes of the digest."},
    {"block_size", get_block_size, NULL, "Bytes that are taken in at a time."},
    ATTRIBUTE_ROW_END,
};

#define HASH_SPEC(type_name, module_name)                                                          \
    {                                                                                              \
        .slots = {.name = module_name "." type_name,                                               \
                  .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,                            \
                  .basic_size = sizeof(HashObject)},                                               \
        .methods = HASH_METHODS, .attributes = HASH_ATTRIBUTES, .module = module_name,             \
    }

static const TypeSpec HASH_SPECS[ALGORITHM_COUNT] = {
    HASH_SPEC("md5", "_md5"),       HASH_SPEC("sha1", "_sha1"),     HASH_SPEC("sha224", "_sha256"),
    HASH_SPEC("sha256", "_sha256"), HASH_SPEC("sha384", "_sha512"), HASH_SPEC("sha512", "_sha512"),
};

/* ---- making them ---- */

static Object *make(Runtime *rt, int algorithm, Object *const *args, size_t count,
                    Object *keyword_names) {
    const ArgumentSpec spec = {
        ALGORITHMS[algorithm].name, {"string", "usedforsecurity"}, 0, 1, 0, 2};
    Object *given[2];
    HashesState *state = hashes_state(rt);
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given) ||
        (!state->types[algorithm] &&
         !type_register(rt, &HASH_SPECS[algorithm], &state->types[algorithm]))) {
        return NULL;
    }
    Object *self = object_new_leaf(rt, state->types[algorithm], sizeof(HashObject));
    if (self) {
        as_hash(self)->algorithm = &ALGORITHMS[algorithm];
        as_hash(self)->size = 0;
        memcpy(as_hash(self)->state, ALGORITHMS[algorithm].start, sizeof as_hash(self)->state);
    }
    if (self && given[0] && !update_from(rt, self, given[0])) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

#define HASH_FUNCTION(name, algorithm)                                                             \
    static Object *hashes_##name(Runtime *rt, Object *module, Object *const *args, size_t count,   \
                                 Object *keyword_names) {                                          \
        (void)module;                                                                              \
        return make(rt, algorithm, args, count, keyword_names);                                    \
    }

HASH_FUNCTION(md5, MD5)
HASH_FUNCTION(sha1, SHA1)
HASH_FUNCTION(sha224, SHA224)
HASH_FUNCTION(sha256, SHA256)
HASH_FUNCTION(sha384, SHA384)
HASH_FUNCTION(sha512, SHA512)

static bool hashes_populate(Runtime *rt, Object *dict) {
    (void)dict;
    return hashes_state(rt) != NULL;
}

#define HASH_ROW(name)                                                                             \
    METHOD_ROW_KEYWORDS(#name, hashes_##name,                                                      \
                        #name "($module, /, string=b'', *, usedforsecurity=True)\n--\n\nA hash.")

static const MethodRow MD5_FUNCTIONS[] = {HASH_ROW(md5), METHOD_ROW_END};
static const MethodRow SHA1_FUNCTIONS[] = {HASH_ROW(sha1), METHOD_ROW_END};
static const MethodRow SHA256_FUNCTIONS[] = {HASH_ROW(sha224), HASH_ROW(sha256), METHOD_ROW_END};
static const MethodRow SHA512_FUNCTIONS[] = {HASH_ROW(sha384), HASH_ROW(sha512), METHOD_ROW_END};

const ModuleSpec md5_module = {
    .name = "_md5", .functions = MD5_FUNCTIONS, .populate = hashes_populate};
const ModuleSpec sha1_module = {
    .name = "_sha1", .functions = SHA1_FUNCTIONS, .populate = hashes_populate};
const ModuleSpec sha256_module = {
    .name = "_sha256", .functions = SHA256_FUNCTIONS, .populate = hashes_populate};
const ModuleSpec sha512_module = {
    .name = "_sha512", .functions = SHA512_FUNCTIONS, .populate = hashes_populate};
