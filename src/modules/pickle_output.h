/* The bytes of a pickle that is being written, and its frames.
 *
 *   buffer: a bytes object under construction, nobody else has it; NULL at first
 *   length <= capacity
 * Protocol 4 puts opcodes into frames: FRAME, the length, the opcodes. A frame begins with the
 * first byte that is written while none is open; its head is filled in when it ends. */
#ifndef OURO_MODULES_PICKLE_OUTPUT_H
#define OURO_MODULES_PICKLE_OUTPUT_H

#include "modules/pickle_opcodes.h"
#include "object/bytes.h"

enum { PICKLE_FRAME_HEAD = 9, PICKLE_FRAME_LEAST = 4, PICKLE_FRAME_TARGET = 64 * 1024 };
#define PICKLE_NO_FRAME SIZE_MAX

typedef struct PickleOutput {
    Object *buffer;
    uint8_t *data; /* of buffer */
    size_t length, capacity;
    size_t frame; /* where the open frame begins */
    bool framing;
} PickleOutput;

void pickle_output_init(PickleOutput *out);
void pickle_output_abandon(Runtime *rt, PickleOutput *out);
/* What has been written, as bytes; an open frame is ended. Afterwards there is nothing. */
NEW_REF Object *pickle_output_take(Runtime *rt, PickleOutput *out);
void pickle_output_end_frame(PickleOutput *out);
COLD bool pickle_output_reserve(Runtime *rt, PickleOutput *out, size_t size);

/* Where `size` bytes are to be written, at once and all of them; NULL: an exception. */
static ALWAYS_INLINE uint8_t *pickle_output_room(Runtime *rt, PickleOutput *out, size_t size) {
    if (UNLIKELY(out->capacity - out->length < size + PICKLE_FRAME_HEAD) &&
        !pickle_output_reserve(rt, out, size)) {
        return NULL;
    }
    if (UNLIKELY(out->framing && out->frame == PICKLE_NO_FRAME)) {
        out->frame = out->length;
        out->length += PICKLE_FRAME_HEAD;
    }
    uint8_t *at = out->data + out->length;
    out->length += size;
    return at;
}

bool pickle_output_byte(Runtime *rt, PickleOutput *out, uint8_t byte);
bool pickle_output_data(Runtime *rt, PickleOutput *out, const void *data, size_t size);

/* The frame is long enough to be ended before the next opcode. */
static inline bool pickle_output_frame_is_full(const PickleOutput *out) {
    return out->frame != PICKLE_NO_FRAME &&
           out->length - out->frame >= PICKLE_FRAME_HEAD + PICKLE_FRAME_TARGET;
}

/* An opcode with a number in the little-endian bytes behind it. */
bool pickle_output_number(Runtime *rt, PickleOutput *out, uint8_t opcode, uint64_t number,
                          size_t bytes);

#endif
