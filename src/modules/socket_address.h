/* Addresses of sockets as Python sees them: ("host", port), ("host", port, flow, scope), a path. */
#ifndef OURO_MODULES_SOCKET_ADDRESS_H
#define OURO_MODULES_SOCKET_ADDRESS_H

#include "object/operations.h"
#include <sys/socket.h>
#include <sys/un.h>
#include <netinet/in.h>

typedef union SocketAddress {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
    struct sockaddr_storage storage;
} SocketAddress;

/* What a Python address means for a family; function: for messages. */
bool socket_address_parse(Runtime *rt, int family, Object *argument, const char *function,
                          Object *gaierror, SocketAddress *out, socklen_t *size);
NEW_REF Object *socket_address_object(Runtime *rt, const SocketAddress *address, socklen_t size);
/* socket.gaierror(code, text); NULL. */
void *socket_address_error(Runtime *rt, Object *gaierror, int code);
/* "1.2.3.4", "::1" */
NEW_REF Object *socket_address_host(Runtime *rt, int family, const void *bytes);

#endif
