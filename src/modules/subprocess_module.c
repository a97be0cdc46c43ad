/* _posixsubprocess: fork_exec. The parent prepares everything as C strings; between fork and exec
 * the child makes system calls only, unless there is a preexec_fn. What goes wrong in the child is
 * written to a pipe as "class:errno in hexadecimal:message", which subprocess.py reads. */
#include "modules/subprocess_module.h"

#include "modules/posix_paths.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/tuple.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_FREE_FD = 3, ARGUMENT_COUNT = 23, NOT_GIVEN = -1 };

/* Zero-terminated array of strings; each belongs to a path. */
typedef struct TextArray {
    char **texts;
    PosixPath *paths;
    size_t count;
} TextArray;

typedef struct Pipe {
    int read, write;
} Pipe;

/* What the child does; numbers are -1 where nothing is to be done. */
typedef struct ChildPlan {
    TextArray arguments, environment, programs;
    bool has_environment;
    PosixPath folder;
    bool has_folder;
    Pipe in, out, error, report;
    bool close_fds, restore_signals, new_session;
    int64_t process_group, group, user, mask;
    gid_t *groups;
    size_t group_count;
    bool has_groups;
    int *kept; /* sorted descriptors that stay open */
    size_t kept_count;
    Object *preexec; /* borrowed; NULL: none */
} ChildPlan;

/* ---- arguments ---- */

static void text_array_free(Runtime *rt, TextArray *array) {
    for (size_t i = 0; i < array->count; i++) {
        posix_path_release(rt, &array->paths[i]);
    }
    memory_free(rt, array->paths);
    memory_free(rt, array->texts);
}

static bool text_array_fill(Runtime *rt, Object *sequence, TextArray *array) {
    Object *items = tuple_from_iterable(rt, sequence);
    size_t count = items ? tuple_length(items) : 0;
    array->texts = items ? memory_allocate(rt, (count + 1) * sizeof *array->texts) : NULL;
    array->paths = array->texts ? memory_allocate(rt, (count + 1) * sizeof *array->paths) : NULL;
    bool done = array->paths != NULL;
    for (size_t i = 0; done && i < count; i++) {
        done = posix_path(rt, tuple_get(items, i), "fork_exec", false, &array->paths[i]);
        array->count += done;
        array->texts[i] = done ? (char *)(uintptr_t)array->paths[i].text : NULL;
    }
    if (done) {
        array->texts[count] = NULL;
    }
    release_nullable(rt, items);
    return done;
}

static bool get_fd(Runtime *rt, Object *argument, int *out) {
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        return false;
    }
    *out = (int)number;
    return true;
}

static bool get_pipe(Runtime *rt, Object *const *args, Pipe *out) {
    return get_fd(rt, args[0], &out->read) && get_fd(rt, args[1], &out->write);
}

static bool get_flag(Runtime *rt, Object *argument, bool *out) {
    int truth = object_is_true(rt, argument);
    *out = truth > 0;
    return truth >= 0;
}

static bool get_number(Runtime *rt, Object *argument, int64_t *out) {
    *out = NOT_GIVEN;
    return argument == NONE || object_as_int64(rt, argument, out);
}

static bool get_groups(Runtime *rt, Object *argument, ChildPlan *plan) {
    if (argument == NONE) {
        return true;
    }
    Object *items = tuple_from_iterable(rt, argument);
    plan->group_count = items ? tuple_length(items) : 0;
    plan->groups = items ? memory_allocate(rt, (plan->group_count + 1) * sizeof(gid_t)) : NULL;
    bool done = plan->groups != NULL;
    for (size_t i = 0; done && i < plan->group_count; i++) {
        int64_t number;
        done = object_as_int64(rt, tuple_get(items, i), &number);
        plan->groups[i] = done ? (gid_t)number : 0;
    }
    plan->has_groups = true;
    release_nullable(rt, items);
    return done;
}

/* pass_fds is a tuple of rising, not negative numbers. */
static bool get_kept(Runtime *rt, Object *argument, ChildPlan *plan) {
    if (object_type_id(argument) != TYPE_TUPLE) {
        raise_type_error(rt, "fork_exec() argument 4 must be tuple, not %T", argument);
        return false;
    }
    size_t count = tuple_length(argument);
    plan->kept = memory_allocate(rt, (count + 1) * sizeof *plan->kept);
    int64_t before = -1;
    for (size_t i = 0; plan->kept && i < count; i++) {
        int64_t number = -1;
        Object *item = tuple_get(argument, i);
        if (!type_is_int(rt, item) || !object_as_int64(rt, item, &number) || number <= before ||
            number > INT32_MAX) {
            error_clear(rt);
            raise_value_error(rt, "bad value(s) in fds_to_keep");
            return false;
        }
        plan->kept[i] = (int)number;
        before = number;
    }
    plan->kept_count = count;
    return plan->kept != NULL;
}

static bool get_places(Runtime *rt, Object *const *args, ChildPlan *plan) {
    if (args[4] != NONE) {
        if (!posix_path(rt, args[4], "fork_exec", false, &plan->folder)) {
            return false;
        }
        plan->has_folder = true;
    }
    if (args[5] != NONE) {
        plan->has_environment = true;
        return text_array_fill(rt, args[5], &plan->environment);
    }
    return true;
}

static bool get_plan(Runtime *rt, Object *const *args, ChildPlan *plan) {
    plan->preexec = args[21] == NONE ? NULL : args[21];
    return get_flag(rt, args[2], &plan->close_fds) && get_kept(rt, args[3], plan) &&
           text_array_fill(rt, args[0], &plan->arguments) &&
           text_array_fill(rt, args[1], &plan->programs) && get_places(rt, args, plan) &&
           get_pipe(rt, args + 6, &plan->in) && get_pipe(rt, args + 8, &plan->out) &&
           get_pipe(rt, args + 10, &plan->error) && get_pipe(rt, args + 12, &plan->report) &&
           get_flag(rt, args[14], &plan->restore_signals) &&
           get_flag(rt, args[15], &plan->new_session) &&
           get_number(rt, args[16], &plan->process_group) &&
           get_number(rt, args[17], &plan->group) && get_groups(rt, args[18], plan) &&
           get_number(rt, args[19], &plan->user) && get_number(rt, args[20], &plan->mask);
}

static void plan_free(Runtime *rt, ChildPlan *plan) {
    text_array_free(rt, &plan->arguments);
    text_array_free(rt, &plan->environment);
    text_array_free(rt, &plan->programs);
    if (plan->has_folder) {
        posix_path_release(rt, &plan->folder);
    }
    memory_free(rt, plan->groups);
    memory_free(rt, plan->kept);
}

/* ---- the child ---- */

static bool is_kept(const ChildPlan *plan, int fd) {
    for (size_t i = 0; i < plan->kept_count; i++) {
        if (plan->kept[i] == fd) {
            return true;
        }
    }
    return false;
}

static void close_others(const ChildPlan *plan) {
    long most = sysconf(_SC_OPEN_MAX);
    DIR *listing = opendir("/proc/self/fd");
    if (!listing) {
        for (int fd = FIRST_FREE_FD; fd < most; fd++) {
            if (!is_kept(plan, fd)) {
                close(fd);
            }
        }
        return;
    }
    struct dirent *entry;
    while ((entry = readdir(listing)) != NULL) {
        int fd = atoi(entry->d_name);
        if (fd >= FIRST_FREE_FD && fd != dirfd(listing) && !is_kept(plan, fd)) {
            close(fd);
        }
    }
    closedir(listing);
}

/* Descriptor `from` becomes `to`, also when it is the same and would be closed by exec. */
static bool place_fd(int from, int to) {
    if (from == NOT_GIVEN) {
        return true;
    }
    if (from == to) {
        return fcntl(from, F_SETFD, 0) == 0;
    }
    return dup2(from, to) >= 0;
}

static void close_unused(int fd) {
    if (fd >= 0) {
        close(fd);
    }
}

/* Descriptors 0 to 2 of the child. */
static bool place_streams(ChildPlan *plan) {
    close_unused(plan->in.write);
    close_unused(plan->out.read);
    close_unused(plan->error.read);
    close_unused(plan->report.read);
    /* What would be overwritten before it is used moves out of the way. */
    if (plan->out.write == 0 && (plan->out.write = dup(plan->out.write)) < 0) {
        return false;
    }
    while (plan->error.write == 0 || plan->error.write == 1) {
        if ((plan->error.write = dup(plan->error.write)) < 0) {
            return false;
        }
    }
    return place_fd(plan->in.read, 0) && place_fd(plan->out.write, 1) &&
           place_fd(plan->error.write, 2);
}

static void default_signals(void) {
    static const int IGNORED[] = {SIGPIPE, SIGXFSZ};
    for (size_t i = 0; i < COUNT_OF(IGNORED); i++) {
        signal(IGNORED[i], SIG_DFL);
    }
}

static bool prepare_child(ChildPlan *plan) {
    if (!place_streams(plan) || (plan->has_folder && chdir(plan->folder.text) < 0)) {
        return false;
    }
    if (plan->mask >= 0) {
        umask((mode_t)plan->mask);
    }
    if (plan->restore_signals) {
        default_signals();
    }
    if (plan->new_session) {
        setsid();
    }
    return (plan->process_group < 0 || setpgid(0, (pid_t)plan->process_group) == 0) &&
           (!plan->has_groups || setgroups(plan->group_count, plan->groups) == 0) &&
           (plan->group < 0 || setregid((gid_t)plan->group, (gid_t)plan->group) == 0) &&
           (plan->user < 0 || setreuid((uid_t)plan->user, (uid_t)plan->user) == 0);
}

static void execute(const ChildPlan *plan) {
    int problem = 0;
    for (size_t i = 0; i < plan->programs.count; i++) {
        const char *program = plan->programs.texts[i];
        if (plan->has_environment) {
            execve(program, plan->arguments.texts, plan->environment.texts);
        } else {
            execv(program, plan->arguments.texts);
        }
        if (errno != ENOENT && errno != ENOTDIR && problem == 0) {
            problem = errno;
        }
    }
    errno = problem ? problem : errno;
}

static void report(const ChildPlan *plan, const char *class, int problem, const char *message) {
    char text[128];
    int length = snprintf(text, sizeof text, "%s:%X:%s", class, (unsigned)problem, message);
    ssize_t written = write(plan->report.write, text, (size_t)length);
    (void)written;
}

static _Noreturn void run_child(Runtime *rt, ChildPlan *plan) {
    if (!prepare_child(plan)) {
        report(plan, "OSError", errno, "noexec");
        _exit(255);
    }
    if (plan->preexec) {
        Object *result = object_call_noargs(rt, plan->preexec);
        if (!result) {
            report(plan, "SubprocessError", 0, "Exception occurred in preexec_fn.");
            _exit(255);
        }
    }
    if (plan->close_fds) {
        close_others(plan);
    }
    execute(plan);
    report(plan, "OSError", errno, "");
    _exit(255);
}

/* ---- the function ---- */

static Object *subprocess_fork_exec(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    ChildPlan plan = {.has_folder = false};
    if (!get_plan(rt, args, &plan)) {
        plan_free(rt, &plan);
        return NULL;
    }
    Object *result = NULL;
    if (plan.close_fds && plan.report.write < FIRST_FREE_FD) {
        raise_value_error(rt, "errpipe_write must be >= 3");
    } else {
        pid_t pid = fork();
        if (pid == 0) {
            run_child(rt, &plan);
        }
        result = pid < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, pid);
    }
    plan_free(rt, &plan);
    return result;
}

static const MethodRow SUBPROCESS_FUNCTIONS[] = {
    METHOD_ROW_POSITIONAL("fork_exec", subprocess_fork_exec, ARGUMENT_COUNT, ARGUMENT_COUNT,
                          "fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, ...)\n"
                          "Forks, and executes the first program of the list that there is."),
    METHOD_ROW_END,
};

const ModuleSpec subprocess_module = {
    .name = "_posixsubprocess",
    .doc = "A POSIX helper for the subprocess module.",
    .functions = SUBPROCESS_FUNCTIONS,
};
