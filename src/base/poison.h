/* Tells AddressSanitizer which memory may not be touched, in builds that have it; else nothing.
 * The heap hides its blocks from the sanitizer otherwise: for that all is one mapping.
 * -DPOISON_WORKS=0 leaves that out, for a heap that is told nothing takes its fast paths. */
#ifndef OURO_BASE_POISON_H
#define OURO_BASE_POISON_H

#include <stddef.h>

#ifdef POISON_WORKS
#elif defined(__SANITIZE_ADDRESS__)
#define POISON_WORKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISON_WORKS 1
#endif
#endif
#ifndef POISON_WORKS
#define POISON_WORKS 0
#endif

#if POISON_WORKS
void __asan_poison_memory_region(void const volatile *address, size_t size);
void __asan_unpoison_memory_region(void const volatile *address, size_t size);

static inline void poison_cover(const void *address, size_t size) {
    __asan_poison_memory_region(address, size);
}

static inline void poison_clear(const void *address, size_t size) {
    __asan_unpoison_memory_region(address, size);
}
#else
static inline void poison_cover(const void *address, size_t size) {
    (void)address;
    (void)size;
}

static inline void poison_clear(const void *address, size_t size) {
    (void)address;
    (void)size;
}
#endif

#endif
