/* The REPL as a person meets it. */
#include <string.h>

#include "behaviours/harness.h"
#include "support/terminal.h"

static void test_repl_prints_values_and_keeps_the_last_one(void) {
    harness_repl_expect(NULL,
                        "1 + 1\n"
                        "_ * 10\n"
                        "None\n"
                        "_\n"
                        "'text'\n"
                        "x = 5\n"
                        "x\n",
                        "2\n20\n20\n'text'\n5\n");
}

static void test_repl_continues_open_lines(void) {
    harness_repl_expect(NULL,
                        "def f(x):\n"
                        "    return x + 1\n"
                        "\n"
                        "f(1)\n"
                        "(1,\n"
                        "2)\n"
                        "for i in range(2):\n"
                        "    i\n"
                        "\n"
                        "'''a\n"
                        "b'''\n"
                        "1 + \\\n"
                        "2\n"
                        "class C:\n"
                        "    x = 1\n"
                        "\n"
                        "C.x\n"
                        "if True: print('one line')\n"
                        "\n"
                        "@staticmethod\n"
                        "def g(): pass\n"
                        "\n",
                        "2\n(1, 2)\n0\n1\n'a\\nb'\n3\n1\none line\n");
}

/* On a terminal both streams are the screen; through a pipe tracebacks are on standard error. */
static void test_repl_shows_tracebacks_and_goes_on(void) {
    ReplOutput output = harness_repl_terminal(NULL, "1 / 0\n1 +\n2\nundefined\n");
    static const char *const expected[] = {
        "Traceback (most recent call last):",
        "  File \"<stdin>\", line 1, in <module>",
        "ZeroDivisionError: division by zero",
        "  File \"<stdin>\", line 1",
        "    1 +",
        "       ^",
        "SyntaxError: invalid syntax",
        "2",
        "Traceback (most recent call last):",
        "  File \"<stdin>\", line 1, in <module>",
        "NameError: name 'undefined' is not defined",
    };
    int count = (int)(sizeof expected / sizeof *expected);
    EXPECT(output.count == count, "%d lines instead of %d", output.count, count);
    for (int i = 0; i < count && i < output.count; i++) {
        EXPECT(strcmp(output.lines[i], expected[i]) == 0, "line %d is %s", i, output.lines[i]);
    }
    harness_repl_free(&output);
}

typedef struct Session {
    Terminal terminal;
    char *directory;
} Session;

static bool open_session(Session *session) {
    session->directory = process_make_directory();
    Text home = {0};
    text_format(&home, "HOME=%s", session->directory);
    const char *argv[] = {harness_program, "-q", NULL};
    const char *environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=xterm", home.data,
                                 NULL};
    bool opened = terminal_open(&session->terminal, argv, environment, session->directory) &&
                  terminal_wait(&session->terminal, ">>> ", "", 10);
    EXPECT(opened, "no prompt:\n%s",
           session->terminal.screen.data ? session->terminal.screen.data : "");
    text_free(&home);
    return opened;
}

/* Types, waits for the next prompt, and expects `shown` on the screen. */
static void exchange(Session *session, const char *keys, const char *shown) {
    size_t before = session->terminal.screen.length;
    text_add(&session->terminal.screen, "|");
    terminal_type(&session->terminal, keys);
    bool prompted = terminal_wait(&session->terminal, "\n>>> ", "\n... ", 10);
    const char *screen = session->terminal.screen.data + before;
    EXPECT(prompted, "no prompt came back:\n%s", screen);
    EXPECT(strstr(screen, shown), "not on the screen: %s\nbut: %s", shown, screen);
}

static int close_session(Session *session, const char *keys) {
    terminal_type(&session->terminal, keys);
    int code = terminal_close(&session->terminal, 10);
    text_free(&session->terminal.screen);
    process_remove_directory(session->directory);
    return code;
}

static void test_repl_ctrl_c_at_the_prompt_drops_the_line(void) {
    Session session;
    if (open_session(&session)) {
        exchange(&session, "unfinished\x03", "KeyboardInterrupt");
        exchange(&session, "40 + 2\n", "42");
    }
    int code = close_session(&session, "\x04");
    EXPECT(code == 0, "exit code %d", code);
}

static void test_repl_ctrl_c_interrupts_a_loop(void) {
    Session session;
    if (open_session(&session)) {
        exchange(&session, "while True: pass\n", "... ");
        text_add(&session.terminal.screen, "|");
        terminal_type(&session.terminal, "\n");
        EXPECT(!terminal_wait(&session.terminal, ">>> ", "", 0.3), "the loop ended by itself");
        exchange(&session, "\x03", "KeyboardInterrupt");
        exchange(&session, "40 + 2\n", "42");
    }
    int code = close_session(&session, "\x04");
    EXPECT(code == 0, "exit code %d", code);
}

static void test_repl_history_brings_a_line_back(void) {
    Session session;
    if (open_session(&session)) {
        exchange(&session, "print('a', 'b', sep='-')\n", "a-b");
        exchange(&session, "\033[A\n", "a-b");
    }
    int code = close_session(&session, "\x04");
    EXPECT(code == 0, "exit code %d", code);
}

static void test_repl_line_editing_moves_and_inserts(void) {
    Session session;
    if (open_session(&session)) {
        exchange(&session,
                 "1 + 1\x01"
                 "40 + \n",
                 "42");
        exchange(&session,
                 "'ax'\033[D\033[D\x7f"
                 "b\n",
                 "'bx'");
    }
    close_session(&session, "\x04");
}

static void test_repl_exit_gives_its_code(void) {
    Session session;
    if (open_session(&session)) {
        int code = close_session(&session, "import sys; sys.exit(7)\n");
        EXPECT(code == 7, "exit code %d", code);
    }
}

static void test_repl_i_after_a_program_sees_its_names(void) {
    ProcessResult result = harness_command(OPTIONS("-i", "FILE"), "answer = 42\n",
                                           "answer + 1\nimport sys\n"
                                           "sys.exit(3)\n");
    EXPECT(strcmp(result.out.data, "43\n") == 0, "printed %s", result.out.data);
    EXPECT(result.exit_code == 3, "exit code %d", result.exit_code);
    process_result_free(&result);
}

static void test_repl_banner_names_the_version(void) {
    ProcessResult result = harness_command(OPTIONS("-i"), NULL, "1\n");
    EXPECT(strstr(result.err.data, "3.11"), "standard error: %s", result.err.data);
    EXPECT(strstr(result.err.data, ">>> "), "no prompt: %s", result.err.data);
    EXPECT(strcmp(result.out.data, "1\n") == 0, "printed %s", result.out.data);
    process_result_free(&result);
}

const Behaviour repl_behaviours[] = {
    BEHAVIOUR(test_repl_prints_values_and_keeps_the_last_one),
    BEHAVIOUR(test_repl_continues_open_lines),
    BEHAVIOUR(test_repl_shows_tracebacks_and_goes_on),
    BEHAVIOUR(test_repl_ctrl_c_at_the_prompt_drops_the_line),
    BEHAVIOUR(test_repl_ctrl_c_interrupts_a_loop),
    BEHAVIOUR(test_repl_history_brings_a_line_back),
    BEHAVIOUR(test_repl_line_editing_moves_and_inserts),
    BEHAVIOUR(test_repl_exit_gives_its_code),
    BEHAVIOUR(test_repl_i_after_a_program_sees_its_names),
    BEHAVIOUR(test_repl_banner_names_the_version),
    {0},
};
