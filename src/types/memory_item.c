#include "types/memory_item.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/operations.h"
#include <string.h>

char memory_item_letter(const char *format) {
    if (*format == '@') {
        format++;
    }
    return format[0] && !format[1] && memory_item_size(format[0]) ? format[0] : 0;
}

size_t memory_item_size(char letter) {
    switch (letter) {
    case 'c':
    case 'b':
    case 'B':
    case '?':
        return 1;
    case 'h':
    case 'H':
        return 2;
    case 'i':
    case 'I':
    case 'f':
        return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'd':
    case 'P':
        return 8;
    default:
        return 0;
    }
}

static bool is_signed(char letter) {
    return strchr("bhilqn", letter) != NULL;
}

Object *memory_item_get(Runtime *rt, char letter, const uint8_t *data) {
    if (letter == 'c') {
        return bytes_from_byte(rt, *data);
    }
    if (letter == '?') {
        return bool_object(*data != 0);
    }
    if (letter == 'f') {
        float number;
        memcpy(&number, data, sizeof number);
        return float_from_double(rt, (double)number);
    }
    if (letter == 'd') {
        double number;
        memcpy(&number, data, sizeof number);
        return float_from_double(rt, number);
    }
    size_t size = memory_item_size(letter);
    uint64_t bits = 0;
    memcpy(&bits, data, size); /* little endian */
    if (is_signed(letter)) {
        unsigned shift = 64 - 8 * (unsigned)size;
        return int_from_int64(rt, (int64_t)(bits << shift) >> shift);
    }
    return int_from_uint64(rt, bits);
}

/* An int's 64 bits if it lies in the format's range. */
static int integer_bits(Runtime *rt, char letter, Object *value, uint64_t *bits) {
    if (!slots_of(rt, value)->index) {
        return 0;
    }
    Object *number = object_index(rt, value);
    if (!number) {
        return -1;
    }
    size_t size = memory_item_size(letter);
    int overflow;
    int64_t small = int_as_int64(number, &overflow);
    bool fits;
    if (is_signed(letter)) {
        int64_t limit = size == 8 ? INT64_MAX : ((int64_t)1 << (8 * size - 1)) - 1;
        fits = !overflow && small <= limit && small >= -limit - 1;
        *bits = (uint64_t)small;
    } else if (!overflow) {
        fits = small >= 0 && (size == 8 || small < (int64_t)1 << (8 * size));
        *bits = (uint64_t)small;
    } else {
        /* A big int of one limb may still fit 64 unsigned bits. */
        fits = size == 8 && overflow > 0 && int_is_big(number) &&
               ((BigIntObject *)number)->signed_count == 1;
        *bits = fits ? ((BigIntObject *)number)->limbs[0] : 0;
    }
    release(rt, number);
    return fits ? 1 : -1;
}

int memory_item_set(Runtime *rt, char letter, uint8_t *data, Object *value) {
    if (letter == 'c') {
        if (!type_is_bytes(rt, value)) {
            return 0;
        }
        if (bytes_length(value) != 1) {
            return -1;
        }
        *data = bytes_data(value)[0];
        return 1;
    }
    if (letter == '?') {
        int truth = object_is_true(rt, value);
        if (truth >= 0) {
            *data = (uint8_t)truth;
        }
        return truth < 0 ? -1 : 1;
    }
    if (letter == 'f' || letter == 'd') {
        const TypeSlots *slots = slots_of(rt, value);
        double number;
        if (!slots->to_float && !slots->index) {
            return 0;
        }
        if (!object_as_double(rt, value, &number)) {
            return -1;
        }
        if (letter == 'f') {
            float narrow = (float)number;
            memcpy(data, &narrow, sizeof narrow);
        } else {
            memcpy(data, &number, sizeof number);
        }
        return 1;
    }
    uint64_t bits;
    int result = integer_bits(rt, letter, value, &bits);
    if (result > 0) {
        memcpy(data, &bits, memory_item_size(letter));
    }
    return result;
}
