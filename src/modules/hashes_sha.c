/* hashes_sha: the block functions of SHA-1, SHA-256 and SHA-512 (FIPS 180-4). */
#include "modules/hashes.h"

/* The first 64 bits of the fractions of the cube roots of the first 80 primes; SHA-256 uses the
 * upper halves of 64 of them. */
static const uint64_t ROOTS[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

static uint32_t rotate32(uint32_t word, unsigned bits) {
    return word >> bits | word << (32 - bits);
}

static uint64_t rotate64(uint64_t word, unsigned bits) {
    return word >> bits | word << (64 - bits);
}

static uint32_t load32(const uint8_t *data) {
    return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

static uint64_t load64(const uint8_t *data) {
    return (uint64_t)load32(data) << 32 | load32(data + 4);
}

void hashes_sha1_block(uint64_t *state, const uint8_t *data) {
    static const uint32_t ADDED[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t words[80], s[5];
    for (size_t i = 0; i < 80; i++) {
        words[i] = i < 16
                       ? load32(data + 4 * i)
                       : rotate32(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 31);
    }
    for (size_t i = 0; i < 5; i++) {
        s[i] = (uint32_t)state[i];
    }
    for (size_t i = 0; i < 80; i++) {
        uint32_t mixed = i < 20              ? (s[1] & s[2]) | (~s[1] & s[3])
                         : i >= 40 && i < 60 ? (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3])
                                             : s[1] ^ s[2] ^ s[3];
        uint32_t first = rotate32(s[0], 27) + mixed + s[4] + ADDED[i / 20] + words[i];
        s[4] = s[3];
        s[3] = s[2];
        s[2] = rotate32(s[1], 2);
        s[1] = s[0];
        s[0] = first;
    }
    for (size_t i = 0; i < 5; i++) {
        state[i] = (uint32_t)state[i] + s[i];
    }
}

void hashes_sha256_block(uint64_t *state, const uint8_t *data) {
    uint32_t words[64], s[8];
    for (size_t i = 0; i < 64; i++) {
        if (i < 16) {
            words[i] = load32(data + 4 * i);
            continue;
        }
        uint32_t a = words[i - 15], b = words[i - 2];
        words[i] = words[i - 16] + (rotate32(a, 7) ^ rotate32(a, 18) ^ a >> 3) + words[i - 7] +
                   (rotate32(b, 17) ^ rotate32(b, 19) ^ b >> 10);
    }
    for (size_t i = 0; i < 8; i++) {
        s[i] = (uint32_t)state[i];
    }
    for (size_t i = 0; i < 64; i++) {
        uint32_t first = s[7] + (rotate32(s[4], 6) ^ rotate32(s[4], 11) ^ rotate32(s[4], 25)) +
                         ((s[4] & s[5]) ^ (~s[4] & s[6])) + (uint32_t)(ROOTS[i] >> 32) + words[i];
        uint32_t second = (rotate32(s[0], 2) ^ rotate32(s[0], 13) ^ rotate32(s[0], 22)) +
                          ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        for (size_t k = 7; k > 0; k--) {
            s[k] = s[k - 1];
        }
        s[4] += first;
        s[0] = first + second;
    }
    for (size_t i = 0; i < 8; i++) {
        state[i] = (uint32_t)state[i] + s[i];
    }
}

void hashes_sha512_block(uint64_t *state, const uint8_t *data) {
    uint64_t words[80], s[8];
    for (size_t i = 0; i < 80; i++) {
        if (i < 16) {
            words[i] = load64(data + 8 * i);
            continue;
        }
        uint64_t a = words[i - 15], b = words[i - 2];
        words[i] = words[i - 16] + (rotate64(a, 1) ^ rotate64(a, 8) ^ a >> 7) + words[i - 7] +
                   (rotate64(b, 19) ^ rotate64(b, 61) ^ b >> 6);
    }
    for (size_t i = 0; i < 8; i++) {
        s[i] = state[i];
    }
    for (size_t i = 0; i < 80; i++) {
        uint64_t first = s[7] + (rotate64(s[4], 14) ^ rotate64(s[4], 18) ^ rotate64(s[4], 41)) +
                         ((s[4] & s[5]) ^ (~s[4] & s[6])) + ROOTS[i] + words[i];
        uint64_t second = (rotate64(s[0], 28) ^ rotate64(s[0], 34) ^ rotate64(s[0], 39)) +
                          ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        for (size_t k = 7; k > 0; k--) {
            s[k] = s[k - 1];
        }
        s[4] += first;
        s[0] = first + second;
    }
    for (size_t i = 0; i < 8; i++) {
        state[i] += s[i];
    }
}
