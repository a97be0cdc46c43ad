/* What the public functions share: the runtime as an embedder holds it. */
#ifndef OURO_API_EMBED_H
#define OURO_API_EMBED_H

#include "object/budget.h"
#include "object/raise.h"
#include "ouro.h"

typedef struct HostClass HostClass; /* host_type.c */
typedef struct Steps Steps;         /* steps.c */
typedef struct Habits Habits;       /* habits.c */

/* Lives in the runtime's own heap, from ouro_open until the heap goes. */
struct OuroRuntime {
    Runtime *rt;
    Object *main_module; /* __main__; owned; NULL until first wanted */
    Object *text;        /* behind the last `const char *` given out; owned */
    Object *text_holder; /* the bytes of text, or NULL */
    Object *view;        /* the same for ouro_as_text */
    Object *view_holder;
    size_t path_count; /* entries that were put in front of sys.path */
    void *reserve;     /* given up to show an exception when memory has run out; or NULL */
    uintptr_t stack_low, stack_high; /* of the thread that used the runtime last */
    HostClass *host_classes;         /* list of those made so far */
    uint32_t host_function_id, host_method_id, host_object_id; /* type indexes; 0: none yet */
    void (*end_watching)(OuroRuntime *runtime); /* of who watches the program; NULL: nobody does */
    Steps *steps;                               /* of ouro_watch_steps, or NULL */
    Habits *habits;                             /* of ouro_watch_habits, or NULL */
    void *user;
    bool (*write)(void *user, OuroStream stream, const char *text, size_t length);
    ptrdiff_t (*read)(void *user, char *buffer, size_t size);
    bool (*load)(void *user, OuroRuntime *runtime, const char *name, OuroSource *source);
    void (*log)(void *user, OuroLogLevel level, const char *text);
};

/* The runtime belongs to another thread than before: learns the bounds of its C stack. */
void embed_change_thread(OuroRuntime *runtime);

static inline Runtime *embed_use_thread(OuroRuntime *runtime) {
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (UNLIKELY(here - runtime->stack_low >= runtime->stack_high - runtime->stack_low)) {
        embed_change_thread(runtime);
    }
    return runtime->rt;
}

/* What every function begins with that may run Python code: its budgets count from here.
 *     INSIDE Runtime *rt = embed_enter(runtime);
 * leaves by itself at the end of the scope. RUNNING instead of INSIDE: what was used is remembered
 * for ouro_instructions_used. */
#define INSIDE __attribute__((cleanup(embed_leave)))
#define RUNNING __attribute__((cleanup(embed_leave_run)))

static inline Runtime *embed_enter(OuroRuntime *runtime) {
    Runtime *rt = embed_use_thread(runtime);
    budget_begin(rt);
    return rt;
}
/* The same for what begins a run of its own: first goes what an earlier one has left. */
static inline Runtime *embed_run(OuroRuntime *runtime) {
    Runtime *rt = embed_enter(runtime);
    if (budget_release_waits(rt) && rt->budget.runs == 1) {
        deallocate_go_on(rt);
    }
    return rt;
}
static inline void embed_leave_run(Runtime **rt) {
    budget_end(*rt);
}
static inline void embed_leave(Runtime **rt) {
    Budget *budget = &(*rt)->budget;
    uint64_t instructions = budget->last_instructions;
    int64_t nanoseconds = budget->last_nanoseconds;
    budget_end(*rt);
    budget->last_instructions = instructions;
    budget->last_nanoseconds = nanoseconds;
}

static inline OuroRuntime *embed_of(const Runtime *rt) {
    return rt->embedder;
}

/* An object that a public function gave to or gets from the host. */
static inline Object *embed_in(OuroBorrowed object) {
    return (Object *)(void *)object;
}
static inline NEW_REF OuroRef embed_out(Object *object) {
    return (OuroRef)(void *)object;
}
static inline Object *const *embed_array(const OuroBorrowed *items) {
    return (Object *const *)(const void *)items;
}
/* False with an exception when an argument is NULL, which mostly is the result of a call that
 * failed: then its exception stays. */
bool embed_present(Runtime *rt, const void *object);
/* The same for `count` items of an array. */
bool embed_all_present(Runtime *rt, const OuroBorrowed *items, size_t count);

/* Memory for showing a MemoryError: given up for it, and taken again when that is done. */
void embed_open_reserve(OuroRuntime *runtime, const Object *error);
void embed_close_reserve(OuroRuntime *runtime);

/* Nobody watches the program any more. */
void embed_end_watching(OuroRuntime *runtime);

/* __main__, made on first use. */
BORROWED Object *embed_main(OuroRuntime *runtime);
/* What a namespace needs for code to run in it. */
bool embed_fill_namespace(Runtime *rt, Object *dict);
/* Keeps text and gives it as UTF-8; "" when memory is out. text may be NULL. No error is left. */
const char *embed_give_text(OuroRuntime *runtime, STEALS Object *text);
/* text from the outside: bytes that are not UTF-8 become surrogates. */
NEW_REF Object *embed_text(Runtime *rt, const char *text);

#endif
