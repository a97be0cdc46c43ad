/* The state of one runtime. Opened and closed in src/api; one thread at a time uses it. It lies in
 * the root of its heap, and the structs that it points to behind it (runtime_part).
 * Every layer keeps its own part in a struct of its own; this file names them only. */
#ifndef OURO_OBJECT_RUNTIME_H
#define OURO_OBJECT_RUNTIME_H

#include "heap/heap.h"
#include "object/names.h"
#include "object/object.h"
#include "object/slots.h"

typedef struct CallStack CallStack;       /* vm/call_stack.h */
typedef struct Collector Collector;       /* gc/collector.h */
typedef struct WeakrefTable WeakrefTable; /* gc/weakref_table.h */
typedef struct ShapeTable ShapeTable;     /* object/shape.h */
typedef struct InternTable InternTable;   /* object/intern.h */
typedef struct IoState IoState;           /* modules/io */
typedef struct ImportState ImportState;   /* vm/import.h */
typedef struct Grants Grants;             /* object/grants.h */

/* Reasons for the evaluation loop to leave its fast path at the next safe point. */
enum {
    BREAK_COLLECT = 1,   /* the collector wants to run */
    BREAK_INTERRUPT = 2, /* a signal or another thread asked for attention */
    BREAK_PRESSURE = 4,  /* the heap nears its limit */
    BREAK_SIGNAL = 8,    /* a signal with a handler in Python arrived */
    BREAK_STRESS = 16,   /* stress build: collect at every safe point */
};

/* A module that the host gives: finished, or its source. New references. */
typedef struct HostModule {
    Object *module;            /* or NULL: then … */
    Object *source, *filename; /* bytes, str */
    bool is_package;
} HostModule;

/* Functions of upper layers that lower ones call. Set once while a runtime opens. */
typedef struct RuntimeHooks {
    /* gc: an object with OBJECT_HAS_WEAKREFS dies: clears its references, runs callbacks. */
    void (*weakrefs_clear)(Runtime *rt, Object *object);
    /* vm: visits what the frames of the call stack refer to. */
    void (*stack_traverse)(Runtime *rt, VisitFunction visit, void *context);
    /* modules: tells of an error that nobody can handle (sys.unraisablehook). */
    void (*unraisable)(Runtime *rt, Object *source, const char *where);
    /* gc: collects cycles at a safe point; reasons: BREAK_* bits. */
    void (*collect)(Runtime *rt, uint32_t reasons);
    /* cli, api: BREAK_INTERRUPT was set; false with an exception pending (KeyboardInterrupt). */
    bool (*interrupt)(Runtime *rt);
    /* modules: BREAK_SIGNAL was set: runs handlers; false with an exception pending. */
    bool (*signals)(Runtime *rt);
    /* types: fills type->dict of a builtin type on first use (types/builtin_type.c). */
    bool (*type_fill)(Runtime *rt, TypeObject *type);
    /* vm: super() without arguments: the __class__ cell's content and the first argument of the
     * running function, both borrowed. False with RuntimeError "super(): …" pending. */
    bool (*super_context)(Runtime *rt, Object **type, Object **self);
    /* vm: globals of the running frame, borrowed; NULL without an error when none runs. */
    Object *(*current_globals)(Runtime *rt);
    /* vm: locals() of the running frame, a new reference. */
    Object *(*current_locals)(Runtime *rt);
    /* gc: the first weak reference of an object as a new reference, None without one. */
    Object *(*weakref_first)(Runtime *rt, Object *object);
    /* modules: warnings.warn; source: the object that it is about, or NULL. False when the warning
     * became an exception. */
    bool (*warn)(Runtime *rt, uint32_t category_id, Object *message, int stack_level,
                 Object *source);
    /* modules: codecs.encode or codecs.decode ("encode", "decode") for encodings in Python code. */
    NEW_REF Object *(*codec)(Runtime *rt, const char *function, Object *input, const char *encoding,
                             const char *errors);
    /* api: a text has been compiled: its tree (AstModule), and how many names its arena has. NULL:
     * nobody wants to know. */
    void (*tree)(Runtime *rt, const void *module, uint32_t name_count, Object *filename);
    /* vm: runs a code object of a module, as exec does. */
    NEW_REF Object *(*run_code)(Runtime *rt, Object *code, Object *globals, Object *locals,
                                Object *closure);
    /* modules: a builtin that is not in the builtins dict yet: put there and returned; NULL without
     * an error when there is none. */
    BORROWED Object *(*find_builtin)(Runtime *rt, Object *builtins, Object *name);
    /* modules: puts all builtins there; sets this and find_builtin to NULL. NULL: has happened. */
    bool (*fill_builtins)(Runtime *rt);
    /* modules: puts what is large and seldom wanted into sys_dict; sets this to NULL. */
    bool (*fill_sys)(Runtime *rt);
    /* modules: opens sys.stdin, stdout and stderr; NULL: has happened. */
    bool (*open_streams)(Runtime *rt);
    bool (*warn_explicit)(Runtime *rt, uint32_t category_id, Object *message, Object *filename,
                          uint32_t lineno);
    /* api: text that the program writes to a stream of the host (1, 2); false: it is refused. */
    bool (*write_stream)(Runtime *rt, int stream, const char *text, size_t length);
    /* api: what it reads: bytes, 0 at the end, -1: refused. */
    int64_t (*read_stream)(Runtime *rt, char *buffer, size_t size);
    /* api: a text for somebody who watches: an error that nobody can handle. */
    void (*log)(Runtime *rt, const char *text);
    /* api: a module that the host has; false: it has none of this name, or an exception. */
    bool (*load_module)(Runtime *rt, Object *name, HostModule *out);
} RuntimeHooks;

enum { DEALLOCATION_WAITS = 1 << 20 };

/* What a run may use: object/budget.h. 0: no limit. */
typedef struct BudgetLimits {
    uint64_t instructions;
    int64_t nanoseconds;
    int32_t call_depth;
    bool catchable; /* `except Exception` catches what says so; while the runtime opens */
} BudgetLimits;

/* private to object/budget.c */
typedef struct Budget {
    BudgetLimits limits;
    int64_t granted;       /* fuel given in this run: granted - fuel is what it has burnt */
    int64_t slice;         /* fuel until the next look at the clock */
    int64_t began, looked; /* by os_clock_monotonic */
    uint64_t last_instructions;
    int64_t last_nanoseconds; /* of the last run that ended */
    int32_t runs;             /* nested; outside of runs nothing is limited */
    uint8_t exhausted;
} Budget;

/* Who is told of calls, lines and returns: vm/tracing.h. */
typedef struct Tracing {
    Object *trace, *profile;              /* of sys.settrace and sys.setprofile; NULL: nobody */
    uint32_t epoch;                       /* counts up when the first of them begins to watch */
    int32_t inside;                       /* more than 0: one of them runs, which nobody watches */
    bool on;                              /* trace || profile || watcher */
    bool looking;                         /* what is allocated now is the watching's own */
    const struct TracingWatcher *watcher; /* NULL: none */
} Tracing;

typedef struct RuntimeCounters {
    uint64_t intern_hits; /* strings asked for that were in the table */
    uint64_t intern_bytes_saved;
    uint64_t small_int_hits;
} RuntimeCounters;

struct Runtime {
    /* Hot: the evaluation loop and the allocation paths. */
    Heap *heap;
    const TypeSlots **slots;       /* by type index */
    volatile uint32_t breaker;     /* BREAK_* bits; written also by signal handlers and threads */
    int32_t container_budget;      /* containers until BREAK_COLLECT is set (see allocate.h) */
    int32_t container_threshold;   /* budget <= threshold: frees give back no more than this */
    Object *error;                 /* the pending exception (owned), NULL: none */
    int64_t fuel;                  /* work until the next look at budgets (see budget.h) */
    struct IntObject **small_ints; /* small_int_low <= n < small_int_high: rows of SMALL_INT_ROW
                                      objects each; NULL until first wanted */
    int64_t small_int_low, small_int_high;
    struct IntObject *first_small_ints[2]; /* small_ints while that suffices: for -5 to 256 */
    int32_t int_max_str_digits;            /* sys.set_int_max_str_digits; 0: no limit */
    int32_t recursion_depth;               /* Python frames and nested C calls together */
    int32_t recursion_limit; /* sys.setrecursionlimit, at most budget.limits.call_depth */
    uintptr_t c_stack_limit; /* lowest address that C frames may reach */
    CallStack *stack;
    struct Frame *frame; /* the running frame */

    /* Types. */
    TypeObject **type_objects; /* by type index; NULL until first wanted */
    uint32_t type_count, type_capacity;
    uint32_t free_type_count; /* holes among the first type_count */
    uint32_t type_version;    /* last version given to a type object */
    struct AttributeCache *attribute_cache;
    struct AttributeMemo *attribute_memo; /* vm/attribute_access.c; NULL until needed */

    /* Strings. */
    InternTable *interned;
    Object *const *names; /* the known names, interned: known_names.h */
    Object **latin1;      /* one-character strings, made on first use */
    Object *empty_str, *empty_bytes, *empty_tuple, *empty_frozenset;
    Object **latin1_bytes; /* one-byte bytes objects, made on first use */
    uint64_t hash_seed[2];
    Object *codec_handlers; /* dict of codecs.register_error; NULL: none */
    uint32_t fold_limit;    /* characters of a folded string that may be interned */

    ShapeTable *shapes;
    uint32_t dict_version; /* last number given by dict_keys_version */

    /* Errors. */
    Object *handled_error; /* sys.exc_info(): the exception being handled (borrowed chain in vm) */
    size_t limit_bytes;    /* of the heap; 0: none. The heap itself is held to a little less … */
    bool reserve_open;     /* … until a MemoryError, whose handlers may use the rest */
    Object *memory_error;  /* made at opening, so that running out needs no memory */

    /* Deallocation. */
    int32_t deallocation_depth; /* from DEALLOCATION_WAITS on everything waits */
    bool releasing_leftovers;   /* of an earlier run: their finalizers are not run */
    Object **delayed;           /* dead containers that wait, see deallocate.c */
    uint32_t delayed_count, delayed_capacity;
    uint32_t delayed_lost; /* those that found no room in `delayed`: OBJECT_DELAYED marks them */
    struct WaitingReferences *waiting_references; /* object/references.h */

    Collector *collector;
    WeakrefTable *weakrefs;

    /* Modules. */
    Object *modules;         /* sys.modules (dict) */
    Object *builtins;        /* dict of the builtins module */
    Object *builtins_module; /* its dict is builtins; filled as modules/builtins.h says */
    Object *sys_dict;        /* dict of the sys module */
    int optimise;            /* -O level: 0, 1, 2 */
    bool unbuffered;         /* -u: the standard streams are, when they are opened */
    uint8_t flags[18];       /* sys.flags, in order */
    ImportState *import_state;
    IoState *io;
    void *module_state[40]; /* private to src/modules: see modules/module_state.h */

    Object *asyncgen_firstiter, *asyncgen_finalizer; /* sys.set_asyncgen_hooks; NULL: none */
    Tracing tracing;

    Grants *grants; /* what the program may reach outside */
    RuntimeHooks hooks;
    Budget budget;
    RuntimeCounters counters;
    void *embedder;                   /* the host's pointer */
    size_t root_used;                 /* bytes of the heap's root, this struct's included */
    uint32_t name_hashes[NAME_COUNT]; /* of the known names; 0: not computed yet */
    bool ends_matter; /* objects may live whose end does more than give memory back */
    bool finished;    /* the program's end has been run (api/finish.h) */
    bool closing;
};

#endif
