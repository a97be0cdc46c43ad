/* module_list: the builtin modules by name. */
#include "modules/module_list.h"

#include "modules/abc_module.h"
#include "modules/bisect.h"
#include "modules/builtins.h"
#include "modules/codecs.h"
#include "modules/codecs.h"
#include "modules/collections.h"
#include "modules/functools.h"
#include "modules/gc.h"
#include "modules/heapq.h"
#include "modules/itertools.h"
#include "modules/math.h"
#include "modules/operator.h"
#include "modules/string_module.h"
#include "modules/sys.h"
#include "modules/weakref_module.h"
#include "modules/string_module.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include <stdio.h>

const ModuleSpec *const builtin_modules[] = {
    &abc_module,        &sys_module,         &builtins_module,  &bisect_module,   &codecs_module,
    &collections_module, &functools_module, &gc_module,       &heapq_module,
    &itertools_module,   &math_module,    &operator_module,  &string_module,   &weakref_module,
    NULL,
};

/* Bring-up: a text stream on standard output. */
static Object *stream_write(Runtime *rt, Object *self, Object *text)
{
    (void)self;
    Object *holder = NULL;
    size_t length;
    const char *utf8 = str_utf8(rt, text, &length, &holder, true);
    if (!utf8) {
        return NULL;
    }
    fwrite(utf8, 1, length, stdout);
    release_nullable(rt, holder);
    return int_from_size(rt, str_length(text));
}

static Object *stream_flush(Runtime *rt, Object *self)
{
    (void)self;
    (void)rt;
    fflush(stdout);
    return retain(NONE);
}

static const MethodRow WRITE = METHOD_ROW_ONE("write", stream_write, NULL);
static const MethodRow FLUSH = METHOD_ROW_NOARGS("flush", stream_flush, NULL);

bool modules_open(Runtime *rt)
{
    codecs_open(rt);
    if (!sys_open(rt)) {
        return false;
    }
    Object *path = dict_get_cstring(rt, rt->sys_dict, "path");
    Object *lib = str_from_cstring(rt, "/usr/lib/python3.11");
    if (!lib || !list_append(rt, path, lib)) {
        return false;
    }
    release(rt, lib);
    Object *name = str_from_cstring(rt, "stdout");
    Object *out = name ? module_new(rt, name, NONE) : NULL;
    if (!out) {
        return false;
    }
    Object *write = native_function_new(rt, &WRITE, NULL, NULL);
    Object *flush = native_function_new(rt, &FLUSH, NULL, NULL);
    dict_set_cstring(rt, module_dict(out), "write", write);
    dict_set_cstring(rt, module_dict(out), "flush", flush);
    dict_set_cstring(rt, rt->sys_dict, "stdout", out);
    release(rt, write);
    release(rt, flush);
    release(rt, out);
    release(rt, name);
    return true;
}

void modules_close(Runtime *rt)
{
    codecs_close(rt);
    sys_close(rt);
}
