/* mem_report: the report for people and for machines. */
#include "cli/mem_report.h"

#include <stdio.h>

bool mem_report_print(OuroRuntime *runtime, bool json) {
    (void)runtime;
    (void)json;
    return true;
}
