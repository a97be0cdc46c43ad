#ifndef OURO_TESTS_SUPPORT_TEXT_H
#define OURO_TESTS_SUPPORT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A growing byte string. `data` always ends in a NUL that `length` does not count. The test tools
   stop the process when memory ends, so nothing here fails. */
typedef struct Text {
    char *data;
    size_t length;
    size_t capacity;
} Text;

void text_append(Text *text, const char *bytes, size_t length);
void text_add(Text *text, const char *string);
__attribute__((format(printf, 2, 3))) void text_format(Text *text, const char *format, ...);
void text_clear(Text *text);
void text_free(Text *text);
bool text_equal(const Text *left, const Text *right);

bool text_ends_with(const Text *text, const char *suffix);

/* Every occurrence of `from` becomes `to`. */
void text_replace(Text *text, const char *from, const char *to);

/* Reads a whole file; false when it cannot be opened. */
bool text_read_file(Text *text, const char *path);
bool text_write_file(const Text *text, const char *path);

/* Allocates or stops the process. */
void *text_memory(size_t size);
char *text_copy(const char *string);

#endif
