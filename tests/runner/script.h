#ifndef OURO_TESTS_RUNNER_SCRIPT_H
#define OURO_TESTS_RUNNER_SCRIPT_H

#include "support/process.h"

/* One test script, tests/python/AREA/NAME.py, and what its first lines ask for. */
typedef struct Script {
    char *path;           /* absolute */
    char *name;           /* AREA/NAME */
    char *area;           /* AREA */
    char *arguments;      /* "# args: a b", or NULL */
    bool compare_stderr;  /* "# compare: stderr" */
    bool leaks_allowed;   /* "# leaks: REASON": no leak check */
    double extra_seconds; /* "# timeout: SECONDS", added to the runner's */
} Script;

typedef struct ScriptList {
    Script *items;
    int count;
} ScriptList;

/* The scripts under ROOT/tests/python whose name contains `filter`, in the order of their names. */
ScriptList script_find(const char *root, const char *filter);

/* Where and how a script is run. */
typedef struct ScriptHost {
    const char *root;    /* of the project: shown as nothing in outputs */
    const char *program; /* the interpreter */
    bool is_ouro;
    double timeout_seconds;
    size_t address_space_bytes; /* 0: no limit, as sanitizers need it */
} ScriptHost;

/* Runs the script in a fresh directory. `outcome` gets what is compared: standard output, standard
   error where asked for, and the exit code, in the form of the recordings. `details` gets standard
   error where it is not compared. False after a timeout. */
bool script_run(const Script *script, const ScriptHost *host, Text *outcome, Text *details);

/* The path of the recording: the script's with .out for .py. The caller frees it. */
char *script_recording(const Script *script);

#endif
