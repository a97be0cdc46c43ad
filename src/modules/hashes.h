/* _md5, _sha1, _sha256, _sha512, _sha3, _blake2: message digests. */
#ifndef OURO_MODULES_HASHES_H
#define OURO_MODULES_HASHES_H

#include "object/module.h"

extern const ModuleSpec md5_module, sha1_module, sha256_module, sha512_module;
extern const ModuleSpec sha3_module, blake2_module;

/* The bytes to be hashed; TypeError for a str. */
bool hashes_get_buffer(Runtime *rt, Object *data, BufferView *view);

enum { DIGEST_STATE_WORDS = 8, DIGEST_BLOCK_MAX = 128 };

/* One algorithm: the state is changed by a block at a time. Words of the narrow ones (md5, sha1,
 * sha256) are the low halves. */
typedef struct DigestAlgorithm {
    const char *name;
    uint64_t start[DIGEST_STATE_WORDS];
    void (*block)(uint64_t *state, const uint8_t *data);
    uint8_t block_size, digest_size, word_size;
    bool little_endian;
} DigestAlgorithm;

/* hashes_md5.c, hashes_sha.c */
void hashes_md5_block(uint64_t *state, const uint8_t *data);
void hashes_sha1_block(uint64_t *state, const uint8_t *data);
void hashes_sha256_block(uint64_t *state, const uint8_t *data);
void hashes_sha512_block(uint64_t *state, const uint8_t *data);

#endif
