/* socket_object: the class _socket.socket. Sockets are opened close-on-exec. A
 * socket with a timeout is non-blocking for the system; each call waits for it by descriptor_wait,
 * so that signals and budgets are heard. */
#include "modules/socket_object.h"

#include "modules/descriptor_wait.h"
#include "modules/module_state.h"
#include "modules/socket_address.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/grants.h"
#include "object/native.h"
#include "object/tuple.h"
#include "os/os.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <math.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BACKLOG = 128 };

SocketState *socket_state(Runtime *rt) {
    return rt->module_state[MODULE_STATE_SOCKET];
}

static SocketObject *as_socket(Object *self) {
    return (SocketObject *)self;
}

static Object *none_or_error(Runtime *rt, bool failed) {
    return failed ? raise_os_error(rt, errno, NULL) : retain(NONE);
}

/* ---- timeouts ---- */

/* Nanoseconds of a number of seconds; SOCKET_BLOCKING for None. */
bool socket_parse_timeout(Runtime *rt, Object *argument, int64_t *out) {
    double seconds;
    *out = SOCKET_BLOCKING;
    if (argument == NONE) {
        return true;
    }
    if (!object_as_double(rt, argument, &seconds)) {
        return false;
    }
    if (isnan(seconds)) {
        raise_value_error(rt, "Invalid value NaN (not a number)");
        return false;
    }
    if (seconds < 0) {
        raise_value_error(rt, "Timeout value out of range");
        return false;
    }
    if (seconds >= 9223372036.0) {
        raise_overflow_error(rt, "timestamp too large to convert to C _PyTime_t");
        return false;
    }
    *out = (int64_t)ceil(seconds * 1e9);
    return true;
}

NEW_REF Object *socket_timeout_object(Runtime *rt, int64_t timeout) {
    return timeout < 0 ? retain(NONE) : float_from_double(rt, (double)timeout / 1e9);
}

static bool set_blocking(Runtime *rt, int fd, bool blocking) {
    int value = !blocking;
    if (ioctl(fd, FIONBIO, &value) < 0) {
        raise_os_error(rt, errno, NULL);
        return false;
    }
    return true;
}

static int64_t deadline_of(const SocketObject *socket) {
    return socket->timeout > 0 ? os_clock_monotonic() + socket->timeout : DESCRIPTOR_WAIT_FOREVER;
}

/* Waits until the socket is ready for `events`; false: TimeoutError or another one is pending. */
static bool wait_ready(Runtime *rt, int fd, short events, int64_t deadline) {
    struct pollfd entry = {.fd = fd, .events = events};
    int ready = descriptor_wait(rt, &entry, 1, deadline);
    if (ready == 0) {
        Object *text = str_from_cstring(rt, "timed out");
        if (text) {
            raise_with_object(rt, TYPE_TIMEOUT_ERROR, text);
            release(rt, text);
        }
    }
    return ready > 0;
}

/* After a call failed with errno: shall it be made again? False: the error is pending. */
static bool try_again(Runtime *rt, const SocketObject *socket, short events, int64_t deadline) {
    if (errno == EINTR) {
        return safe_point_answer(rt);
    }
    if ((errno == EAGAIN || errno == EWOULDBLOCK) && socket->timeout > 0) {
        return wait_ready(rt, socket->fd, events, deadline);
    }
    raise_os_error(rt, errno, NULL);
    return false;
}

/* Before a call that may block for ever: the wait belongs to us. */
static bool wait_first(Runtime *rt, const SocketObject *socket, short events, int64_t deadline) {
    return socket->timeout == 0 || socket->fd < 0 || wait_ready(rt, socket->fd, events, deadline);
}

/* ---- life ---- */

void socket_object_open(Object *self, int fd, int family, int type, int protocol, int64_t timeout) {
    SocketObject *socket = as_socket(self);
    socket->fd = fd;
    socket->family = family;
    socket->type = type;
    socket->protocol = protocol;
    socket->timeout = timeout;
}

static Object *socket_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                          Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    Object *self = object_new_leaf(rt, type->type_id, type->slots->basic_size);
    if (self) {
        socket_object_open(self, SOCKET_CLOSED, -1, -1, -1, SOCKET_BLOCKING);
    }
    return self;
}

bool socket_number(Runtime *rt, Object *argument, int fallback, int *out) {
    int64_t number = fallback;
    if (argument && !object_as_int64(rt, argument, &number)) {
        return false;
    }
    if (number > INT32_MAX || number < INT32_MIN) {
        raise_overflow_error(rt, "Python int too large to convert to C int");
        return false;
    }
    *out = (int)number;
    return true;
}

/* What the system knows about a descriptor that the program brought. */
static bool adopt(Runtime *rt, Object *argument, int *fd, int *family, int *type, int *protocol) {
    SocketAddress address;
    socklen_t size = sizeof address;
    int64_t number;
    if (type_is_float(rt, argument)) {
        raise_type_error(rt, "integer argument expected, got float");
        return false;
    }
    if (!object_as_int64(rt, argument, &number)) {
        return false;
    }
    if (number < 0 || number > INT32_MAX) {
        raise_value_error(rt, "negative file descriptor");
        return false;
    }
    *fd = (int)number;
    if (*family == -1) {
        if (getsockname(*fd, &address.any, &size) < 0) {
            raise_os_error(rt, errno, NULL);
            return false;
        }
        *family = address.any.sa_family;
    }
    size = sizeof *type;
    if (*type == -1 && getsockopt(*fd, SOL_SOCKET, SO_TYPE, type, &size) < 0) {
        raise_os_error(rt, errno, NULL);
        return false;
    }
    size = sizeof *protocol;
    if (*protocol == -1 && getsockopt(*fd, SOL_SOCKET, SO_PROTOCOL, protocol, &size) < 0) {
        *protocol = 0;
    }
    return true;
}

static bool socket_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    static const ArgumentSpec SPEC = {"socket", {"family", "type", "proto", "fileno"}, 0, 4, 0, 4};
    Object *given[4];
    int family, type, protocol, fd = SOCKET_CLOSED;
    if (!grants_ask(rt, GRANT_PROCESS) ||
        !arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !socket_number(rt, given[0], -1, &family) || !socket_number(rt, given[1], -1, &type) ||
        !socket_number(rt, given[2], -1, &protocol)) {
        return false;
    }
    if (given[3] && given[3] != NONE) {
        if (!adopt(rt, given[3], &fd, &family, &type, &protocol)) {
            return false;
        }
    } else {
        family = family == -1 ? AF_INET : family;
        type = type == -1 ? SOCK_STREAM : type;
        protocol = protocol == -1 ? 0 : protocol;
        fd = socket(family, type | SOCK_CLOEXEC, protocol);
        if (fd < 0) {
            raise_os_error(rt, errno, NULL);
            return false;
        }
    }
    if (as_socket(self)->fd >= 0) {
        close(as_socket(self)->fd);
    }
    socket_object_open(self, fd, family, type, protocol, socket_state(rt)->default_timeout);
    if (type & SOCK_NONBLOCK) {
        as_socket(self)->timeout = 0;
    } else if (as_socket(self)->timeout >= 0) {
        return set_blocking(rt, fd, false);
    }
    return true;
}

static void socket_finalize(Runtime *rt, Object *self) {
    if (as_socket(self)->fd < 0) {
        return;
    }
    int fd = as_socket(self)->fd;
    Object *earlier = error_take(rt);
    if (!raise_resource_warning(rt, self, "unclosed %R", self)) {
        error_clear(rt);
    }
    if (earlier) {
        error_set(rt, earlier);
    }
    as_socket(self)->fd = SOCKET_CLOSED;
    close(fd);
}

static Object *socket_repr(Runtime *rt, Object *self) {
    const SocketObject *socket = as_socket(self);
    return str_format(rt, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", socket->fd,
                      socket->family, socket->type, socket->protocol);
}

/* ---- connecting ---- */

static bool get_address(Runtime *rt, Object *self, Object *argument, const char *function,
                        SocketAddress *address, socklen_t *size) {
    return socket_address_parse(rt, as_socket(self)->family, argument, function,
                                socket_state(rt)->gaierror, address, size);
}

static Object *socket_bind(Runtime *rt, Object *self, Object *argument) {
    SocketAddress address;
    socklen_t size;
    return get_address(rt, self, argument, "bind", &address, &size)
               ? none_or_error(rt, bind(as_socket(self)->fd, &address.any, size) < 0)
               : NULL;
}

/* The errno of connecting, 0 when it is done; -1: an exception is pending. */
static int connect_to(Runtime *rt, Object *self, Object *argument, const char *function) {
    SocketAddress address;
    socklen_t size;
    SocketObject *socket = as_socket(self);
    if (!get_address(rt, self, argument, function, &address, &size)) {
        return -1;
    }
    int64_t deadline = deadline_of(socket);
    if (connect(socket->fd, &address.any, size) == 0) {
        return 0;
    }
    bool wait =
        (errno == EINTR && socket->timeout != 0) || (errno == EINPROGRESS && socket->timeout > 0);
    if (!wait) {
        return errno;
    }
    if (errno == EINTR && !safe_point_answer(rt)) {
        return -1;
    }
    if (!wait_ready(rt, socket->fd, POLLOUT, deadline)) {
        return -1;
    }
    int problem = 0;
    size = sizeof problem;
    return getsockopt(socket->fd, SOL_SOCKET, SO_ERROR, &problem, &size) < 0 ? errno : problem;
}

static Object *socket_connect(Runtime *rt, Object *self, Object *argument) {
    int problem = connect_to(rt, self, argument, "connect");
    if (problem > 0) {
        raise_os_error(rt, problem, NULL);
    }
    return problem == 0 ? retain(NONE) : NULL;
}

static Object *socket_connect_ex(Runtime *rt, Object *self, Object *argument) {
    int problem = connect_to(rt, self, argument, "connect_ex");
    if (problem < 0 && error_clear_if(rt, TYPE_TIMEOUT_ERROR)) {
        problem = EAGAIN;
    }
    return problem < 0 ? NULL : int_from_int64(rt, problem);
}

static Object *socket_listen(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int backlog;
    if (!socket_number(rt, count ? args[0] : NULL, BACKLOG, &backlog)) {
        return NULL;
    }
    return none_or_error(rt, listen(as_socket(self)->fd, backlog < 0 ? 0 : backlog) < 0);
}

/* (descriptor, address) */
static Object *socket_accept(Runtime *rt, Object *self) {
    SocketObject *socket = as_socket(self);
    SocketAddress address;
    int64_t deadline = deadline_of(socket);
    socklen_t size = sizeof address;
    int fd = -1;
    if (!wait_first(rt, socket, POLLIN, deadline)) {
        return NULL;
    }
    while ((fd = accept4(socket->fd, &address.any, &size, SOCK_CLOEXEC)) < 0) {
        if (!try_again(rt, socket, POLLIN, deadline)) {
            return NULL;
        }
        size = sizeof address;
    }
    Object *pair[2] = {int_from_int64(rt, fd), socket_address_object(rt, &address, size)};
    Object *result = pair[0] && pair[1] ? tuple_from_array(rt, pair, 2) : NULL;
    release_nullable(rt, pair[0]);
    release_nullable(rt, pair[1]);
    if (!result) {
        close(fd);
    }
    return result;
}

/* ---- receiving ---- */

/* recvfrom(2); address may be NULL. -1: error. */
static ssize_t receive(Runtime *rt, SocketObject *socket, void *data, size_t size, int flags,
                       SocketAddress *address, socklen_t *address_size) {
    int64_t deadline = deadline_of(socket);
    if (!(flags & MSG_DONTWAIT) && !wait_first(rt, socket, POLLIN, deadline)) {
        return -1;
    }
    for (;;) {
        *address_size = sizeof *address;
        ssize_t got = recvfrom(socket->fd, data, size, flags, address ? &address->any : NULL,
                               address ? address_size : NULL);
        if (got >= 0 || !try_again(rt, socket, POLLIN, deadline)) {
            return got;
        }
    }
}

static NEW_REF Object *receive_bytes(Runtime *rt, Object *self, Object *const *args, size_t count,
                                     const char *function, SocketAddress *address,
                                     socklen_t *address_size) {
    int64_t size;
    int flags;
    if (!object_as_int64(rt, args[0], &size) ||
        !socket_number(rt, count > 1 ? args[1] : NULL, 0, &flags)) {
        return NULL;
    }
    if (size < 0) {
        return raise_value_error(rt, "negative buffersize in %s", function);
    }
    Object *bytes = bytes_new_uninitialised(rt, (size_t)size);
    if (!bytes) {
        return NULL;
    }
    ssize_t got = receive(rt, as_socket(self), bytes_mutable_data(bytes), (size_t)size, flags,
                          address, address_size);
    if (got < 0) {
        release(rt, bytes);
        return NULL;
    }
    return bytes_truncate(rt, bytes, (size_t)got);
}

static Object *socket_recv(Runtime *rt, Object *self, Object *const *args, size_t count) {
    socklen_t size;
    return receive_bytes(rt, self, args, count, "recv", NULL, &size);
}

static NEW_REF Object *with_address(Runtime *rt, STEALS Object *first, const SocketAddress *address,
                                    socklen_t size) {
    Object *pair[2] = {first, first ? socket_address_object(rt, address, size) : NULL};
    Object *result = pair[1] ? tuple_from_array(rt, pair, 2) : NULL;
    release_nullable(rt, pair[0]);
    release_nullable(rt, pair[1]);
    return result;
}

static Object *socket_recvfrom(Runtime *rt, Object *self, Object *const *args, size_t count) {
    SocketAddress address;
    socklen_t size = 0;
    Object *bytes = receive_bytes(rt, self, args, count, "recvfrom", &address, &size);
    return bytes ? with_address(rt, bytes, &address, size) : NULL;
}

/* Into a buffer; the number of bytes. */
static NEW_REF Object *receive_into(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names, const ArgumentSpec *spec,
                                    SocketAddress *address, socklen_t *address_size) {
    Object *given[3];
    BufferView view;
    int64_t size = 0;
    int flags;
    if (!arguments_parse(rt, spec, args, count, keyword_names, given) ||
        (given[1] && !object_as_int64(rt, given[1], &size)) ||
        !socket_number(rt, given[2], 0, &flags) || !object_get_buffer(rt, given[0], &view, true)) {
        return NULL;
    }
    ssize_t got = -1;
    if (size < 0) {
        raise_value_error(rt, "negative buffersize in %s", spec->function);
    } else if ((size_t)size > view.size) {
        raise_value_error(rt, "buffer too small for requested bytes");
    } else {
        got = receive(rt, as_socket(self), view.data, size ? (size_t)size : view.size, flags,
                      address, address_size);
    }
    object_release_buffer(rt, &view);
    return got < 0 ? NULL : int_from_int64(rt, got);
}

static Object *socket_recv_into(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    static const ArgumentSpec SPEC = {"recv_into", {"buffer", "nbytes", "flags"}, 0, 3, 1, 3};
    socklen_t size;
    return receive_into(rt, self, args, count, keyword_names, &SPEC, NULL, &size);
}

static Object *socket_recvfrom_into(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    static const ArgumentSpec SPEC = {"recvfrom_into", {"buffer", "nbytes", "flags"}, 0, 3, 1, 3};
    SocketAddress address;
    socklen_t size = 0;
    Object *got = receive_into(rt, self, args, count, keyword_names, &SPEC, &address, &size);
    return got ? with_address(rt, got, &address, size) : NULL;
}

/* ---- sending ---- */

/* Part of the data; -1: error. */
static ssize_t send_some(Runtime *rt, SocketObject *socket, const uint8_t *data, size_t size,
                         int flags, const SocketAddress *address, socklen_t address_size,
                         int64_t deadline) {
    if (!(flags & MSG_DONTWAIT) && !wait_first(rt, socket, POLLOUT, deadline)) {
        return -1;
    }
    for (;;) {
        /* Blocking sockets must not hold the budgets up: what fits now is sent. */
        int now = socket->timeout == 0 ? 0 : MSG_DONTWAIT;
        ssize_t put = sendto(socket->fd, data, size, flags | now | MSG_NOSIGNAL,
                             address ? &address->any : NULL, address_size);
        if (put >= 0) {
            return put;
        }
        if (errno == EAGAIN && socket->timeout == SOCKET_BLOCKING && !(flags & MSG_DONTWAIT)) {
            if (!wait_ready(rt, socket->fd, POLLOUT, deadline)) {
                return -1;
            }
        } else if (!try_again(rt, socket, POLLOUT, deadline)) {
            return -1;
        }
    }
}

bool socket_data(Runtime *rt, Object *argument, BufferView *view) {
    if (!slots_of(rt, argument)->get_buffer) {
        raise_type_error(rt, "a bytes-like object is required, not '%T'", argument);
        return false;
    }
    return object_get_buffer(rt, argument, view, false);
}

static Object *socket_send(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int flags;
    BufferView view;
    if (!socket_number(rt, count > 1 ? args[1] : NULL, 0, &flags) ||
        !socket_data(rt, args[0], &view)) {
        return NULL;
    }
    SocketObject *socket = as_socket(self);
    ssize_t put = send_some(rt, socket, view.data, view.size, flags, NULL, 0, deadline_of(socket));
    object_release_buffer(rt, &view);
    return put < 0 ? NULL : int_from_int64(rt, put);
}

static Object *socket_sendall(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int flags;
    BufferView view;
    if (!socket_number(rt, count > 1 ? args[1] : NULL, 0, &flags) ||
        !socket_data(rt, args[0], &view)) {
        return NULL;
    }
    SocketObject *socket = as_socket(self);
    int64_t deadline = deadline_of(socket);
    bool done = true;
    for (size_t sent = 0; done && sent < view.size;) {
        ssize_t put =
            send_some(rt, socket, view.data + sent, view.size - sent, flags, NULL, 0, deadline);
        done = put >= 0 && safe_point_answer(rt);
        sent += put > 0 ? (size_t)put : 0;
    }
    object_release_buffer(rt, &view);
    return done ? retain(NONE) : NULL;
}

static Object *socket_sendto(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int flags;
    BufferView view;
    SocketAddress address;
    socklen_t size;
    SocketObject *socket = as_socket(self);
    if (!socket_number(rt, count > 2 ? args[1] : NULL, 0, &flags) ||
        !get_address(rt, self, args[count - 1], "sendto", &address, &size) ||
        !socket_data(rt, args[0], &view)) {
        return NULL;
    }
    ssize_t put =
        send_some(rt, socket, view.data, view.size, flags, &address, size, deadline_of(socket));
    object_release_buffer(rt, &view);
    return put < 0 ? NULL : int_from_int64(rt, put);
}

/* ---- closing ---- */

static Object *socket_close_method(Runtime *rt, Object *self) {
    int fd = as_socket(self)->fd;
    as_socket(self)->fd = SOCKET_CLOSED;
    bool failed = fd >= 0 && close(fd) < 0 && errno != ECONNRESET;
    return none_or_error(rt, failed);
}

static Object *socket_detach(Runtime *rt, Object *self) {
    int fd = as_socket(self)->fd;
    as_socket(self)->fd = SOCKET_CLOSED;
    return int_from_int64(rt, fd);
}

static Object *socket_shutdown(Runtime *rt, Object *self, Object *argument) {
    int how;
    return socket_number(rt, argument, 0, &how)
               ? none_or_error(rt, shutdown(as_socket(self)->fd, how) < 0)
               : NULL;
}

/* ---- settings ---- */

static Object *socket_fileno(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_socket(self)->fd);
}

static bool apply_timeout(Runtime *rt, Object *self, int64_t timeout) {
    as_socket(self)->timeout = timeout;
    return set_blocking(rt, as_socket(self)->fd, timeout < 0);
}

static Object *socket_settimeout(Runtime *rt, Object *self, Object *argument) {
    int64_t timeout;
    return socket_parse_timeout(rt, argument, &timeout) && apply_timeout(rt, self, timeout)
               ? retain(NONE)
               : NULL;
}

static Object *socket_gettimeout(Runtime *rt, Object *self) {
    return socket_timeout_object(rt, as_socket(self)->timeout);
}

static Object *socket_setblocking(Runtime *rt, Object *self, Object *argument) {
    int truth = object_is_true(rt, argument);
    return truth >= 0 && apply_timeout(rt, self, truth ? SOCKET_BLOCKING : 0) ? retain(NONE) : NULL;
}

static Object *socket_getblocking(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_socket(self)->timeout != 0));
}

static Object *socket_getsockname(Runtime *rt, Object *self) {
    SocketAddress address;
    socklen_t size = sizeof address;
    return getsockname(as_socket(self)->fd, &address.any, &size) < 0
               ? raise_os_error(rt, errno, NULL)
               : socket_address_object(rt, &address, size);
}

static Object *socket_getpeername(Runtime *rt, Object *self) {
    SocketAddress address;
    socklen_t size = sizeof address;
    return getpeername(as_socket(self)->fd, &address.any, &size) < 0
               ? raise_os_error(rt, errno, NULL)
               : socket_address_object(rt, &address, size);
}

/* setsockopt(level, option, int | bytes | None, length) */
static Object *socket_setsockopt(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int level, option, fd = as_socket(self)->fd;
    if (!socket_number(rt, args[0], 0, &level) || !socket_number(rt, args[1], 0, &option)) {
        return NULL;
    }
    if (count == 4) {
        int size;
        if (args[2] != NONE) {
            return raise_type_error(rt, "setsockopt() argument 3 must be None, not %T", args[2]);
        }
        return socket_number(rt, args[3], 0, &size)
                   ? none_or_error(rt, setsockopt(fd, level, option, NULL, (socklen_t)size) < 0)
                   : NULL;
    }
    if (type_is_int(rt, args[2])) {
        int value;
        return socket_number(rt, args[2], 0, &value)
                   ? none_or_error(rt, setsockopt(fd, level, option, &value, sizeof value) < 0)
                   : NULL;
    }
    BufferView view;
    if (!socket_data(rt, args[2], &view)) {
        return NULL;
    }
    int failed = setsockopt(fd, level, option, view.data, (socklen_t)view.size);
    object_release_buffer(rt, &view);
    return none_or_error(rt, failed < 0);
}

/* An int, or as many bytes as the third argument says. */
static Object *socket_getsockopt(Runtime *rt, Object *self, Object *const *args, size_t count) {
    enum { MOST = 1024 };
    int level, option, room, fd = as_socket(self)->fd;
    if (!socket_number(rt, args[0], 0, &level) || !socket_number(rt, args[1], 0, &option) ||
        !socket_number(rt, count > 2 ? args[2] : NULL, 0, &room)) {
        return NULL;
    }
    if (room == 0) {
        int value = 0;
        socklen_t size = sizeof value;
        return getsockopt(fd, level, option, &value, &size) < 0 ? raise_os_error(rt, errno, NULL)
                                                                : int_from_int64(rt, value);
    }
    if (room < 0 || room > MOST) {
        return raise_format(rt, TYPE_OS_ERROR, "getsockopt buflen out of range");
    }
    uint8_t data[MOST];
    socklen_t size = (socklen_t)room;
    return getsockopt(fd, level, option, data, &size) < 0 ? raise_os_error(rt, errno, NULL)
                                                          : bytes_from_data(rt, data, size);
}

static Object *get_family(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_socket(self)->family);
}
static Object *get_type(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_socket(self)->type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC));
}
static Object *get_protocol(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_socket(self)->protocol);
}

static const MethodRow SOCKET_METHODS[] = {
    METHOD_ROW_NOARGS("_accept", socket_accept, "_accept() -> (integer, address info)"),
    METHOD_ROW_ONE("bind", socket_bind, "bind(address)"),
    METHOD_ROW_NOARGS("close", socket_close_method, "close()\n\nClose the socket."),
    METHOD_ROW_ONE("connect", socket_connect, "connect(address)"),
    METHOD_ROW_ONE("connect_ex", socket_connect_ex,
                   "connect_ex(address) -> errno: like connect, but gives the error's number."),
    METHOD_ROW_NOARGS("detach", socket_detach,
                      "detach()\n\nClose the socket object without closing the descriptor."),
    METHOD_ROW_NOARGS("fileno", socket_fileno, "fileno() -> integer"),
    METHOD_ROW_NOARGS("getpeername", socket_getpeername, "getpeername() -> address info"),
    METHOD_ROW_NOARGS("getsockname", socket_getsockname, "getsockname() -> address info"),
    METHOD_ROW_POSITIONAL("getsockopt", socket_getsockopt, 2, 3,
                          "getsockopt(level, option[, buffersize]) -> value"),
    METHOD_ROW_POSITIONAL("listen", socket_listen, 0, 1, "listen([backlog])"),
    METHOD_ROW_POSITIONAL("recv", socket_recv, 1, 2, "recv(buffersize[, flags]) -> data"),
    METHOD_ROW_KEYWORDS("recv_into", socket_recv_into,
                        "recv_into(buffer, [nbytes[, flags]]) -> nbytes_read"),
    METHOD_ROW_POSITIONAL("recvfrom", socket_recvfrom, 1, 2,
                          "recvfrom(buffersize[, flags]) -> (data, address info)"),
    METHOD_ROW_KEYWORDS("recvfrom_into", socket_recvfrom_into,
                        "recvfrom_into(buffer[, nbytes[, flags]]) -> (nbytes, address info)"),
    METHOD_ROW_POSITIONAL("send", socket_send, 1, 2, "send(data[, flags]) -> count"),
    METHOD_ROW_POSITIONAL("sendall", socket_sendall, 1, 2, "sendall(data[, flags])"),
    METHOD_ROW_POSITIONAL("sendto", socket_sendto, 2, 3, "sendto(data[, flags], address) -> count"),
    METHOD_ROW_ONE("setblocking", socket_setblocking, "setblocking(flag)"),
    METHOD_ROW_NOARGS("getblocking", socket_getblocking, "getblocking()"),
    METHOD_ROW_ONE("settimeout", socket_settimeout, "settimeout(timeout)"),
    METHOD_ROW_NOARGS("gettimeout", socket_gettimeout, "gettimeout() -> timeout"),
    METHOD_ROW_POSITIONAL("setsockopt", socket_setsockopt, 3, 4,
                          "setsockopt(level, option, value[, length])"),
    METHOD_ROW_ONE("shutdown", socket_shutdown, "shutdown(flag)"),
    METHOD_ROW_END,
};

static const AttributeRow SOCKET_ATTRIBUTES[] = {
    {"family", get_family, native_read_only, "the socket family"},
    {"type", get_type, native_read_only, "the socket type"},
    {"proto", get_protocol, native_read_only, "the socket protocol"},
    {"timeout", socket_gettimeout, NULL, "the socket timeout"},
    ATTRIBUTE_ROW_END,
};

const TypeSpec socket_object_type = {
    .slots =
        {
            .name = "_socket.socket",
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_END_MATTERS,
            .basic_size = sizeof(SocketObject),
            .finalize = socket_finalize,
            .new_instance = socket_new,
            .init = socket_init,
            .repr = socket_repr,
        },
    .methods = SOCKET_METHODS,
    .attributes = SOCKET_ATTRIBUTES,
    .doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\n"
           "socket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\n"
           "Open a socket of the given type.",
    .module = "_socket",
};
