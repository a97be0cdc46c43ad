/* The standard streams, opened when somebody first wants one: most runtimes of a host never do. */
#include "modules/standard_stream.h"

#include "object/dict.h"
#include "object/error.h"

bool standard_stream_open(Runtime *rt) {
    bool (*open)(Runtime *) = rt->hooks.open_streams;
    rt->hooks.open_streams = NULL;
    if (open && !open(rt)) {
        rt->hooks.open_streams = open;
        if (!error_pending(rt)) {
            error_no_memory(rt);
        }
        return false;
    }
    return true;
}

BORROWED Object *standard_stream(Runtime *rt, int name_id) {
    if (!rt->sys_dict) {
        return NULL;
    }
    Object *stream = dict_get_str(rt, rt->sys_dict, rt->names[name_id]);
    if (!stream && rt->hooks.open_streams && !error_pending(rt) && standard_stream_open(rt)) {
        stream = dict_get_str(rt, rt->sys_dict, rt->names[name_id]);
    }
    return stream;
}
