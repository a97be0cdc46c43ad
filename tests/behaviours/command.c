/* The command line: options, what a program sees of them, exit codes. */
#include <string.h>

#include "behaviours/harness.h"

/* Runs the command; standard output, a part of standard error and the exit code must be these. */
static void expect_command(HarnessOptions arguments, const char *source, const char *input,
                           const char *out, const char *in_err, int code) {
    ProcessResult result = harness_command(arguments, source, input);
    EXPECT(strcmp(result.out.data, out) == 0, "%s: printed:\n%s  expected:\n%s%s", arguments[0],
           result.out.data, out, result.err.data);
    EXPECT(strstr(result.err.data, in_err), "%s: standard error:\n%s  without: %s", arguments[0],
           result.err.data, in_err);
    EXPECT(result.exit_code == code, "%s: exit code %d instead of %d\n%s", arguments[0],
           result.exit_code, code, result.err.data);
    process_result_free(&result);
}

static void test_command_file_gets_its_arguments(void) {
    expect_command(OPTIONS("FILE", "a", "-b", "--c"),
                   "import sys; print(sys.argv[1:], __name__, __file__ == sys.argv[0])\n", NULL,
                   "['a', '-b', '--c'] __main__ True\n", "", 0);
}

static void test_command_c_runs_its_text(void) {
    expect_command(OPTIONS("-c", "import sys; print(sys.argv)", "x"), NULL, NULL, "['-c', 'x']\n",
                   "", 0);
}

static void test_command_dash_and_no_file_read_standard_input(void) {
    expect_command(OPTIONS("-", "x"), NULL, "import sys\nprint(sys.argv)\n", "['-', 'x']\n", "", 0);
    ProcessResult result = harness_command(OPTIONS("-q"), NULL, "print(1)\nprint(2)\n");
    EXPECT(strcmp(result.out.data, "1\n2\n") == 0, "printed %s", result.out.data);
    process_result_free(&result);
}

static void test_command_m_runs_a_module(void) {
    expect_command(
        OPTIONS("-m", "program", "x"),
        "import sys; print(__name__, sys.argv[1:], sys.argv[0].endswith('program.py'))\n", NULL,
        "__main__ ['x'] True\n", "", 0);
    expect_command(OPTIONS("-m", "no_such_module"), NULL, NULL, "",
                   "No module named no_such_module", 1);
}

static void test_command_folder_runs_its_main(void) {
    expect_command(OPTIONS(OURO_ROOT "/tests/behaviours/programs/folder", "x"), NULL, NULL,
                   "__main__ __main__ ['x'] 7\n", "", 0);
    expect_command(OPTIONS("."), NULL, NULL, "", "can't find '__main__' module in", 1);
}

static void test_command_exit_codes_are_those_of_python(void) {
    expect_command(OPTIONS("-c", "pass"), NULL, NULL, "", "", 0);
    expect_command(OPTIONS("-c", "import sys; sys.exit(5)"), NULL, NULL, "", "", 5);
    expect_command(OPTIONS("-c", "raise SystemExit('bye')"), NULL, NULL, "", "bye\n", 1);
    expect_command(OPTIONS("-c", "raise SystemExit(None)"), NULL, NULL, "", "", 0);
    expect_command(OPTIONS("-c", "1/0"), NULL, NULL, "", "ZeroDivisionError: division by zero\n",
                   1);
    expect_command(OPTIONS("-c", "x = = 1"), NULL, NULL, "", "SyntaxError: invalid syntax\n", 1);
    expect_command(OPTIONS("no_such_file.py"), NULL, NULL, "", "can't open file", 2);
}

static void test_command_wrong_option_is_one_line_and_code_2(void) {
    static const char *const wrong[][3] = {
        {"-Z", NULL, NULL},
        {"--no-such-option", NULL, NULL},
        {"-X", "small_ints=1", NULL},
        {"-X", "small_ints=5:1", NULL},
        {"-X", "small_ints=a:b", NULL},
        {"-X", "heap_limit=lots", NULL},
        {"-X", "fold_limit=-1", NULL},
        {"-X", "tracemalloc=x", NULL},
        {"-X", "tracemalloc=65536", NULL},
        {"-c", NULL, NULL},
        {"-m", NULL, NULL},
        {"mem", "no_such_command", NULL},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ProcessResult result = harness_command(wrong[i], NULL, "");
        const char *newline = strchr(result.err.data, '\n');
        EXPECT(result.exit_code == 2, "%s %s: exit code %d", wrong[i][0],
               wrong[i][1] ? wrong[i][1] : "", result.exit_code);
        EXPECT(newline && newline[1] == '\0', "%s: not one line:\n%s", wrong[i][0],
               result.err.data);
        EXPECT(result.out.length == 0, "%s: printed %s", wrong[i][0], result.out.data);
        process_result_free(&result);
    }
}

/* The option goes before the variable, also when it says 0. */
static void test_command_traces_allocations_as_it_is_told(void) {
    static const char program[] =
        "import os, subprocess, sys\n"
        "shown = 'import _tracemalloc as t; print(t.is_tracing(), t.get_traceback_limit())'\n"
        "for given in [], ['-X', 'tracemalloc'], ['-X', 'tracemalloc=7'], ['-X', "
        "'tracemalloc=0']:\n"
        "    for value in '', '3':\n"
        "        subprocess.run([sys.executable, *given, '-c', shown],\n"
        "                       env={**os.environ, 'PYTHONTRACEMALLOC': value}, check=True)\n";
    expect_command(OPTIONS("-c", program), NULL, NULL,
                   "False 1\nTrue 3\nTrue 1\nTrue 1\nTrue 7\nTrue 7\nFalse 1\nFalse 1\n", "", 0);
}

static void test_command_help_and_version(void) {
    ProcessResult result = harness_command(OPTIONS("--help"), NULL, NULL);
    static const char *const named[] = {
        "-c", "-m", "-i", "-X", "small_ints", "heap_limit", "fold_limit", "mem report", "usage"};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        EXPECT(strstr(result.out.data, named[i]), "--help does not name %s", named[i]);
    }
    EXPECT(result.exit_code == 0, "exit code %d", result.exit_code);
    process_result_free(&result);
    result = harness_command(OPTIONS("-V"), NULL, NULL);
    EXPECT(strstr(result.out.data, "3.11"), "-V prints %s", result.out.data);
    EXPECT(result.exit_code == 0, "exit code %d", result.exit_code);
    process_result_free(&result);
}

static void test_command_flags_are_seen_by_the_program(void) {
    expect_command(OPTIONS("-E", "-S", "-B", "-u", "-c",
                           "import sys; f = sys.flags; "
                           "print(f.ignore_environment, f.no_site, f.dont_write_bytecode)"),
                   NULL, NULL, "1 1 1\n", "", 0);
    expect_command(
        OPTIONS("-I", "-c", "import sys; print(sys.flags.isolated, sys.flags.ignore_environment)"),
        NULL, NULL, "1 1\n", "", 0);
}

static void test_command_w_chooses_what_warnings_do(void) {
    static const char source[] = "x = 1\nprint(x is 1)\n";
    expect_command(OPTIONS("FILE"), source, NULL, "True\n", "SyntaxWarning", 0);
    ProcessResult result = harness_command(OPTIONS("-W", "ignore", "FILE"), source, NULL);
    EXPECT(result.err.length == 0, "-W ignore: %s", result.err.data);
    process_result_free(&result);
    expect_command(OPTIONS("-W", "error", "FILE"), source, NULL, "", "SyntaxError", 1);
}

static void test_command_uncaught_exception_shows_a_traceback(void) {
    expect_command(OPTIONS("FILE"), "def f(x):\n    return x['a']['b']\nf({'a': 1})\n", NULL, "",
                   "Traceback (most recent call last):\n"
                   "  File \"DIRECTORY/program.py\", line 3, in <module>\n"
                   "    f({'a': 1})\n"
                   "  File \"DIRECTORY/program.py\", line 2, in f\n"
                   "    return x['a']['b']\n"
                   "           ~~~~~~^^^^^\n"
                   "TypeError: 'int' object is not subscriptable\n",
                   1);
}

static void test_command_report_prints_a_table_for_people(void) {
    ProcessResult result = harness_command(OPTIONS("mem", "report", "FILE", "argument"),
                                           "import sys\nprint(sys.argv[1])\n", NULL);
    EXPECT(strncmp(result.out.data, "argument\n", 9) == 0, "printed:\n%s", result.out.data);
    EXPECT(result.exit_code == 0, "exit code %d\n%s", result.exit_code, result.err.data);
    static const char *const named[] = {"arena", "pool",     "fragmentation", "peak",
                                        "str",   "interned", "small int",     "call stack"};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        EXPECT(strcasestr(result.out.data, named[i]), "the report does not name %s", named[i]);
    }
    process_result_free(&result);
}

static void test_command_report_keeps_the_exit_code(void) {
    ProcessResult result =
        harness_command(OPTIONS("mem", "report", "--json", "FILE"), "raise SystemExit(4)\n", NULL);
    EXPECT(result.exit_code == 4, "exit code %d", result.exit_code);
    EXPECT(result.out.length && result.out.data[0] == '{', "no report: %s", result.out.data);
    process_result_free(&result);
}

const Behaviour command_behaviours[] = {
    BEHAVIOUR(test_command_file_gets_its_arguments),
    BEHAVIOUR(test_command_c_runs_its_text),
    BEHAVIOUR(test_command_dash_and_no_file_read_standard_input),
    BEHAVIOUR(test_command_m_runs_a_module),
    BEHAVIOUR(test_command_folder_runs_its_main),
    BEHAVIOUR(test_command_exit_codes_are_those_of_python),
    BEHAVIOUR(test_command_wrong_option_is_one_line_and_code_2),
    BEHAVIOUR(test_command_traces_allocations_as_it_is_told),
    BEHAVIOUR(test_command_help_and_version),
    BEHAVIOUR(test_command_flags_are_seen_by_the_program),
    BEHAVIOUR(test_command_w_chooses_what_warnings_do),
    BEHAVIOUR(test_command_uncaught_exception_shows_a_traceback),
    BEHAVIOUR(test_command_report_prints_a_table_for_people),
    BEHAVIOUR(test_command_report_keeps_the_exit_code),
    {0},
};
