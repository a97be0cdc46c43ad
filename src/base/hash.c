/* Each step folds the 128-bit product of two words, each combined with a different secret, into the
 * state: high half xor low half. Short inputs read overlapping words, so that no byte is read
 * twice by a loop and none beyond the end. */
#include "base/hash.h"
#include <string.h>

static const uint64_t SECRET_A = UINT64_C(0xd1342543de82ef95);
static const uint64_t SECRET_B = UINT64_C(0xaf251af3b0f025b5);

static inline uint64_t fold(uint64_t a, uint64_t b) {
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t read64(const uint8_t *data) {
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

static inline uint64_t read32(const uint8_t *data) {
    uint32_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

uint64_t hash_data(const void *data, size_t size, const uint64_t seed[2]) {
    const uint8_t *bytes = data;
    uint64_t state = seed[0] ^ SECRET_A;
    uint64_t key = seed[1] ^ SECRET_B;
    uint64_t first, last;
    if (likely(size <= 16)) {
        if (size >= 8) {
            first = read64(bytes);
            last = read64(bytes + size - 8);
        } else if (size >= 4) {
            first = read32(bytes);
            last = read32(bytes + size - 4);
        } else if (size > 0) {
            first = (uint64_t)bytes[0] << 16 | (uint64_t)bytes[size >> 1] << 8 | bytes[size - 1];
            last = 0;
        } else {
            first = last = 0;
        }
    } else {
        size_t left = size;
        while (left > 16) {
            state = fold(read64(bytes) ^ key, read64(bytes + 8) ^ state);
            bytes += 16;
            left -= 16;
        }
        first = read64(bytes + left - 16);
        last = read64(bytes + left - 8);
    }
    return fold(fold(first ^ key, last ^ state) ^ size, SECRET_B ^ state);
}

uint32_t hash_data32(const void *data, size_t size, const uint64_t seed[2]) {
    uint64_t hash = hash_data(data, size, seed);
    uint32_t folded = (uint32_t)(hash ^ hash >> 32);
    return folded != 0 ? folded : 1;
}
