/* ouro: a Python 3.11 runtime on memory of its own, for programs that run scripts inside limits.
 *
 *     OuroConfig config;
 *     ouro_config_init(&config, sizeof config);
 *     config.heap_limit_bytes = 4 << 20;
 *     OuroRuntime *runtime = ouro_open(&config);
 *     OuroRef answer = ouro_eval(runtime, "6 * 7");
 *     int64_t number = 0;
 *     if (ouro_as_int64(runtime, ouro_borrow(answer), &number)) {
 *         printf("%lld\n", (long long)number);
 *     }
 *     ouro_release(runtime, answer);
 *     ouro_close(runtime);
 *
 * Runtimes. A runtime is opened, runs programs and is closed; closing gives all its memory back.
 * Runtimes share nothing. One thread at a time uses a runtime, any thread; only ouro_interrupt may
 * be called by others meanwhile. Nothing is printed, no signal is taken and no state of the process
 * is touched unless the configuration grants it. No function aborts or longjmps.
 *
 * References. OuroRef is a reference that you own and give up by ouro_release; OuroBorrowed is one
 * that somebody else owns. Functions take borrowed references and return owned ones; the exceptions
 * say so. Both are the same pointer, and ouro_borrow turns the first into the second for nothing. A
 * program compiled with OURO_CHECK_REFERENCES gets two types instead, and a mistake between them is
 * an error of the compiler.
 *
 * Errors. A function that fails returns NULL, false or -1 and leaves a Python exception pending in
 * the runtime: look at it by ouro_error_kind, take it by ouro_error_take, or drop it. A host
 * function passes it on by returning NULL. Where an object is wanted and NULL is given, the call
 * fails with the exception that is pending: so calls can be nested and the last one looked at.
 */
#ifndef OURO_H
#define OURO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define OURO_API __attribute__((visibility("default")))
#define OURO_NEW OURO_API __attribute__((warn_unused_result)) /* the result is to be released */
#define OURO_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define OURO_API
#define OURO_NEW OURO_API
#define OURO_PRINTF(at, first)
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct OuroRuntime OuroRuntime;

#ifdef OURO_CHECK_REFERENCES
#if defined(__GNUC__) && !defined(__cplusplus)
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#endif
typedef struct OuroOwnedObject *OuroRef;
typedef struct OuroBorrowedObject *OuroBorrowed;
#else
typedef struct OuroObject *OuroRef;
typedef struct OuroObject *OuroBorrowed;
#endif

/* Good while `reference` is. */
static inline OuroBorrowed ouro_borrow(OuroRef reference) {
    return (OuroBorrowed)reference;
}

/* ======== opening and closing ======== */

/* What a program may reach. Without any of these it computes, and nothing else: what was not
 * granted raises PermissionError or ImportError, with the name of the grant that is missing. */
typedef enum OuroGrant {
    OURO_GRANT_CLOCK = 1 << 0,  /* the time, and sleeping */
    OURO_GRANT_RANDOM = 1 << 1, /* random bytes of the system; else hashes depend on hash_seed */
    OURO_GRANT_ENVIRONMENT = 1 << 2, /* environment variables of the process */
    OURO_GRANT_STREAMS = 1 << 3,     /* descriptors 0, 1, 2 as sys.stdin, stdout, stderr */
    OURO_GRANT_FILES = 1 << 4,       /* every file that the process may reach */
    OURO_GRANT_PROCESS = 1 << 5,     /* ids, signals, other processes, the current folder */
    OURO_GRANT_LIBRARY = 1 << 6,     /* imports from the standard library's folder */
    OURO_GRANT_ALL = 0x7FFFFFFF
} OuroGrant;

/* A folder whose files may be read, and written when `writable`, at and below its path. The first
 * folder of a list is where relative paths begin. Links that lead out are refused. */
typedef struct OuroFolder {
    const char *path; /* absolute */
    bool writable;
} OuroFolder;

/* The three streams of a program. */
typedef enum OuroStream { OURO_STDIN, OURO_STDOUT, OURO_STDERR } OuroStream;

/* Source of a module that the host has: text stays valid until the next call of the loader. */
typedef struct OuroSource {
    const char *text;     /* UTF-8 */
    size_t length;        /* bytes */
    const char *filename; /* for tracebacks; NULL: "<host NAME>" */
    bool is_package;      /* may have modules below it */
    OuroRef module;       /* or the finished module, which is taken over; NULL: text counts */
} OuroSource;

typedef enum OuroLogLevel { OURO_LOG_NOTE, OURO_LOG_WARNING, OURO_LOG_ERROR } OuroLogLevel;

/* What sys.flags and the command's switches say. */
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

/* Strings and arrays in it are copied by ouro_open. */
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

    uint32_t grants; /* OuroGrant bits */
    const OuroFolder *folders;
    size_t folder_count;
    bool fixed_clock;               /* instead of OURO_GRANT_CLOCK: every clock shows clock_ns */
    int64_t clock_ns;               /* since 1970-01-01 UTC */
    const char *const *environment; /* instead of OURO_GRANT_ENVIRONMENT: "NAME=value" …, NULL */

    /* Given to all callbacks, and by ouro_user. */
    void *user;
    /* Instead of OURO_GRANT_STREAMS: what the program writes (UTF-8). False: it gets an OSError. */
    bool (*write)(void *user, OuroStream stream, const char *text, size_t length);
    /* What it reads: up to size bytes of UTF-8; 0: the end, -1: it gets an OSError. */
    ptrdiff_t (*read)(void *user, char *buffer, size_t size);
    /* Imports, asked before sys.path: fills *source and returns true, or false for a module that
     * the host does not have (or with an exception raised). name is absolute: "rules.tax". */
    bool (*load)(void *user, OuroRuntime *runtime, const char *name, OuroSource *source);
    /* What nobody can catch, as errors in __del__, when OURO_GRANT_STREAMS is not granted. NULL: it
     * goes to the program's sys.stderr. */
    void (*log)(void *user, OuroLogLevel level, const char *text);
} OuroConfig;

/* Defaults: no limits, nothing granted. size: sizeof(OuroConfig) as the caller knows it. */
OURO_API void ouro_config_init(OuroConfig *config, size_t size);
/* NULL: no memory, a configuration that cannot be, or a folder that is not there. NULL config: the
 * defaults. */
OURO_NEW OuroRuntime *ouro_open(const OuroConfig *config);
/* Runs atexit functions, drops everything and gives the memory back, references that you still have
 * included. NULL is fine. */
OURO_API void ouro_close(OuroRuntime *runtime);
/* As ouro_close, and calls leak for each type of which objects were still alive (blocks that are
 * not objects count as "(memory)"). The number of such blocks: 0 when every reference was given up.
 */
OURO_API size_t ouro_close_checked(OuroRuntime *runtime,
                                   void (*leak)(void *user, const char *type, size_t count,
                                                size_t bytes),
                                   void *user);
/* The host's pointer, from the configuration. */
OURO_API void *ouro_user(const OuroRuntime *runtime);

/* KeyboardInterrupt at the next safe point. May be called from a signal handler or any thread. */
OURO_API void ouro_interrupt(OuroRuntime *runtime);
/* The pending interrupt is forgotten. */
OURO_API void ouro_forget_interrupt(OuroRuntime *runtime);
/* New budgets, from the next run on; inside a run: for the rest of it, counted from now. */
OURO_API void ouro_set_budgets(OuroRuntime *runtime, uint64_t instructions, uint64_t time_ns);
/* What the last run of a program or call has used, or the running one until now; the time is known
 * with a time budget only. */
OURO_API uint64_t ouro_instructions_used(const OuroRuntime *runtime);
OURO_API uint64_t ouro_time_used_ns(const OuroRuntime *runtime);
/* Collects cycles; the number of objects found, -1 with an exception. */
OURO_API ptrdiff_t ouro_collect(OuroRuntime *runtime);
OURO_API const char *ouro_version(void);        /* "0.1.0" */
OURO_API const char *ouro_python_version(void); /* "3.11.2" */

/* ======== running ======== */

typedef enum OuroResult {
    OURO_DONE,
    OURO_FAILED,     /* an exception is pending */
    OURO_INCOMPLETE, /* interactive: the statement wants more lines */
    OURO_NOT_FOUND   /* no such file or module: ouro_last_error has the text */
} OuroResult;

/* The module __main__: programs run there unless another namespace is named. */

/* OURO_NOT_FOUND when the file cannot be read. path_entry: its folder goes in front of sys.path.
 * The host names the file, so that no grant is asked for. */
OURO_API OuroResult ouro_run_file(OuroRuntime *runtime, const char *path, bool path_entry);
/* Source text (UTF-8, or as its coding line says). filename: for tracebacks. */
OURO_API OuroResult ouro_run_text(OuroRuntime *runtime, const char *text, size_t length,
                                  const char *filename);
/* As `python3 -m`; sys.argv[0] becomes the module's path. */
OURO_API OuroResult ouro_run_module(OuroRuntime *runtime, const char *name);
/* One interactive statement, whole lines, as typed so far. Values are shown. */
OURO_API OuroResult ouro_run_interactive(OuroRuntime *runtime, const char *text, size_t length);

typedef enum OuroSourceKind {
    OURO_STATEMENTS, /* a file's worth; its value is None */
    OURO_EXPRESSION  /* one expression */
} OuroSourceKind;

/* Code to run many times. SyntaxError. */
OURO_NEW OuroRef ouro_compile(OuroRuntime *runtime, const char *text, size_t length,
                              const char *filename, OuroSourceKind kind);
/* Runs code in the namespace of a dict (NULL: __main__'s). Its value. */
OURO_NEW OuroRef ouro_run(OuroRuntime *runtime, OuroBorrowed code, OuroBorrowed globals);
/* The value of an expression, in __main__. */
OURO_NEW OuroRef ouro_eval(OuroRuntime *runtime, const char *expression);
/* Runs statements, in __main__; false with an exception. */
OURO_API bool ouro_exec(OuroRuntime *runtime, const char *statements);
/* A fresh namespace for ouro_run, with the builtins in it: a dict. */
OURO_NEW OuroRef ouro_namespace(OuroRuntime *runtime);

/* ======== errors ======== */

typedef enum OuroErrorKind {
    OURO_ERROR_NONE,         /* nothing is pending */
    OURO_ERROR_EXCEPTION,    /* an exception of the program */
    OURO_ERROR_SYNTAX,       /* SyntaxError */
    OURO_ERROR_EXIT,         /* SystemExit */
    OURO_ERROR_INTERRUPT,    /* KeyboardInterrupt */
    OURO_ERROR_MEMORY,       /* MemoryError: the heap's limit */
    OURO_ERROR_INSTRUCTIONS, /* InstructionBudgetError */
    OURO_ERROR_TIME,         /* TimeBudgetError */
    OURO_ERROR_DEPTH,        /* DepthBudgetError or RecursionError */
    OURO_ERROR_DENIED        /* PermissionError: not granted, or refused by the system */
} OuroErrorKind;

/* One level of a traceback. Strings as OuroError's. */
typedef struct OuroFrame {
    const char *file;
    const char *function;
    uint32_t line, end_line;    /* from 1 */
    int32_t column, end_column; /* bytes of the line's UTF-8, from 0; -1: unknown */
} OuroFrame;

/* An exception taken out. No pointer is NULL but `value` and `frames`; where memory was short the
 * strings are empty, but for `type`. */
typedef struct OuroError {
    OuroErrorKind kind;
    const char *type;        /* "ValueError", "package.module.Name" */
    const char *message;     /* str(exception) */
    const char *traceback;   /* what python3 would print: with causes, notes and groups */
    const OuroFrame *frames; /* outermost first */
    size_t frame_count;
    OuroRef value; /* the exception object */
    void *private_;
} OuroError;

/* What the pending exception is. */
OURO_API OuroErrorKind ouro_error_kind(OuroRuntime *runtime);
/* Takes the pending exception; false when there is none. Free it before the runtime is closed. */
OURO_API bool ouro_error_take(OuroRuntime *runtime, OuroError *error);
OURO_API void ouro_error_free(OuroRuntime *runtime, OuroError *error);
/* Drops the pending exception, unseen. */
OURO_API void ouro_error_drop(OuroRuntime *runtime);
/* Makes a builtin exception pending: ouro_raise(runtime, "ValueError", "bad port %d", port). Always
 * NULL, so that a host function can return it. */
OURO_API OuroRef ouro_raise(OuroRuntime *runtime, const char *type, const char *format, ...)
    OURO_PRINTF(3, 4);
/* Makes an exception object (or class) pending. NULL. */
OURO_API OuroRef ouro_raise_object(OuroRuntime *runtime, OuroBorrowed exception);
/* The traceback of the pending exception, which stays, or what was not found: a string of the
 * runtime, good until the next failure. */
OURO_API const char *ouro_last_error(OuroRuntime *runtime);
/* Shows the exception on sys.stderr as python3 does and drops it. SystemExit is not shown: true,
 * and *exit_code says how the process ends. Else false, with *exit_code 1, or 130 for
 * KeyboardInterrupt. */
OURO_API bool ouro_error_finish(OuroRuntime *runtime, int *exit_code);

/* ======== references ======== */

/* One more reference to the same object. NULL: NULL. */
OURO_NEW OuroRef ouro_retain(OuroBorrowed object);
/* Gives a reference up. The object may die, and run any Python code as it does. NULL is fine. */
OURO_API void ouro_release(OuroRuntime *runtime, OuroRef reference);

/* ======== making ======== */

OURO_API OuroBorrowed ouro_none(void);
OURO_API OuroBorrowed ouro_bool(bool truth);
OURO_NEW OuroRef ouro_int(OuroRuntime *runtime, int64_t number);
OURO_NEW OuroRef ouro_uint(OuroRuntime *runtime, uint64_t number);
/* An int of any size: magnitude in `size` bytes, least first. */
OURO_NEW OuroRef ouro_int_from_bytes(OuroRuntime *runtime, const void *magnitude, size_t size,
                                     bool negative);
OURO_NEW OuroRef ouro_float(OuroRuntime *runtime, double number);
OURO_NEW OuroRef ouro_complex(OuroRuntime *runtime, double real, double imaginary);
OURO_NEW OuroRef ouro_str(OuroRuntime *runtime, const char *utf8); /* to its zero */
OURO_NEW OuroRef ouro_str_from(OuroRuntime *runtime, const char *utf8, size_t length);
/* printf's text as a str. */
OURO_NEW OuroRef ouro_str_format(OuroRuntime *runtime, const char *format, ...) OURO_PRINTF(2, 3);
OURO_NEW OuroRef ouro_bytes(OuroRuntime *runtime, const void *data, size_t size);
OURO_NEW OuroRef ouro_bytearray(OuroRuntime *runtime, const void *data, size_t size);
/* Items are borrowed: the container takes references of its own. */
OURO_NEW OuroRef ouro_tuple(OuroRuntime *runtime, const OuroBorrowed *items, size_t count);
OURO_NEW OuroRef ouro_list(OuroRuntime *runtime, const OuroBorrowed *items, size_t count);
OURO_NEW OuroRef ouro_set(OuroRuntime *runtime, const OuroBorrowed *items, size_t count);
OURO_NEW OuroRef ouro_frozenset(OuroRuntime *runtime, const OuroBorrowed *items, size_t count);
OURO_NEW OuroRef ouro_dict(OuroRuntime *runtime);
OURO_NEW OuroRef ouro_slice(OuroRuntime *runtime, OuroBorrowed start, OuroBorrowed stop,
                            OuroBorrowed step); /* each may be NULL: None */
/* A module of its own, also put into sys.modules. */
OURO_NEW OuroRef ouro_add_module(OuroRuntime *runtime, const char *name);
/* Any builtin by name, to make or call the rest: "range", "memoryview", "sorted". NameError. */
OURO_NEW OuroRef ouro_builtin(OuroRuntime *runtime, const char *name);

/* ======== reading ======== */

typedef enum OuroKind {
    OURO_NONE,
    OURO_BOOL,
    OURO_INT,
    OURO_FLOAT,
    OURO_COMPLEX,
    OURO_STR,
    OURO_BYTES,
    OURO_BYTEARRAY,
    OURO_TUPLE,
    OURO_LIST,
    OURO_DICT,
    OURO_SET,
    OURO_FROZENSET,
    OURO_CLASS,
    OURO_EXCEPTION,
    OURO_MODULE,
    OURO_HOST, /* an instance of a host type */
    OURO_OTHER
} OuroKind;

/* Instances of subclasses count as their base. */
OURO_API OuroKind ouro_kind(OuroRuntime *runtime, OuroBorrowed object);
/* The name of its class: good while the class lives. */
OURO_API const char *ouro_type_name(OuroRuntime *runtime, OuroBorrowed object);

/* Each fills *out, or returns false with TypeError or OverflowError. */
OURO_API bool ouro_as_int64(OuroRuntime *runtime, OuroBorrowed object, int64_t *out);
OURO_API bool ouro_as_uint64(OuroRuntime *runtime, OuroBorrowed object, uint64_t *out);
OURO_API bool ouro_as_double(OuroRuntime *runtime, OuroBorrowed object, double *out);
OURO_API bool ouro_as_complex(OuroRuntime *runtime, OuroBorrowed object, double *real,
                              double *imaginary);
/* Its truth: 1, 0, -1 with an exception. */
OURO_API int ouro_is_true(OuroRuntime *runtime, OuroBorrowed object);
/* The magnitude of an int of any size, least byte first, the rest of `size` zero: the bytes it
 * needs, at least 1. Nothing is written when that is more than size. 0: TypeError. */
OURO_API size_t ouro_int_to_bytes(OuroRuntime *runtime, OuroBorrowed object, void *magnitude,
                                  size_t size, bool *negative);

/* The contents of a str (as UTF-8), bytes, bytearray, memoryview or other buffer. Nothing is copied
 * but for a str that is not ASCII. The object is held until ouro_view_close. */
typedef struct OuroView {
    const char *data; /* of a str: with a zero behind */
    size_t size;      /* bytes */
    void *private_[6];
} OuroView;

OURO_API bool ouro_view_open(OuroRuntime *runtime, OuroBorrowed object, OuroView *view);
/* Also to write: bytearray and other writable buffers; BufferError or TypeError. */
OURO_API bool ouro_view_open_writable(OuroRuntime *runtime, OuroBorrowed object, OuroView *view);
OURO_API void ouro_view_close(OuroRuntime *runtime, OuroView *view);
/* The text of a str as UTF-8 with a zero behind, for quick use: it is good until the next call of
 * this function for this runtime. length may be NULL. NULL: TypeError. */
OURO_API const char *ouro_as_text(OuroRuntime *runtime, OuroBorrowed object, size_t *length);
/* A str as it lies in memory, never copied: `length` characters of `width` (1, 2 or 4) bytes, each
 * a code point. NULL: TypeError. */
OURO_API const void *ouro_as_code_points(OuroRuntime *runtime, OuroBorrowed object, size_t *length,
                                         int *width);

/* str(object), repr(object). */
OURO_NEW OuroRef ouro_to_str(OuroRuntime *runtime, OuroBorrowed object);
OURO_NEW OuroRef ouro_repr(OuroRuntime *runtime, OuroBorrowed object);

/* ======== containers and iteration ======== */

/* len(); -1: TypeError. */
OURO_API ptrdiff_t ouro_length(OuroRuntime *runtime, OuroBorrowed container);
/* container[key]. */
OURO_NEW OuroRef ouro_get_item(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed key);
/* sequence[index]; a negative index counts from the end. */
OURO_NEW OuroRef ouro_at(OuroRuntime *runtime, OuroBorrowed sequence, ptrdiff_t index);
/* container["key"]. */
OURO_NEW OuroRef ouro_get_key(OuroRuntime *runtime, OuroBorrowed container, const char *key);
OURO_API bool ouro_set_item(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed key,
                            OuroBorrowed value);
OURO_API bool ouro_set_at(OuroRuntime *runtime, OuroBorrowed sequence, ptrdiff_t index,
                          OuroBorrowed value);
OURO_API bool ouro_set_key(OuroRuntime *runtime, OuroBorrowed container, const char *key,
                           OuroBorrowed value);
OURO_API bool ouro_delete_item(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed key);
/* item in container: 1, 0, -1 with an exception. */
OURO_API int ouro_contains(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed item);
/* list.append, set.add. */
OURO_API bool ouro_append(OuroRuntime *runtime, OuroBorrowed list, OuroBorrowed item);
OURO_API bool ouro_add(OuroRuntime *runtime, OuroBorrowed set, OuroBorrowed item);
/* The entries of a dict in order: *position starts at 0; false at the end. key and value are
 * borrowed from the dict, whose keys must not change meanwhile. */
OURO_API bool ouro_dict_next(OuroRuntime *runtime, OuroBorrowed dict, size_t *position,
                             OuroBorrowed *key, OuroBorrowed *value);
/* iter(iterable). */
OURO_NEW OuroRef ouro_iterate(OuroRuntime *runtime, OuroBorrowed iterable);
/* The next item. NULL at the end; and with an exception, which ouro_error_kind tells. */
OURO_NEW OuroRef ouro_next(OuroRuntime *runtime, OuroBorrowed iterator);

/* ======== names, attributes and calls ======== */

/* Names of __main__. NameError. */
OURO_NEW OuroRef ouro_get_global(OuroRuntime *runtime, const char *name);
OURO_API bool ouro_set_global(OuroRuntime *runtime, const char *name, OuroBorrowed value);
/* object.name. */
OURO_NEW OuroRef ouro_get_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name);
OURO_API bool ouro_set_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name,
                            OuroBorrowed value);
OURO_API bool ouro_delete_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name);
/* hasattr: 1, 0, -1 with an exception other than AttributeError. */
OURO_API int ouro_has_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name);
/* import name, and the last module of it: "os.path". */
OURO_NEW OuroRef ouro_import(OuroRuntime *runtime, const char *name);

OURO_NEW OuroRef ouro_call(OuroRuntime *runtime, OuroBorrowed callable,
                           const OuroBorrowed *arguments, size_t count);
/* arguments: count positional ones, then one for each of the keyword_count names. */
OURO_NEW OuroRef ouro_call_keywords(OuroRuntime *runtime, OuroBorrowed callable,
                                    const OuroBorrowed *arguments, size_t count,
                                    const char *const *keywords, size_t keyword_count);
/* object.name(arguments…) */
OURO_NEW OuroRef ouro_call_method(OuroRuntime *runtime, OuroBorrowed object, const char *name,
                                  const OuroBorrowed *arguments, size_t count);
OURO_API bool ouro_is_callable(OuroRuntime *runtime, OuroBorrowed object);

/* a == b: 1, 0, -1 with an exception. */
OURO_API int ouro_equal(OuroRuntime *runtime, OuroBorrowed a, OuroBorrowed b);
/* a < b: 1, 0, -1 with an exception. */
OURO_API int ouro_less(OuroRuntime *runtime, OuroBorrowed a, OuroBorrowed b);
/* isinstance: 1, 0, -1 with an exception. */
OURO_API int ouro_is_instance(OuroRuntime *runtime, OuroBorrowed object, OuroBorrowed type);

/* ======== host functions and types ======== */

/* What a host function gets. All references are borrowed for the time of the call. */
typedef struct OuroCall {
    void *data;                    /* of the function or method, from its registration */
    OuroBorrowed self;             /* a method's object; else NULL */
    void *self_data;               /* its data, when it is of the method's host type; else NULL */
    const OuroBorrowed *arguments; /* count positional ones, then the values of the keywords */
    size_t count;
    size_t keyword_count;
    OuroBorrowed keyword_names; /* a tuple of str, or NULL */
} OuroCall;

/* Returns a reference, or NULL with an exception pending. */
typedef OuroRef (*OuroFunction)(OuroRuntime *runtime, const OuroCall *call);

/* What an argument given by keyword is; NULL without an exception when it was not given. */
OURO_API OuroBorrowed ouro_keyword(OuroRuntime *runtime, const OuroCall *call, const char *name);

enum { OURO_ANY_COUNT = -1 };

/* A row of a table of functions or methods; a row without a name ends it. Rows are copied, strings
 * must outlive the runtime: static ones do. */
typedef struct OuroMethod {
    const char *name;
    OuroFunction function;
    int minimum, maximum; /* positional arguments; maximum OURO_ANY_COUNT: any number */
    bool keywords;        /* takes keyword arguments */
    const char *doc;      /* NULL: none */
    void *data;           /* OuroCall.data */
} OuroMethod;

/* A computed attribute; set NULL: read-only. `set` gets the value as its argument, none to delete.
 */
typedef struct OuroProperty {
    const char *name;
    OuroFunction get, set;
    const char *doc;
    void *data;
} OuroProperty;

/* A callable made from a row. */
OURO_NEW OuroRef ouro_function(OuroRuntime *runtime, const OuroMethod *row);
/* All functions of a table into a module, class or other object with attributes. */
OURO_API bool ouro_add_functions(OuroRuntime *runtime, OuroBorrowed target, const OuroMethod *rows);

/* Tells a host type's `visit` of the references that an object's data holds. */
typedef void (*OuroVisit)(OuroBorrowed referent, void *context);

/* A type whose instances carry `data_size` bytes of the host's, zero at first. Methods named as
 * Python's special ones (__len__, __getitem__, __iter__, __call__, __eq__, …) do what they do. */
typedef struct OuroType {
    const char *name; /* "module.Name" or "Name" */
    const char *doc;
    size_t data_size;
    /* Name(arguments…): self_data is the fresh data; returns ouro_none() retained. NULL: Python
     * cannot make instances. */
    OuroFunction construct;
    /* The object dies: data must be given up. No Python code may run here. */
    void (*finalize)(OuroRuntime *runtime, void *data);
    /* Where data holds references: visit each, so that cycles can be found, … */
    void (*traverse)(void *data, OuroVisit visit, void *context);
    /* … and give them up, so that cycles can be broken; finalize comes after. */
    void (*clear)(OuroRuntime *runtime, void *data);
    const OuroMethod *methods;      /* may be NULL */
    const OuroProperty *properties; /* may be NULL; a row without a name ends it */
    bool subclassable;              /* Python classes may derive from it */
    void *user;                     /* the host's own */
} OuroType;

/* The class of a host type, which must outlive the runtime. The same class each time. */
OURO_NEW OuroRef ouro_type(OuroRuntime *runtime, const OuroType *type);
/* An instance, made without `construct`; *data (unless NULL) is its zeroed data. */
OURO_NEW OuroRef ouro_instance(OuroRuntime *runtime, const OuroType *type, void **data);
/* The data of an instance of this type or of a class derived from it; NULL with TypeError. */
OURO_API void *ouro_data(OuroRuntime *runtime, OuroBorrowed object, const OuroType *type);

/* ======== what the program sees of a command; false: no memory ======== */

OURO_API bool ouro_set_arguments(OuroRuntime *runtime, int count, const char *const *arguments);
OURO_API bool ouro_set_original_arguments(OuroRuntime *runtime, int count,
                                          const char *const *arguments);
OURO_API bool ouro_set_executable(OuroRuntime *runtime, const char *path);
/* In front of sys.path, or behind what was put in front before. */
OURO_API bool ouro_add_path(OuroRuntime *runtime, const char *path, bool first);
OURO_API bool ouro_add_option(OuroRuntime *runtime, const char *option);  /* sys._xoptions */
OURO_API bool ouro_add_warning(OuroRuntime *runtime, const char *filter); /* sys.warnoptions */
/* "ps1" or "ps2" of sys as text, made when missing; until the next call of this function. */
OURO_API const char *ouro_prompt(OuroRuntime *runtime, const char *name);
/* Flushes sys.stdout and sys.stderr; false when the system refused. */
OURO_API bool ouro_flush(OuroRuntime *runtime);

#ifdef __cplusplus
}
#endif

#endif
