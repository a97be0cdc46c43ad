/* Reads OURO_MALLOC. It runs before the first allocation of the process: nothing here may
 * allocate, and messages go straight to the descriptor. */
#include "malloc/settings.h"

#include "heap/checked.h"
#include "heap/stacks.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

typedef struct Text {
    const char *start;
    size_t length;
} Text;

static bool is_text(Text text, const char *expected) {
    return text.length == strlen(expected) && memcmp(text.start, expected, text.length) == 0;
}

static void complain(Text setting) {
    char line[160];
    static const char before[] = "ouro-malloc: OURO_MALLOC: not understood: ";
    size_t length = sizeof(before) - 1;
    size_t shown = base_min_size(setting.length, sizeof(line) - length - 1);
    memcpy(line, before, length);
    memcpy(line + length, setting.start, shown);
    length += shown;
    line[length++] = '\n';
    ssize_t written = write(2, line, length);
    (void)written;
}

/* Digits, then k, m or g when `has_unit`; false: not a number of that form, or too big. */
static bool read_number(Text text, bool has_unit, size_t *result) {
    size_t number = 0;
    size_t i = 0;
    for (; i < text.length && text.start[i] >= '0' && text.start[i] <= '9'; i++) {
        size_t digit = (size_t)(text.start[i] - '0');
        if (!base_multiply_size(number, 10, &number) || !base_add_size(number, digit, &number)) {
            return false;
        }
    }
    if (i == 0) {
        return false;
    }
    if (has_unit && i + 1 == text.length) {
        static const char units[] = "kmg";
        const char *unit = memchr(units, text.start[i] | 0x20, 3);
        if (unit == NULL ||
            !base_multiply_size(number, (size_t)1024 << (unit - units) * 10, &number)) {
            return false;
        }
        i++;
    }
    *result = number;
    return i == text.length;
}

static bool read_limit(Settings *settings, Text value) {
    return read_number(value, true, &settings->limit_bytes);
}

static bool read_align(Settings *settings, Text value) {
    size_t number;
    if (!read_number(value, false, &number) || (number != 8 && number != 16)) {
        return false;
    }
    settings->alignment = (unsigned)number;
    return true;
}

static bool read_purge(Settings *settings, Text value) {
    size_t number;
    if (is_text(value, "now")) {
        settings->purge_delay_ms = HEAP_PURGE_NOW;
    } else if (is_text(value, "never")) {
        settings->purge_delay_ms = HEAP_PURGE_NEVER;
    } else if (read_number(value, false, &number) && number < HEAP_PURGE_NOW) {
        settings->purge_delay_ms = number != 0 ? (uint32_t)number : HEAP_PURGE_NOW;
    } else {
        return false;
    }
    return true;
}

static bool read_report(Settings *settings, Text value) {
    size_t number;
    if (value.length > 3 && memcmp(value.start, "fd:", 3) == 0) {
        Text digits = {value.start + 3, value.length - 3};
        if (!read_number(digits, false, &number) || number > INT_MAX) {
            return false;
        }
        settings->report_descriptor = (int)number;
        return true;
    }
    settings->report_path = value.start;
    settings->report_length = value.length;
    return value.length != 0;
}

static bool read_check(Settings *settings, Text value) {
    size_t number = 2;
    if (!is_text(value, "checked") && (!read_number(value, false, &number) || number > 3)) {
        return false;
    }
    settings->check_level = (int)number;
    return true;
}

static bool read_stacks(Settings *settings, Text value) {
    size_t number;
    if (!read_number(value, false, &number) || number > STACKS_DEPTH_MAX) {
        return false;
    }
    settings->stack_depth = (unsigned)number;
    return true;
}

static bool read_leaks(Settings *settings, Text value) {
    static const char *const names[] = {
        [LEAKS_LOST] = "lost", [LEAKS_ALL] = "all", [LEAKS_NONE] = "none"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (is_text(value, names[i])) {
            settings->leak_report = (LeakReport)i;
            return true;
        }
    }
    return false;
}

static bool read_setting(Settings *settings, Text name, Text value) {
    static const struct {
        const char *name;
        bool (*read)(Settings *settings, Text value);
    } readers[] = {
        {"limit", read_limit},   {"check", read_check},   {"purge", read_purge},
        {"report", read_report}, {"stacks", read_stacks}, {"leaks", read_leaks},
        {"align", read_align},
    };
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        if (is_text(name, readers[i].name)) {
            return readers[i].read(settings, value);
        }
    }
    return false;
}

void settings_read(Settings *settings, const char *text) {
    *settings = (Settings){.alignment = 16, .report_descriptor = -1, .stack_depth = CHECKED_DEPTH};
    while (text != NULL && *text != '\0') {
        Text setting = {text, strcspn(text, ",")};
        const char *equals = memchr(text, '=', setting.length);
        Settings changed = *settings;
        if (equals == NULL) {
            complain(setting);
        } else {
            Text name = {text, (size_t)(equals - text)};
            Text value = {equals + 1, setting.length - name.length - 1};
            if (read_setting(&changed, name, value)) {
                *settings = changed;
            } else {
                complain(setting);
            }
        }
        text += setting.length;
        text += *text == ',';
    }
}

/* --- where they are --- */

#define VARIABLE "OURO_MALLOC"

/* The entries of an environment that the kernel keeps, each with its final zero. */
typedef struct Entries {
    int descriptor;
    size_t next;
    size_t count;
    char bytes[512];
} Entries;

/* -1: no more. */
static int next_byte(Entries *entries) {
    if (entries->next == entries->count) {
        ssize_t count = read(entries->descriptor, entries->bytes, sizeof(entries->bytes));
        if (count <= 0) {
            return -1;
        }
        entries->next = 0;
        entries->count = (size_t)count;
    }
    return (unsigned char)entries->bytes[entries->next++];
}

/* What is left of an entry, where it stays; NULL: it is too long. */
static const char *keep_rest(Entries *entries) {
    static char kept[1024];
    for (size_t i = 0; i < sizeof(kept); i++) {
        int byte = next_byte(entries);
        kept[i] = byte > 0 ? (char)byte : '\0';
        if (byte <= 0) {
            return kept;
        }
    }
    complain((Text){kept, sizeof(kept)});
    return NULL;
}

static const char *find_value(Entries *entries) {
    static const char name[] = VARIABLE "=";
    for (int byte = 0; byte == 0;) {
        size_t same = 0;
        while ((byte = next_byte(entries)) == name[same]) {
            if (++same == sizeof(name) - 1) {
                return keep_rest(entries);
            }
        }
        while (byte > 0) {
            byte = next_byte(entries);
        }
    }
    return NULL;
}

const char *settings_text(void) {
    if (environ != NULL || getauxval(AT_SECURE) != 0) {
        return secure_getenv(VARIABLE);
    }
    int descriptor = open("/proc/self/environ", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return NULL;
    }
    Entries entries = {.descriptor = descriptor};
    const char *text = find_value(&entries);
    close(descriptor);
    return text;
}
