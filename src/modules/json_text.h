/* Strings of JSON: escaping them, reading them, and what is raised where a text is no JSON. */
#ifndef OURO_MODULES_JSON_TEXT_H
#define OURO_MODULES_JSON_TEXT_H

#include "object/operations.h"

#define JSON_TEXT_NOT_PLAIN SIZE_MAX

/* Appends text in quotes; ascii: everything beyond '~' is escaped. */
bool json_text_write(Runtime *rt, StrWriter *writer, Object *text, bool ascii);
/* Where the string ends whose first character, behind the quote, is at start, if it is short and
 * has nothing to be unescaped; else JSON_TEXT_NOT_PLAIN. */
size_t json_text_plain_end(Runtime *rt, const Object *text, size_t start);
/* The string whose first character, behind the quote, is at start; *end is behind its last quote.
 * strict: control characters are errors. */
NEW_REF Object *json_text_scan(Runtime *rt, Object *text, size_t start, bool strict, size_t *end);
/* json.decoder.JSONDecodeError(message, text, position); NULL. */
void *json_text_raise(Runtime *rt, const char *message, Object *text, int64_t position);

/* Functions of the module; an encoder knows them by their addresses. */
NEW_REF Object *json_text_encode(Runtime *rt, Object *module, Object *text);
NEW_REF Object *json_text_encode_ascii(Runtime *rt, Object *module, Object *text);
NEW_REF Object *json_text_scanstring(Runtime *rt, Object *module, Object *const *args, size_t count,
                                     Object *keyword_names);

#endif
