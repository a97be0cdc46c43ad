/* Fault injection: runs scripts again and again, and in the Nth run the Nth allocation fails. Each
 * run must end in a MemoryError, or complete with the output that it has without a fault; the heap
 * must be whole, the runtime able to run another script, and nothing may live when it closes.
 *
 * usage: faults [--runs K] [--all-later] [--from N] [--to N] [--most N] [--tally FILE] [--verbose]
 *               SCRIPT...
 *
 *   --runs K     only about K of the allocations of a script, evenly spread
 *   --all-later  all allocations from the Nth on fail, until the script has ended
 *   --from, --to of the allocations of each script
 *   --most N     faults to tell of one script before going on with the next (3)
 *   --verbose    with all that a faulty run printed
 *
 * A script runs in a child process, which goes through many N; when it dies, the next child goes on
 * behind the N that killed it. */
#include "api/embed.h"
#include "api/runtime_open.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/unwind.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANG_SECONDS = 30, OUTPUT_MAX = 1 << 20, MESSAGE_MAX = 600 };

typedef struct Options {
    uint64_t runs; /* 0: every allocation */
    uint64_t from, to;
    int most;
    bool all_later;
    const char *tally;
} Options;

/* Shared by the parent and the child. */
typedef struct Progress {
    uint64_t total;            /* allocations without a fault */
    uint64_t current;          /* the allocation that fails now */
    uint64_t runs;             /* with a fault */
    bool finished;             /* the script has no more allocations */
    char problem[MESSAGE_MAX]; /* what the child found wrong, "" when it died */
} Progress;

typedef struct Output {
    int file;
    size_t length;
    char *text;
} Output;

static Output out, err, expected;
static bool verbose;
static bool script_was_told;
static int report; /* where standard output was */
static Progress *progress;

/* ---- output ---- */

static bool output_open(Output *output) {
    output->file = memfd_create("output", 0);
    output->text = malloc(OUTPUT_MAX);
    return output->file >= 0 && output->text;
}

static void output_empty(Output *output) {
    if (ftruncate(output->file, 0) != 0 || lseek(output->file, 0, SEEK_SET) != 0) {
        abort();
    }
}

static void output_read(Output *output) {
    ssize_t got = pread(output->file, output->text, OUTPUT_MAX - 1, 0);
    output->length = got > 0 ? (size_t)got : 0;
    output->text[output->length] = '\0';
}

/* The end of what is on standard error, on one line. */
static void put_tail(char *to, size_t size) {
    output_read(&err);
    size_t length = err.length < size - 1 ? err.length : size - 1;
    memcpy(to, err.text + err.length - length, length);
    to[length] = '\0';
    for (char *at = to; *at; at++) {
        *at = *at == '\n' ? '|' : *at;
    }
}

/* ---- one run ---- */

static bool problem(const char *text) {
    if (!progress->problem[0]) {
        char tail[MESSAGE_MAX / 2];
        put_tail(tail, sizeof tail);
        snprintf(progress->problem, sizeof progress->problem, "%.250s; standard error: %s", text,
                 tail);
    }
    return false;
}

static void name_leak(void *user, const char *type, size_t count, size_t bytes) {
    (void)user;
    char text[128];
    snprintf(text, sizeof text, "leak: %zu %s, %zu bytes", count, type, bytes);
    problem(text);
}

/* The script may have left builtins and sys.stdout replaced: the next one uses neither. */
static bool runs_another(OuroRuntime *runtime) {
    static const char script[] =
        "def next_script():\n"
        "    n, texts = 0, []\n"
        "    while n < 300:\n"
        "        texts += [f'{n}']\n"
        "        n += 1\n"
        "    try:\n"
        "        texts[n]\n"
        "    except:\n"
        "        return f'{[*texts, 1.5][-2:]} { {n: n for n in (1, 2)}} {10 ** 30}'\n"
        "next_result = next_script()\n";
    static const char expected_result[] =
        "['299', 1.5] {1: 1, 2: 2} 1000000000000000000000000000000";
    int code;
    if (ouro_run_text(runtime, script, sizeof script - 1, "<next>") != OURO_DONE) {
        ouro_error_finish(runtime, &code);
        return problem("the next script failed");
    }
    OuroRef result = ouro_get_global(runtime, "next_result");
    const char *text = ouro_as_text(runtime, ouro_borrow(result), NULL);
    bool same = text && strcmp(text, expected_result) == 0;
    ouro_release(runtime, result);
    return same || problem("the next script came to something else");
}

static bool is_memory_error(Runtime *rt, const Object *error);

static bool group_has_memory_error(Runtime *rt, const Object *group) {
    const Object *parts = ((const GroupExceptionObject *)group)->exceptions;
    for (size_t idx = 0; parts && idx < tuple_length(parts); idx++) {
        if (is_memory_error(rt, tuple_get(parts, idx))) {
            return true;
        }
    }
    return false;
}

/* A MemoryError may have been turned into another exception by the script itself, but then it is in
 * the chain, or in a group. */
static bool is_memory_error(Runtime *rt, const Object *error) {
    for (; error; error = ((const ExceptionObject *)error)->context) {
        if (type_is_instance(rt, error, TYPE_MEMORY_ERROR) ||
            (type_is_instance(rt, error, TYPE_BASE_EXCEPTION_GROUP) &&
             group_has_memory_error(rt, error))) {
            return true;
        }
    }
    return false;
}

/* The linker puts this in front of unwind_pop_handled, which ends the handling of an exception:
 * unless it is raised again, the script has been told and may do what it likes. */
void __real_unwind_pop_handled(Runtime *rt, Frame *frame, const Instr *pc);
void __wrap_unwind_pop_handled(Runtime *rt, Frame *frame, const Instr *pc);
void __wrap_unwind_pop_handled(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *exception = value_as_object(frame->registers[pc->a]);
    script_was_told |= pc[1].op != OP_RERAISE && is_memory_error(rt, exception);
    __real_unwind_pop_handled(rt, frame, pc);
}

static bool told(void) {
    return script_was_told || strstr(err.text, "MemoryError") || strstr(out.text, "MemoryError");
}

static bool check_outcome(OuroRuntime *runtime, OuroResult result, bool failed) {
    int code = 0;
    bool fine = true;
    bool is_memory = is_memory_error(runtime->rt, runtime->rt->error);
    char other[256] = "";
    if (result == OURO_FAILED && !is_memory) {
        snprintf(other, sizeof other, "another exception than MemoryError: %.200s",
                 ouro_last_error(runtime));
    }
    ouro_flush(runtime); /* drops the exception */
    output_read(&out);
    output_read(&err);
    if (result == OURO_DONE) {
        bool same =
            out.length == expected.length && memcmp(out.text, expected.text, out.length) == 0;
        if (!same && !(failed && told())) {
            char text[128];
            size_t at = 0;
            while (at < out.length && out.text[at] == expected.text[at]) {
                at++;
            }
            snprintf(text, sizeof text,
                     "completed with another output from byte %zu of %zu, %zu on: %.60s", at,
                     out.length, expected.length, out.text + at);
            fine = problem(text);
        }
    } else {
        if (!failed) {
            fine = problem("failed without a fault");
        } else if (result == OURO_FAILED && !is_memory) {
            fine = told();
        }
        if (!fine) {
            problem(other);
        }
        ouro_error_finish(runtime, &code);
    }
    return fine;
}

static void show_streams(void) {
    output_read(&out);
    output_read(&err);
    dprintf(report, "---- standard output\n%s---- standard error\n%s----\n", out.text, err.text);
}

/* An nftw function. */
static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)kind;
    return place->level > 0 ? remove(path) : 0;
}

/* What a script that failed left there is not to be met by the next run. */
static void empty_directory(void) {
    if (nftw(".", remove_entry, 8, FTW_DEPTH | FTW_PHYS) != 0) {
        perror("faults: the working directory cannot be emptied");
    }
}

/* False when something is wrong. *failed: the fault came. */
static bool run_once(const char *path, uint64_t n, bool all_later, bool *failed) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_ALL;
    config.flags.fixed_hash_seed = 1;
    output_empty(&out);
    output_empty(&err);
    script_was_told = false;
    empty_directory();
    OuroRuntime *runtime = ouro_open(&config);
    if (!runtime) {
        return problem("no runtime");
    }
    Heap *heap = runtime->rt->heap;
    heap_fail_after(heap, n, all_later);
    OuroResult result = ouro_run_file(runtime, path, true);
    *failed = heap_has_failed(heap);
    if (all_later && *failed && result == OURO_FAILED) {
        ouro_last_error(runtime); /* the text, without memory */
    }
    heap_fail_after(heap, 0, false);
    bool fine = check_outcome(runtime, result, *failed);
    heap_verify(heap);
    fine = runs_another(runtime) && fine;
    heap_verify(heap);
    fine = ouro_close_checked(runtime, name_leak, NULL) == 0 && fine;
    if (!fine && verbose) {
        show_streams();
    }
    return fine;
}

/* ---- many runs ---- */

/* A runtime that opens: from the first allocation on. */
static bool open_once(uint64_t n, bool *failed) {
    RuntimeConfig config;
    runtime_config_defaults(&config);
    config.hash_seed[0] = config.hash_seed[1] = 1;
    config.fail_allocation = n;
    Runtime *rt = runtime_open(&config);
    *failed = !rt;
    if (rt) {
        *failed = heap_has_failed(rt->heap);
        heap_fail_after(rt->heap, 0, false);
        heap_verify(rt->heap);
        return runtime_close_checked(rt, name_leak, NULL) == 0;
    }
    return true;
}

/* The output and the allocations without a fault. */
static void run_whole(const char *path) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_ALL;
    config.flags.fixed_hash_seed = 1;
    output_empty(&out);
    OuroRuntime *runtime = ouro_open(&config);
    if (!runtime) {
        abort();
    }
    const uint64_t many = UINT64_MAX / 2;
    heap_fail_after(runtime->rt->heap, many, false);
    ouro_run_file(runtime, path, true);
    progress->total = many - runtime->rt->heap->fail_after;
    heap_fail_after(runtime->rt->heap, 0, false);
    ouro_flush(runtime);
    output_read(&out);
    memcpy(expected.text, out.text, out.length + 1);
    expected.length = out.length;
    ouro_close(runtime);
}

static void child(const char *path, const Options *options, uint64_t from) {
    report = dup(1);
    dup2(out.file, 1);
    dup2(err.file, 2);
    bool failed = true;
    alarm(HANG_SECONDS);
    if (path) {
        run_whole(path);
    }
    uint64_t step = options->runs ? progress->total / options->runs + 1 : 1;
    for (uint64_t n = from; n <= options->to; n += step) {
        progress->current = n;
        alarm(HANG_SECONDS);
        bool fine = path ? run_once(path, n, options->all_later, &failed) : open_once(n, &failed);
        progress->runs += failed;
        if (!fine) {
            _exit(1);
        }
        if (!failed) {
            break;
        }
    }
    progress->current = 0;
    progress->finished = true;
    _exit(0);
}

static void tell(const char *name, int status) {
    char tail[MESSAGE_MAX / 2];
    if (progress->problem[0]) {
        printf("FAIL %s allocation %llu: %s\n", name, (unsigned long long)progress->current,
               progress->problem);
    } else {
        put_tail(tail, sizeof tail);
        printf("FAIL %s allocation %llu: %s %d; standard error: %s\n", name,
               (unsigned long long)progress->current, WIFSIGNALED(status) ? "signal" : "exit code",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), tail);
    }
    fflush(stdout);
}

/* Scripts write files: they do so in a directory of their own. */
static bool enter_directory(char *path) {
    return mkdtemp(path) && chdir(path) == 0;
}

static void leave_directory(const char *path) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", path);
    if (chdir("/") != 0 || system(command) != 0) {
        fprintf(stderr, "faults: %s stays\n", path);
    }
}

/* path NULL: opening. True when all was well. */
static bool test_script(const char *path, const char *name, const Options *options) {
    char directory[] = "/tmp/ouro-faults-XXXXXX";
    if (path && !enter_directory(directory)) {
        perror("mkdtemp");
        return false;
    }
    int problems = 0;
    uint64_t from = options->from;
    memset(progress, 0, sizeof *progress);
    while (!progress->finished && problems < options->most) {
        progress->problem[0] = '\0';
        fflush(stdout);
        pid_t pid = getenv("OURO_FAULTS_NO_FORK") ? 0 : fork(); /* for the debugger */
        if (pid == 0) {
            child(path, options, from);
        }
        int status = 0;
        if (pid < 0 || waitpid(pid, &status, 0) < 0) {
            perror("fork");
            return false;
        }
        if (!progress->finished) {
            tell(name, status);
            problems++;
            from = progress->current + (options->runs ? progress->total / options->runs + 1 : 1);
        }
    }
    if (path) {
        leave_directory(directory);
    }
    printf("%s %s: %llu faults, %llu allocations\n", problems ? "FAIL" : "ok", name,
           (unsigned long long)progress->runs, (unsigned long long)progress->total);
    return problems == 0;
}

/* ---- the command ---- */

static uint64_t number(const char *text) {
    return text ? strtoull(text, NULL, 10) : 0;
}

static const char *name_of(const char *path) {
    const char *found = strstr(path, "tests/");
    return found ? found + strlen("tests/") : path;
}

int main(int argc, char **argv) {
    Options options = {.from = 1, .to = UINT64_MAX / 2, .most = 3};
    int scripts = 1; /* argv[1] to argv[scripts - 1]: options may stand behind the scripts */
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-') {
            argv[scripts++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--all-later") == 0) {
            options.all_later = true;
            continue;
        }
        if (strcmp(argv[i], "--verbose") == 0) {
            verbose = true;
            continue;
        }
        const char *value = argv[i + 1];
        if (strcmp(argv[i], "--runs") == 0 && number(value)) {
            options.runs = number(value);
        } else if (strcmp(argv[i], "--from") == 0 && number(value)) {
            options.from = number(value);
        } else if (strcmp(argv[i], "--to") == 0 && number(value)) {
            options.to = number(value);
        } else if (strcmp(argv[i], "--most") == 0 && number(value)) {
            options.most = (int)number(value);
        } else if (strcmp(argv[i], "--tally") == 0 && value) {
            options.tally = value;
        } else {
            fprintf(stderr, "faults: unknown option %s\n", argv[i]);
            return 2;
        }
        i++;
    }
    FILE *tally = options.tally ? fopen(options.tally, "w") : NULL; /* the directory changes */
    if (options.tally && !tally) {
        perror(options.tally);
        return 2;
    }
    progress =
        mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (progress == MAP_FAILED || !output_open(&out) || !output_open(&err) ||
        !output_open(&expected)) {
        perror("faults");
        return 2;
    }
    int passed = getenv("OURO_FAULTS_NO_FORK") || test_script(NULL, "faults/opening", &options);
    int failed = !passed;
    for (int at = 1; at < scripts; at++) {
        argv[at] = realpath(argv[at], NULL); /* the directory changes */
    }
    for (int at = 1; at < scripts; at++) {
        char *path = argv[at];
        bool fine = path && test_script(path, name_of(path), &options);
        passed += fine;
        failed += !fine;
        free(path);
    }
    printf("%d passed, %d failed\n", passed, failed);
    if (tally) {
        fprintf(tally, "%d %d\n", passed, failed);
        fclose(tally);
    }
    return failed != 0;
}
