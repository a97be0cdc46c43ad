/* ouro: a Python 3.11 runtime on memory of its own.
 *
 * A runtime is opened, runs programs, and is closed; closing gives all its memory back. Runtimes
 * share nothing, and one thread at a time uses one. No function here aborts or longjmps: what goes
 * wrong is a return value.
 *
 *     OuroConfig config;
 *     ouro_config_init(&config, sizeof config);
 *     OuroRuntime *runtime = ouro_open(&config);
 *     if (runtime) {
 *         int code = 0;
 *         if (ouro_run_text(runtime, "print(6 * 7)", 12, "<string>") != OURO_DONE) {
 *             ouro_finish_error(runtime, &code);
 *         }
 *         ouro_close(runtime);
 *     }
 */
#ifndef OURO_H
#define OURO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define OURO_API __attribute__((visibility("default")))
#else
#define OURO_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct OuroRuntime OuroRuntime;

/* What sys.flags and the standard streams are told. */
typedef struct OuroFlags {
    uint8_t inspect;             /* -i */
    uint8_t interactive;         /* a prompt */
    uint8_t optimise;            /* -O level: 0, 1, 2 */
    uint8_t dont_write_bytecode; /* -B */
    uint8_t no_user_site;        /* -s */
    uint8_t no_site;             /* -S */
    uint8_t ignore_environment;  /* -E */
    uint8_t verbose;             /* -v */
    uint8_t bytes_warning;       /* -b */
    uint8_t quiet;               /* -q */
    uint8_t isolated;            /* -I */
    uint8_t dev_mode;            /* -X dev */
    uint8_t utf8_mode;           /* -X utf8 */
    uint8_t safe_path;           /* -P */
    uint8_t unbuffered;          /* -u */
    uint8_t fixed_hash_seed;     /* hash_seed counts */
} OuroFlags;

typedef struct OuroConfig {
    size_t size;             /* sizeof(OuroConfig): lets the struct grow */
    size_t heap_limit_bytes; /* the most memory to hold; 0: no limit */
    int64_t small_int_low;   /* ints of low <= n < high are made once */
    int64_t small_int_high;
    uint32_t fold_limit; /* characters of a folded string that is interned */
    int check_level;     /* of the heap: 0 to 3 */
    uint64_t hash_seed;  /* of str and bytes, when flags.fixed_hash_seed; 0: no randomness */
    OuroFlags flags;
    /* What each run may use, 0: no limit. A run is a call from the host until it returns. The one
     * that crosses a limit ends in ouro.InstructionBudgetError, ouro.TimeBudgetError or
     * ouro.DepthBudgetError; the runtime stays usable. */
    uint64_t instruction_budget; /* words of bytecode, and as much work in builtin operations */
    uint64_t time_budget_ns;     /* of wall time */
    uint32_t call_depth;         /* of nested calls; sys.setrecursionlimit cannot go beyond it */
    uint8_t catchable_budgets;   /* these exceptions derive from Exception, not BaseException */
} OuroConfig;

typedef enum OuroResult {
    OURO_DONE,
    OURO_FAILED,     /* an exception waits for ouro_finish_error or ouro_drop_error */
    OURO_INCOMPLETE, /* interactive: the statement wants more lines */
    OURO_NOT_FOUND,  /* no such file or module: ouro_last_error has the text */
} OuroResult;

/* Defaults. size: sizeof(OuroConfig) as the caller knows it. */
OURO_API void ouro_config_init(OuroConfig *config, size_t size);
/* NULL: no memory, or a configuration that cannot be. NULL config: defaults. */
OURO_API OuroRuntime *ouro_open(const OuroConfig *config);
/* Runs atexit functions, drops everything and gives the memory back. NULL is fine. */
OURO_API void ouro_close(OuroRuntime *runtime);
/* As ouro_close, and calls leak for each type of which objects were still alive (blocks that are
 * not objects count as "(memory)"). The number of such blocks: 0 unless ouro has a fault. */
OURO_API size_t ouro_close_checked(OuroRuntime *runtime,
                                   void (*leak)(void *user, const char *type, size_t count,
                                                size_t bytes),
                                   void *user);

/* --- what the program sees of the command; before it runs; false: no memory --- */

OURO_API bool ouro_set_arguments(OuroRuntime *runtime, int count, const char *const *arguments);
OURO_API bool ouro_set_original_arguments(OuroRuntime *runtime, int count,
                                          const char *const *arguments);
OURO_API bool ouro_set_executable(OuroRuntime *runtime, const char *path);
/* In front of sys.path, or behind what was put in front before. */
OURO_API bool ouro_add_path(OuroRuntime *runtime, const char *path, bool first);
OURO_API bool ouro_add_option(OuroRuntime *runtime, const char *option);  /* sys._xoptions */
OURO_API bool ouro_add_warning(OuroRuntime *runtime, const char *filter); /* sys.warnoptions */

/* --- running, in the module __main__ --- */

/* OURO_NOT_FOUND when the file cannot be read. path_entry: its folder goes in front of sys.path. */
OURO_API OuroResult ouro_run_file(OuroRuntime *runtime, const char *path, bool path_entry);
/* Source text (UTF-8, or as its coding line says). filename: for tracebacks. */
OURO_API OuroResult ouro_run_text(OuroRuntime *runtime, const char *text, size_t length,
                                  const char *filename);
/* As `python3 -m`; sys.argv[0] becomes the module's path. */
OURO_API OuroResult ouro_run_module(OuroRuntime *runtime, const char *name);
/* One interactive statement, whole lines, as typed so far. Values are shown. */
OURO_API OuroResult ouro_run_interactive(OuroRuntime *runtime, const char *text, size_t length);
/* "ps1" or "ps2" of sys as text, made when missing; until the next call of this function. */
OURO_API const char *ouro_prompt(OuroRuntime *runtime, const char *name);

/* --- after OURO_FAILED --- */

/* Shows the exception as python3 does and drops it. SystemExit is not shown: true, and *exit_code
 * says how the process ends. Else false, with *exit_code 1, or 130 for KeyboardInterrupt. */
OURO_API bool ouro_finish_error(OuroRuntime *runtime, int *exit_code);
/* Whether the exception is a SystemExit. */
OURO_API bool ouro_error_is_exit(OuroRuntime *runtime);
/* Drops the exception, unseen. */
OURO_API void ouro_drop_error(OuroRuntime *runtime);
/* The traceback of the exception, or what was not found; until the next failure. */
OURO_API const char *ouro_last_error(OuroRuntime *runtime);

/* --- at any time --- */

/* KeyboardInterrupt at the next safe point. May be called from a signal handler or a thread. */
OURO_API void ouro_interrupt(OuroRuntime *runtime);
/* The pending interrupt is forgotten. */
OURO_API void ouro_forget_interrupt(OuroRuntime *runtime);
/* What the last run has used; the time is known with a time budget only. */
OURO_API uint64_t ouro_instructions_used(const OuroRuntime *runtime);
OURO_API uint64_t ouro_time_used_ns(const OuroRuntime *runtime);
/* Flushes sys.stdout and sys.stderr; false when the system refused. */
OURO_API bool ouro_flush(OuroRuntime *runtime);
OURO_API const char *ouro_version(void);        /* "0.1.0" */
OURO_API const char *ouro_python_version(void); /* "3.11.2" */

#ifdef __cplusplus
}
#endif

#endif
