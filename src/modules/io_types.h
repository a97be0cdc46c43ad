/* The objects behind open(): binary files (raw and buffered share one struct) and text files over
 * any binary object. */
#ifndef OURO_MODULES_IO_TYPES_H
#define OURO_MODULES_IO_TYPES_H

#include "object/module.h"
#include "object/operations.h"
#include "types/codecs.h"

/* Type indices, and what the module made. */
typedef struct IoState {
    uint32_t io_base, raw_base, buffered_base, text_base;
    uint32_t file, reader, writer, random, text;
    uint32_t bytes_io, bytes_view, string_io, pair, newline_decoder;
    Object *unsupported; /* the class UnsupportedOperation */
} IoTypes;

/* FileIO, BufferedReader, BufferedWriter, BufferedRandom.
 *   read_data[read_position, read_end): read from the system, not yet given out
 *   write_data[0, write_length): given to us, not yet written
 * At most one of the two is not empty.
 *   raw: what a buffered file was made from. A FileIO gives its descriptor to the buffered file as
 *   long as that is open; other streams are used by their methods (through_raw, fd is IO_RAW_FD) */
typedef struct BinaryFile {
    Object header;
    Object *dict;
    Object *name;
    Object *raw; /* NULL: none */
    int fd;      /* -1: closed */
    bool close_fd, readable, writable, appending, created, buffered, through_raw, detached;
    bool finalizing; /* nobody closed it: close is to warn */
    bool busy;       /* a method of raw is under way: nothing else may touch the buffers */
    int8_t seekable; /* -1: not known */
    uint8_t *read_data;
    size_t read_position, read_end, read_capacity;
    uint8_t *write_data;
    size_t write_length, write_capacity;
} BinaryFile;

typedef enum {
    NEWLINE_UNIVERSAL,    /* None: \r, \n and \r\n become \n; \n is written as it is */
    NEWLINE_UNTRANSLATED, /* '': all three end lines, nothing is changed */
    NEWLINE_LF,           /* '\n' */
    NEWLINE_CR,           /* '\r': \n is written as \r */
    NEWLINE_CRLF
} NewlineMode;

typedef struct TextFile {
    Object header;
    Object *dict;
    Object *buffer; /* the binary object; NULL: detached */
    Object *encoding, *errors, *newline;
    CodecId codec;
    NewlineMode newline_mode;
    bool line_buffering, write_through, at_end, pending_cr, telling;
    bool finalizing;         /* as in BinaryFile */
    uint32_t chunk_size;     /* bytes to ask the buffer for */
    uint8_t line_ends;       /* LINE_END_… that were read */
    Object *pending;         /* decoded text; NULL: none */
    size_t pending_position; /* what of it was given out */
    Object *undecoded;       /* bytes of an unfinished sequence; NULL: none */
    Object *mode;            /* str or NULL */
} TextFile;

enum { IO_RAW_FD = INT32_MAX };

IoTypes *io_types(Runtime *rt);
bool io_is_binary(Runtime *rt, const Object *object); /* a BinaryFile; NULL is none */
bool io_is_text(Runtime *rt, const Object *object);   /* a TextFile */
void *io_unsupported(Runtime *rt, const char *what);

/* io_binary.c */
extern const TypeSpec io_file_type, io_reader_type, io_writer_type, io_random_type;
NEW_REF Object *io_binary_new(Runtime *rt, uint32_t type_id, int fd, Object *name, bool close_fd,
                              bool readable, bool writable, bool appending, bool buffered);
NEW_REF Object *io_binary_read(Runtime *rt, Object *self, int64_t size);     /* bytes; < 0: all */
NEW_REF Object *io_binary_read_some(Runtime *rt, Object *self, size_t size); /* at most one call */
bool io_binary_write(Runtime *rt, Object *self, const void *data, size_t size);
bool io_binary_flush(Runtime *rt, Object *self);
/* io_finalize.c */
void io_finalize(Runtime *rt, Object *self); /* the slot of all streams */
/* A ResourceWarning about the source, if closing the stream closes a descriptor; raises nothing. */
void io_warn_unclosed(Runtime *rt, const Object *stream, Object *source);
/* io_file.c */
NEW_REF Object *io_file_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names);
/* io_text.c */
extern const TypeSpec io_text_type;
NEW_REF Object *io_text_new(Runtime *rt, Object *buffer, const char *encoding, const char *errors,
                            Object *newline, bool line_buffering);
/* io_memory.c */
extern const TypeSpec io_bytes_type, io_bytes_view_type, io_string_type;
/* io_pair.c */
extern const TypeSpec io_pair_type, io_newline_decoder_type;
/* io_base.c: methods that work on any stream */
extern const TypeSpec io_base_type, io_raw_base_type, io_buffered_base_type, io_text_base_type;
/* Whether a stream in Python code answers what it can do: readable(), writable(), seekable(). */
bool io_can_be_asked(Runtime *rt, Object *stream);
/* What a stream gave, whatever that is, behind *head, which may be NULL and is NULL afterwards. */
NEW_REF Object *io_join_bytes(Runtime *rt, Object **head, STEALS Object *given);
bool io_check_open(Runtime *rt, Object *self); /* ValueError "I/O operation on closed file." */

#endif
