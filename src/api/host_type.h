/* Host types: classes whose instances carry the host's data. */
#ifndef OURO_API_HOST_TYPE_H
#define OURO_API_HOST_TYPE_H

#include "api/embed.h"

/* When the runtime ends: gives up the classes, which live on while instances do. */
void host_type_close(OuroRuntime *runtime);

#endif
