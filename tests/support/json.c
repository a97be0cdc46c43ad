/* Reads JSON in place: skipping a value is the one primitive. */
#include "support/json.h"

#include <stdlib.h>
#include <string.h>

static const char *skip_space(const char *at) {
    return at + strspn(at, " \t\r\n");
}

static const char *skip_string(const char *at) {
    for (at++; *at && *at != '"'; at++) {
        if (*at == '\\' && at[1]) {
            at++;
        }
    }
    return *at ? at + 1 : NULL;
}

static const char *skip_value(const char *at);

/* Past the closing bracket, or NULL. `at` is at the opening one. */
static const char *skip_members(const char *at, char close) {
    bool is_object = close == '}';
    at = skip_space(at + 1);
    if (*at == close) {
        return at + 1;
    }
    for (;;) {
        if (is_object) {
            at = *at == '"' ? skip_string(at) : NULL;
            if (!at || *(at = skip_space(at)) != ':') {
                return NULL;
            }
            at++;
        }
        at = skip_value(at);
        if (!at) {
            return NULL;
        }
        at = skip_space(at);
        if (*at == close) {
            return at + 1;
        }
        if (*at != ',') {
            return NULL;
        }
        at = skip_space(at + 1);
    }
}

static const char *skip_value(const char *at) {
    at = skip_space(at);
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strncmp(at, words[i], strlen(words[i])) == 0) {
            return at + strlen(words[i]);
        }
    }
    switch (*at) {
    case '"':
        return skip_string(at);
    case '{':
        return skip_members(at, '}');
    case '[':
        return skip_members(at, ']');
    default: {
        size_t length = strspn(at, "+-0123456789.eE");
        return length ? at + length : NULL;
    }
    }
}

/* The value of the first member whose name is the `length` bytes at `name`, or of item `index`. */
static const char *member(const char *at, const char *name, size_t length, long index) {
    char open = *at;
    if (open != '{' && open != '[') {
        return NULL;
    }
    at = skip_space(at + 1);
    for (long i = 0; at && *at && *at != '}' && *at != ']'; i++) {
        bool hit = !name && i == index;
        if (open == '{') {
            const char *end = skip_string(at);
            hit = end && name && (size_t)(end - at) == length + 2 &&
                  memcmp(at + 1, name, length) == 0;
            at = end ? skip_space(end) : NULL;
            if (!at || *at != ':') {
                return NULL;
            }
            at = skip_space(at + 1);
        }
        if (hit) {
            return at;
        }
        at = skip_value(at);
        at = at ? skip_space(at) : NULL;
        if (at && *at == ',') {
            at = skip_space(at + 1);
        }
    }
    return NULL;
}

const char *json_find(const char *text, const char *path) {
    const char *at = skip_space(text);
    while (at && *path) {
        if (*path == '[') {
            char *end;
            long index = strtol(path + 1, &end, 10);
            path = *end == ']' ? end + 1 : end;
            at = member(at, NULL, 0, index);
        } else {
            size_t length = strcspn(path, ".[");
            at = member(at, path, length, 0);
            path += length;
        }
        if (*path == '.') {
            path++;
        }
    }
    return at;
}

bool json_number(const char *text, const char *path, double *number) {
    const char *at = json_find(text, path);
    if (!at || !strchr("-0123456789", *at) || !*at) {
        return false;
    }
    *number = strtod(at, NULL);
    return true;
}

/* Calls for each item are not needed: counting and summing walk the members themselves. */
static int walk(const char *at, double *sum) {
    if (!at || (*at != '{' && *at != '[')) {
        return -1;
    }
    bool is_object = *at == '{';
    int count = 0;
    at = skip_space(at + 1);
    while (*at && *at != '}' && *at != ']') {
        if (is_object) {
            at = skip_string(at);
            at = at ? skip_space(at) : NULL;
            if (!at || *at != ':') {
                return -1;
            }
            at = skip_space(at + 1);
        }
        *sum += strtod(at, NULL);
        count++;
        at = skip_value(at);
        if (!at) {
            return -1;
        }
        at = skip_space(at);
        if (*at == ',') {
            at = skip_space(at + 1);
        }
    }
    return count;
}

int json_count(const char *text, const char *path) {
    double sum = 0;
    return walk(json_find(text, path), &sum);
}

double json_sum(const char *text, const char *path) {
    double sum = 0;
    walk(json_find(text, path), &sum);
    return sum;
}

bool json_string(const char *text, const char *path, char *buffer, size_t size) {
    const char *at = json_find(text, path);
    const char *end = at && *at == '"' ? skip_string(at) : NULL;
    if (!end || (size_t)(end - at) - 2 >= size) {
        return false;
    }
    size_t length = (size_t)(end - at) - 2;
    memcpy(buffer, at + 1, length);
    buffer[length] = '\0';
    return true;
}

bool json_valid(const char *text) {
    const char *end = skip_value(text);
    return end && *skip_space(end) == '\0';
}
