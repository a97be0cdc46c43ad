/* What a binary file reads from and writes to: a descriptor, or another stream object (raw).
 * Functions set OSError and the like; a stream that would have to wait is told apart. */
#ifndef OURO_MODULES_IO_DEVICE_H
#define OURO_MODULES_IO_DEVICE_H

#include "modules/io_types.h"

enum { IO_DEVICE_ERROR = -1, IO_DEVICE_WOULD_BLOCK = -2 };

/* One read: bytes that were got, 0 at the end. */
int64_t io_device_read(Runtime *rt, BinaryFile *file, void *data, size_t size);
/* All of the data; BlockingIOError when the stream takes no more. */
bool io_device_write(Runtime *rt, BinaryFile *file, const uint8_t *data, size_t size);
/* The new position; -1: error. */
int64_t io_device_seek(Runtime *rt, BinaryFile *file, int64_t offset, int whence);
bool io_device_truncate(Runtime *rt, BinaryFile *file, int64_t size);
/* Closes what the file was open on; the file itself counts as closed already. */
bool io_device_close(Runtime *rt, BinaryFile *file, int fd);
/* true, false, or an error: -1. */
int io_device_is_seekable(Runtime *rt, BinaryFile *file);
int io_device_is_terminal(Runtime *rt, BinaryFile *file);
NEW_REF Object *io_device_number(Runtime *rt, BinaryFile *file); /* fileno() */

#endif
