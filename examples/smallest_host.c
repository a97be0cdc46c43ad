/* The smallest host: runs the Python text that it is given, and says what came of it.
 *
 *     cc smallest_host.c $(pkg-config --cflags --libs ouro) && ./a.out 'print(6 * 7)'
 */
#include <ouro.h>
#include <stdio.h>

int main(int argc, char **argv) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_STREAMS; /* print goes to standard output, and nothing else goes */
    OuroRuntime *runtime = ouro_open(&config);
    if (!runtime || argc < 2) {
        fprintf(stderr, "usage: smallest_host TEXT\n");
        return 2;
    }
    int code = 0;
    if (!ouro_exec(runtime, argv[1])) {
        ouro_error_finish(runtime, &code); /* shows the traceback */
    }
    ouro_close(runtime);
    return code;
}
