/* ouro mem view. */
#ifndef OURO_CLI_MEM_VIEW_H
#define OURO_CLI_MEM_VIEW_H

#include "ouro.h"

typedef struct MemView MemView;

/* From now on each step of the program is printed on standard output: for people, who are asked how
 * to go on when they sit at a terminal, or as a line of JSON. `command` is the text of -c, or NULL.
 * NULL: no memory. */
MemView *mem_view_open(OuroRuntime *runtime, const char *command, bool json);
/* The program has ended. NULL is fine. */
void mem_view_close(OuroRuntime *runtime, MemView *view);

#endif
