/* The helpers of the interactive prompt. Their types have builtin indices, so that a runtime pays
 * for them only when they are used. */
#include "modules/site_objects.h"
#include "object/module.h"
#include "object/operations.h"
#include "object/tuple.h"

typedef struct SiteObject {
    Object header;
    uint32_t which; /* index in site_object_names */
} SiteObject;

enum { SITE_EXIT, SITE_QUIT, SITE_HELP, SITE_COPYRIGHT, SITE_CREDITS, SITE_LICENSE };

const char *const site_object_names[SITE_OBJECT_COUNT] = {
    [SITE_EXIT] = "exit",           [SITE_QUIT] = "quit",       [SITE_HELP] = "help",
    [SITE_COPYRIGHT] = "copyright", [SITE_CREDITS] = "credits", [SITE_LICENSE] = "license",
};

static uint32_t which_of(const Object *self) {
    return ((const SiteObject *)self)->which;
}

NEW_REF Object *site_objects_make(Runtime *rt, const Object *name) {
    uint32_t which = 0;
    while (which < SITE_OBJECT_COUNT && !str_equals_ascii(name, site_object_names[which])) {
        which++;
    }
    if (which == SITE_OBJECT_COUNT) {
        return NULL;
    }
    uint32_t type_id = which <= SITE_QUIT   ? TYPE_SITE_QUITTER
                       : which == SITE_HELP ? TYPE_SITE_HELPER
                                            : TYPE_SITE_PRINTER;
    SiteObject *made = (SiteObject *)object_new_leaf(rt, type_id, sizeof(SiteObject));
    if (made) {
        made->which = which;
    }
    return (Object *)made;
}

static NEW_REF Object *quitter_repr(Runtime *rt, Object *self) {
    return str_format(rt, "Use %s() or Ctrl-D (i.e. EOF) to exit",
                      site_object_names[which_of(self)]);
}

static NEW_REF Object *quitter_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)self;
    size_t given = count + (keyword_names ? tuple_length(keyword_names) : 0);
    if (given > 1) {
        return raise_type_error(
            rt, "Quitter.__call__() takes from 1 to 2 positional arguments but %zu were given",
            given + 1);
    }
    return raise_with_object(rt, TYPE_SYSTEM_EXIT, given ? args[0] : NONE);
}

const TypeSpec site_quitter_type = {
    .slots = {.name = "Quitter",
              .type_id = TYPE_SITE_QUITTER,
              .basic_size = sizeof(SiteObject),
              .flags = TYPE_FLAG_NO_NEW,
              .repr = quitter_repr,
              .call = quitter_call},
    .module = "_sitebuiltins",
};

static NEW_REF Object *printer_repr(Runtime *rt, Object *self) {
    switch (which_of(self)) {
    case SITE_LICENSE:
        return str_from_cstring(rt, "Type license() to see the full license text");
    case SITE_CREDITS:
        return str_from_cstring(rt, "ouro runs the Python language, which is the work of the "
                                    "Python community. See www.python.org.");
    default:
        return str_from_cstring(rt, "Copyright (c) the ouro authors.\nAll Rights Reserved.");
    }
}

static NEW_REF Object *printer_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)args;
    if (count > 0 || keyword_names) {
        return raise_type_error(
            rt, "_Printer.__call__() takes 1 positional argument but %zu were given", count + 1);
    }
    Object *print = module_builtin(rt, "print");
    Object *text = print ? object_repr(rt, self) : NULL;
    Object *result = text ? object_call_one(rt, print, text) : NULL;
    release_nullable(rt, text);
    return result;
}

const TypeSpec site_printer_type = {
    .slots = {.name = "_Printer",
              .type_id = TYPE_SITE_PRINTER,
              .basic_size = sizeof(SiteObject),
              .flags = TYPE_FLAG_NO_NEW,
              .repr = printer_repr,
              .call = printer_call},
    .module = "_sitebuiltins",
};

static NEW_REF Object *helper_repr(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "Type help() for interactive help, or help(object) for help about "
                                "object.");
}

/* help(x) is pydoc.help(x). */
static NEW_REF Object *helper_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)self;
    Object *import = module_builtin(rt, "__import__");
    Object *name = import ? str_from_cstring(rt, "pydoc") : NULL;
    Object *pydoc = name ? object_call_one(rt, import, name) : NULL;
    Object *help = pydoc ? object_get_attr_cstring(rt, pydoc, "help") : NULL;
    Object *result = help ? object_call(rt, help, args, count, keyword_names) : NULL;
    release_nullable(rt, help);
    release_nullable(rt, pydoc);
    release_nullable(rt, name);
    return result;
}

const TypeSpec site_helper_type = {
    .slots = {.name = "_Helper",
              .type_id = TYPE_SITE_HELPER,
              .basic_size = sizeof(SiteObject),
              .flags = TYPE_FLAG_NO_NEW,
              .repr = helper_repr,
              .call = helper_call},
    .module = "_sitebuiltins",
};
