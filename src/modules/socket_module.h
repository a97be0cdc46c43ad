/* The module _socket, under socket. */
#ifndef OURO_MODULES_SOCKET_MODULE_H
#define OURO_MODULES_SOCKET_MODULE_H

#include "object/module.h"

extern const ModuleSpec socket_module;
void socket_close(Runtime *rt);

#endif
