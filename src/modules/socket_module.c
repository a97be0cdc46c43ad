/* _socket: functions of names and addresses, constants, the module. The class: socket_object.c. */
#include "modules/socket_module.h"

#include "modules/module_exception.h"
#include "modules/module_state.h"
#include "modules/socket_address.h"
#include "modules/socket_object.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/tuple.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

void socket_close(Runtime *rt) {
    SocketState *state = socket_state(rt);
    if (state) {
        CLEAR_REF(rt, &state->gaierror);
        CLEAR_REF(rt, &state->herror);
    }
}

static Object *none_or_error(Runtime *rt, bool failed) {
    return failed ? raise_os_error(rt, errno, NULL) : retain(NONE);
}

/* ---- functions ---- */

static Object *socket_pair(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    int family, type, protocol, fds[2];
    if (!socket_number(rt, count > 0 ? args[0] : NULL, AF_UNIX, &family) ||
        !socket_number(rt, count > 1 ? args[1] : NULL, SOCK_STREAM, &type) ||
        !socket_number(rt, count > 2 ? args[2] : NULL, 0, &protocol)) {
        return NULL;
    }
    if (socketpair(family, type | SOCK_CLOEXEC, protocol, fds) < 0) {
        return raise_os_error(rt, errno, NULL);
    }
    SocketState *state = socket_state(rt);
    Object *both[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        both[i] = object_new_leaf(rt, state->socket_type, sizeof(SocketObject));
        if (both[i]) {
            socket_object_open(both[i], fds[i], family, type, protocol, state->default_timeout);
        } else {
            close(fds[i]);
        }
    }
    Object *result = both[0] && both[1] ? tuple_from_array(rt, both, 2) : NULL;
    release_nullable(rt, both[0]);
    release_nullable(rt, both[1]);
    return result;
}

static Object *socket_close_fd(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    int fd;
    return socket_number(rt, argument, 0, &fd)
               ? none_or_error(rt, close(fd) < 0 && errno != ECONNRESET)
               : NULL;
}

static Object *socket_dup(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    int fd;
    if (!socket_number(rt, argument, 0, &fd)) {
        return NULL;
    }
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, copy);
}

static Object *socket_gethostname(Runtime *rt, Object *module) {
    (void)module;
    char name[1024];
    if (gethostname(name, sizeof name) < 0) {
        return raise_os_error(rt, errno, NULL);
    }
    name[sizeof name - 1] = '\0';
    return str_from_cstring(rt, name);
}

static Object *socket_gethostbyname(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    SocketAddress address;
    socklen_t size;
    Object *port = int_from_int64(rt, 0);
    Object *pair = port ? tuple_pack(rt, 2, argument, port) : NULL;
    release_nullable(rt, port);
    bool done = pair && socket_address_parse(rt, AF_INET, pair, "gethostbyname",
                                             socket_state(rt)->gaierror, &address, &size);
    release_nullable(rt, pair);
    return done ? socket_address_host(rt, AF_INET, &address.v4.sin_addr) : NULL;
}

/* The C text of a host or service argument: str, bytes, int or None. *holder keeps it. */
static bool text_argument(Runtime *rt, Object *argument, const char *what, Object **holder,
                          const char **text) {
    *holder = NULL;
    *text = NULL;
    if (argument == NONE) {
        return true;
    }
    if (type_is_bytes(rt, argument)) {
        *holder = retain(argument);
    } else if (type_is_str(rt, argument) || type_is_int(rt, argument)) {
        Object *string = object_str(rt, argument);
        Object *codec =
            string ? str_from_cstring(rt, str_is_ascii(string) ? "ascii" : "idna") : NULL;
        *holder = codec ? object_call_method_cstring(rt, string, "encode", &codec, 1) : NULL;
        release_nullable(rt, codec);
        release_nullable(rt, string);
    } else {
        raise_type_error(rt, "%s", what);
    }
    if (!*holder) {
        return false;
    }
    *text = (const char *)bytes_data(*holder);
    return true;
}

/* (family, type, protocol, canonical name, address) */
static NEW_REF Object *info_tuple(Runtime *rt, const struct addrinfo *info) {
    SocketAddress address;
    memcpy(&address, info->ai_addr, info->ai_addrlen);
    Object *items[5] = {int_from_int64(rt, info->ai_family), int_from_int64(rt, info->ai_socktype),
                        int_from_int64(rt, info->ai_protocol),
                        str_from_cstring(rt, info->ai_canonname ? info->ai_canonname : ""),
                        socket_address_object(rt, &address, info->ai_addrlen)};
    bool whole = true;
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        whole = whole && items[i];
    }
    Object *tuple = whole ? tuple_from_array(rt, items, COUNT_OF(items)) : NULL;
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        release_nullable(rt, items[i]);
    }
    return tuple;
}

static NEW_REF Object *info_list(Runtime *rt, const struct addrinfo *info) {
    Object *list = list_new(rt, 0);
    for (; list && info; info = info->ai_next) {
        Object *tuple = info_tuple(rt, info);
        if (!tuple || !list_append_stealing(rt, list, tuple)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *socket_getaddrinfo(Runtime *rt, Object *module, Object *const *args, size_t count,
                                  Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "getaddrinfo", {"host", "port", "family", "type", "proto", "flags"}, 0, 6, 2, 6};
    (void)module;
    Object *given[6], *host_holder, *port_holder = NULL;
    const char *host, *port;
    struct addrinfo hints = {.ai_flags = 0}, *found = NULL;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !socket_number(rt, given[2], AF_UNSPEC, &hints.ai_family) ||
        !socket_number(rt, given[3], 0, &hints.ai_socktype) ||
        !socket_number(rt, given[4], 0, &hints.ai_protocol) ||
        !socket_number(rt, given[5], 0, &hints.ai_flags) ||
        !text_argument(rt, given[0], "getaddrinfo() argument 1 must be string or None",
                       &host_holder, &host)) {
        return NULL;
    }
    Object *result = NULL;
    if (text_argument(rt, given[1], "Int or String expected", &port_holder, &port)) {
        int code = getaddrinfo(host, port, &hints, &found);
        result = code ? socket_address_error(rt, socket_state(rt)->gaierror, code)
                      : info_list(rt, found);
        if (code == 0) {
            freeaddrinfo(found);
        }
    }
    release_nullable(rt, host_holder);
    release_nullable(rt, port_holder);
    return result;
}

static Object *socket_getnameinfo(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    SocketAddress address;
    socklen_t size;
    int flags;
    if (!type_is_tuple(rt, args[0])) {
        return raise_type_error(rt, "getnameinfo() argument 1 must be a tuple");
    }
    int family = tuple_length(args[0]) == 2 ? AF_INET : AF_INET6;
    if (!socket_number(rt, args[1], 0, &flags) ||
        !socket_address_parse(rt, family, args[0], "getnameinfo", socket_state(rt)->gaierror,
                              &address, &size)) {
        return NULL;
    }
    char host[NI_MAXHOST], service[NI_MAXSERV];
    int code = getnameinfo(&address.any, size, host, sizeof host, service, sizeof service, flags);
    if (code) {
        return socket_address_error(rt, socket_state(rt)->gaierror, code);
    }
    Object *pair[2] = {str_from_cstring(rt, host), str_from_cstring(rt, service)};
    Object *result = pair[0] && pair[1] ? tuple_from_array(rt, pair, 2) : NULL;
    release_nullable(rt, pair[0]);
    release_nullable(rt, pair[1]);
    return result;
}

static bool c_text(Runtime *rt, Object *argument, const char *function, const char **out) {
    if (!type_is_str(rt, argument) || !str_is_ascii(argument)) {
        raise_type_error(rt, "%s() argument must be str, not %T", function, argument);
        return false;
    }
    *out = (const char *)str_data(argument);
    return true;
}

static Object *socket_inet_pton(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    int family;
    const char *text;
    uint8_t packed[sizeof(struct in6_addr)];
    if (!socket_number(rt, args[0], 0, &family) || !c_text(rt, args[1], "inet_pton", &text)) {
        return NULL;
    }
    int done = inet_pton(family, text, packed);
    if (done < 0) {
        return raise_os_error(rt, errno, NULL);
    }
    return done ? bytes_from_data(rt, packed, family == AF_INET ? 4 : sizeof packed)
                : raise_format(rt, TYPE_OS_ERROR, "illegal IP address string passed to inet_pton");
}

static Object *packed_host(Runtime *rt, int family, Object *argument) {
    BufferView view;
    if (!socket_data(rt, argument, &view)) {
        return NULL;
    }
    size_t wanted = family == AF_INET ? 4 : sizeof(struct in6_addr);
    Object *result = view.size == wanted
                         ? socket_address_host(rt, family, view.data)
                         : raise_value_error(rt, "invalid length of packed IP address string");
    object_release_buffer(rt, &view);
    return result;
}

static Object *socket_inet_ntop(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    int family;
    if (!socket_number(rt, args[0], 0, &family)) {
        return NULL;
    }
    if (family != AF_INET && family != AF_INET6) {
        return raise_value_error(rt, "unknown address family %d", family);
    }
    return packed_host(rt, family, args[1]);
}

static Object *socket_inet_aton(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    const char *text;
    struct in_addr packed;
    if (!c_text(rt, argument, "inet_aton", &text)) {
        return NULL;
    }
    return inet_aton(text, &packed)
               ? bytes_from_data(rt, &packed, sizeof packed)
               : raise_format(rt, TYPE_OS_ERROR, "illegal IP address string passed to inet_aton");
}

static Object *socket_inet_ntoa(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    return packed_host(rt, AF_INET, argument);
}

#define ORDER_FUNCTION(name, most, convert)                                                        \
    static Object *socket_##name(Runtime *rt, Object *module, Object *argument) {                  \
        int64_t number;                                                                            \
        (void)module;                                                                              \
        if (!object_as_int64(rt, argument, &number)) {                                             \
            return NULL;                                                                           \
        }                                                                                          \
        if (number < 0) {                                                                          \
            return raise_overflow_error(                                                           \
                rt, #name ": can't convert negative Python int to C unsigned integer");            \
        }                                                                                          \
        if (number > (most)) {                                                                     \
            return raise_overflow_error(rt, #name ": Python int too large to convert to C "        \
                                                  "integer");                                      \
        }                                                                                          \
        return int_from_int64(rt, convert);                                                        \
    }

ORDER_FUNCTION(htons, UINT16_MAX, htons((uint16_t)number))
ORDER_FUNCTION(ntohs, UINT16_MAX, ntohs((uint16_t)number))
ORDER_FUNCTION(htonl, UINT32_MAX, htonl((uint32_t)number))
ORDER_FUNCTION(ntohl, UINT32_MAX, ntohl((uint32_t)number))

static Object *socket_getdefaulttimeout(Runtime *rt, Object *module) {
    (void)module;
    return socket_timeout_object(rt, socket_state(rt)->default_timeout);
}

static Object *socket_setdefaulttimeout(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    return socket_parse_timeout(rt, argument, &socket_state(rt)->default_timeout) ? retain(NONE)
                                                                                  : NULL;
}

static Object *socket_getservbyname(Runtime *rt, Object *module, Object *const *args,
                                    size_t count) {
    (void)module;
    const char *name, *protocol = NULL;
    if (!c_text(rt, args[0], "getservbyname", &name) ||
        (count > 1 && !c_text(rt, args[1], "getservbyname", &protocol))) {
        return NULL;
    }
    const struct servent *found = getservbyname(name, protocol);
    return found ? int_from_int64(rt, ntohs((uint16_t)found->s_port))
                 : raise_format(rt, TYPE_OS_ERROR, "service/proto not found");
}

static const MethodRow SOCKET_FUNCTIONS[] = {
    METHOD_ROW_POSITIONAL("socketpair", socket_pair, 0, 3,
                          "socketpair([family[, type [, proto]]]) -> (socket object, socket "
                          "object)"),
    METHOD_ROW_ONE("close", socket_close_fd, "close(integer) -> None"),
    METHOD_ROW_ONE("dup", socket_dup, "dup(integer) -> integer"),
    METHOD_ROW_NOARGS("gethostname", socket_gethostname, "gethostname() -> string"),
    METHOD_ROW_ONE("gethostbyname", socket_gethostbyname, "gethostbyname(host) -> address"),
    METHOD_ROW_KEYWORDS("getaddrinfo", socket_getaddrinfo,
                        "getaddrinfo(host, port [, family, type, proto, flags])\n"
                        "    -> list of (family, type, proto, canonname, sockaddr)"),
    METHOD_ROW_POSITIONAL("getnameinfo", socket_getnameinfo, 2, 2,
                          "getnameinfo(sockaddr, flags) --> (host, port)"),
    METHOD_ROW_POSITIONAL("getservbyname", socket_getservbyname, 1, 2,
                          "getservbyname(servicename[, protocolname]) -> integer"),
    METHOD_ROW_POSITIONAL("inet_pton", socket_inet_pton, 2, 2,
                          "inet_pton(af, ip) -> packed IP address string"),
    METHOD_ROW_POSITIONAL("inet_ntop", socket_inet_ntop, 2, 2,
                          "inet_ntop(af, packed_ip) -> string formatted IP address"),
    METHOD_ROW_ONE("inet_aton", socket_inet_aton, "inet_aton(string) -> bytes"),
    METHOD_ROW_ONE("inet_ntoa", socket_inet_ntoa, "inet_ntoa(packed_ip) -> ip_address_string"),
    METHOD_ROW_ONE("htons", socket_htons, "Convert a 16-bit integer to network order."),
    METHOD_ROW_ONE("ntohs", socket_ntohs, "Convert a 16-bit integer to host order."),
    METHOD_ROW_ONE("htonl", socket_htonl, "Convert a 32-bit integer to network order."),
    METHOD_ROW_ONE("ntohl", socket_ntohl, "Convert a 32-bit integer to host order."),
    METHOD_ROW_NOARGS("getdefaulttimeout", socket_getdefaulttimeout,
                      "getdefaulttimeout() -> timeout"),
    METHOD_ROW_ONE("setdefaulttimeout", socket_setdefaulttimeout, "setdefaulttimeout(timeout)"),
    METHOD_ROW_END,
};

#define NUMBER(name)                                                                               \
    { #name, name }
static const struct {
    const char *name;
    int number;
} NUMBERS[] = {
    NUMBER(AF_UNSPEC),
    NUMBER(AF_INET),
    NUMBER(AF_INET6),
    NUMBER(AF_UNIX),
    NUMBER(SOCK_STREAM),
    NUMBER(SOCK_DGRAM),
    NUMBER(SOCK_RAW),
    NUMBER(SOCK_SEQPACKET),
    NUMBER(SOCK_RDM),
    NUMBER(SOCK_CLOEXEC),
    NUMBER(SOCK_NONBLOCK),
    NUMBER(SOL_SOCKET),
    NUMBER(SO_DEBUG),
    NUMBER(SO_ACCEPTCONN),
    NUMBER(SO_REUSEADDR),
    NUMBER(SO_KEEPALIVE),
    NUMBER(SO_DONTROUTE),
    NUMBER(SO_BROADCAST),
    NUMBER(SO_LINGER),
    NUMBER(SO_OOBINLINE),
    NUMBER(SO_REUSEPORT),
    NUMBER(SO_SNDBUF),
    NUMBER(SO_RCVBUF),
    NUMBER(SO_SNDLOWAT),
    NUMBER(SO_RCVLOWAT),
    NUMBER(SO_SNDTIMEO),
    NUMBER(SO_RCVTIMEO),
    NUMBER(SO_ERROR),
    NUMBER(SO_TYPE),
    NUMBER(SO_PROTOCOL),
    NUMBER(SO_DOMAIN),
    NUMBER(SOMAXCONN),
    NUMBER(MSG_OOB),
    NUMBER(MSG_PEEK),
    NUMBER(MSG_DONTROUTE),
    NUMBER(MSG_DONTWAIT),
    NUMBER(MSG_EOR),
    NUMBER(MSG_TRUNC),
    NUMBER(MSG_CTRUNC),
    NUMBER(MSG_WAITALL),
    NUMBER(MSG_NOSIGNAL),
    NUMBER(SHUT_RD),
    NUMBER(SHUT_WR),
    NUMBER(SHUT_RDWR),
    NUMBER(IPPROTO_IP),
    NUMBER(IPPROTO_ICMP),
    NUMBER(IPPROTO_TCP),
    NUMBER(IPPROTO_UDP),
    NUMBER(IPPROTO_IPV6),
    NUMBER(IPPROTO_RAW),
    NUMBER(IPV6_V6ONLY),
    NUMBER(IP_TOS),
    NUMBER(IP_TTL),
    NUMBER(IP_MULTICAST_IF),
    NUMBER(IP_MULTICAST_TTL),
    NUMBER(IP_MULTICAST_LOOP),
    NUMBER(IP_ADD_MEMBERSHIP),
    NUMBER(IP_DROP_MEMBERSHIP),
    NUMBER(TCP_NODELAY),
    NUMBER(TCP_MAXSEG),
    NUMBER(TCP_CORK),
    NUMBER(TCP_KEEPIDLE),
    NUMBER(TCP_KEEPINTVL),
    NUMBER(TCP_KEEPCNT),
    NUMBER(TCP_SYNCNT),
    NUMBER(TCP_QUICKACK),
    NUMBER(TCP_USER_TIMEOUT),
    NUMBER(AI_PASSIVE),
    NUMBER(AI_CANONNAME),
    NUMBER(AI_NUMERICHOST),
    NUMBER(AI_NUMERICSERV),
    NUMBER(AI_ADDRCONFIG),
    NUMBER(AI_V4MAPPED),
    NUMBER(AI_ALL),
    NUMBER(EAI_ADDRFAMILY),
    NUMBER(EAI_AGAIN),
    NUMBER(EAI_BADFLAGS),
    NUMBER(EAI_FAIL),
    NUMBER(EAI_FAMILY),
    NUMBER(EAI_MEMORY),
    NUMBER(EAI_NODATA),
    NUMBER(EAI_NONAME),
    NUMBER(EAI_OVERFLOW),
    NUMBER(EAI_SERVICE),
    NUMBER(EAI_SOCKTYPE),
    NUMBER(EAI_SYSTEM),
    NUMBER(NI_MAXHOST),
    NUMBER(NI_MAXSERV),
    NUMBER(NI_NOFQDN),
    NUMBER(NI_NUMERICHOST),
    NUMBER(NI_NAMEREQD),
    NUMBER(NI_NUMERICSERV),
    NUMBER(NI_DGRAM),
    {"SOL_TCP", 6},
    {"SOL_UDP", 17},
    {"SOL_IP", 0},
    {"INADDR_ANY", 0},
    {"has_ipv6", 1},
};

static bool add_exceptions(Runtime *rt, Object *dict, SocketState *state) {
    if (!state->gaierror) {
        state->gaierror = module_exception_new(rt, "socket", "gaierror", TYPE_OS_ERROR);
    }
    if (state->gaierror && !state->herror) {
        state->herror = module_exception_new(rt, "socket", "herror", TYPE_OS_ERROR);
    }
    return state->herror && dict_set_cstring(rt, dict, "gaierror", state->gaierror) &&
           dict_set_cstring(rt, dict, "herror", state->herror) &&
           dict_set_cstring_stealing(rt, dict, "error",
                                     retain_nullable((Object *)type_object(rt, TYPE_OS_ERROR))) &&
           dict_set_cstring_stealing(
               rt, dict, "timeout", retain_nullable((Object *)type_object(rt, TYPE_TIMEOUT_ERROR)));
}

static bool socket_populate(Runtime *rt, Object *dict) {
    SocketState *state = module_state(rt, MODULE_STATE_SOCKET, sizeof *state);
    if (!state) {
        return false;
    }
    if (!state->socket_type) {
        state->default_timeout = SOCKET_BLOCKING;
    }
    TypeObject *type = type_register(rt, &socket_object_type, &state->socket_type);
    if (!type || !dict_set_cstring(rt, dict, "socket", (Object *)type) ||
        !dict_set_cstring(rt, dict, "SocketType", (Object *)type) ||
        !add_exceptions(rt, dict, state)) {
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

const ModuleSpec socket_module = {
    .name = "_socket",
    .doc = "Implementation module for socket operations.\n\nSee the socket module for "
           "documentation.",
    .functions = SOCKET_FUNCTIONS,
    .populate = socket_populate,
};
