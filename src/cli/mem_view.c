/* mem_view: the program step by step. Steps of the standard library are not shown: what they took
 * and freed counts for the step that is shown next. */
#include "cli/mem_view.h"

#include "cli/json_text.h"
#include "cli/program_text.h"
#include "ouro/inspect.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How somebody at the terminal goes on. */
typedef enum {
    GO_STEP, /* to the next step */
    GO_OVER, /* to the next step of this frame, or of one that called it */
    GO_OUT,  /* to the next step of the frame that called this one */
    GO_ON    /* to the end */
} Going;

/* What a name stood for when its frame was shown last. */
typedef struct Seen {
    size_t depth;
    uint64_t name, value; /* hashes */
} Seen;

struct MemView {
    bool json;
    FILE *terminal; /* where answers come from; NULL: nobody is asked */
    Going going;
    size_t depth; /* where GO_OVER and GO_OUT began */
    ProgramText source;
    Seen *seen;
    size_t seen_count, seen_capacity;
    size_t blocks_taken, bytes_taken, blocks_freed, bytes_freed; /* since the step shown last */
    size_t first_blocks, first_bytes;                            /* live at the first step shown */
    uint64_t shown;
};

/* ---- what changed ---- */

static uint64_t hash_text(const char *text) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
    }
    return hash;
}

/* Frames that have ended are forgotten. */
static void forget_above(MemView *view, size_t depth) {
    size_t kept = 0;
    for (size_t i = 0; i < view->seen_count; i++) {
        if (view->seen[i].depth <= depth) {
            view->seen[kept++] = view->seen[i];
        }
    }
    view->seen_count = kept;
}

/* Whether the name stands for something else than when the frame was shown last. */
static bool is_changed(MemView *view, size_t depth, const OuroVariable *variable) {
    uint64_t name = hash_text(variable->name);
    uint64_t value = hash_text(variable->value) ^ (uint64_t)(uintptr_t)variable->address;
    for (size_t i = 0; i < view->seen_count; i++) {
        Seen *seen = &view->seen[i];
        if (seen->depth == depth && seen->name == name) {
            bool changed = seen->value != value;
            seen->value = value;
            return changed;
        }
    }
    if (view->seen_count == view->seen_capacity) {
        size_t capacity = view->seen_capacity ? view->seen_capacity * 2 : 64;
        Seen *larger = realloc(view->seen, capacity * sizeof *larger);
        if (!larger) {
            return true;
        }
        view->seen = larger;
        view->seen_capacity = capacity;
    }
    view->seen[view->seen_count++] = (Seen){depth, name, value};
    return true;
}

/* ---- for people ---- */

static void print_where(const OuroVariable *variable) {
    if (variable->is_number) {
        printf("%s, a number in the register: no object", variable->type);
    } else if (!variable->block_size) {
        printf("%s at %p, never freed", variable->type, variable->address);
        if (variable->references) {
            printf(", %zu references", variable->references);
        }
    } else {
        printf("%s at %p, block of %zu bytes", variable->type, variable->address,
               variable->block_size);
        if (variable->bytes > variable->block_size) {
            printf(" and %zu more", variable->bytes - variable->block_size);
        }
        printf(", %zu reference%s", variable->references, variable->references == 1 ? "" : "s");
    }
    fputs(variable->is_shared ? ", in a cell" : "", stdout);
}

static void print_variables(MemView *view, OuroRuntime *runtime, const OuroStep *step) {
    OuroVariable variable;
    for (size_t i = 0; ouro_step_variable(runtime, 0, i, &variable); i++) {
        const char *mark = is_changed(view, step->depth, &variable) ? "*" : " ";
        printf("  %s %-10s %-24s ", mark, variable.name, variable.value);
        print_where(&variable);
        putchar('\n');
    }
}

static void print_frames(OuroRuntime *runtime, const OuroStep *step) {
    enum { FRAMES_MAX = 12 };
    OuroStepFrame frame;
    size_t first = step->depth > FRAMES_MAX ? FRAMES_MAX : step->depth;
    fputs(step->depth > FRAMES_MAX ? "    frames     \xE2\x80\xA6 > " : "    frames     ", stdout);
    for (size_t i = first; i-- > 0 && ouro_step_frame(runtime, i, &frame);) {
        printf("%s%s", frame.function, i ? " > " : "");
    }
    printf("  (%zu, %zu bytes of call stack)\n", step->depth, step->stack_bytes);
}

static void print_blocks(const char *what, size_t blocks, size_t bytes) {
    if (blocks) {
        printf("%s %zu block%s of %zu bytes; ", what, blocks, blocks == 1 ? "" : "s", bytes);
    } else if (bytes) {
        printf("%s %zu bytes; ", what, bytes);
    }
}

static void print_heap(const MemView *view, const OuroStep *step) {
    if (view->bytes_taken || view->bytes_freed) {
        fputs("    heap       ", stdout);
        print_blocks("took", view->blocks_taken, view->bytes_taken);
        print_blocks("freed", view->blocks_freed, view->bytes_freed);
        printf("%+" PRId64 " blocks, %+" PRId64 " bytes since the first step\n",
               (int64_t)(step->live_blocks - view->first_blocks),
               (int64_t)(step->live_bytes - view->first_bytes));
    }
}

static void print_what(const OuroStep *step) {
    const char *function = step->frame.function;
    switch (step->kind) {
    case OURO_STEP_CALL:
        printf("call of %s", function);
        break;
    case OURO_STEP_LINE:
        printf("line %" PRIu32 " of %s", step->frame.line, function);
        break;
    case OURO_STEP_RETURN:
        printf("%s returns %s", function, step->value.value);
        break;
    case OURO_STEP_RAISE:
        printf("%s: %s raised", function, step->value.value);
        break;
    case OURO_STEP_UNWIND:
        printf("%s is left by the exception", function);
        break;
    }
}

static void print_step(MemView *view, OuroRuntime *runtime, const OuroStep *step) {
    printf("[%" PRIu64 "] ", view->shown);
    print_what(step);
    if (step->kind == OURO_STEP_LINE) {
        size_t length;
        const char *line =
            program_text_line(&view->source, step->frame.file, step->frame.line, &length);
        printf("   | %.*s", (int)length, line ? line : "");
    }
    putchar('\n');
    print_heap(view, step);
    print_frames(runtime, step);
    print_variables(view, runtime, step);
}

/* ---- for machines ---- */

static void print_json_variable(const OuroVariable *variable) {
    fputs("{\"name\": ", stdout);
    json_text_print(variable->name);
    fputs(", \"type\": ", stdout);
    json_text_print(variable->type);
    fputs(", \"value\": ", stdout);
    json_text_print(variable->value);
    printf(", \"address\": %" PRIuPTR ", \"references\": %zu, \"block_size\": %zu, \"bytes\": %zu, "
           "\"number\": %s, \"shared\": %s}",
           (uintptr_t)variable->address, variable->references, variable->block_size,
           variable->bytes, variable->is_number ? "true" : "false",
           variable->is_shared ? "true" : "false");
}

static void print_json_frames(OuroRuntime *runtime) {
    OuroStepFrame frame;
    fputs("\"frames\": [", stdout);
    for (size_t i = 0; ouro_step_frame(runtime, i, &frame); i++) {
        fputs(i ? ", {\"function\": " : "{\"function\": ", stdout);
        json_text_print(frame.function);
        fputs(", \"file\": ", stdout);
        json_text_print(frame.file);
        printf(", \"line\": %" PRIu32 ", \"bytes\": %zu}", frame.line, frame.bytes);
    }
    fputs("], ", stdout);
}

static void print_json_variables(OuroRuntime *runtime) {
    OuroVariable variable;
    fputs("\"variables\": [", stdout);
    for (size_t i = 0; ouro_step_variable(runtime, 0, i, &variable); i++) {
        fputs(i ? ", " : "", stdout);
        print_json_variable(&variable);
    }
    fputs("], ", stdout);
}

static void print_json(const MemView *view, OuroRuntime *runtime, const OuroStep *step) {
    static const char *const kinds[] = {
        [OURO_STEP_CALL] = "call",   [OURO_STEP_LINE] = "line",     [OURO_STEP_RETURN] = "return",
        [OURO_STEP_RAISE] = "raise", [OURO_STEP_UNWIND] = "unwind",
    };
    printf("{\"step\": %" PRIu64 ", \"kind\": \"%s\", ", view->shown, kinds[step->kind]);
    print_json_frames(runtime);
    print_json_variables(runtime);
    fputs("\"value\": ", stdout);
    if (step->value.value) {
        print_json_variable(&step->value);
    } else {
        fputs("null", stdout);
    }
    printf(", \"stack_bytes\": %zu, \"taken\": {\"blocks\": %zu, \"bytes\": %zu}, \"freed\": "
           "{\"blocks\": %zu, \"bytes\": %zu}, \"live\": {\"blocks\": %" PRId64
           ", \"bytes\": %" PRId64 "}}\n",
           step->stack_bytes, view->blocks_taken, view->bytes_taken, view->blocks_freed,
           view->bytes_freed, (int64_t)(step->live_blocks - view->first_blocks),
           (int64_t)(step->live_bytes - view->first_bytes));
}

/* ---- going on ---- */

static bool is_wanted(const MemView *view, const OuroStep *step) {
    switch (view->going) {
    case GO_OVER:
        return step->depth <= view->depth;
    case GO_OUT:
        return step->depth < view->depth;
    default:
        return true;
    }
}

/* False: the program is to end. */
static bool ask(MemView *view, const OuroStep *step) {
    char answer[64];
    for (;;) {
        fputs("Enter: step, n: over calls, o: out, c: to the end, q: quit > ", stdout);
        fflush(stdout);
        if (!fgets(answer, sizeof answer, view->terminal)) {
            view->going = GO_ON;
            return true;
        }
        view->depth = step->depth;
        switch (answer[0]) {
        case '\n':
        case 's':
            view->going = GO_STEP;
            return true;
        case 'n':
            view->going = GO_OVER;
            return true;
        case 'o':
            view->going = GO_OUT;
            return true;
        case 'c':
            view->going = GO_ON;
            return true;
        case 'q':
            return false;
        default:
            break;
        }
    }
}

static void count(MemView *view, const OuroStep *step) {
    view->blocks_taken += step->blocks_taken;
    view->bytes_taken += step->bytes_taken;
    view->blocks_freed += step->blocks_freed;
    view->bytes_freed += step->bytes_freed;
}

static void count_anew(MemView *view) {
    view->blocks_taken = view->bytes_taken = view->blocks_freed = view->bytes_freed = 0;
}

static bool on_step(void *user, OuroRuntime *runtime, const OuroStep *step) {
    MemView *view = user;
    count(view, step);
    if (step->is_library || !is_wanted(view, step)) {
        return true;
    }
    if (view->shown++ == 0) { /* what was needed to start is not the program's */
        view->first_blocks = step->live_blocks;
        view->first_bytes = step->live_bytes;
        count_anew(view);
    }
    forget_above(view, step->depth - (step->kind == OURO_STEP_CALL));
    if (view->json) {
        print_json(view, runtime, step);
    } else {
        print_step(view, runtime, step);
    }
    fflush(stdout);
    count_anew(view);
    return !view->terminal || view->going == GO_ON || ask(view, step);
}

/* ---- beginning and end ---- */

MemView *mem_view_open(OuroRuntime *runtime, const char *command, bool json) {
    MemView *view = calloc(1, sizeof *view);
    if (!view) {
        return NULL;
    }
    view->source.command = command;
    view->json = json;
    if (!json && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
        view->terminal = fopen("/dev/tty", "r");
    }
    if (!ouro_watch_steps(runtime, on_step, view)) {
        mem_view_close(runtime, view);
        return NULL;
    }
    return view;
}

void mem_view_close(OuroRuntime *runtime, MemView *view) {
    if (!view) {
        return;
    }
    ouro_watch_steps(runtime, NULL, NULL);
    if (view->terminal) {
        fclose(view->terminal);
    }
    program_text_free(&view->source);
    free(view->seen);
    free(view);
}
