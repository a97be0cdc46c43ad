/* A program that allocates before libc has looked at the environment: OURO_MALLOC is followed even
 * then. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *early;

static void allocate_early(void) {
    early = malloc(100);
}
__attribute__((section(".preinit_array"), used)) static void (*const first)(void) = allocate_early;

/* What execve takes, which it does not write to. */
typedef union Texts {
    const char *const *from;
    char *const *to;
} Texts;
static Texts variables;

static void run_self(void) {
    const Texts arguments = {(const char *[]){"test_malloc_early", "fill", NULL}};
    execve("/proc/self/exe", arguments.to, variables.to);
}

/* Whether this program, with these variables, prints the text. */
static bool says(const char *const *environment, const char *text) {
    variables.from = environment;
    return unit_says(run_self, text);
}

static int fill(void) {
    enum { MORE = 32 << 20 };
    size_t bytes = 0;
    while (bytes < MORE && malloc(1000) != NULL) {
        bytes += 1000;
    }
    fputs(bytes >= MORE ? "no limit" : bytes > 13000000 ? "16 MiB" : "less", stderr);
    return 3;
}

static void test_settings_are_read_before_libc_knows_the_environment(void) {
    UNIT_CHECK(early != NULL);
    UNIT_CHECK(says((const char *[]){"A=1", "OURO_MALLOC=limit=16m", "B=2", NULL}, "16 MiB"));
    UNIT_CHECK(says((const char *[]){"XOURO_MALLOC=limit=8m", "OURO_MALLO=limit=8m",
                                     "OURO_MALLOCS=limit=8m", "OURO_MALLOC", NULL},
                    "no limit"));
    UNIT_CHECK(says((const char *[]){NULL}, "no limit"));
    UNIT_CHECK(says((const char *[]){"OURO_MALLOC=limit=12q", NULL}, "not understood: limit=12q"));
}

static void test_a_value_that_is_too_long_is_told(void) {
    char variable[4096];
    size_t length = (size_t)snprintf(variable, sizeof(variable), "OURO_MALLOC=limit=16m,report=/");
    memset(variable + length, 'x', sizeof(variable) - length - 1);
    variable[sizeof(variable) - 1] = '\0';
    UNIT_CHECK(says((const char *[]){variable, NULL}, "not understood: limit=16m,report=/xxx"));
    UNIT_CHECK(says((const char *[]){variable, NULL}, "no limit"));
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "fill") == 0) {
        return fill();
    }
    unit_start(argc, argv);
    UNIT_RUN(test_settings_are_read_before_libc_knows_the_environment);
    UNIT_RUN(test_a_value_that_is_too_long_is_told);
    return unit_result();
}
