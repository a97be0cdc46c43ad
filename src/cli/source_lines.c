/* source_lines: see source_lines.h. */
#include "cli/source_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    char *text = NULL;
    size_t size = 0;
    size_t length = 0;
    for (size_t got = 1; got;) {
        if (length + 1 >= size) {
            size = size ? size * 2 : 8192;
            char *larger = realloc(text, size);
            if (!larger) {
                break;
            }
            text = larger;
        }
        got = fread(text + length, 1, size - length - 1, file);
        length += got;
    }
    fclose(file);
    if (text) {
        text[length] = '\0';
    }
    return text;
}

static const char *text_of(SourceLines *lines, const char *file) {
    if (lines->command && strcmp(file, "<string>") == 0) {
        return lines->command;
    }
    if (!lines->file || strcmp(lines->file, file) != 0) {
        free(lines->file);
        free(lines->text);
        lines->file = strdup(file);
        lines->text = read_file(file);
    }
    return lines->text;
}

void source_lines_print(SourceLines *lines, const char *file, uint32_t line, bool bare) {
    const char *at = line ? text_of(lines, file) : NULL;
    for (uint32_t left = line; at && --left;) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    if (at) {
        at += bare ? strspn(at, " \t\f") : 0;
        printf("%.*s", (int)strcspn(at, "\r\n"), at);
    }
}

void source_lines_free(SourceLines *lines) {
    free(lines->file);
    free(lines->text);
    lines->file = lines->text = NULL;
}
