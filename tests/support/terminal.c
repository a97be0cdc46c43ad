/* Drives a program through a pseudo-terminal. */
#include "support/terminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/process.h"

bool terminal_open(Terminal *terminal, const char *const *argv, const char *const *environment,
                   const char *directory) {
    *terminal = (Terminal){.descriptor = -1};
    text_clear(&terminal->screen);
    struct winsize size = {.ws_row = 50, .ws_col = 240};
    terminal->child = forkpty(&terminal->descriptor, NULL, NULL, &size);
    if (terminal->child == 0) {
        if (directory && chdir(directory) != 0) {
            _exit(126);
        }
        /* what runs the tests may ignore it, as a shell's background does */
        signal(SIGINT, SIG_DFL);
        union {
            const char *const *from;
            char *const *to;
        } arguments = {.from = argv}, variables = {.from = environment};
        execve(argv[0], arguments.to, variables.to);
        _exit(127);
    }
    return terminal->child > 0;
}

/* The length of the escape sequence at `at`, or 0 while it is not complete. */
static size_t escape_length(const char *at, size_t left) {
    if (left < 2) {
        return 0;
    }
    if (at[1] == '[' || at[1] == '?') {
        for (size_t i = 2; i < left; i++) {
            if (at[i] >= '@' && at[i] <= '~') {
                return i + 1;
            }
        }
        return 0;
    }
    if (at[1] == ']') {
        const char *bell = memchr(at, '\a', left);
        return bell ? (size_t)(bell - at) + 1 : 0;
    }
    if (at[1] == '(' || at[1] == ')') {
        return left >= 3 ? 3 : 0;
    }
    return 2;
}

/* Moves what is complete from `raw` to `screen`. */
static void interpret(Terminal *terminal) {
    const char *at = terminal->raw.data;
    size_t left = terminal->raw.length;
    while (left) {
        size_t taken = 1;
        if (*at == '\033') {
            taken = escape_length(at, left);
            if (taken == 0) {
                break;
            }
        } else if (*at == '\b') {
            if (terminal->screen.length) {
                terminal->screen.data[--terminal->screen.length] = '\0';
            }
        } else if (*at != '\r' && *at != '\a') {
            text_append(&terminal->screen, at, 1);
        }
        at += taken;
        left -= taken;
    }
    Text rest = {0};
    text_append(&rest, at, left);
    text_free(&terminal->raw);
    terminal->raw = rest;
}

static void listen_for(Terminal *terminal, int milliseconds) {
    struct pollfd fd = {terminal->descriptor, POLLIN, 0};
    if (poll(&fd, 1, milliseconds) <= 0) {
        return;
    }
    char buffer[4096];
    ssize_t got = read(terminal->descriptor, buffer, sizeof buffer);
    if (got <= 0) {
        terminal->closed = got == 0 || errno != EINTR;
        return;
    }
    text_append(&terminal->raw, buffer, (size_t)got);
    interpret(terminal);
}

static bool shows(const Text *screen, const char *prompt) {
    return *prompt && text_ends_with(screen, prompt);
}

bool terminal_wait(Terminal *terminal, const char *prompt, const char *other, double seconds) {
    double deadline = process_clock() + seconds;
    while (process_clock() < deadline) {
        if (shows(&terminal->screen, prompt) || shows(&terminal->screen, other)) {
            return true;
        }
        if (terminal->closed) {
            return false;
        }
        listen_for(terminal, 50);
    }
    return false;
}

void terminal_type(Terminal *terminal, const char *keys) {
    size_t left = strlen(keys);
    while (left) {
        ssize_t put = write(terminal->descriptor, keys, left);
        if (put <= 0) {
            return;
        }
        keys += put;
        left -= (size_t)put;
    }
}

int terminal_close(Terminal *terminal, double seconds) {
    double deadline = process_clock() + seconds;
    int status = 0;
    pid_t done = 0;
    while ((done = waitpid(terminal->child, &status, WNOHANG)) == 0 && process_clock() < deadline) {
        if (terminal->closed) {
            usleep(2000);
        } else {
            listen_for(terminal, 20);
        }
    }
    if (done == 0) {
        kill(terminal->child, SIGKILL);
        waitpid(terminal->child, &status, 0);
    } else {
        while (!terminal->closed) {
            size_t before = terminal->screen.length;
            listen_for(terminal, 20);
            if (terminal->screen.length == before) {
                break;
            }
        }
    }
    close(terminal->descriptor);
    text_free(&terminal->raw);
    if (done == 0) {
        return -1;
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
