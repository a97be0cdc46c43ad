/* ouro mem report. */
#ifndef OURO_CLI_MEM_REPORT_H
#define OURO_CLI_MEM_REPORT_H

#include "ouro.h"

/* Prints what the runtime's memory did on standard output. */
bool mem_report_print(OuroRuntime *runtime, bool json);

#endif
