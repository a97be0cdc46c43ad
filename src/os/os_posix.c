/* The operating system contract on Linux and other POSIX systems. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "os/os.h"

#include "base/poison.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

size_t os_page_size(void) {
    long size = sysconf(_SC_PAGESIZE);
    return size > 0 ? (size_t)size : 4096;
}

static void *map(size_t size) {
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return address == MAP_FAILED ? NULL : address;
}

void *os_memory_reserve(size_t size, size_t alignment) {
    /* The kernel places mappings next to each other, so that a second reservation of one
     * alignment is often aligned by itself. */
    char *address = map(size);
    if (address == NULL || IS_ALIGNED((uintptr_t)address, alignment)) {
        return address;
    }
    munmap(address, size);
    size_t padded;
    if (!base_add_size(size, alignment, &padded)) {
        return NULL;
    }
    address = map(padded);
    if (address == NULL) {
        return NULL;
    }
    char *aligned = (char *)ALIGN_UP((uintptr_t)address, (uintptr_t)alignment);
    size_t before = (size_t)(aligned - address);
    size_t after = padded - before - size;
    if (before != 0) {
        munmap(address, before);
    }
    if (after != 0) {
        munmap(aligned + size, after);
    }
    return aligned;
}

bool os_memory_commit(void *address, size_t size) {
    (void)address;
    (void)size;
    return true;
}

enum { POPULATE_MIN = 16384 };

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* One call for several pages costs less than a fault for each. Where the kernel does not know the
 * advice or has no memory now, the first touch decides. */
void os_memory_populate(void *address, size_t size) {
    if (size >= POPULATE_MIN) {
        (void)madvise(address, size, MADV_POPULATE_WRITE);
    }
}

void os_memory_purge(void *address, size_t size) {
    int saved = errno;
    (void)madvise(address, size, MADV_DONTNEED);
    errno = saved;
}

void os_memory_release(void *address, size_t size) {
    /* The next owner of these addresses may be anybody. */
    int saved = errno;
    poison_clear(address, size);
    (void)munmap(address, size);
    errno = saved;
}

bool os_memory_resize(void *address, size_t old_size, size_t new_size) {
    if (new_size < old_size) {
        return munmap((char *)address + new_size, old_size - new_size) == 0;
    }
    return mremap(address, old_size, new_size, 0) != MAP_FAILED;
}

void *os_memory_move(void *address, size_t old_size, size_t new_size, size_t alignment) {
    void *target = os_memory_reserve(new_size, alignment);
    if (target == NULL) {
        return NULL;
    }
    /* MREMAP_FIXED replaces the reservation in one step, and moves page tables, not bytes. */
    void *moved = mremap(address, old_size, new_size, MREMAP_MAYMOVE | MREMAP_FIXED, target);
    if (moved == MAP_FAILED) {
        munmap(target, new_size);
        return NULL;
    }
    return moved;
}

static int64_t read_clock(clockid_t id) {
    struct timespec now = {0};
    (void)clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t os_clock_monotonic(void) {
    return read_clock(CLOCK_MONOTONIC);
}

int64_t os_clock_wall(void) {
    return read_clock(CLOCK_REALTIME);
}

int64_t os_clock_process(void) {
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

int64_t os_clock_thread(void) {
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

void os_sleep(int64_t nanoseconds) {
    if (nanoseconds <= 0) {
        return;
    }
    struct timespec left = {.tv_sec = (time_t)(nanoseconds / 1000000000),
                            .tv_nsec = (long)(nanoseconds % 1000000000)};
    (void)nanosleep(&left, NULL);
}

bool os_random_bytes(void *buffer, size_t size) {
    char *next = buffer;
    while (size > 0) {
        ssize_t count = getrandom(next, size, 0);
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        next += count;
        size -= (size_t)count;
    }
    return true;
}

unsigned os_processor_count(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof(set), &set) == 0) {
        int count = CPU_COUNT(&set);
        if (count > 0) {
            return (unsigned)count;
        }
    }
    return 1;
}

/* The stack of the first thread grows down to its limit from where the kernel put the program's
 * name. The C library would tell too, but it reads /proc/self/maps for that. */
static bool first_stack_bounds(void **lowest, size_t *size) {
    uintptr_t top = (uintptr_t)getauxval(AT_EXECFN);
    struct rlimit limit;
    if (top == 0 || getrlimit(RLIMIT_STACK, &limit) != 0) {
        return false;
    }
    *size = limit.rlim_cur < top ? (size_t)limit.rlim_cur : top;
    *lowest = (void *)(top - *size);
    return true;
}

bool os_stack_bounds(void **lowest, size_t *size) {
    if (getpid() == gettid() && first_stack_bounds(lowest, size)) {
        return true;
    }
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return false;
    }
    bool known = pthread_attr_getstack(&attributes, lowest, size) == 0;
    pthread_attr_destroy(&attributes);
    return known;
}
