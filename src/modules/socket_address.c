/* socket_address: between Python's addresses and the system's. Names are looked up. */
#include "modules/socket_address.h"

#include "object/bytes.h"
#include "object/exception.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <string.h>

enum { PORT_MAX = 65535 };

void *socket_address_error(Runtime *rt, Object *gaierror, int code) {
    if (code == EAI_SYSTEM) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *args[2] = {int_from_int64(rt, code), str_from_cstring(rt, gai_strerror(code))};
    Object *error = args[0] && args[1] ? object_call(rt, gaierror, args, 2, NULL) : NULL;
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    return error ? raise_exception(rt, error) : NULL;
}

/* ---- from Python ---- */

/* The text of a host: str (ASCII, or by the codec idna), bytes. NULL: error. */
static NEW_REF Object *host_bytes(Runtime *rt, Object *argument) {
    if (type_is_str(rt, argument)) {
        Object *codec = str_from_cstring(rt, str_is_ascii(argument) ? "ascii" : "idna");
        Object *bytes =
            codec ? object_call_method_cstring(rt, argument, "encode", &codec, 1) : NULL;
        release_nullable(rt, codec);
        return bytes;
    }
    if (type_is_bytes(rt, argument)) {
        return bytes_from_data(rt, bytes_data(argument), bytes_length(argument));
    }
    if (object_type_id(argument) == TYPE_BYTEARRAY) {
        BufferView view;
        if (!object_get_buffer(rt, argument, &view, false)) {
            return NULL;
        }
        Object *bytes = bytes_from_data(rt, view.data, view.size);
        object_release_buffer(rt, &view);
        return bytes;
    }
    return raise_type_error(rt, "str, bytes or bytearray expected, not %T", argument);
}

/* Looks `host` up; "" is any address, "<broadcast>" everybody. */
static bool look_up(Runtime *rt, const char *host, int family, Object *gaierror,
                    SocketAddress *out) {
    memset(out, 0, sizeof *out);
    out->any.sa_family = (sa_family_t)family;
    if (host[0] == '\0') {
        return true; /* all zero is INADDR_ANY and in6addr_any */
    }
    if (family == AF_INET && strcmp(host, "<broadcast>") == 0) {
        out->v4.sin_addr.s_addr = INADDR_BROADCAST;
        return true;
    }
    struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_DGRAM};
    struct addrinfo *found = NULL;
    int code = getaddrinfo(host, NULL, &hints, &found);
    if (code != 0) {
        socket_address_error(rt, gaierror, code);
        return false;
    }
    memcpy(out, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return true;
}

static bool get_port(Runtime *rt, Object *argument, const char *function, uint16_t *out) {
    int64_t port;
    if (!object_as_int64(rt, argument, &port)) {
        if (error_clear_if(rt, TYPE_OVERFLOW_ERROR)) {
            port = -1;
        } else {
            return false;
        }
    }
    if (port < 0 || port > PORT_MAX) {
        raise_overflow_error(rt, "%s(): port must be 0-65535.", function);
        return false;
    }
    *out = (uint16_t)port;
    return true;
}

static bool parse_internet(Runtime *rt, int family, Object *argument, const char *function,
                           Object *gaierror, SocketAddress *out) {
    const char *name = family == AF_INET ? "AF_INET" : "AF_INET6";
    if (!type_is_tuple(rt, argument)) {
        raise_type_error(rt, "%s(): %s address must be tuple, not %T", function, name, argument);
        return false;
    }
    size_t count = tuple_length(argument);
    if (family == AF_INET ? count != 2 : count < 2 || count > 4) {
        raise_type_error(rt,
                         family == AF_INET ? "%s(): %s address must be a pair (host, port)"
                                           : "%s(): %s address must be a tuple (host, port[, "
                                             "flowinfo[, scopeid]])",
                         function, name);
        return false;
    }
    uint16_t port;
    int64_t flow = 0, scope = 0;
    Object *host = host_bytes(rt, tuple_get(argument, 0));
    bool done = host && look_up(rt, (const char *)bytes_data(host), family, gaierror, out) &&
                get_port(rt, tuple_get(argument, 1), function, &port) &&
                (count < 3 || object_as_int64(rt, tuple_get(argument, 2), &flow)) &&
                (count < 4 || object_as_int64(rt, tuple_get(argument, 3), &scope));
    release_nullable(rt, host);
    if (!done) {
        return false;
    }
    if (family == AF_INET) {
        out->v4.sin_port = htons(port);
        return true;
    }
    if (flow < 0 || flow > 0xFFFFF) {
        raise_overflow_error(rt, "%s(): flowinfo must be 0-1048575.", function);
        return false;
    }
    out->v6.sin6_port = htons(port);
    out->v6.sin6_flowinfo = htonl((uint32_t)flow);
    out->v6.sin6_scope_id = (uint32_t)scope;
    return true;
}

/* A path, or a name that begins with a zero byte. */
static bool parse_local(Runtime *rt, Object *argument, SocketAddress *out, socklen_t *size) {
    Object *path = NULL;
    if (type_is_str(rt, argument)) {
        path = codecs_encode(rt, argument, "utf-8", "surrogateescape");
    } else {
        BufferView view;
        if (!slots_of(rt, argument)->get_buffer) {
            raise_type_error(rt, "a bytes-like object is required, not '%T'", argument);
        } else if (object_get_buffer(rt, argument, &view, false)) {
            path = bytes_from_data(rt, view.data, view.size);
            object_release_buffer(rt, &view);
        }
    }
    if (!path) {
        return false;
    }
    size_t length = bytes_length(path);
    bool abstract = length > 0 && bytes_data(path)[0] == 0;
    bool fits = length + !abstract <= sizeof out->local.sun_path;
    if (fits) {
        memset(out, 0, sizeof *out);
        out->local.sun_family = AF_UNIX;
        memcpy(out->local.sun_path, bytes_data(path), length);
        *size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + !abstract);
    } else {
        raise_format(rt, TYPE_OS_ERROR, "AF_UNIX path too long");
    }
    release(rt, path);
    return fits;
}

bool socket_address_parse(Runtime *rt, int family, Object *argument, const char *function,
                          Object *gaierror, SocketAddress *out, socklen_t *size) {
    switch (family) {
    case AF_UNIX:
        return parse_local(rt, argument, out, size);
    case AF_INET:
    case AF_INET6:
        *size = family == AF_INET ? sizeof out->v4 : sizeof out->v6;
        return parse_internet(rt, family, argument, function, gaierror, out);
    default:
        raise_format(rt, TYPE_OS_ERROR, "%s(): bad family", function);
        return false;
    }
}

/* ---- to Python ---- */

NEW_REF Object *socket_address_host(Runtime *rt, int family, const void *bytes) {
    char text[INET6_ADDRSTRLEN];
    return inet_ntop(family, bytes, text, sizeof text) ? str_from_cstring(rt, text)
                                                       : raise_os_error(rt, errno, NULL);
}

static NEW_REF Object *host_and_numbers(Runtime *rt, STEALS Object *host, const int64_t *numbers,
                                        size_t count) {
    Object *tuple = host ? tuple_new(rt, count + 1) : NULL;
    if (!tuple) {
        release_nullable(rt, host);
        return NULL;
    }
    tuple_items(tuple)[0] = host;
    for (size_t i = 0; tuple && i < count; i++) {
        tuple_items(tuple)[i + 1] = int_from_int64(rt, numbers[i]);
        if (!tuple_items(tuple)[i + 1]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

static NEW_REF Object *local_object(Runtime *rt, const struct sockaddr_un *address,
                                    socklen_t size) {
    size_t length = size > offsetof(struct sockaddr_un, sun_path)
                        ? size - offsetof(struct sockaddr_un, sun_path)
                        : 0;
    if (length > 0 && address->sun_path[0] == '\0') {
        return bytes_from_data(rt, address->sun_path, length);
    }
    return codecs_decode(rt, (const uint8_t *)address->sun_path, strnlen(address->sun_path, length),
                         NULL, "utf-8", "surrogateescape");
}

NEW_REF Object *socket_address_object(Runtime *rt, const SocketAddress *address, socklen_t size) {
    if (size == 0) {
        return retain(NONE);
    }
    switch (address->any.sa_family) {
    case AF_UNIX:
        return local_object(rt, &address->local, size);
    case AF_INET: {
        int64_t port = ntohs(address->v4.sin_port);
        return host_and_numbers(rt, socket_address_host(rt, AF_INET, &address->v4.sin_addr), &port,
                                1);
    }
    case AF_INET6: {
        int64_t numbers[3] = {ntohs(address->v6.sin6_port), ntohl(address->v6.sin6_flowinfo),
                              address->v6.sin6_scope_id};
        return host_and_numbers(rt, socket_address_host(rt, AF_INET6, &address->v6.sin6_addr),
                                numbers, 3);
    }
    default:
        return raise_format(rt, TYPE_OS_ERROR, "unknown address family %d", address->any.sa_family);
    }
}
