/* code: the position table of code objects.
 *
 * For each instruction in turn: a flag byte, then only what differs from the one before:
 *   bit 0: same position as before (nothing follows)
 *   otherwise four varints: zigzag(line - previous line; the first one: - first_lineno), end line -
 * line, col + 1, and zigzag(end col - col). */
#include "compile/code.h"

#include <string.h>

typedef struct ByteBuffer {
    uint8_t *data; /* NULL while only counting */
    uint32_t size;
} ByteBuffer;

static void put_byte(ByteBuffer *buffer, uint8_t byte) {
    if (buffer->data) {
        buffer->data[buffer->size] = byte;
    }
    buffer->size++;
}

static void put_varint(ByteBuffer *buffer, uint32_t number) {
    while (number >= 0x80) {
        put_byte(buffer, (uint8_t)(number | 0x80));
        number >>= 7;
    }
    put_byte(buffer, (uint8_t)number);
}

static uint32_t zigzag(int32_t number) {
    return ((uint32_t)number << 1) ^ (uint32_t)(number >> 31);
}

static int32_t unzigzag(uint32_t number) {
    return (int32_t)(number >> 1) ^ -(int32_t)(number & 1);
}

static uint32_t get_varint(const uint8_t **cursor) {
    uint32_t number = 0;
    uint32_t shift = 0;
    for (;;) {
        uint8_t byte = *(*cursor)++;
        number |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            return number;
        }
        shift += 7;
    }
}

static void encode(ByteBuffer *buffer, uint32_t first_lineno, const CodePosition *positions,
                   uint32_t count) {
    CodePosition previous = {first_lineno, 0, -2, -2};
    for (uint32_t idx = 0; idx < count; idx++) {
        CodePosition now = positions[idx];
        if (memcmp(&now, &previous, sizeof now) == 0) {
            put_byte(buffer, 1);
            continue;
        }
        put_byte(buffer, 0);
        put_varint(buffer, zigzag((int32_t)(now.lineno - previous.lineno)));
        put_varint(buffer, zigzag((int32_t)(now.end_lineno - now.lineno)));
        put_varint(buffer, (uint32_t)(now.col + 1));
        put_varint(buffer, zigzag(now.end_col - now.col));
        previous = now;
    }
}

uint8_t *code_encode_positions(Runtime *rt, uint32_t first_lineno, const CodePosition *positions,
                               uint32_t count, uint32_t *size) {
    ByteBuffer buffer = {NULL, 0};
    encode(&buffer, first_lineno, positions, count);
    *size = buffer.size;
    buffer.data = memory_allocate(rt, buffer.size ? buffer.size : 1);
    if (!buffer.data) {
        return NULL;
    }
    buffer.size = 0;
    encode(&buffer, first_lineno, positions, count);
    return buffer.data;
}

PositionReader code_positions(const CodeObject *code) {
    return (PositionReader){code->positions, {code->first_lineno, 0, -2, -2}};
}

CodePosition code_positions_next(PositionReader *reader) {
    CodePosition *now = &reader->now;
    if (*reader->cursor++ != 1) {
        now->lineno += (uint32_t)unzigzag(get_varint(&reader->cursor));
        now->end_lineno = now->lineno + (uint32_t)unzigzag(get_varint(&reader->cursor));
        now->col = (int32_t)get_varint(&reader->cursor) - 1;
        now->end_col = now->col + unzigzag(get_varint(&reader->cursor));
    }
    return *now;
}

CodePosition code_position(const CodeObject *code, uint32_t instr_idx) {
    if (!code->positions || instr_idx >= code->instr_count) {
        return (CodePosition){code->first_lineno, code->first_lineno, -1, -1};
    }
    PositionReader reader = code_positions(code);
    while (instr_idx-- > 0) {
        code_positions_next(&reader);
    }
    return code_positions_next(&reader);
}

static const uint8_t FIXED_WORDS[] = {
#define OPCODE_WORDS_ROW(name, words) words,
    OPCODES(OPCODE_WORDS_ROW)
#undef OPCODE_WORDS_ROW
};

int32_t *code_instr_jump(Instr *instr) {
    switch (instr_op(instr)) {
    case OP_JUMP:
    case OP_JUMP_BACK:
    case OP_JUMP_IF_FALSE:
    case OP_JUMP_IF_TRUE:
    case OP_JUMP_IF_NONE:
    case OP_JUMP_IF_NOT_NONE:
        return &instr->wide;
    case OP_JUMP_COMPARE:
    case OP_JUMP_COMPARE_I:
    case OP_JUMP_COMPARE_K:
    case OP_JUMP_IS:
    case OP_JUMP_CONTAINS:
    case OP_FOR_ITER:
    case OP_SEND:
    case OP_SUPER_METHOD:
        return &instr[1].jump_distance;
    default:
        return NULL;
    }
}

/* Words of the whole instruction, operand list included. */
uint32_t code_instr_words(const Instr *instr) {
    uint32_t words = FIXED_WORDS[instr_op(instr)];
    switch (instr_op(instr)) {
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_MAP:
    case OP_BUILD_STRING:
    case OP_UNPACK:
    case OP_UNPACK_STAR:
    case OP_CALL:
    case OP_CALL_METHOD:
    case OP_CALL_KEYWORDS:
    case OP_CALL_METHOD_KEYWORDS:
        return words + ((uint32_t)instr->c + 3) / 4;
    default:
        return words;
    }
}
