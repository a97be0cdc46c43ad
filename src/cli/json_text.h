/* Strings of JSON. */
#ifndef OURO_CLI_JSON_TEXT_H
#define OURO_CLI_JSON_TEXT_H

/* Prints UTF-8 text with quotes and escapes on standard output. */
void json_text_print(const char *text);

#endif
