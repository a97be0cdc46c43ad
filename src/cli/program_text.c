/* program_text: see program_text.h. */
#include "cli/program_text.h"

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

static const char *text_of(ProgramText *program, const char *file) {
    if (program->command && strcmp(file, "<string>") == 0) {
        return program->command;
    }
    if (!program->file || strcmp(program->file, file) != 0) {
        free(program->file);
        free(program->text);
        program->file = strdup(file);
        program->text = read_file(file);
    }
    return program->text;
}

const char *program_text_line(ProgramText *program, const char *file, uint32_t line,
                              size_t *length) {
    const char *at = line ? text_of(program, file) : NULL;
    for (uint32_t left = line; at && --left;) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    *length = at ? strcspn(at, "\r\n") : 0;
    return at;
}

void program_text_free(ProgramText *program) {
    free(program->file);
    free(program->text);
    program->file = program->text = NULL;
}
