/* The command line: what to run, and how. */
#ifndef OURO_CLI_OPTIONS_H
#define OURO_CLI_OPTIONS_H

#include "ouro.h"

typedef enum {
    RUN_PROMPT, /* nothing named: standard input, with prompts on a terminal */
    RUN_STDIN,  /* - */
    RUN_FILE,
    RUN_COMMAND, /* -c */
    RUN_MODULE,  /* -m */
    RUN_HELP,
    RUN_VERSION,
} RunKind;

/* ouro mem … */
typedef enum { MEM_NONE, MEM_REPORT, MEM_VIEW, MEM_ADVISE } MemCommand;

/* Borrows from argv; the two lists are the caller's to free by options_free. */
typedef struct Options {
    OuroConfig config;
    RunKind kind;
    const char *target; /* file, text of -c, or module */
    MemCommand mem;
    bool json;
    int trace_frames;  /* -X tracemalloc; 0: none are to be noted, -1: it was not given */
    int version_count; /* -V, -VV */
    const char **xoptions;
    int xoption_count;
    const char **warnings;
    int warning_count;
    const char **arguments; /* sys.argv */
    int argument_count;
} Options;

/* False: one line is on standard error, and the command ends with code 2. */
bool options_parse(Options *options, int argc, char **argv);
void options_free(Options *options);
void options_print_help(void);
void options_print_version(int count);

#endif
