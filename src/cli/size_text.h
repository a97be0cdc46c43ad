/* Sizes for people. */
#ifndef OURO_CLI_SIZE_TEXT_H
#define OURO_CLI_SIZE_TEXT_H

#include <stddef.h>

/* 1023 B, 1.5 KiB, 64.0 MiB. Four texts may be in use at a time. */
const char *size_text(size_t bytes);

#endif
