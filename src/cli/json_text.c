/* json_text: a string of JSON on standard output. */
#include "cli/json_text.h"

#include <stdio.h>

void json_text_print(const char *text) {
    putchar('"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\') {
            putchar('\\');
        }
        if ((unsigned char)*at < ' ') {
            printf("\\u%04x", (unsigned)*at);
        } else {
            putchar(*at);
        }
    }
    putchar('"');
}
