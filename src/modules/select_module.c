/* select: select and poll objects, both by poll(2). */
#include "modules/select_module.h"

#include "modules/descriptor_wait.h"
#include "modules/module_state.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/tuple.h"
#include "os/os.h"
#include <math.h>
#include <errno.h>
#include <string.h>
#include <sys/select.h>

typedef struct SelectState {
    uint32_t poll_type;
} SelectState;

/* entries[0..count): one for each registered descriptor, in the order of registration. */
typedef struct PollObject {
    Object header;
    struct pollfd *entries;
    size_t count, capacity;
    bool busy; /* poll() is under way, and may run handlers of signals */
} PollObject;

static SelectState *select_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_SELECT, sizeof(SelectState));
}

/* ---- select ---- */

enum { WAYS = 3 };
static const short WANTED[WAYS] = {POLLIN | POLLRDNORM, POLLOUT, POLLPRI};
static const short READY[WAYS] = {POLLIN | POLLRDNORM | POLLHUP | POLLERR, POLLOUT | POLLERR,
                                  POLLPRI};

/* The three sequences of select() and an entry for each of their items. */
typedef struct Selection {
    Object *items[WAYS]; /* tuples */
    struct pollfd *entries;
    size_t count;
} Selection;

static void selection_free(Runtime *rt, Selection *selection) {
    for (size_t way = 0; way < WAYS; way++) {
        release_nullable(rt, selection->items[way]);
    }
    memory_free(rt, selection->entries);
}

static bool selection_fill(Runtime *rt, Object *const *args, Selection *selection) {
    *selection = (Selection){.count = 0};
    size_t total = 0;
    for (size_t way = 0; way < WAYS; way++) {
        selection->items[way] = tuple_from_iterable(rt, args[way]);
        if (!selection->items[way]) {
            if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
                raise_type_error(rt, "arguments 1-3 must be sequences");
            }
            return false;
        }
        total += tuple_length(selection->items[way]);
    }
    selection->entries = memory_allocate(rt, (total + 1) * sizeof *selection->entries);
    for (size_t way = 0; selection->entries && way < WAYS; way++) {
        for (size_t i = 0; i < tuple_length(selection->items[way]); i++) {
            int fd = descriptor_of(rt, tuple_get(selection->items[way], i));
            if (fd < 0) {
                return false;
            }
            if (fd >= FD_SETSIZE) {
                raise_value_error(rt, "filedescriptor out of range in select()");
                return false;
            }
            selection->entries[selection->count++] =
                (struct pollfd){.fd = fd, .events = WANTED[way]};
        }
    }
    return selection->entries != NULL;
}

static NEW_REF Object *selection_result(Runtime *rt, const Selection *selection) {
    Object *lists[WAYS] = {NULL, NULL, NULL};
    const struct pollfd *entry = selection->entries;
    bool done = true;
    for (size_t way = 0; done && way < WAYS; way++) {
        lists[way] = list_new(rt, 0);
        done = lists[way] != NULL;
        for (size_t i = 0; done && i < tuple_length(selection->items[way]); i++, entry++) {
            done =
                !(entry->revents & READY[way]) ||
                list_append_stealing(rt, lists[way], retain(tuple_get(selection->items[way], i)));
        }
    }
    Object *result = done ? tuple_from_array(rt, lists, WAYS) : NULL;
    for (size_t way = 0; way < WAYS; way++) {
        release_nullable(rt, lists[way]);
    }
    return result;
}

static Object *select_select(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int64_t deadline;
    Selection selection;
    if (!descriptor_wait_deadline(rt, count > 3 ? args[3] : NULL, &deadline)) {
        return NULL;
    }
    Object *result = NULL;
    if (selection_fill(rt, args, &selection) &&
        descriptor_wait(rt, selection.entries, selection.count, deadline) >= 0) {
        bool closed = false;
        for (size_t i = 0; i < selection.count; i++) {
            closed |= (selection.entries[i].revents & POLLNVAL) != 0;
        }
        result = closed ? raise_os_error(rt, EBADF, NULL) : selection_result(rt, &selection);
    }
    selection_free(rt, &selection);
    return result;
}

/* ---- poll objects ---- */

static PollObject *as_poll(Object *self) {
    return (PollObject *)self;
}

static struct pollfd *find_entry(PollObject *poll, int fd) {
    for (size_t i = 0; i < poll->count; i++) {
        if (poll->entries[i].fd == fd) {
            return &poll->entries[i];
        }
    }
    return NULL;
}

static bool event_mask(Runtime *rt, Object *argument, short *out) {
    int64_t number = POLLIN | POLLPRI | POLLOUT;
    if (argument && !object_as_int64(rt, argument, &number)) {
        return false;
    }
    if (number < 0) {
        raise_value_error(rt, "value must be positive");
        return false;
    }
    if (number > UINT16_MAX) {
        raise_overflow_error(rt, "Python int too large for C unsigned short");
        return false;
    }
    *out = (short)number;
    return true;
}

static Object *poll_register(Runtime *rt, Object *self, Object *const *args, size_t count) {
    PollObject *poll = as_poll(self);
    short events;
    int fd = descriptor_of(rt, args[0]);
    if (fd < 0 || !event_mask(rt, count > 1 ? args[1] : NULL, &events)) {
        return NULL;
    }
    struct pollfd *entry = find_entry(poll, fd);
    if (!entry && poll->count == poll->capacity) {
        size_t capacity = poll->capacity ? poll->capacity * 2 : 4;
        struct pollfd *entries =
            memory_reallocate(rt, poll->entries, capacity * sizeof *poll->entries);
        if (!entries) {
            return NULL;
        }
        poll->entries = entries;
        poll->capacity = capacity;
    }
    entry = entry ? entry : &poll->entries[poll->count++];
    *entry = (struct pollfd){.fd = fd, .events = events};
    return retain(NONE);
}

static Object *poll_modify(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    short events;
    int fd = descriptor_of(rt, args[0]);
    if (fd < 0 || !event_mask(rt, args[1], &events)) {
        return NULL;
    }
    struct pollfd *entry = find_entry(as_poll(self), fd);
    if (!entry) {
        return raise_os_error(rt, ENOENT, NULL);
    }
    entry->events = events;
    return retain(NONE);
}

static Object *poll_unregister(Runtime *rt, Object *self, Object *argument) {
    PollObject *poll = as_poll(self);
    int fd = descriptor_of(rt, argument);
    if (fd < 0) {
        return NULL;
    }
    struct pollfd *entry = find_entry(poll, fd);
    if (!entry) {
        Object *key = int_from_int64(rt, fd);
        if (key) {
            raise_key_error(rt, key);
            release(rt, key);
        }
        return NULL;
    }
    size_t behind = (size_t)(poll->entries + poll->count - entry) - 1;
    memmove(entry, entry + 1, behind * sizeof *entry);
    poll->count--;
    return retain(NONE);
}

/* The timeout is in milliseconds; None and negative ones: for ever. */
static bool poll_deadline(Runtime *rt, Object *timeout, int64_t *out) {
    *out = DESCRIPTOR_WAIT_FOREVER;
    double duration;
    if (!timeout || timeout == NONE) {
        return true;
    }
    if (!slots_of(rt, timeout)->index && !type_is_float(rt, timeout)) {
        raise_type_error(rt, "timeout must be an integer or None");
        return false;
    }
    if (!object_as_double(rt, timeout, &duration)) {
        return false;
    }
    if (duration > INT32_MAX) {
        raise_overflow_error(rt, "timeout is too large");
        return false;
    }
    if (duration >= 0) {
        *out = os_clock_monotonic() + (int64_t)ceil(duration * 1e6);
    }
    return true;
}

static NEW_REF Object *poll_result(Runtime *rt, const struct pollfd *entries, size_t count) {
    Object *list = list_new(rt, 0);
    for (size_t i = 0; list && i < count; i++) {
        if (entries[i].revents == 0) {
            continue;
        }
        Object *pair[2] = {int_from_int64(rt, entries[i].fd),
                           int_from_int64(rt, (unsigned short)entries[i].revents)};
        Object *tuple = pair[0] && pair[1] ? tuple_from_array(rt, pair, 2) : NULL;
        release_nullable(rt, pair[0]);
        release_nullable(rt, pair[1]);
        if (!tuple || !list_append_stealing(rt, list, tuple)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *poll_poll(Runtime *rt, Object *self, Object *const *args, size_t count) {
    PollObject *poll = as_poll(self);
    int64_t deadline;
    if (!poll_deadline(rt, count ? args[0] : NULL, &deadline)) {
        return NULL;
    }
    if (poll->busy) {
        return raise_runtime_error(rt, "concurrent poll() invocation");
    }
    size_t entry_count = poll->count; /* handlers of signals may register more */
    struct pollfd *entries = memory_allocate(rt, (entry_count + 1) * sizeof *entries);
    if (!entries) {
        return NULL;
    }
    if (entry_count) {
        memcpy(entries, poll->entries, entry_count * sizeof *entries);
    }
    poll->busy = true;
    int ready = descriptor_wait(rt, entries, entry_count, deadline);
    poll->busy = false;
    Object *result = ready < 0 ? NULL : poll_result(rt, entries, entry_count);
    memory_free(rt, entries);
    return result;
}

static void poll_dealloc(Runtime *rt, Object *self) {
    memory_free(rt, as_poll(self)->entries);
    object_free_leaf(rt, self, sizeof(PollObject));
}

static const MethodRow POLL_METHODS[] = {
    METHOD_ROW_POSITIONAL("register", poll_register, 1, 2,
                          "Register a file descriptor with the polling object."),
    METHOD_ROW_POSITIONAL("modify", poll_modify, 2, 2,
                          "Modify an already registered file descriptor."),
    METHOD_ROW_ONE("unregister", poll_unregister,
                   "Remove a file descriptor being tracked by the polling object."),
    METHOD_ROW_POSITIONAL("poll", poll_poll, 0, 1, "Polls the registered file descriptors."),
    METHOD_ROW_END,
};

static const TypeSpec poll_spec = {
    .slots =
        {
            .name = "select.poll",
            .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(PollObject),
            .dealloc = poll_dealloc,
        },
    .methods = POLL_METHODS,
    .module = "select",
};

static Object *select_poll(Runtime *rt, Object *self) {
    (void)self;
    SelectState *state = select_state(rt);
    return state ? object_new_leaf(rt, state->poll_type, sizeof(PollObject)) : NULL;
}

/* ---- the module ---- */

static const struct {
    const char *name;
    int number;
} NUMBERS[] = {
    {"POLLIN", POLLIN},         {"POLLPRI", POLLPRI},       {"POLLOUT", POLLOUT},
    {"POLLERR", POLLERR},       {"POLLHUP", POLLHUP},       {"POLLNVAL", POLLNVAL},
    {"POLLRDNORM", POLLRDNORM}, {"POLLRDBAND", POLLRDBAND}, {"POLLWRNORM", POLLWRNORM},
    {"POLLWRBAND", POLLWRBAND}, {"PIPE_BUF", 4096},
};

static bool select_populate(Runtime *rt, Object *dict) {
    SelectState *state = select_state(rt);
    if (!state || (!state->poll_type && !type_register(rt, &poll_spec, &state->poll_type)) ||
        !dict_set_cstring_stealing(rt, dict, "error",
                                   retain_nullable((Object *)type_object(rt, TYPE_OS_ERROR)))) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(NUMBERS); i++) {
        if (!dict_set_cstring_stealing(rt, dict, NUMBERS[i].name,
                                       int_from_int64(rt, NUMBERS[i].number))) {
            return false;
        }
    }
    return true;
}

static const MethodRow SELECT_FUNCTIONS[] = {
    METHOD_ROW_POSITIONAL(
        "select", select_select, 3, 4,
        "select($module, rlist, wlist, xlist, timeout=None, /)\n--\n\n"
        "Wait until one or more file descriptors are ready for some kind of I/O."),
    METHOD_ROW_NOARGS("poll", select_poll, "Returns a polling object."),
    METHOD_ROW_END,
};

const ModuleSpec select_module = {
    .name = "select",
    .doc = "This module supports asynchronous I/O on multiple file descriptors.",
    .functions = SELECT_FUNCTIONS,
    .populate = select_populate,
};
