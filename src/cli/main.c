/* main: the command. */
#include "api/runtime_open.h"
#include "modules/io.h"
#include "modules/traceback_text.h"
#include "object/dict.h"
#include "object/str.h"
#include "object/operations.h"
#include "vm/import.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    RuntimeConfig config;
    runtime_config_defaults(&config);
    Runtime *rt = runtime_open(&config);
    if (!rt || argc < 2) {
        return 2;
    }
    Object *name = str_from_cstring(rt, "__main__");
    Object *module = name ? module_new(rt, name, NONE) : NULL;
    Object *path = str_from_cstring(rt, argv[1]);
    int code = 0;
    if (!module || !path || !dict_set(rt, rt->modules, name, module) ||
        !dict_set_cstring(rt, module_dict(module), "__builtins__", rt->builtins_module) ||
        !import_run_source(rt, path, module)) {
        Object *error = error_take(rt);
        io_flush_standard(rt);
        Object *text = error ? traceback_text_format(rt, error) : NULL;
        if (text) {
            Object *holder = NULL;
            fputs(str_utf8(rt, text, NULL, &holder, true), stderr);
        }
        code = 1;
    }
    runtime_close(rt);
    return code;
}
