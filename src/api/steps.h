/* steps: see ouro_watch_steps. */
#ifndef OURO_API_STEPS_H
#define OURO_API_STEPS_H

#include "api/embed.h"

/* Nobody watches any more. */
void steps_close(OuroRuntime *runtime);

#endif
