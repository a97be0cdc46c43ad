/* The host's callbacks behind the hooks of lower layers. */
#ifndef OURO_API_HOST_H
#define OURO_API_HOST_H

#include "api/embed.h"

/* Sets the hooks that the runtime's configuration asks for. */
void host_open(OuroRuntime *runtime);

#endif
