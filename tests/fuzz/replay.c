/* Gives a fuzz target, without libFuzzer, what once broke it: the files of a folder whose names
 * begin with a prefix, or files. usage: replay_TARGET FOLDER PREFIX, or replay_TARGET FILE */
#include "fuzz.h"

#include <dirent.h>
#include <limits.h>
#include <string.h>

static void replay(const char *path) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t size = 0;
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(2);
    }
    size = (size_t)ftell(file);
    rewind(file);
    data = malloc(size ? size : 1);
    MUST(data && fread(data, 1, size, file) == size);
    fclose(file);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

int main(int count, char **arguments) {
    if (count == 2) {
        replay(arguments[1]);
        return 0;
    }
    DIR *folder = count == 3 ? opendir(arguments[1]) : NULL;
    if (!folder) {
        fprintf(stderr, "usage: %s FOLDER PREFIX | FILE\n", arguments[0]);
        return 2;
    }
    int replayed = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strncmp(entry->d_name, arguments[2], strlen(arguments[2])) == 0) {
            char path[PATH_MAX];
            snprintf(path, sizeof path, "%s/%s", arguments[1], entry->d_name);
            replay(path);
            replayed++;
        }
    }
    closedir(folder);
    fprintf(stderr, "%d inputs\n", replayed);
    return replayed == 0;
}
