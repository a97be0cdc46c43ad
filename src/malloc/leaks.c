/* A conservative search from all memory that can be written, by /proc/self/maps, without the heap's
 * own; then from block to block. Nothing here may allocate. */
#include "malloc/leaks.h"

#include "heap/heap_walk.h"

#include <fcntl.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

typedef struct Search {
    Heap *heap;
    uintptr_t stack_end; /* what lies below on this stack is of no call that goes on */
    CheckedBlock *open;  /* reached, not looked into yet; linked by `next` */
    size_t lost;
    int pagemap; /* says which pages there are */
} Search;

enum { PAGES_AT_ONCE = 8192 };
static const uint64_t PAGE_PRESENT = UINT64_C(1) << 63;
static const uint64_t PAGE_SWAPPED = UINT64_C(1) << 62;

static bool is_live(const CheckedBlock *block) {
    CheckedState state;
    return checked_block_state(block, &state) && state == CHECKED_LIVE;
}

static void search_words(Search *search, const uintptr_t *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        CheckedBlock *block =
            words[i] != 0 ? heap_find_block(search->heap, (void *)words[i]) : NULL;
        if (block != NULL && !block->reached && is_live(block)) {
            block->reached = true;
            block->next = search->open;
            search->open = block;
        }
    }
}

/* --- the memory outside --- */

/* At most a page. Another thread may end the mapping meanwhile: the system copies what is there. */
static void search_page(Search *search, uintptr_t start, uintptr_t end) {
    uintptr_t words[HEAP_PAGE_SIZE / sizeof(uintptr_t)];
    struct iovec here = {words, end - start};
    struct iovec there = {(void *)start, end - start};
    if (process_vm_readv(getpid(), &here, 1, &there, 1, 0) == (ssize_t)(end - start)) {
        search_words(search, words, (end - start) / sizeof(uintptr_t));
    }
}

/* Which of `count` pages there are; all, when the system does not say. A page that nobody has
 * touched holds nothing, and to look at it would make it: programs reserve terabytes. */
static const uint64_t *look_up_pages(const Search *search, uintptr_t first, size_t count) {
    static uint64_t pages[PAGES_AT_ONCE]; /* used under the heap's lock */
    size_t size = count * sizeof(pages[0]);
    off_t place = (off_t)(first / HEAP_PAGE_SIZE * sizeof(pages[0]));
    if (pread(search->pagemap, pages, size, place) != (ssize_t)size) {
        memset(pages, 0xff, size);
    }
    return pages;
}

static void search_range(Search *search, uintptr_t start, uintptr_t end) {
    if (search->stack_end - start < end - start) {
        start = search->stack_end;
    }
    while (start < end) {
        size_t left = (end - ALIGN_DOWN(start, (uintptr_t)HEAP_PAGE_SIZE)) / HEAP_PAGE_SIZE;
        size_t count = base_min_size(left, PAGES_AT_ONCE);
        const uint64_t *pages = look_up_pages(search, start, count);
        for (size_t i = 0; i < count; i++) {
            uintptr_t next = ALIGN_DOWN(start, (uintptr_t)HEAP_PAGE_SIZE) + HEAP_PAGE_SIZE;
            if ((pages[i] & (PAGE_PRESENT | PAGE_SWAPPED)) != 0 &&
                !heap_owns(search->heap, (void *)start)) {
                search_page(search, start, next);
            }
            start = next;
        }
    }
}

/* Hexadecimal digits; leaves `*text` behind them. */
static uintptr_t read_address(const char **text) {
    uintptr_t address = 0;
    for (;; (*text)++) {
        char c = **text;
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
                                                : 16;
        if (digit == 16) {
            return address;
        }
        address = address * 16 + digit;
    }
}

/* A line of maps: "start-end rw-p …". */
static void search_line(Search *search, const char *line) {
    uintptr_t start = read_address(&line);
    line += *line == '-';
    uintptr_t end = read_address(&line);
    if (line[0] == ' ' && line[1] == 'r' && line[2] == 'w') {
        search_range(search, start, end);
    }
}

static void search_maps(Search *search) {
    static char text[16384]; /* several lines; used under the heap's lock */
    int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    size_t length = 0;
    ssize_t count;
    while (file >= 0 && (count = read(file, text + length, sizeof(text) - 1 - length)) > 0) {
        length += (size_t)count;
        text[length] = '\0';
        char *line = text;
        for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
            *end = '\0';
            search_line(search, line);
        }
        length = strlen(line);
        memmove(text, line, length);
    }
    if (file >= 0) {
        close(file);
    }
}

/* --- the blocks --- */

static bool forget(void *user, void *raw, size_t usable_size, HeapKind kind) {
    CheckedBlock *block = raw;
    (void)user;
    (void)usable_size;
    (void)kind;
    if (is_live(block)) {
        block->reached = false;
    }
    return true;
}

static bool count_lost(void *user, void *raw, size_t usable_size, HeapKind kind) {
    Search *search = user;
    const CheckedBlock *block = raw;
    (void)usable_size;
    (void)kind;
    search->lost += is_live(block) && !block->reached;
    return true;
}

size_t leaks_find(Heap *heap) {
    Search search = {.heap = heap, .stack_end = (uintptr_t)__builtin_frame_address(0)};
    __builtin_unwind_init(); /* what callers keep in registers is on the stack now */
    heap_walk(heap, forget, NULL);
    search.pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    search_maps(&search);
    if (search.pagemap >= 0) {
        close(search.pagemap);
    }
    while (search.open != NULL) {
        CheckedBlock *block = search.open;
        search.open = block->next;
        search_words(&search, checked_block_bytes(block), block->size / sizeof(uintptr_t));
    }
    heap_walk(heap, count_lost, &search);
    return search.lost;
}
