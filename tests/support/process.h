#ifndef OURO_TESTS_SUPPORT_PROCESS_H
#define OURO_TESTS_SUPPORT_PROCESS_H

#include "support/text.h"

enum { PROCESS_MAX_ARGUMENTS = 32, PROCESS_MAX_ENVIRONMENT = 32 };

/* What to run. Owned by the caller; the strings must live until process_run returns. */
typedef struct ProcessSpec {
    const char *argv[PROCESS_MAX_ARGUMENTS];
    int argc;
    const char *environment[PROCESS_MAX_ENVIRONMENT]; /* NAME=VALUE; nothing is inherited */
    int environment_count;
    const char *directory; /* NULL: the current one */
    const char *input;     /* bytes for standard input; NULL: /dev/null */
    double timeout_seconds;
    size_t address_space_bytes; /* 0: no limit */
} ProcessSpec;

typedef struct ProcessResult {
    Text out;
    Text err;
    int exit_code; /* as a shell tells it: 128 + signal after a signal */
    bool timed_out;
    double seconds;
    long peak_kilobytes;
} ProcessResult;

void process_argument(ProcessSpec *spec, const char *argument);
void process_environment(ProcessSpec *spec, const char *assignment);

/* Runs to the end or to the timeout, when the whole process group is killed. False when the
   process could not be started. */
bool process_run(const ProcessSpec *spec, ProcessResult *result);
void process_result_free(ProcessResult *result);

double process_clock(void);

/* A fresh directory under /tmp, and its removal with everything in it. */
char *process_make_directory(void);
void process_remove_directory(char *path);

#endif
