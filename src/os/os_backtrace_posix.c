/* Backtraces by the unwinder of the C runtime: it needs no frame pointers, which most programs are
 * built without. It reads the tables of the modules, so the functions between os_backtrace and the
 * program must have them (cmake/Backtrace.cmake). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "os/os_backtrace.h"

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <unwind.h>

enum { FRAMES_MAX = 64 };

/* --- modules --- */

static bool module_holds(OsModule module, uintptr_t address) {
    return address - module.start < module.end - module.start;
}

static int find_module(struct dl_phdr_info *info, size_t size, void *user) {
    OsModule *module = user;
    OsModule found = {UINTPTR_MAX, 0};
    (void)size;
    for (unsigned i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD) {
            uintptr_t start = info->dlpi_addr + part->p_vaddr;
            found.start = start < found.start ? start : found.start;
            found.end = start + part->p_memsz > found.end ? start + part->p_memsz : found.end;
        }
    }
    if (found.end != 0 && module_holds(found, (uintptr_t)&find_module)) {
        *module = found;
        return 1;
    }
    return 0;
}

OsModule os_own_module(void) {
    OsModule module = {0, 0};
    (void)dl_iterate_phdr(find_module, &module);
    return module;
}

/* --- frames --- */

typedef struct Unwinding {
    void *frames[FRAMES_MAX];
    unsigned count;
    unsigned own; /* frames of `module` at the beginning */
    unsigned wanted;
    OsModule module;
} Unwinding;

static _Unwind_Reason_Code add_frame(struct _Unwind_Context *context, void *user) {
    Unwinding *unwinding = user;
    uintptr_t address = _Unwind_GetIP(context);
    if (address == 0) {
        return _URC_END_OF_STACK;
    }
    if (unwinding->own == unwinding->count && module_holds(unwinding->module, address)) {
        unwinding->own++;
    }
    unwinding->frames[unwinding->count++] = (void *)address;
    bool full =
        unwinding->count == FRAMES_MAX || unwinding->count == unwinding->own + unwinding->wanted;
    return full ? _URC_END_OF_STACK : _URC_NO_REASON;
}

unsigned os_backtrace(void **frames, unsigned count, OsModule own) {
    Unwinding unwinding = {.count = 0, .own = 0, .wanted = count, .module = own};
    if (count == 0) {
        return 0;
    }
    (void)_Unwind_Backtrace(add_frame, &unwinding);
    unsigned skipped = unwinding.own < unwinding.count ? unwinding.own : 0;
    unsigned kept = unwinding.count - skipped;
    kept = kept < count ? kept : count;
    memcpy(frames, unwinding.frames + skipped, kept * sizeof(*frames));
    return kept;
}

void os_describe_address(const void *address, char *text, size_t size) {
    Dl_info info;
    text[0] = '\0';
    if (dladdr(address, &info) == 0 || info.dli_fname == NULL) {
        return;
    }
    size_t offset = (size_t)((const char *)address - (const char *)info.dli_fbase);
    if (info.dli_sname != NULL) {
        snprintf(text, size, "%s+0x%zx %s", info.dli_fname, offset, info.dli_sname);
    } else {
        snprintf(text, size, "%s+0x%zx", info.dli_fname, offset);
    }
}
