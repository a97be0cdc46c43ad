/* ouro mem advise. */
#ifndef OURO_CLI_MEM_ADVISE_H
#define OURO_CLI_MEM_ADVISE_H

#include "ouro.h"

/* The program has ended: prints the habits that cost it memory or time on standard output, for
 * people or as a line of JSON. `command` is the text of -c, or NULL. */
void mem_advise_print(OuroRuntime *runtime, const char *command, bool json);

#endif
