/* A growing run of bytes that ends as a bytes object. On the C stack; after an error
 * byte_writer_abandon frees it. */
#ifndef OURO_TYPES_BYTE_WRITER_H
#define OURO_TYPES_BYTE_WRITER_H

#include "object/bytes.h"

typedef struct ByteWriter {
    Object *buffer; /* a bytes object under construction; NULL at first */
    size_t length;
    size_t capacity;
} ByteWriter;

void byte_writer_init(ByteWriter *writer);
/* Room for more bytes, to be written at the returned address and added to length; NULL: error. */
uint8_t *byte_writer_reserve(Runtime *rt, ByteWriter *writer, size_t more);
bool byte_writer_byte(Runtime *rt, ByteWriter *writer, uint8_t byte);
bool byte_writer_data(Runtime *rt, ByteWriter *writer, const void *data, size_t length);
bool byte_writer_fill(Runtime *rt, ByteWriter *writer, uint8_t byte, size_t count);
NEW_REF Object *byte_writer_finish(Runtime *rt, ByteWriter *writer); /* bytes */
void byte_writer_abandon(Runtime *rt, ByteWriter *writer);

#endif
