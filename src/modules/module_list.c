/* module_list: the builtin modules by name, and what some do when a runtime opens and closes. */
#include "modules/module_list.h"

#include "modules/abc_module.h"
#include "modules/array_module.h"
#include "modules/ast_module.h"
#include "modules/atexit.h"
#include "modules/binascii.h"
#include "modules/bisect.h"
#include "modules/builtins.h"
#include "modules/cmath.h"
#include "modules/codecs.h"
#include "modules/collections.h"
#include "modules/contextvars.h"
#include "modules/csv_module.h"
#include "modules/errno_module.h"
#include "modules/functools.h"
#include "modules/gc.h"
#include "modules/hashes.h"
#include "modules/heapq.h"
#include "modules/host_stream.h"
#include "modules/imp.h"
#include "modules/io.h"
#include "modules/itertools.h"
#include "modules/json_module.h"
#include "modules/locale_module.h"
#include "modules/marshal.h"
#include "modules/math.h"
#include "modules/operator.h"
#include "modules/ouro_module.h"
#include "modules/pickle_module.h"
#include "modules/posix.h"
#include "modules/random_module.h"
#include "modules/select_module.h"
#include "modules/signal_module.h"
#include "modules/socket_module.h"
#include "modules/sre.h"
#include "modules/string_module.h"
#include "modules/struct_module.h"
#include "modules/subprocess_module.h"
#include "modules/sys.h"
#include "modules/thread_module.h"
#include "modules/time.h"
#include "modules/tracemalloc_module.h"
#include "modules/unicodedata.h"
#include "modules/warnings.h"
#include "modules/weakref_module.h"
#include "object/dict.h"
#include "object/grants.h"
#include "object/list.h"
#include "object/str.h"

const ModuleSpec *const builtin_modules[] = {
    &abc_module,
    &array_module,
    &ast_module,
    &atexit_module,
    &binascii_module,
    &bisect_module,
    &blake2_module,
    &builtins_module,
    &cmath_module,
    &codecs_module,
    &collections_module,
    &contextvars_module,
    &csv_module,
    &errno_module,
    &functools_module,
    &gc_module,
    &heapq_module,
    &imp_module,
    &io_module,
    &itertools_module,
    &json_module,
    &locale_module,
    &marshal_module,
    &math_module,
    &md5_module,
    &operator_module,
    &ouro_module,
    &pickle_module,
    &posix_module,
    &random_module,
    &sha1_module,
    &sha256_module,
    &sha3_module,
    &sha512_module,
    &signal_module,
    &select_module,
    &socket_module,
    &subprocess_module,
    &sre_module,
    &string_module,
    &struct_module,
    &sys_module,
    &thread_module,
    &time_module,
    &tracemalloc_module,
    &unicodedata_module,
    &warnings_module,
    &weakref_module,
    NULL,
};

bool modules_open(Runtime *rt) {
    codecs_open(rt);
    warnings_open(rt);
    if (!sys_open(rt)) {
        return false;
    }
    rt->hooks.open_streams = grants_has(rt, GRANT_STREAMS) ? io_open_standard : host_stream_open;
    if (!grants_has(rt, GRANT_LIBRARY)) {
        return true;
    }
    Object *path = dict_get_cstring(rt, rt->sys_dict, "path");
    Object *library = path ? str_from_cstring(rt, GRANTS_LIBRARY) : NULL;
    return library && list_append_stealing(rt, path, library);
}

void modules_close(Runtime *rt) {
    tracemalloc_close(rt);
    io_flush_standard(rt);
    error_clear(rt);
    atexit_close(rt);
    signal_close(rt);
    csv_close(rt);
    pickle_close(rt);
    posix_close_state(rt);
    socket_close(rt);
    struct_close(rt);
    binascii_close(rt);
    contextvars_close(rt);
    ast_module_close(rt);
    warnings_close(rt);
    codecs_close(rt);
    sys_close(rt);
    io_close(rt);
}
