/* What the environment variable OURO_MALLOC asks for. */
#ifndef OURO_MALLOC_SETTINGS_H
#define OURO_MALLOC_SETTINGS_H

#include "base/base.h"

typedef enum LeakReport { LEAKS_LOST, LEAKS_ALL, LEAKS_NONE } LeakReport;

typedef struct Settings {
    size_t limit_bytes; /* of all heaps together; 0: none */
    unsigned alignment; /* of blocks: 16 or 8 */
    int check_level;
    unsigned stack_depth; /* frames kept at level 2 and above */
    LeakReport leak_report;
    uint32_t purge_delay_ms; /* as in HeapConfig */
    int report_descriptor;   /* -1: none */
    const char *report_path; /* part of the environment, ends at `report_length`; NULL: none */
    size_t report_length;
} Settings;

/* Reads `text`, settings name=value with commas between: limit=SIZE (with k, m, g), align=8|16,
 * check=0…3, check=checked (2), purge=MILLISECONDS|now|never, report=PATH|fd:NUMBER, stacks=FRAMES,
 * leaks=lost|all|none. What is wrong is told in one line on standard error, and left out. NULL: the
 * defaults. */
void settings_read(Settings *settings, const char *text);

/* The text of OURO_MALLOC, which stays; NULL: there is none, or the program has raised privileges.
 * A program's .preinit_array may allocate before libc knows the environment: then it is read from
 * the kernel's copy, up to 1,023 bytes. */
const char *settings_text(void);

#endif
