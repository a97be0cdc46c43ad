/* Host functions as objects. */
#ifndef OURO_API_HOST_FUNCTION_H
#define OURO_API_HOST_FUNCTION_H

#include "api/embed.h"

/* A method of a host type: found on the class, it binds its object. type: whose instances have the
 * data that it gets. */
NEW_REF Object *host_function_method(OuroRuntime *runtime, const OuroMethod *row,
                                     const OuroType *type);

#endif
