/* Runs one command and prints its wall seconds, processor seconds, peak resident kilobytes, exit
   code and page faults without reading. The benchmark asks this small program, because the kernel
   counts a parent's own pages into the peak of what it starts. usage: measure OUTPUT COMMAND
   [ARGUMENT...]   (OUTPUT gets both streams of the command) */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double seconds(const struct timeval *time) {
    return (double)time->tv_sec + (double)time->tv_usec * 1e-6;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: measure OUTPUT COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    int output = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (output < 0 || input < 0) {
        perror(argv[1]);
        return 2;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        dup2(input, 0);
        dup2(output, 1);
        dup2(output, 2);
        execv(argv[2], argv + 2);
        _exit(127);
    }
    int status = 0;
    struct rusage usage = {0};
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror(argv[2]);
        return 2;
    }
    double wall = now() - start;
    int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    printf("%.6f %.6f %ld %d %ld\n", wall, seconds(&usage.ru_utime) + seconds(&usage.ru_stime),
           usage.ru_maxrss, code, usage.ru_minflt);
    return 0;
}
