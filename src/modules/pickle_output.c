/* pickle_output: see pickle_output.h. */
#include "modules/pickle_output.h"

#include "object/budget.h"
#include <string.h>

enum { FIRST_CAPACITY = 512 };

void pickle_output_init(PickleOutput *out) {
    *out = (PickleOutput){.frame = PICKLE_NO_FRAME};
}

void pickle_output_abandon(Runtime *rt, PickleOutput *out) {
    CLEAR_REF(rt, &out->buffer);
    out->length = out->capacity = 0;
    out->frame = PICKLE_NO_FRAME;
}

bool pickle_output_reserve(Runtime *rt, PickleOutput *out, size_t size) {
    if (size > SIZE_MAX / 4) {
        return error_no_memory(rt);
    }
    size_t needed = out->length + size + PICKLE_FRAME_HEAD;
    size_t capacity = out->capacity + out->capacity / 2;
    capacity = base_max_size(base_max_size(capacity, needed), FIRST_CAPACITY);
    if (!out->buffer) {
        out->buffer = bytes_new_uninitialised(rt, capacity);
    } else {
        Object *moved = NULL;
        if (!budget_spend_bytes(rt, capacity - out->capacity)) {
            return false;
        }
        moved = heap_reallocate(rt->heap, out->buffer, BYTES_HEADER_SIZE + capacity + 1);
        if (!moved) {
            return error_no_memory(rt);
        }
        out->buffer = moved;
        ((BytesObject *)moved)->length = capacity;
        bytes_mutable_data(moved)[capacity] = 0;
    }
    if (!out->buffer) {
        return false;
    }
    out->data = bytes_mutable_data(out->buffer);
    out->capacity = capacity;
    return true;
}

bool pickle_output_byte(Runtime *rt, PickleOutput *out, uint8_t byte) {
    uint8_t *at = pickle_output_room(rt, out, 1);
    if (LIKELY(at != NULL)) {
        *at = byte;
    }
    return at != NULL;
}

bool pickle_output_number(Runtime *rt, PickleOutput *out, uint8_t opcode, uint64_t number,
                          size_t bytes) {
    uint8_t *at = pickle_output_room(rt, out, 1 + bytes);
    if (LIKELY(at != NULL)) {
        *at = opcode;
        for (size_t i = 0; i < bytes; i++) {
            at[1 + i] = (uint8_t)(number >> (8 * i));
        }
    }
    return at != NULL;
}

bool pickle_output_data(Runtime *rt, PickleOutput *out, const void *data, size_t size) {
    uint8_t *at = pickle_output_room(rt, out, size);
    return at && budget_copy(rt, at, data, size);
}

void pickle_output_end_frame(PickleOutput *out) {
    if (!out->framing || out->frame == PICKLE_NO_FRAME) {
        return;
    }
    uint8_t *head = out->data + out->frame;
    size_t size = out->length - out->frame - PICKLE_FRAME_HEAD;
    if (size >= PICKLE_FRAME_LEAST) {
        head[0] = PICKLE_FRAME;
        for (size_t i = 0; i < 8; i++) {
            head[1 + i] = (uint8_t)(size >> (8 * i));
        }
    } else {
        memmove(head, head + PICKLE_FRAME_HEAD, size);
        out->length -= PICKLE_FRAME_HEAD;
    }
    out->frame = PICKLE_NO_FRAME;
}

Object *pickle_output_take(Runtime *rt, PickleOutput *out) {
    pickle_output_end_frame(out);
    Object *bytes = out->buffer ? bytes_truncate(rt, out->buffer, out->length) : bytes_empty(rt);
    out->buffer = NULL;
    out->length = out->capacity = 0;
    return bytes;
}
