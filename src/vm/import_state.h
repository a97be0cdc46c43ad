/* What the files of the import system share in one runtime. */
#ifndef OURO_VM_IMPORT_STATE_H
#define OURO_VM_IMPORT_STATE_H

#include "object/module.h"

/* The parts of importlib that sys and modules refer to from the start, though importlib itself is
 * loaded only when somebody wants it (import_early.h). */
typedef enum {
    EARLY_BUILTIN_IMPORTER, /* the finder, and loader, of modules in C */
    EARLY_FROZEN_IMPORTER,  /* of importlib's own modules */
    EARLY_PATH_FINDER,      /* of files */
    EARLY_ZIP_HOOK,         /* zipimport.zipimporter, in sys.path_hooks */
    EARLY_FOLDER_HOOK,      /* FileFinder's, in sys.path_hooks */
    EARLY_SHARED_COUNT,
    EARLY_SOURCE_LOADER = EARLY_SHARED_COUNT, /* one for each module from a file */
    EARLY_FOLDER_FINDER,                      /* FileFinder: only the real one is ever needed */
    EARLY_KIND_COUNT
} EarlyKind;

/* Owned by the runtime; the references in it are given up by import_close. */
struct ImportState {
    const ModuleSpec *const *builtins; /* in modules/; ended by NULL */
    const char *library;               /* the folder of the standard library */
    Object
        *import_function; /* builtins.__import__ as the runtime made it; borrowed from builtins */
    uint32_t early_type, spec_type;    /* 0: not registered yet */
    Object *early[EARLY_SHARED_COUNT]; /* made when first asked for */
    Object *real[EARLY_KIND_COUNT];    /* once importlib is loaded; classes for the last two */
    /* import_library_load and import_library_module, for the files below it. */
    bool (*load_importlib)(Runtime *rt);
    NEW_REF Object *(*library_module)(Runtime *rt, Object *name);
    bool loading, loaded; /* importlib */
};

#endif
