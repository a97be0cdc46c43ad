/* The sys module. rt->sys_dict, its dict, exists from the opening of a runtime; what is costly is
 * added when a program imports sys. */
#ifndef OURO_MODULES_SYS_H
#define OURO_MODULES_SYS_H

#include "object/module.h"

extern const ModuleSpec sys_module;

/* Makes rt->sys_dict with what the runtime itself looks up (path, displayhook, modules). */
bool sys_open(Runtime *rt);
void sys_close(Runtime *rt);
/* The argument of sys.unraisablehook. */
NEW_REF Object *sys_unraisable_arguments(Runtime *rt, Object *error, Object *source,
                                         const char *where);
/* sys_info.c: version_info, float_info and the like. */
bool sys_add_info(Runtime *rt, Object *dict);
/* Adds what is large and seldom wanted (hooks.fill_sys). */
bool sys_fill(Runtime *rt);

/* What sys.set_coroutine_origin_tracking_depth set; NULL: no memory. */
int64_t *sys_origin_depth(Runtime *rt);

#endif
