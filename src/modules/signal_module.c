/* _signal: handlers of signals in Python.
 *
 * A signal belongs to the process: the runtime that sets a handler first has the signals until it
 * closes. The handler in C only notes the number; the one in Python runs at the runtime's next safe
 * point (hooks.signals). SIGINT is the host's until the program sets a handler of its own. */
#include "modules/signal_module.h"

#include "modules/module_exception.h"
#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/tuple.h"
#include "vm/frame.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { SIGNAL_COUNT = 65 };

typedef struct SignalState {
    Object *handlers[SIGNAL_COUNT]; /* as getsignal gives them; NULL: not looked at yet */
    struct sigaction before[SIGNAL_COUNT];
    bool changed[SIGNAL_COUNT]; /* `before` is what to go back to */
    Object *default_int_handler;
    Object *timer_error; /* ItimerError */
} SignalState;

/* Of the process: the runtime that has the signals, and those that came since it looked. */
static Runtime *volatile receiver;
static volatile sig_atomic_t arrived[SIGNAL_COUNT];

static SignalState *signal_state(Runtime *rt) {
    return rt->module_state[MODULE_STATE_SIGNAL];
}

static void on_signal(int number) {
    Runtime *rt = receiver;
    if (rt) {
        arrived[number] = 1;
        __atomic_fetch_or(&rt->breaker, (uint32_t)BREAK_SIGNAL, __ATOMIC_RELAXED);
    }
}

/* ---- running handlers ---- */

static bool run_handler(Runtime *rt, int number) {
    Object *handler = signal_state(rt)->handlers[number];
    if (!handler || !object_is_callable(rt, handler)) {
        return true;
    }
    FrameObject *frame = rt->frame ? frame_object(rt, rt->frame) : NULL;
    if (error_pending(rt)) {
        return false;
    }
    Object *args[2] = {int_from_int64(rt, number), frame ? (Object *)frame : NONE};
    retain(handler);
    retain(args[1]);
    Object *result = args[0] ? object_call(rt, handler, args, 2, NULL) : NULL;
    release(rt, args[1]);
    release_nullable(rt, args[0]);
    release(rt, handler);
    release_nullable(rt, result);
    return result != NULL;
}

/* hooks.signals */
static bool run_handlers(Runtime *rt) {
    for (int number = 1; rt == receiver && number < SIGNAL_COUNT; number++) {
        if (arrived[number]) {
            arrived[number] = 0;
            if (!run_handler(rt, number)) {
                __atomic_fetch_or(&rt->breaker, (uint32_t)BREAK_SIGNAL, __ATOMIC_RELAXED);
                return false; /* others wait for the next safe point */
            }
        }
    }
    return true;
}

void signal_close(Runtime *rt) {
    SignalState *state = signal_state(rt);
    if (!state) {
        return;
    }
    for (int number = 1; number < SIGNAL_COUNT; number++) {
        if (state->changed[number]) {
            sigaction(number, &state->before[number], NULL);
            state->changed[number] = false;
        }
        CLEAR_REF(rt, &state->handlers[number]);
    }
    if (receiver == rt) {
        receiver = NULL;
    }
    rt->hooks.signals = NULL;
    CLEAR_REF(rt, &state->default_int_handler);
    CLEAR_REF(rt, &state->timer_error);
}

/* ---- handlers ---- */

static bool signal_number(Runtime *rt, Object *argument, int *number) {
    int64_t value;
    if (!object_as_int64(rt, argument, &value)) {
        return false;
    }
    if (value < 1 || value >= SIGNAL_COUNT) {
        raise_value_error(rt, "signal number out of range");
        return false;
    }
    *number = (int)value;
    return true;
}

/* SIG_DFL, SIG_IGN, a function, or None for a handler that is not Python's; borrowed. */
static Object *handler_of(Runtime *rt, int number) {
    SignalState *state = signal_state(rt);
    struct sigaction action;
    if (state->handlers[number]) {
        return state->handlers[number];
    }
    Object *found = retain(NONE);
    if (sigaction(number, NULL, &action) == 0) {
        if (action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN) {
            found = int_from_int64(rt, action.sa_handler == SIG_IGN);
        } else if (number == SIGINT) { /* the host's, which asks for KeyboardInterrupt */
            found = retain(state->default_int_handler);
        }
    }
    state->handlers[number] = found;
    return found;
}

/* The handler in C for one in Python; false: TypeError. */
static bool native_handler(Runtime *rt, Object *handler, void (**native)(int)) {
    int64_t value = -1;
    if (object_is_callable(rt, handler)) {
        *native = on_signal;
        return true;
    }
    if (type_is_int(rt, handler) && !object_as_int64(rt, handler, &value)) {
        error_clear(rt);
    }
    if (value != 0 && value != 1) {
        raise_type_error(
            rt, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
        return false;
    }
    *native = value ? SIG_IGN : SIG_DFL;
    return true;
}

static Object *signal_signal(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    static const ArgumentSpec SPEC = {"signal", {"signalnum", "handler"}, 2, 2, 2, 2};
    (void)self;
    SignalState *state = signal_state(rt);
    Object *given[2];
    int number;
    struct sigaction action = {.sa_flags = 0}, before;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !native_handler(rt, given[1], &action.sa_handler) ||
        !signal_number(rt, given[0], &number)) {
        return NULL;
    }
    if (receiver && receiver != rt) {
        return raise_value_error(rt, "signal only works in main thread of the main interpreter");
    }
    Object *old = handler_of(rt, number);
    if (!old) {
        return NULL;
    }
    receiver = rt;
    rt->hooks.signals = run_handlers;
    sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, &before) != 0) {
        return raise_os_error(rt, errno, NULL);
    }
    if (!state->changed[number]) {
        state->before[number] = before;
        state->changed[number] = true;
    }
    retain(old);
    REPLACE_REF(rt, &state->handlers[number], retain(given[1]));
    return old;
}

static Object *signal_getsignal(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int number;
    return signal_number(rt, argument, &number) ? retain_nullable(handler_of(rt, number)) : NULL;
}

static Object *signal_default_int_handler(Runtime *rt, Object *self, Object *const *args,
                                          size_t count) {
    (void)self;
    (void)args;
    (void)count;
    TypeObject *type = type_object(rt, TYPE_KEYBOARD_INTERRUPT);
    Object *error = type ? object_call_noargs(rt, (Object *)type) : NULL;
    return error ? raise_exception(rt, error) : NULL;
}

/* ---- sending and waiting ---- */

static Object *answered(Runtime *rt) {
    return safe_point_answer(rt) ? retain(NONE) : NULL;
}

static Object *signal_raise_signal(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        return NULL;
    }
    return raise((int)number) != 0 ? raise_os_error(rt, errno, NULL) : answered(rt);
}

static Object *signal_pause(Runtime *rt, Object *self) {
    (void)self;
    pause();
    return answered(rt);
}

static Object *signal_alarm(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t seconds;
    return object_as_int64(rt, argument, &seconds) ? int_from_int64(rt, alarm((unsigned)seconds))
                                                   : NULL;
}

static bool timer_value(Runtime *rt, Object *argument, struct timeval *value) {
    double seconds = 0;
    if (argument && !object_as_double(rt, argument, &seconds)) {
        return false;
    }
    value->tv_sec = (time_t)seconds;
    value->tv_usec = (suseconds_t)ceil((seconds - (double)value->tv_sec) * 1e6);
    if (value->tv_usec >= 1000000) {
        value->tv_sec++;
        value->tv_usec -= 1000000;
    }
    return true;
}

static Object *timer_pair(Runtime *rt, const struct itimerval *timer) {
    Object *value = float_from_double(rt, (double)timer->it_value.tv_sec +
                                              1e-6 * (double)timer->it_value.tv_usec);
    Object *interval = float_from_double(rt, (double)timer->it_interval.tv_sec +
                                                 1e-6 * (double)timer->it_interval.tv_usec);
    Object *pair = value && interval ? tuple_pack(rt, 2, value, interval) : NULL;
    release_nullable(rt, value);
    release_nullable(rt, interval);
    return pair;
}

static void *raise_timer_error(Runtime *rt) {
    int number = errno;
    Object *code = int_from_int64(rt, number);
    Object *text = code ? str_from_cstring(rt, strerror(number)) : NULL;
    Object *error = text ? object_call_two(rt, signal_state(rt)->timer_error, code, text) : NULL;
    release_nullable(rt, text);
    release_nullable(rt, code);
    return error ? raise_exception(rt, error) : NULL;
}

static Object *signal_setitimer(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int64_t which;
    struct itimerval timer = {0}, before;
    if (!object_as_int64(rt, args[0], &which) || !timer_value(rt, args[1], &timer.it_value) ||
        !timer_value(rt, count > 2 ? args[2] : NULL, &timer.it_interval)) {
        return NULL;
    }
    return setitimer((__itimer_which_t)which, &timer, &before) == 0 ? timer_pair(rt, &before)
                                                                    : raise_timer_error(rt);
}

static Object *signal_getitimer(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t which;
    struct itimerval timer;
    if (!object_as_int64(rt, argument, &which)) {
        return NULL;
    }
    return getitimer((__itimer_which_t)which, &timer) == 0 ? timer_pair(rt, &timer)
                                                           : raise_timer_error(rt);
}

/* ---- sets of signals ---- */

static Object *set_of(Runtime *rt, const sigset_t *signals) {
    Object *set = set_new(rt, NULL);
    for (int number = 1; set && number < SIGNAL_COUNT; number++) {
        if (sigismember(signals, number) == 1) {
            Object *item = int_from_int64(rt, number);
            if (!item || !set_add(rt, set, item)) {
                CLEAR_REF(rt, &set);
            }
            release_nullable(rt, item);
        }
    }
    return set;
}

static Object *signal_valid_signals(Runtime *rt, Object *self) {
    (void)self;
    sigset_t signals;
    sigfillset(&signals);
    return set_of(rt, &signals);
}

static Object *signal_sigpending(Runtime *rt, Object *self) {
    (void)self;
    sigset_t signals;
    sigemptyset(&signals);
    return sigpending(&signals) == 0 ? set_of(rt, &signals) : raise_os_error(rt, errno, NULL);
}

static Object *signal_pthread_sigmask(Runtime *rt, Object *self, Object *const *args,
                                      size_t count) {
    (void)self;
    (void)count;
    int64_t how;
    sigset_t signals, before;
    sigemptyset(&signals);
    Object *iterator = object_as_int64(rt, args[0], &how) ? object_iter(rt, args[1]) : NULL;
    Object *item;
    while (iterator && (item = object_next(rt, iterator)) != NULL) {
        int number;
        if (signal_number(rt, item, &number)) {
            sigaddset(&signals, number);
        }
        release(rt, item);
        if (error_pending(rt)) {
            break;
        }
    }
    release_nullable(rt, iterator);
    if (error_pending(rt)) {
        return NULL;
    }
    if (sigprocmask((int)how, &signals, &before) != 0) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *set = set_of(rt, &before);
    if (set && !safe_point_answer(rt)) {
        CLEAR_REF(rt, &set);
    }
    return set;
}

static Object *signal_strsignal(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int number;
    if (!signal_number(rt, argument, &number)) {
        return NULL;
    }
    const char *text = strsignal(number);
    return text && strncmp(text, "Unknown signal", 14) != 0 ? str_from_cstring(rt, text)
                                                            : retain(NONE);
}

/* Calls are never restarted; what was asked for the C library's sake does nothing here. */
static Object *signal_siginterrupt(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int number;
    return signal_number(rt, args[0], &number) ? retain(NONE) : NULL;
}

static Object *signal_set_wakeup_fd(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    static const ArgumentSpec SPEC = {"set_wakeup_fd", {"fd", "warn_on_full_buffer"}, 1, 1, 1, 2};
    (void)self;
    Object *given[2];
    int64_t fd;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !object_as_int64(rt, given[0], &fd)) {
        return NULL;
    }
    return fd == -1 ? int_from_int64(rt, -1)
                    : raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                                   "set_wakeup_fd() with a descriptor is not implemented");
}

/* ---- the module ---- */

static const struct {
    const char *name;
    int number;
} NUMBERS[] = {
    {"SIGABRT", SIGABRT},
    {"SIGALRM", SIGALRM},
    {"SIGBUS", SIGBUS},
    {"SIGCHLD", SIGCHLD},
    {"SIGCLD", SIGCHLD},
    {"SIGCONT", SIGCONT},
    {"SIGFPE", SIGFPE},
    {"SIGHUP", SIGHUP},
    {"SIGILL", SIGILL},
    {"SIGINT", SIGINT},
    {"SIGIO", SIGIO},
    {"SIGIOT", SIGABRT},
    {"SIGKILL", SIGKILL},
    {"SIGPIPE", SIGPIPE},
    {"SIGPOLL", SIGPOLL},
    {"SIGPROF", SIGPROF},
    {"SIGPWR", SIGPWR},
    {"SIGQUIT", SIGQUIT},
    {"SIGRTMAX", 64},
    {"SIGRTMIN", 34},
    {"SIGSEGV", SIGSEGV},
    {"SIGSTKFLT", SIGSTKFLT},
    {"SIGSTOP", SIGSTOP},
    {"SIGSYS", SIGSYS},
    {"SIGTERM", SIGTERM},
    {"SIGTRAP", SIGTRAP},
    {"SIGTSTP", SIGTSTP},
    {"SIGTTIN", SIGTTIN},
    {"SIGTTOU", SIGTTOU},
    {"SIGURG", SIGURG},
    {"SIGUSR1", SIGUSR1},
    {"SIGUSR2", SIGUSR2},
    {"SIGVTALRM", SIGVTALRM},
    {"SIGWINCH", SIGWINCH},
    {"SIGXCPU", SIGXCPU},
    {"SIGXFSZ", SIGXFSZ},
    {"SIG_BLOCK", SIG_BLOCK},
    {"SIG_DFL", 0},
    {"SIG_IGN", 1},
    {"SIG_SETMASK", SIG_SETMASK},
    {"SIG_UNBLOCK", SIG_UNBLOCK},
    {"NSIG", SIGNAL_COUNT},
    {"ITIMER_PROF", ITIMER_PROF},
    {"ITIMER_REAL", ITIMER_REAL},
    {"ITIMER_VIRTUAL", ITIMER_VIRTUAL},
};

static bool signal_populate(Runtime *rt, Object *dict) {
    SignalState *state = module_state(rt, MODULE_STATE_SIGNAL, sizeof *state);
    if (!state) {
        return false;
    }
    if (!state->timer_error) {
        state->timer_error = module_exception_new(rt, "signal", "itimer_error", TYPE_OS_ERROR);
    }
    Object *handler = dict_get_cstring(rt, dict, "default_int_handler");
    if (!state->timer_error || !handler) {
        return false;
    }
    REPLACE_REF(rt, &state->default_int_handler, retain(handler));
    for (size_t i = 0; i < COUNT_OF(NUMBERS); i++) {
        if (!dict_set_cstring_stealing(rt, dict, NUMBERS[i].name,
                                       int_from_int64(rt, NUMBERS[i].number))) {
            return false;
        }
    }
    return dict_set_cstring(rt, dict, "ItimerError", state->timer_error);
}

static const MethodRow SIGNAL_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("signal", signal_signal,
                        "signal($module, signalnum, handler, /)\n--\n\nSets the handler of a "
                        "signal; gives the one before."),
    METHOD_ROW_ONE("getsignal", signal_getsignal,
                   "getsignal($module, signalnum, /)\n--\n\nThe handler of a signal."),
    METHOD_ROW_POSITIONAL("default_int_handler", signal_default_int_handler, 2, 2,
                          "default_int_handler($module, signalnum, frame, /)\n--\n\nRaises "
                          "KeyboardInterrupt."),
    METHOD_ROW_ONE("raise_signal", signal_raise_signal,
                   "raise_signal($module, signalnum, /)\n--\n\nSends a signal to the process."),
    METHOD_ROW_NOARGS("pause", signal_pause, "pause($module, /)\n--\n\nWaits for a signal."),
    METHOD_ROW_ONE("alarm", signal_alarm,
                   "alarm($module, seconds, /)\n--\n\nSIGALRM after so many seconds."),
    METHOD_ROW_POSITIONAL("setitimer", signal_setitimer, 2, 3,
                          "setitimer($module, which, seconds, interval=0.0, /)\n--\n\nStarts a "
                          "timer."),
    METHOD_ROW_ONE("getitimer", signal_getitimer,
                   "getitimer($module, which, /)\n--\n\nWhat a timer has left."),
    METHOD_ROW_NOARGS("valid_signals", signal_valid_signals,
                      "valid_signals($module, /)\n--\n\nThe numbers of all signals."),
    METHOD_ROW_NOARGS("sigpending", signal_sigpending,
                      "sigpending($module, /)\n--\n\nBlocked signals that have arrived."),
    METHOD_ROW_POSITIONAL("pthread_sigmask", signal_pthread_sigmask, 2, 2,
                          "pthread_sigmask($module, how, mask, /)\n--\n\nChanges which signals are "
                          "blocked; gives those that were."),
    METHOD_ROW_ONE("strsignal", signal_strsignal,
                   "strsignal($module, signalnum, /)\n--\n\nThe system's name of a signal."),
    METHOD_ROW_POSITIONAL("siginterrupt", signal_siginterrupt, 2, 2,
                          "siginterrupt($module, signalnum, flag, /)\n--\n\nDoes nothing: a signal "
                          "always interrupts a call of the system."),
    METHOD_ROW_KEYWORDS(
        "set_wakeup_fd", signal_set_wakeup_fd,
        "set_wakeup_fd($module, fd, /, *, warn_on_full_buffer=True)\n--\n\n-1 only: "
        "no descriptor is written to."),
    METHOD_ROW_END,
};

const ModuleSpec signal_module = {
    .name = "_signal",
    .doc = "Handlers of signals.",
    .functions = SIGNAL_FUNCTIONS,
    .populate = signal_populate,
};
