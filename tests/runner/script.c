/* Finds the test scripts and runs one of them. The outcome is one text, so that comparing,
   recording and showing a difference need no further cases. */
#include "runner/script.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIRECTIVE_LINES = 12 };

static const char *directive(const char *line, const char *name) {
    size_t length = strlen(name);
    if (strncmp(line, "# ", 2) != 0 || strncmp(line + 2, name, length) != 0 ||
        line[2 + length] != ':') {
        return NULL;
    }
    const char *value = line + 3 + length;
    return value + strspn(value, " ");
}

static void read_directives(Script *script) {
    FILE *file = fopen(script->path, "re");
    if (!file) {
        return;
    }
    char line[512];
    for (int i = 0; i < DIRECTIVE_LINES && fgets(line, sizeof line, file); i++) {
        line[strcspn(line, "\n")] = '\0';
        const char *value;
        if ((value = directive(line, "compare")) != NULL) {
            script->compare_stderr = strstr(value, "stderr") != NULL;
        } else if ((value = directive(line, "args")) != NULL && !script->arguments) {
            script->arguments = text_copy(value);
        } else if (directive(line, "leaks") != NULL) {
            script->leaks_allowed = true;
        } else if ((value = directive(line, "timeout")) != NULL) {
            script->extra_seconds = strtod(value, NULL);
        }
    }
    fclose(file);
}

static int compare_scripts(const void *left, const void *right) {
    return strcmp(((const Script *)left)->name, ((const Script *)right)->name);
}

static void add_script(ScriptList *list, const char *folder, const char *area, const char *file) {
    if ((list->count & (list->count - 1)) == 0) {
        size_t capacity = list->count ? (size_t)list->count * 2 : 1;
        Script *items = text_memory(capacity * sizeof *items);
        if (list->count) {
            memcpy(items, list->items, (size_t)list->count * sizeof *items);
        }
        free(list->items);
        list->items = items;
    }
    Script *script = &list->items[list->count++];
    Text path = {0};
    Text name = {0};
    text_format(&path, "%s/%s/%s", folder, area, file);
    text_format(&name, "%s/%.*s", area, (int)(strlen(file) - 3), file);
    *script = (Script){.path = path.data, .name = name.data, .area = text_copy(area)};
    read_directives(script);
}

static bool is_script(const char *file) {
    size_t length = strlen(file);
    return length > 3 && file[0] != '.' && file[0] != '_' && strcmp(file + length - 3, ".py") == 0;
}

/* Only AREA/NAME.py are tests: deeper folders hold what they import and read. */
static void scan_area(ScriptList *list, const char *folder, const char *area, const char *filter) {
    Text path = {0};
    text_format(&path, "%s/%s", folder, area);
    DIR *directory = opendir(path.data);
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL) {
        Text name = {0};
        text_format(&name, "%s/%s", area, entry->d_name);
        if (is_script(entry->d_name) && (!filter || strstr(name.data, filter))) {
            add_script(list, folder, area, entry->d_name);
        }
        text_free(&name);
    }
    if (directory) {
        closedir(directory);
    }
    text_free(&path);
}

ScriptList script_find(const char *root, const char *filter) {
    ScriptList list = {0};
    Text folder = {0};
    text_format(&folder, "%s/tests/python", root);
    DIR *directory = opendir(folder.data);
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] != '.') {
            scan_area(&list, folder.data, entry->d_name, filter);
        }
    }
    if (directory) {
        closedir(directory);
    }
    text_free(&folder);
    if (list.count) {
        qsort(list.items, (size_t)list.count, sizeof *list.items, compare_scripts);
    }
    return list;
}

static char *with_suffix(const Script *script, const char *suffix) {
    Text path = {0};
    text_append(&path, script->path, strlen(script->path) - 3);
    text_add(&path, suffix);
    return path.data;
}

char *script_recording(const Script *script) {
    return with_suffix(script, ".out");
}

static void set_environment(ProcessSpec *spec, const Script *script, const ScriptHost *host,
                            const char *home) {
    process_environment(spec, "PATH=/usr/bin:/bin");
    process_environment(spec, "LC_ALL=C.UTF-8");
    process_environment(spec, "TERM=dumb");
    process_environment(spec, "PYTHONHASHSEED=0");
    process_environment(spec, "PYTHONDONTWRITEBYTECODE=1");
    process_environment(spec, home);
    if (host->is_ouro) {
        process_environment(spec,
                            "ASAN_OPTIONS=detect_leaks=0:exitcode=98:allocator_may_return_null=1");
        process_environment(spec, "UBSAN_OPTIONS=print_stacktrace=1");
        if (!script->leaks_allowed) {
            process_environment(spec, "OURO_LEAK_CHECK=1");
        }
    }
}

static void add_part(Text *outcome, const Text *part) {
    text_append(outcome, part->data, part->length);
    if (part->length && part->data[part->length - 1] != '\n') {
        text_add(outcome, "\n\\ no newline at the end\n");
    }
}

bool script_run(const Script *script, const ScriptHost *host, Text *outcome, Text *details) {
    char *directory = process_make_directory();
    char *input_path = with_suffix(script, ".in");
    Text home = {0};
    Text input = {0};
    char *arguments = script->arguments ? text_copy(script->arguments) : NULL;
    text_format(&home, "HOME=%s", directory);
    ProcessSpec spec = {.directory = directory,
                        .timeout_seconds = host->timeout_seconds + script->extra_seconds,
                        .address_space_bytes = host->address_space_bytes};
    process_argument(&spec, host->program);
    process_argument(&spec, script->path);
    char *state = NULL;
    for (char *word = arguments ? strtok_r(arguments, " ", &state) : NULL; word;
         word = strtok_r(NULL, " ", &state)) {
        process_argument(&spec, word);
    }
    set_environment(&spec, script, host, home.data);
    if (text_read_file(&input, input_path)) {
        spec.input = input.data;
    }
    ProcessResult result;
    if (!process_run(&spec, &result)) {
        perror("cannot start a test");
        exit(2);
    }
    Text root = {0};
    text_format(&root, "%s/", host->root);
    Text *parts[] = {&result.out, &result.err};
    for (int i = 0; i < 2; i++) {
        text_replace(parts[i], root.data, "");
        text_replace(parts[i], directory, "DIRECTORY");
    }
    text_clear(outcome);
    text_clear(details);
    add_part(outcome, &result.out);
    if (script->compare_stderr) {
        text_add(outcome, "--- standard error ---\n");
        add_part(outcome, &result.err);
    } else {
        text_append(details, result.err.data, result.err.length);
    }
    if (result.timed_out) {
        text_format(outcome, "--- timeout ---\n");
    } else {
        text_format(outcome, "--- exit code %d ---\n", result.exit_code);
    }
    bool finished = !result.timed_out;
    process_result_free(&result);
    process_remove_directory(directory);
    text_free(&root);
    text_free(&home);
    text_free(&input);
    free(input_path);
    free(arguments);
    return finished;
}
