/* options: python3's command line and environment, ouro's -X options, and `mem …`. */
#include "cli/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_SEED_MAX_DIGITS = 10 };

static const char help[] =
    "usage: ouro [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
    "       ouro [option] ... mem report|view|advise [--json] [-c cmd | -m mod | file | -] [arg] "
    "...\n"
    "\n"
    "Runs Python 3.11 programs on a memory system that can be watched.\n"
    "\n"
    "-b     : accepted for python3's sake\n"
    "-B     : sets sys.dont_write_bytecode; ouro writes no .pyc files\n"
    "-c cmd : program passed in as string (terminates option list)\n"
    "-E     : ignore PYTHON* environment variables\n"
    "-h     : print this help message and exit (also -? or --help)\n"
    "-i     : inspect interactively after running the program; forces a prompt\n"
    "-I     : isolate ouro from the user's environment (implies -E, -P and -s)\n"
    "-m mod : run library module as a script (terminates option list)\n"
    "-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x\n"
    "-OO    : do -O changes and also discard docstrings\n"
    "-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH\n"
    "-q     : don't print version messages on interactive startup\n"
    "-s, -S : accepted for python3's sake; site-packages are not used\n"
    "-u     : unbuffered stdout and stderr; also PYTHONUNBUFFERED=x\n"
    "-v     : sets sys.flags.verbose\n"
    "-V     : print the version number and exit (also --version)\n"
    "-W arg : warning control: action:message:category:module:lineno; also PYTHONWARNINGS=arg\n"
    "-X opt : implementation options:\n"
    "         -X small_ints=LOW:HIGH : ints LOW <= n < HIGH are made once (-5:257)\n"
    "         -X fold_limit=N        : folded strings of up to N characters are interned (20)\n"
    "         -X heap_limit=SIZE     : most memory to take from the system, as 64M (no limit)\n"
    "         -X instruction_budget=N: most instructions to run (no limit)\n"
    "         -X time_budget=SECONDS : most time to run, as 2.5 (no limit)\n"
    "         -X call_depth=N        : most calls to nest (no limit but the recursion limit)\n"
    "         -X tracemalloc[=N]     : notes where each block is taken, with N frames (1)\n"
    "file   : program read from script file\n"
    "-      : program read from stdin (default; interactive mode if a tty)\n"
    "arg ...: arguments passed to program in sys.argv[1:]\n"
    "\n"
    "mem report : run the program, then print what its memory did; --json for machines\n"
    "mem view   : run the program step by step, and print frames, names and blocks at each\n"
    "mem advise : run the program, then print which habits cost it memory or time, and what to "
    "write\n"
    "\n"
    "Environment: PYTHONPATH, PYTHONHASHSEED, PYTHONINSPECT, PYTHONUNBUFFERED, PYTHONOPTIMIZE,\n"
    "PYTHONSAFEPATH, PYTHONWARNINGS, PYTHONDONTWRITEBYTECODE, PYTHONVERBOSE,\n"
    "PYTHONTRACEMALLOC.\n"
    "OURO_LEAK_CHECK=1: name what is alive after the runtime closed, and end with code 99.\n";

void options_print_help(void) {
    fputs(help, stdout);
}

void options_print_version(int count) {
    if (count > 1) {
        printf("Python %s (ouro %s)\n", ouro_python_version(), ouro_version());
    } else {
        printf("Python %s\n", ouro_python_version());
    }
}

__attribute__((format(printf, 1, 2))) static bool wrong(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("ouro: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("; try ouro --help\n", stderr);
    va_end(arguments);
    return false;
}

/* ---- -X ---- */

static bool parse_int(const char *text, const char **end, int64_t *number) {
    char *stop;
    errno = 0;
    *number = strtoll(text, &stop, 10);
    *end = stop;
    return stop != text && errno == 0 && text[0] != ' ' && text[0] != '+';
}

static bool parse_small_ints(OuroConfig *config, const char *value) {
    const char *end = value;
    int64_t low;
    int64_t high;
    enum { LIMIT = 1 << 20 }; /* objects are made on first use, but the table is there */
    if (!parse_int(value, &end, &low) || *end != ':' || !parse_int(end + 1, &end, &high) || *end ||
        low > high || low < -LIMIT || high > LIMIT) {
        return wrong("-X small_ints wants LOW:HIGH with %d <= LOW <= HIGH <= %d, not '%s'", -LIMIT,
                     LIMIT, value);
    }
    config->small_int_low = low;
    config->small_int_high = high;
    return true;
}

static bool parse_fold_limit(OuroConfig *config, const char *value) {
    const char *end = value;
    int64_t number;
    if (!parse_int(value, &end, &number) || *end || number < 0 || number > UINT32_MAX) {
        return wrong("-X fold_limit wants a number of characters, not '%s'", value);
    }
    config->fold_limit = (uint32_t)number;
    return true;
}

static unsigned unit_shift(const char *unit) {
    static const char units[] = "KMGT";
    const char *found = *unit ? strchr(units, *unit & ~0x20) : NULL;
    return found && unit[1] == '\0' ? (unsigned)(found - units + 1) * 10 : 0;
}

static bool parse_heap_limit(OuroConfig *config, const char *value) {
    const char *end = value;
    int64_t number;
    bool fine = parse_int(value, &end, &number) && number > 0;
    unsigned shift = fine ? unit_shift(end) : 0;
    if (!fine || (*end && !shift) || number > INT64_MAX >> shift) {
        return wrong("-X heap_limit wants a size as 65536, 512K, 64M or 2G, not '%s'", value);
    }
    config->heap_limit_bytes = (size_t)number << shift;
    return true;
}

static bool parse_instruction_budget(OuroConfig *config, const char *value) {
    const char *end = value;
    int64_t number;
    if (!parse_int(value, &end, &number) || *end || number <= 0) {
        return wrong("-X instruction_budget wants a number of instructions, not '%s'", value);
    }
    config->instruction_budget = (uint64_t)number;
    return true;
}

static bool parse_time_budget(OuroConfig *config, const char *value) {
    char *end;
    double seconds = strtod(value, &end);
    if (end == value || *end || !(seconds > 0) || seconds > 1e9) {
        return wrong("-X time_budget wants a number of seconds, not '%s'", value);
    }
    config->time_budget_ns = (uint64_t)(seconds * 1e9);
    return true;
}

static bool parse_call_depth(OuroConfig *config, const char *value) {
    const char *end = value;
    int64_t number;
    if (!parse_int(value, &end, &number) || *end || number <= 0 || number >= INT32_MAX) {
        return wrong("-X call_depth wants a number of calls, not '%s'", value);
    }
    config->call_depth = (uint32_t)number;
    return true;
}

static const struct {
    const char *name;
    bool (*parse)(OuroConfig *config, const char *value);
} x_options[] = {
    {"small_ints", parse_small_ints},   {"fold_limit", parse_fold_limit},
    {"heap_limit", parse_heap_limit},   {"instruction_budget", parse_instruction_budget},
    {"time_budget", parse_time_budget}, {"call_depth", parse_call_depth},
};

enum { TRACE_FRAMES_MAX = 65535 };

static bool parse_trace_frames(Options *options, const char *name, const char *value) {
    const char *end = value;
    int64_t number;
    if (!parse_int(value, &end, &number) || *end || number < 0 || number > TRACE_FRAMES_MAX) {
        return wrong("%s: invalid number of frames '%s', not 0 to %d", name, value,
                     TRACE_FRAMES_MAX);
    }
    options->trace_frames = (int)number;
    return true;
}

static bool parse_x(Options *options, const char *option) {
    size_t length = strcspn(option, "=");
    for (size_t i = 0; i < sizeof x_options / sizeof *x_options; i++) {
        if (strlen(x_options[i].name) == length &&
            strncmp(option, x_options[i].name, length) == 0) {
            const char *value = option[length] ? option + length + 1 : "";
            if (!x_options[i].parse(&options->config, value)) {
                return false;
            }
        }
    }
    if (strcmp(option, "dev") == 0) {
        options->config.flags.dev_mode = 1;
    } else if (strcmp(option, "utf8") == 0 || strcmp(option, "utf8=1") == 0) {
        options->config.flags.utf8_mode = 1;
    } else if (strcmp(option, "tracemalloc") == 0) {
        options->trace_frames = 1;
    } else if (strncmp(option, "tracemalloc=", strlen("tracemalloc=")) == 0 &&
               !parse_trace_frames(options, "-X tracemalloc=NFRAME", strchr(option, '=') + 1)) {
        return false;
    }
    options->xoptions[options->xoption_count++] = option;
    return true;
}

/* ---- options ---- */

/* The argument of an option: the rest of its word, or the next word. */
static const char *take_argument(char **argv, int argc, int *idx, const char *rest) {
    if (*rest) {
        return rest;
    }
    return *idx + 1 < argc ? argv[++*idx] : NULL;
}

static bool set_flag(Options *options, char letter) {
    OuroFlags *flags = &options->config.flags;
    switch (letter) {
    case 'b':
        flags->bytes_warning++;
        return true;
    case 'B':
        flags->dont_write_bytecode = 1;
        return true;
    case 'd':
    case 'R':
    case 't':
    case 'x':
        return true;
    case 'E':
        flags->ignore_environment = 1;
        return true;
    case 'i':
        flags->inspect = 1;
        flags->interactive = 1;
        return true;
    case 'I':
        flags->isolated = flags->ignore_environment = flags->no_user_site = flags->safe_path = 1;
        return true;
    case 'O':
        flags->optimise++;
        return true;
    case 'P':
        flags->safe_path = 1;
        return true;
    case 'q':
        flags->quiet = 1;
        return true;
    case 's':
        flags->no_user_site = 1;
        return true;
    case 'S':
        flags->no_site = 1;
        return true;
    case 'u':
        flags->unbuffered = 1;
        return true;
    case 'v':
        flags->verbose++;
        return true;
    case 'V':
        options->kind = RUN_VERSION;
        options->version_count++;
        return true;
    case 'h':
    case '?':
        options->kind = RUN_HELP;
        return true;
    default:
        return wrong("unknown option -%c", letter);
    }
}

/* One word of short options. *ended: it was -c or -m, and sys.argv begins behind. */
static bool parse_short(Options *options, char **argv, int argc, int *idx, bool *ended) {
    for (const char *at = argv[*idx] + 1; *at; at++) {
        char letter = *at;
        if (!strchr("cmWX", letter)) {
            if (!set_flag(options, letter)) {
                return false;
            }
            continue;
        }
        const char *argument = take_argument(argv, argc, idx, at + 1);
        if (!argument) {
            return wrong("argument expected for the -%c option", letter);
        }
        if (letter == 'X') {
            return parse_x(options, argument);
        }
        if (letter == 'W') {
            options->warnings[options->warning_count++] = argument;
            return true;
        }
        options->kind = letter == 'c' ? RUN_COMMAND : RUN_MODULE;
        options->target = argument;
        *ended = true;
        return true;
    }
    return true;
}

static bool parse_long(Options *options, const char *word) {
    if (strcmp(word, "--help") == 0) {
        options->kind = RUN_HELP;
    } else if (strcmp(word, "--version") == 0) {
        options->kind = RUN_VERSION;
        options->version_count++;
    } else if (options->mem && strcmp(word, "--json") == 0) {
        options->json = true;
    } else {
        return wrong("unknown option %s", word);
    }
    return true;
}

/* `mem report`, `mem view`, `mem advise`: the words stand where a file would. A file of that name
 * is run as
 * ./mem.
 */
static bool parse_mem(Options *options, char **argv, int argc, int *idx) {
    const char *command = *idx + 1 < argc ? argv[*idx + 1] : "";
    if (strcmp(command, "report") == 0) {
        options->mem = MEM_REPORT;
    } else if (strcmp(command, "view") == 0) {
        options->mem = MEM_VIEW;
        options->config.flags.unbuffered = 1; /* the program's output comes between the steps */
    } else if (strcmp(command, "advise") == 0) {
        options->mem = MEM_ADVISE;
    } else {
        return wrong("unknown command mem %s", command);
    }
    ++*idx;
    return true;
}

/* sys.argv: argv[first - 1] is replaced by what stands for the program. */
static void set_arguments(Options *options, char **argv, int argc, int first) {
    static const char *const zeros[] = {
        [RUN_COMMAND] = "-c", [RUN_MODULE] = "-m", [RUN_STDIN] = "-", [RUN_PROMPT] = ""};
    options->arguments[0] = options->kind == RUN_FILE  ? options->target
                            : options->kind < RUN_HELP ? zeros[options->kind]
                                                       : "";
    options->argument_count = 1;
    for (int i = first; i < argc; i++) {
        options->arguments[options->argument_count++] = argv[i];
    }
}

static bool parse_words(Options *options, int argc, char **argv) {
    int idx = 1;
    bool ended = false;
    for (; idx < argc && !ended; idx++) {
        char *word = argv[idx];
        if (strcmp(word, "mem") == 0 && !options->mem) {
            if (!parse_mem(options, argv, argc, &idx)) {
                return false;
            }
        } else if (strcmp(word, "-") == 0 || word[0] != '-') {
            options->kind = word[0] == '-' ? RUN_STDIN : RUN_FILE;
            options->target = word;
            ended = true;
        } else if (strcmp(word, "--") == 0) {
            if (idx + 1 < argc) {
                options->kind = RUN_FILE;
                options->target = argv[++idx];
            }
            ended = true;
        } else if (word[1] == '-') {
            if (!parse_long(options, word)) {
                return false;
            }
        } else if (!parse_short(options, argv, argc, &idx, &ended)) {
            return false;
        }
        if (options->kind == RUN_HELP) {
            return true;
        }
    }
    if (options->mem && options->kind == RUN_PROMPT) {
        return wrong("mem %s wants a program", options->mem == MEM_REPORT ? "report"
                                               : options->mem == MEM_VIEW ? "view"
                                                                          : "advise");
    }
    set_arguments(options, argv, argc, idx);
    return true;
}

/* ---- environment ---- */

static const char *environment(const Options *options, const char *name) {
    const char *value = options->config.flags.ignore_environment ? NULL : getenv(name);
    return value && *value ? value : NULL;
}

static bool parse_hash_seed(OuroConfig *config, const char *value) {
    if (strcmp(value, "random") == 0) {
        return true;
    }
    size_t length = strlen(value);
    if (strspn(value, "0123456789") != length || length > HASH_SEED_MAX_DIGITS ||
        strtoull(value, NULL, 10) > UINT32_MAX) {
        fputs("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an "
              "integer in range [0; 4294967295]\n",
              stderr);
        return false;
    }
    config->hash_seed = strtoull(value, NULL, 10);
    config->flags.fixed_hash_seed = 1;
    return true;
}

/* A level: the number, or 1 for another text; an option given more often wins. */
static uint8_t level(const Options *options, const char *name, uint8_t given) {
    const char *value = environment(options, name);
    long number = value ? strtol(value, NULL, 10) : 0;
    number = value && number <= 0 ? 1 : number > 9 ? 9 : number;
    return number > given ? (uint8_t)number : given;
}

static bool read_environment(Options *options) {
    OuroFlags *flags = &options->config.flags;
    flags->inspect |= environment(options, "PYTHONINSPECT") != NULL;
    flags->unbuffered |= environment(options, "PYTHONUNBUFFERED") != NULL;
    flags->safe_path |= environment(options, "PYTHONSAFEPATH") != NULL;
    flags->dont_write_bytecode |= environment(options, "PYTHONDONTWRITEBYTECODE") != NULL;
    flags->no_user_site |= environment(options, "PYTHONNOUSERSITE") != NULL;
    flags->optimise = level(options, "PYTHONOPTIMIZE", flags->optimise);
    flags->verbose = level(options, "PYTHONVERBOSE", flags->verbose);
    const char *frames = environment(options, "PYTHONTRACEMALLOC");
    if (frames && options->trace_frames < 0 &&
        !parse_trace_frames(options, "PYTHONTRACEMALLOC", frames)) {
        return false;
    }
    const char *seed = environment(options, "PYTHONHASHSEED");
    return !seed || parse_hash_seed(&options->config, seed);
}

/* ---- the whole ---- */

bool options_parse(Options *options, int argc, char **argv) {
    memset(options, 0, sizeof *options);
    ouro_config_init(&options->config, sizeof options->config);
    options->config.grants = OURO_GRANT_ALL;
    options->trace_frames = -1;
    size_t room = (size_t)argc + 1;
    options->xoptions = calloc(room, sizeof *options->xoptions);
    options->warnings = calloc(room, sizeof *options->warnings);
    options->arguments = calloc(room, sizeof *options->arguments);
    if (!options->xoptions || !options->warnings || !options->arguments) {
        return wrong("no memory");
    }
    return parse_words(options, argc, argv) && read_environment(options);
}

void options_free(Options *options) {
    free(options->xoptions);
    free(options->warnings);
    free(options->arguments);
}
