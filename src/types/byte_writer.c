#include "types/byte_writer.h"

#include "object/budget.h"
#include <string.h>

enum { FIRST_CAPACITY = 47 };

void byte_writer_init(ByteWriter *writer) {
    *writer = (ByteWriter){NULL, 0, 0};
}

void byte_writer_abandon(Runtime *rt, ByteWriter *writer) {
    CLEAR_REF(rt, &writer->buffer);
    writer->length = writer->capacity = 0;
}

static NOINLINE bool grow(Runtime *rt, ByteWriter *writer, size_t more) {
    size_t needed;
    if (!base_add_size(writer->length, more, &needed) || needed > SIZE_MAX / 4) {
        error_no_memory(rt);
        return false;
    }
    if (!writer->buffer) {
        writer->buffer = bytes_new_uninitialised(rt, base_max_size(needed, FIRST_CAPACITY));
        if (!writer->buffer) {
            return false;
        }
    } else {
        size_t size = BYTES_HEADER_SIZE + needed + needed / 2 + 1;
        Object *moved = memory_reallocate(rt, writer->buffer, size);
        if (!moved) {
            return false;
        }
        writer->buffer = moved;
    }
    writer->capacity = heap_usable_size(rt->heap, writer->buffer) - BYTES_HEADER_SIZE - 1;
    return true;
}

uint8_t *byte_writer_reserve(Runtime *rt, ByteWriter *writer, size_t more) {
    if ((!writer->buffer || more > writer->capacity - writer->length) && !grow(rt, writer, more)) {
        return NULL;
    }
    return bytes_mutable_data(writer->buffer) + writer->length;
}

bool byte_writer_byte(Runtime *rt, ByteWriter *writer, uint8_t byte) {
    uint8_t *out = byte_writer_reserve(rt, writer, 1);
    if (!out) {
        return false;
    }
    *out = byte;
    writer->length++;
    return true;
}

bool byte_writer_data(Runtime *rt, ByteWriter *writer, const void *data, size_t length) {
    if (length == 0) {
        return true;
    }
    uint8_t *out = byte_writer_reserve(rt, writer, length);
    if (!out) {
        return false;
    }
    if (!budget_copy(rt, out, data, length)) {
        return false;
    }
    writer->length += length;
    return true;
}

bool byte_writer_fill(Runtime *rt, ByteWriter *writer, uint8_t byte, size_t count) {
    if (count == 0) {
        return true;
    }
    uint8_t *out = byte_writer_reserve(rt, writer, count);
    if (!out) {
        return false;
    }
    if (!budget_fill(rt, out, byte, count)) {
        return false;
    }
    writer->length += count;
    return true;
}

Object *byte_writer_finish(Runtime *rt, ByteWriter *writer) {
    Object *bytes = writer->buffer;
    size_t length = writer->length;
    *writer = (ByteWriter){NULL, 0, 0};
    if (!bytes) {
        return bytes_empty(rt);
    }
    ((BytesObject *)bytes)->length = SIZE_MAX; /* not kept up to date so far */
    return bytes_truncate(rt, bytes, length);
}
