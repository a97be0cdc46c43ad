/* Runs one program with its output caught, a timeout and a clean environment. Safe to call from
   several threads at once: every descriptor is opened close-on-exec. */
#include "support/process.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A program that prints without end is stopped by its timeout; this much of it is kept. */
enum { OUTPUT_KEPT = 16 << 20 };

double process_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void process_argument(ProcessSpec *spec, const char *argument) {
    if (spec->argc >= PROCESS_MAX_ARGUMENTS - 1) {
        fputs("too many arguments for a test\n", stderr);
        exit(2);
    }
    spec->argv[spec->argc++] = argument;
}

void process_environment(ProcessSpec *spec, const char *assignment) {
    if (spec->environment_count >= PROCESS_MAX_ENVIRONMENT - 1) {
        fputs("too many environment variables for a test\n", stderr);
        exit(2);
    }
    spec->environment[spec->environment_count++] = assignment;
}

static void limit_resource(int resource, rlim_t value) {
    struct rlimit limit = {value, value};
    setrlimit((__rlimit_resource_t)resource, &limit);
}

/* Runs in the child between fork and exec. */
__attribute__((noreturn)) static void run_child(const ProcessSpec *spec, const int *pipes) {
    setpgid(0, 0);
    int input = pipes[4] >= 0 ? pipes[4] : open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (dup2(input, 0) < 0 || dup2(pipes[1], 1) < 0 || dup2(pipes[3], 2) < 0) {
        _exit(126);
    }
    if (spec->directory && chdir(spec->directory) != 0) {
        _exit(126);
    }
    limit_resource(RLIMIT_CORE, 0);
    if (spec->address_space_bytes) {
        limit_resource(RLIMIT_AS, spec->address_space_bytes);
    }
    signal(SIGPIPE, SIG_DFL);
    union {
        const char *const *from;
        char *const *to;
    } argv = {.from = spec->argv}, environment = {.from = spec->environment};
    execve(spec->argv[0], argv.to, environment.to);
    _exit(127);
}

/* True while the descriptor may give more. */
static bool drain(int descriptor, Text *into) {
    char buffer[65536];
    ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got > 0) {
        if (into->length < OUTPUT_KEPT) {
            text_append(into, buffer, (size_t)got);
        }
        return true;
    }
    return got < 0 && (errno == EINTR || errno == EAGAIN);
}

/* Gives the whole input or as much as the child wants. */
static bool feed(int descriptor, const char **rest) {
    size_t length = strlen(*rest);
    ssize_t put = length ? write(descriptor, *rest, length) : 0;
    if (put > 0) {
        *rest += put;
    }
    return **rest != '\0' && (put > 0 || errno == EINTR || errno == EAGAIN);
}

/* Moves bytes until both outputs are closed; false on the timeout. */
static bool converse(const ProcessSpec *spec, ProcessResult *result, int out, int err, int in,
                     double deadline) {
    const char *rest = spec->input ? spec->input : "";
    struct pollfd fds[3] = {{out, POLLIN, 0}, {err, POLLIN, 0}, {in, POLLOUT, 0}};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        double left = deadline - process_clock();
        if (left <= 0) {
            break;
        }
        if (poll(fds, 3, (int)(left * 1000) + 1) < 0 && errno != EINTR) {
            break;
        }
        if (fds[0].revents && !drain(out, &result->out)) {
            fds[0].fd = -1;
        }
        if (fds[1].revents && !drain(err, &result->err)) {
            fds[1].fd = -1;
        }
        if (fds[2].fd >= 0 && fds[2].revents && !feed(in, &rest)) {
            close(in);
            fds[2].fd = -1;
        }
    }
    if (fds[2].fd >= 0) {
        close(in);
    }
    return fds[0].fd < 0 && fds[1].fd < 0;
}

static void close_all(int *descriptors, int count) {
    for (int i = 0; i < count; i++) {
        if (descriptors[i] >= 0) {
            close(descriptors[i]);
            descriptors[i] = -1;
        }
    }
}

/* A child that closed its outputs may still run: it has until the deadline as well. */
static void reap(pid_t child, ProcessResult *result, double deadline, bool closed) {
    int status = 0;
    struct rusage usage = {0};
    while (closed && wait4(child, &status, WNOHANG, &usage) == 0) {
        if (process_clock() > deadline) {
            closed = false;
            break;
        }
        usleep(500);
    }
    if (!closed) {
        result->timed_out = true;
        kill(-child, SIGKILL);
        while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
        }
    }
    result->exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    result->peak_kilobytes = usage.ru_maxrss;
}

bool process_run(const ProcessSpec *spec, ProcessResult *result) {
    *result = (ProcessResult){0};
    text_clear(&result->out);
    text_clear(&result->err);
    /* out read, out write, err read, err write, in read, in write */
    int pipes[6] = {-1, -1, -1, -1, -1, -1};
    if (pipe2(pipes, O_CLOEXEC) < 0 || pipe2(pipes + 2, O_CLOEXEC) < 0 ||
        (spec->input && pipe2(pipes + 4, O_CLOEXEC) < 0)) {
        close_all(pipes, 6);
        return false;
    }
    double start = process_clock();
    pid_t child = fork();
    if (child == 0) {
        run_child(spec, pipes);
    }
    close_all(pipes + 1, 1);
    close_all(pipes + 3, 2);
    if (child < 0) {
        close_all(pipes, 6);
        return false;
    }
    setpgid(child, child);
    if (pipes[5] >= 0) {
        fcntl(pipes[5], F_SETFL, O_NONBLOCK);
    }
    double deadline = start + spec->timeout_seconds;
    bool closed = converse(spec, result, pipes[0], pipes[2], pipes[5], deadline);
    pipes[5] = -1;
    reap(child, result, deadline, closed);
    close_all(pipes, 6);
    result->seconds = process_clock() - start;
    return true;
}

void process_result_free(ProcessResult *result) {
    text_free(&result->out);
    text_free(&result->err);
}

char *process_make_directory(void) {
    char *path = text_copy("/tmp/ouro-test-XXXXXX");
    if (!mkdtemp(path)) {
        perror("mkdtemp");
        exit(2);
    }
    return path;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void process_remove_directory(char *path) {
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(path);
}
