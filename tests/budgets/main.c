/* Budgets: what crosses one ends soon, inside builtin operations too, and the runtime goes on.
 *
 * usage: budgets [--tally FILE] [--verbose] [--every K] [--late MS] [TEXT]
 *
 *   --every K   only each Kth operation
 *   --late MS   how late the budget of time may be honoured; 10 unless told
 *   TEXT        only operations whose name contains it
 *
 * Every operation of operations.inc runs in a process of its own under a budget of time, and again
 * under one of instructions. How late it is, is processor time: what the thread spends after the
 * moment when its wall time is over, until ouro_run_text returns, or what the whole took of it
 * beyond the budget, if that is more. Where the machine is busy with other work, the wall's clock
 * would tell of that work. */
#include "api/embed.h"
#include "object/exception.h"
#include "object/type.h"
#include "os/os.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BUDGET_MS = 40, INSTRUCTIONS = 1000000, HANG_SECONDS = 6, HANG_WALL_SECONDS = 120 };

typedef struct Operation {
    const char *name, *setup, *statement;
} Operation;

static const Operation OPERATIONS[] = {
#include "operations.inc"
};

typedef struct Verdict {
    bool fine;
    double milliseconds; /* processor time after the deadline */
    double cost;         /* nanoseconds of it for each instruction counted, on the whole */
    uint64_t instructions;
    char text[200];
} Verdict;

static Verdict *verdict; /* shared with the child */

static bool run_text(OuroRuntime *runtime, const char *text) {
    return ouro_run_text(runtime, text, strlen(text), "<operation>") == OURO_DONE;
}

/* What the pending exception says goes to the verdict. */
static void tell_error(OuroRuntime *runtime, const char *when) {
    const char *text = ouro_last_error(runtime);
    size_t length = strlen(text);
    const char *last = text + length - (length > 0);
    while (last > text && last[-1] != '\n') {
        last--;
    }
    snprintf(verdict->text, sizeof verdict->text, "%s: %.100s", when, last);
}

/* Processor time of the thread at the deadline; -1 before it. */
static volatile int64_t thread_time_at_deadline;

static void deadline_passed(int signal_number) {
    (void)signal_number;
    thread_time_at_deadline = os_clock_thread();
}

static void set_deadline(uint64_t nanoseconds) {
    thread_time_at_deadline = -1;
    if (!nanoseconds) {
        return;
    }
    struct sigaction action = {.sa_handler = deadline_passed, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    timer_t timer;
    struct itimerspec when = {.it_value.tv_nsec = (long)nanoseconds};
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 ||
        timer_settime(timer, 0, &when, NULL) != 0) {
        snprintf(verdict->text, sizeof verdict->text, "no timer: %s", strerror(errno));
        _exit(1);
    }
}

/* Work of a thread takes at least its processor time, so what it has had beyond its budget is late
 * whenever the signal came: inside of a long system call it comes afterwards. */
static double late_milliseconds(int64_t began, int64_t nanoseconds) {
    int64_t now = os_clock_thread();
    int64_t deadline = thread_time_at_deadline;
    int64_t late = deadline < 0 ? 0 : now - deadline;
    int64_t beyond = nanoseconds ? now - began - nanoseconds : 0;
    return (double)(beyond > late ? beyond : late) / 1e6;
}

static void try_operation(const Operation *operation, uint64_t instructions, uint64_t nanoseconds,
                          uint32_t wanted) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_ALL;
    OuroRuntime *runtime = ouro_open(&config);
    if (!runtime || !run_text(runtime, operation->setup)) {
        tell_error(runtime, "setup");
        return;
    }
    ouro_set_budgets(runtime, instructions, nanoseconds);
    set_deadline(nanoseconds);
    int64_t began = os_clock_thread();
    bool done = run_text(runtime, operation->statement);
    verdict->milliseconds = late_milliseconds(began, (int64_t)nanoseconds);
    verdict->instructions = ouro_instructions_used(runtime);
    verdict->cost = (double)(os_clock_thread() - began) / ((double)verdict->instructions + 1);
    ouro_set_budgets(runtime, 0, 0);
    if (done) {
        snprintf(verdict->text, sizeof verdict->text, "ended by itself");
    } else if (!type_is_instance(runtime->rt, runtime->rt->error, wanted)) {
        tell_error(runtime, "ended");
    } else {
        ouro_error_drop(runtime);
        verdict->fine = run_text(runtime, "assert 6 * 7 == 42");
    }
    ouro_error_drop(runtime);
    ouro_close(runtime);
}

/* In a child with bounded memory and time. */
static void try_apart(const Operation *operation, uint64_t instructions, uint64_t nanoseconds,
                      uint32_t wanted) {
    memset(verdict, 0, sizeof *verdict);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit memory = {(rlim_t)8 << 30, (rlim_t)8 << 30};
        setrlimit(RLIMIT_AS, &memory);
        struct rlimit seconds = {HANG_SECONDS, HANG_SECONDS};
        setrlimit(RLIMIT_CPU, &seconds);
        alarm(HANG_WALL_SECONDS);
        try_operation(operation, instructions, nanoseconds, wanted);
        _exit(0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
        verdict->fine = false;
        snprintf(verdict->text, sizeof verdict->text, "killed by signal %d", WTERMSIG(status));
    }
}

static bool judge(const char *kind, const Operation *operation, bool fine, bool verbose) {
    if (!fine || verbose) {
        printf("%s %s, %s: %.1f ms late, %llu instructions of %.1f ns %s\n", fine ? "ok" : "FAIL",
               operation->name, kind, verdict->milliseconds,
               (unsigned long long)verdict->instructions, verdict->cost, verdict->text);
    }
    return fine;
}

/* Late is looked at once more: the machine may have been slow. */
static bool test_time(const Operation *operation, int late_ms, bool verbose) {
    bool fine = false;
    for (int attempt = 0; attempt < 3 && !fine; attempt++) {
        try_apart(operation, 0, BUDGET_MS * 1000000, TYPE_TIME_BUDGET_ERROR);
        fine = verdict->fine && verdict->milliseconds <= late_ms;
    }
    return judge("time", operation, fine, verbose);
}

static bool test_instructions(const Operation *operation, bool verbose) {
    try_apart(operation, INSTRUCTIONS, 0, TYPE_INSTRUCTION_BUDGET_ERROR);
    bool fine = verdict->fine && verdict->instructions <= INSTRUCTIONS * 1.01 &&
                verdict->instructions >= INSTRUCTIONS * 0.99;
    return judge("instructions", operation, fine, verbose);
}

int main(int argc, char **argv) {
    const char *tally_path = NULL;
    const char *part = "";
    bool verbose = false;
    size_t every = 1;
    int late_ms = 10;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--tally") == 0 && i + 1 < argc) {
            tally_path = argv[++i];
        } else if (strcmp(argv[i], "--every") == 0 && i + 1 < argc && atoi(argv[i + 1]) > 0) {
            every = (size_t)atoi(argv[++i]);
        } else if (strcmp(argv[i], "--late") == 0 && i + 1 < argc && atoi(argv[i + 1]) > 0) {
            late_ms = atoi(argv[++i]);
        } else if (strcmp(argv[i], "--verbose") == 0) {
            verbose = true;
        } else {
            part = argv[i];
        }
    }
    verdict =
        mmap(NULL, sizeof *verdict, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (verdict == MAP_FAILED) {
        perror("budgets");
        return 2;
    }
    int passed = 0;
    int failed = 0;
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i += every) {
        if (strstr(OPERATIONS[i].name, part)) {
            bool in_time = test_time(&OPERATIONS[i], late_ms, verbose);
            bool in_instructions = test_instructions(&OPERATIONS[i], verbose);
            passed += in_time + in_instructions;
            failed += !in_time + !in_instructions;
        }
    }
    printf("%d passed, %d failed\n", passed, failed);
    FILE *tally = tally_path ? fopen(tally_path, "w") : NULL;
    if (tally) {
        fprintf(tally, "%d %d\n", passed, failed);
        fclose(tally);
    }
    return failed != 0;
}
