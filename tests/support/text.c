/* Growing byte strings for the test tools. */
#include "support/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *text_memory(size_t size) {
    void *memory = calloc(1, size ? size : 1);
    if (!memory) {
        fputs("the test tools are out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

char *text_copy(const char *string) {
    size_t size = strlen(string) + 1;
    return memcpy(text_memory(size), string, size);
}

static void text_reserve(Text *text, size_t extra) {
    size_t wanted = text->length + extra + 1;
    if (wanted <= text->capacity) {
        return;
    }
    size_t capacity = text->capacity ? text->capacity : 256;
    while (capacity < wanted) {
        capacity *= 2;
    }
    char *data = text_memory(capacity);
    if (text->data) {
        memcpy(data, text->data, text->length);
        free(text->data);
    }
    text->data = data;
    text->capacity = capacity;
}

void text_append(Text *text, const char *bytes, size_t length) {
    text_reserve(text, length);
    if (length) {
        memcpy(text->data + text->length, bytes, length);
    }
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add(Text *text, const char *string) {
    text_append(text, string, strlen(string));
}

void text_format(Text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *line = NULL;
    int length = vasprintf(&line, format, arguments);
    va_end(arguments);
    if (length < 0) {
        fputs("the test tools are out of memory\n", stderr);
        exit(2);
    }
    text_append(text, line, (size_t)length);
    free(line);
}

void text_clear(Text *text) {
    text->length = 0;
    text_append(text, "", 0);
}

void text_free(Text *text) {
    free(text->data);
    *text = (Text){0};
}

bool text_equal(const Text *left, const Text *right) {
    return left->length == right->length &&
           (left->length == 0 || memcmp(left->data, right->data, left->length) == 0);
}

bool text_ends_with(const Text *text, const char *suffix) {
    size_t length = strlen(suffix);
    return text->length >= length &&
           (length == 0 || memcmp(text->data + text->length - length, suffix, length) == 0);
}

void text_replace(Text *text, const char *from, const char *to) {
    size_t from_length = strlen(from);
    if (from_length == 0 || text->length < from_length) {
        return;
    }
    Text result = {0};
    const char *rest = text->data;
    const char *end = text->data + text->length;
    const char *hit;
    while ((hit = memmem(rest, (size_t)(end - rest), from, from_length)) != NULL) {
        text_append(&result, rest, (size_t)(hit - rest));
        text_add(&result, to);
        rest = hit + from_length;
    }
    text_append(&result, rest, (size_t)(end - rest));
    text_free(text);
    *text = result;
}

bool text_read_file(Text *text, const char *path) {
    FILE *file = fopen(path, "rbe");
    if (!file) {
        return false;
    }
    char buffer[16384];
    size_t got;
    text_clear(text);
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0) {
        text_append(text, buffer, got);
    }
    fclose(file);
    return true;
}

bool text_write_file(const Text *text, const char *path) {
    FILE *file = fopen(path, "wbe");
    if (!file) {
        return false;
    }
    bool whole = fwrite(text->data ? text->data : "", 1, text->length, file) == text->length;
    return fclose(file) == 0 && whole;
}
