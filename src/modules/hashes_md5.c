/* hashes_md5: the block function of MD5 (RFC 1321). */
#include "modules/hashes.h"

#include <string.h>

/* floor(2^32 * |sin(i + 1)|) */
static const uint32_t SINES[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};
static const uint8_t SHIFTS[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

static uint32_t rotate_left(uint32_t word, unsigned bits) {
    return word << bits | word >> (32 - bits);
}

void hashes_md5_block(uint64_t *state, const uint8_t *data) {
    uint32_t words[16];
    memcpy(words, data, sizeof words);
    uint32_t a = (uint32_t)state[0], b = (uint32_t)state[1];
    uint32_t c = (uint32_t)state[2], d = (uint32_t)state[3];
    for (unsigned i = 0; i < 64; i++) {
        uint32_t mixed;
        unsigned place;
        switch (i / 16) {
        case 0:
            mixed = (b & c) | (~b & d);
            place = i;
            break;
        case 1:
            mixed = (d & b) | (~d & c);
            place = (5 * i + 1) % 16;
            break;
        case 2:
            mixed = b ^ c ^ d;
            place = (3 * i + 5) % 16;
            break;
        default:
            mixed = c ^ (b | ~d);
            place = 7 * i % 16;
        }
        uint32_t turned = rotate_left(a + mixed + SINES[i] + words[place], SHIFTS[i / 16][i % 4]);
        a = d;
        d = c;
        c = b;
        b += turned;
    }
    const uint32_t added[4] = {a, b, c, d};
    for (size_t i = 0; i < 4; i++) {
        state[i] = (uint32_t)state[i] + added[i];
    }
}
