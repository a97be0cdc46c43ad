/* The object behind _socket.socket, and what the files of the module share. */
#ifndef OURO_MODULES_SOCKET_OBJECT_H
#define OURO_MODULES_SOCKET_OBJECT_H

#include "object/operations.h"

enum { SOCKET_CLOSED = -1, SOCKET_BLOCKING = -1 };

typedef struct SocketState {
    uint32_t socket_type;
    Object *gaierror, *herror;
    int64_t default_timeout; /* nanoseconds; SOCKET_BLOCKING: none */
} SocketState;

typedef struct SocketObject {
    Object header;
    int fd; /* SOCKET_CLOSED */
    int family, type, protocol;
    int64_t timeout; /* nanoseconds; SOCKET_BLOCKING; 0: non-blocking */
} SocketObject;

extern const TypeSpec socket_object_type;
SocketState *socket_state(Runtime *rt);
void socket_object_open(Object *self, int fd, int family, int type, int protocol, int64_t timeout);
/* An int argument; `fallback` when it is NULL. */
bool socket_number(Runtime *rt, Object *argument, int fallback, int *out);
/* The bytes of an argument. */
bool socket_data(Runtime *rt, Object *argument, BufferView *view);
/* Nanoseconds of a number of seconds, SOCKET_BLOCKING for None; and back. */
bool socket_parse_timeout(Runtime *rt, Object *argument, int64_t *out);
NEW_REF Object *socket_timeout_object(Runtime *rt, int64_t timeout);

#endif
