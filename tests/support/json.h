#ifndef OURO_TESTS_SUPPORT_JSON_H
#define OURO_TESTS_SUPPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>

/* A reader for the JSON that ouro prints: values are read in place from one text, nothing is
   allocated. `path` goes down from the root: "system.now", "classes[0].block_size". */

/* The start of the value, or NULL when the path leads nowhere. */
const char *json_find(const char *text, const char *path);

/* The number at the path; false when there is none. */
bool json_number(const char *text, const char *path, double *number);

/* The number of items of an array, or of members of an object; -1 for anything else. */
int json_count(const char *text, const char *path);

/* The value of member `index` of an object of numbers, and its sum over all members. */
double json_sum(const char *text, const char *path);

/* Copies the string at the path into `buffer`, escapes unresolved; false when there is none. */
bool json_string(const char *text, const char *path, char *buffer, size_t size);

/* True when the text is one whole JSON value. */
bool json_valid(const char *text);

#endif
