/* size_text: see size_text.h. */
#include "cli/size_text.h"

#include <stdio.h>

const char *size_text(size_t bytes) {
    static char texts[4][32];
    static unsigned next;
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    char *text = texts[next++ % 4];
    double number = (double)bytes;
    unsigned unit = 0;
    while (number >= 1024 && unit < 4) {
        number /= 1024;
        unit++;
    }
    snprintf(text, sizeof texts[0], unit ? "%.1f %s" : "%.0f %s", number, units[unit]);
    return text;
}
