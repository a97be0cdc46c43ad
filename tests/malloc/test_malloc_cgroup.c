/* What the memory limit of a control group does to programs over libouro-malloc.so. The kernel does
 * not refuse memory, it ends the process that touches too much; so what is freed must go back in
 * time, and limit=… turns the end into ENOMEM. Skipped where no group with a limit can be made. */
#include "unit.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>

enum { GROUP_MIB = 48 };

/* --- a group --- */

static char group[200];

static bool write_file(const char *name, const char *text) {
    char path[300];
    snprintf(path, sizeof(path), "%s/%s", group, name);
    FILE *file = fopen(path, "we");
    bool good = file != NULL && fputs(text, file) >= 0;
    return file != NULL && fclose(file) == 0 && good;
}

static bool make_group_of(const char *folder, const char *limit, const char *swap_limit) {
    char text[30];
    snprintf(group, sizeof(group), "%s/ouro-test-%ld", folder, (long)getpid());
    if (mkdir(group, 0755) != 0) {
        return false;
    }
    snprintf(text, sizeof(text), "%d", GROUP_MIB << 20);
    if (!write_file(limit, text)) {
        rmdir(group);
        return false;
    }
    bool is_first_version = strcmp(limit, "memory.max") != 0;
    (void)write_file(swap_limit, is_first_version ? text : "0"); /* where swap is counted */
    return true;
}

static bool make_group(void) {
    return make_group_of("/sys/fs/cgroup/memory", "memory.limit_in_bytes",
                         "memory.memsw.limit_in_bytes") ||
           make_group_of("/sys/fs/cgroup", "memory.max", "memory.swap.max");
}

/* --- what is done in it --- */

enum { TOO_MUCH_MIB = 2 * GROUP_MIB };

static void *taken[TOO_MUCH_MIB * 16];

/* Takes and touches more than the group may have; how many times 64 KiB it got. */
static size_t fill(void) {
    size_t count = 0;
    while (count < TOO_MUCH_MIB * 16 && (taken[count] = malloc(65536)) != NULL) {
        memset(taken[count++], 1, 65536);
    }
    return count;
}

/* The end of the child tells what happened: 0 as it should. */
static int act(const char *name) {
    if (strcmp(name, "fill") == 0) {
        return fill() == TOO_MUCH_MIB * 16 ? 0 : 1;
    }
    if (strcmp(name, "fill to the limit") == 0) {
        errno = 0;
        size_t count = fill();
        free(taken[0]);
        taken[0] = malloc(65536);
        return count > 0 && count < TOO_MUCH_MIB * 16 && errno == ENOMEM && taken[0] != NULL ? 0
                                                                                             : 1;
    }
    /* Takes 36 MiB, gives it back, takes as much in other sizes; 40 times more than there is. */
    for (size_t round = 0; round < 50; round++) {
        size_t size = round % 2 == 0 ? 100 + round * 37 : 20000 + round * 3001;
        size_t count = (((size_t)36 << 20) / (size + 200)) & ~(size_t)1;
        void **blocks = malloc(count * sizeof(void *));
        for (size_t i = 0; i < count; i++) {
            blocks[i] = malloc(size);
            memset(blocks[i], 1, size);
        }
        for (size_t i = 0; i < count; i++) {
            free(blocks[i < count / 2 ? i * 2 : i * 2 - count + 1]);
        }
        free(blocks);
    }
    return 0;
}

static const char *setting;
static const char *action;

/* The status of a process of its own in the group, with a setting. */
static int run_in_group(const char *new_setting, const char *new_action) {
    setting = new_setting;
    action = new_action;
    int status = 1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        setenv("OURO_MALLOC", setting, 1);
        if (!write_file("cgroup.procs", "0")) {
            _exit(9);
        }
        execl("/proc/self/exe", "test_malloc_cgroup", "0", action, (char *)NULL);
        _exit(8);
    }
    waitpid(child, &status, 0);
    return status;
}

/* Whether the kernel does what it says: not with swap that it does not count, nor in every sandbox.
 */
static bool group_is_enforced(void) {
    int status = run_in_group("check=0", "fill");
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void test_a_limit_below_the_groups_gives_enomem(void) {
    UNIT_CHECK(run_in_group("limit=40m", "fill to the limit") == 0);
}

static void test_what_is_freed_leaves_room_in_the_group(void) {
    UNIT_CHECK(run_in_group("check=0", "take and give") == 0);
}

int main(int argc, char **argv) {
    if (argc > 2) {
        return act(argv[2]);
    }
    unit_start(argc, argv);
    if (!make_group()) {
        printf("skipped: no control group with a memory limit can be made here: %s\n",
               strerror(errno));
        return unit_result();
    }
    if (group_is_enforced()) {
        UNIT_RUN(test_a_limit_below_the_groups_gives_enomem);
        UNIT_RUN(test_what_is_freed_leaves_room_in_the_group);
    } else {
        puts("skipped: the memory limit of a control group ends no process here");
    }
    rmdir(group);
    return unit_result();
}
