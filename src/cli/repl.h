/* The prompt. */
#ifndef OURO_CLI_REPL_H
#define OURO_CLI_REPL_H

#include "ouro.h"

/* Reads and runs statements until the end of standard input: 0, or the code of SystemExit. */
int repl_run(OuroRuntime *runtime, bool quiet);

#endif
