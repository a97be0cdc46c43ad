/* _locale: the C library's locale, which is the process's: setting it wants GRANT_PROCESS. ouro's
 * own numbers and texts do not depend on it. */
#include "modules/locale_module.h"

#include "modules/module_exception.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "types/codecs.h"
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* A text of the C library, in UTF-8 or else anything. */
static NEW_REF Object *from_c(Runtime *rt, const char *text) {
    return codecs_decode(rt, (const uint8_t *)text, strlen(text), NULL, "utf-8", "surrogateescape");
}

static bool get_category(Runtime *rt, Object *argument, int *out) {
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        return false;
    }
    *out = number > INT_MAX || number < INT_MIN ? -1 : (int)number;
    return true;
}

static void *fail(Runtime *rt, Object *module, const char *message) {
    Object *class = dict_get_cstring(rt, module_dict(module), "Error");
    Object *text = class ? str_from_cstring(rt, message) : NULL;
    Object *error = text ? object_call_one(rt, class, text) : NULL;
    release_nullable(rt, text);
    return error ? raise_exception(rt, error) : NULL;
}

static Object *locale_setlocale(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int category;
    const char *name = NULL;
    Object *holder = NULL;
    if (!get_category(rt, args[0], &category)) {
        return NULL;
    }
    if (count > 1 && args[1] != NONE) {
        if (!type_is_str(rt, args[1])) {
            return raise_type_error(rt, "setlocale() argument 2 must be str or None, not %T",
                                    args[1]);
        }
        name = str_utf8(rt, args[1], NULL, &holder, true);
        if (!name) {
            return NULL;
        }
    }
    const char *result = setlocale(category, name);
    release_nullable(rt, holder);
    return result ? from_c(rt, result)
                  : fail(rt, self, name ? "unsupported locale setting" : "locale query failed");
}

/* The sizes of groups of digits; CHAR_MAX and 0 end them. */
static NEW_REF Object *grouping(Runtime *rt, const char *sizes) {
    Object *list = list_new(rt, 0);
    for (size_t i = 0; list && sizes[0]; i++) {
        Object *number = int_from_int64(rt, sizes[i]);
        if (!number || !list_append_stealing(rt, list, number)) {
            CLEAR_REF(rt, &list);
        }
        if (sizes[i] == '\0' || sizes[i] == CHAR_MAX) {
            break;
        }
    }
    return list;
}

static bool put_texts(Runtime *rt, Object *dict, const struct lconv *conventions) {
    const struct {
        const char *name, *text;
    } TEXTS[] = {
        {"int_curr_symbol", conventions->int_curr_symbol},
        {"currency_symbol", conventions->currency_symbol},
        {"mon_decimal_point", conventions->mon_decimal_point},
        {"mon_thousands_sep", conventions->mon_thousands_sep},
        {"positive_sign", conventions->positive_sign},
        {"negative_sign", conventions->negative_sign},
    };
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        if (!dict_set_cstring_stealing(rt, dict, TEXTS[i].name, from_c(rt, TEXTS[i].text))) {
            return false;
        }
    }
    return dict_set_cstring_stealing(rt, dict, "mon_grouping",
                                     grouping(rt, conventions->mon_grouping));
}

static bool put_numbers(Runtime *rt, Object *dict, const struct lconv *conventions) {
    const struct {
        const char *name;
        int number;
    } NUMBERS[] = {
        {"int_frac_digits", conventions->int_frac_digits},
        {"frac_digits", conventions->frac_digits},
        {"p_cs_precedes", conventions->p_cs_precedes},
        {"p_sep_by_space", conventions->p_sep_by_space},
        {"n_cs_precedes", conventions->n_cs_precedes},
        {"n_sep_by_space", conventions->n_sep_by_space},
        {"p_sign_posn", conventions->p_sign_posn},
        {"n_sign_posn", conventions->n_sign_posn},
    };
    for (size_t i = 0; i < COUNT_OF(NUMBERS); i++) {
        if (!dict_set_cstring_stealing(rt, dict, NUMBERS[i].name,
                                       int_from_int64(rt, NUMBERS[i].number))) {
            return false;
        }
    }
    return true;
}

static Object *locale_localeconv(Runtime *rt, Object *self) {
    (void)self;
    const struct lconv *conventions = localeconv();
    Object *dict = dict_new(rt);
    if (dict &&
        (!put_texts(rt, dict, conventions) || !put_numbers(rt, dict, conventions) ||
         !dict_set_cstring_stealing(rt, dict, "decimal_point",
                                    from_c(rt, conventions->decimal_point)) ||
         !dict_set_cstring_stealing(rt, dict, "thousands_sep",
                                    from_c(rt, conventions->thousands_sep)) ||
         !dict_set_cstring_stealing(rt, dict, "grouping", grouping(rt, conventions->grouping)))) {
        CLEAR_REF(rt, &dict);
    }
    return dict;
}

/* The C text of an argument without zero characters. */
static const char *c_text(Runtime *rt, Object *argument, const char *function, Object **holder) {
    size_t length;
    *holder = NULL;
    if (!type_is_str(rt, argument)) {
        return raise_type_error(rt, "%s argument must be str, not %T", function, argument);
    }
    const char *text = str_utf8(rt, argument, &length, holder, true);
    if (text && strlen(text) != length) {
        CLEAR_REF(rt, holder);
        return raise_value_error(rt, "embedded null character");
    }
    return text;
}

static Object *locale_strcoll(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    Object *holders[2] = {NULL, NULL};
    const char *first = c_text(rt, args[0], "strcoll()", &holders[0]);
    const char *second = first ? c_text(rt, args[1], "strcoll()", &holders[1]) : NULL;
    Object *result = second ? int_from_int64(rt, strcoll(first, second)) : NULL;
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return result;
}

static Object *locale_strxfrm(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    Object *holder;
    const char *text = c_text(rt, argument, "strxfrm()", &holder);
    if (!text) {
        return NULL;
    }
    size_t size = strxfrm(NULL, text, 0) + 1;
    char *key = memory_allocate(rt, size);
    Object *result = NULL;
    if (key) {
        strxfrm(key, text, size);
        result = from_c(rt, key);
        memory_free(rt, key);
    }
    release_nullable(rt, holder);
    return result;
}

static const struct {
    const char *name;
    int number;
} ITEMS[] = {
#define ITEM(name)                                                                                 \
    { #name, name }
    ITEM(DAY_1),    ITEM(DAY_2),     ITEM(DAY_3),       ITEM(DAY_4),     ITEM(DAY_5),
    ITEM(DAY_6),    ITEM(DAY_7),     ITEM(ABDAY_1),     ITEM(ABDAY_2),   ITEM(ABDAY_3),
    ITEM(ABDAY_4),  ITEM(ABDAY_5),   ITEM(ABDAY_6),     ITEM(ABDAY_7),   ITEM(MON_1),
    ITEM(MON_2),    ITEM(MON_3),     ITEM(MON_4),       ITEM(MON_5),     ITEM(MON_6),
    ITEM(MON_7),    ITEM(MON_8),     ITEM(MON_9),       ITEM(MON_10),    ITEM(MON_11),
    ITEM(MON_12),   ITEM(ABMON_1),   ITEM(ABMON_2),     ITEM(ABMON_3),   ITEM(ABMON_4),
    ITEM(ABMON_5),  ITEM(ABMON_6),   ITEM(ABMON_7),     ITEM(ABMON_8),   ITEM(ABMON_9),
    ITEM(ABMON_10), ITEM(ABMON_11),  ITEM(ABMON_12),    ITEM(RADIXCHAR), ITEM(THOUSEP),
    ITEM(YESEXPR),  ITEM(NOEXPR),    ITEM(CRNCYSTR),    ITEM(D_FMT),     ITEM(D_T_FMT),
    ITEM(T_FMT),    ITEM(AM_STR),    ITEM(PM_STR),      ITEM(CODESET),   ITEM(T_FMT_AMPM),
    ITEM(ERA),      ITEM(ERA_D_FMT), ITEM(ERA_D_T_FMT), ITEM(ERA_T_FMT), ITEM(ALT_DIGITS),
};

static Object *locale_nl_langinfo(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int item;
    if (!get_category(rt, argument, &item)) {
        return NULL;
    }
    for (size_t i = 0; i < COUNT_OF(ITEMS); i++) {
        if (ITEMS[i].number == item) {
            return from_c(rt, nl_langinfo((nl_item)item));
        }
    }
    return raise_value_error(rt, "unsupported langinfo constant");
}

static Object *locale_getencoding(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "UTF-8");
}

static const MethodRow LOCALE_FUNCTIONS[] = {
    METHOD_ROW_POSITIONAL("setlocale", locale_setlocale, 1, 2,
                          "Activates/queries locale processing."),
    METHOD_ROW_NOARGS("localeconv", locale_localeconv,
                      "Returns numeric and monetary locale-specific parameters."),
    METHOD_ROW_POSITIONAL("strcoll", locale_strcoll, 2, 2,
                          "Compares two strings according to the locale."),
    METHOD_ROW_ONE("strxfrm", locale_strxfrm,
                   "Return a string that can be used as a key for locale-aware comparisons."),
    METHOD_ROW_ONE("nl_langinfo", locale_nl_langinfo,
                   "Return the value for the locale information associated with key."),
    METHOD_ROW_NOARGS("getencoding", locale_getencoding, "Get the current locale encoding."),
    METHOD_ROW_END,
};

static const struct {
    const char *name;
    int number;
} CATEGORIES[] = {
    ITEM(LC_CTYPE),    ITEM(LC_TIME),    ITEM(LC_COLLATE), ITEM(LC_MONETARY),
    ITEM(LC_MESSAGES), ITEM(LC_NUMERIC), ITEM(LC_ALL),     ITEM(CHAR_MAX),
#undef ITEM
};

static bool locale_populate(Runtime *rt, Object *dict) {
    for (size_t i = 0; i < COUNT_OF(CATEGORIES); i++) {
        if (!dict_set_cstring_stealing(rt, dict, CATEGORIES[i].name,
                                       int_from_int64(rt, CATEGORIES[i].number))) {
            return false;
        }
    }
    for (size_t i = 0; i < COUNT_OF(ITEMS); i++) {
        if (!dict_set_cstring_stealing(rt, dict, ITEMS[i].name,
                                       int_from_int64(rt, ITEMS[i].number))) {
            return false;
        }
    }
    Object *error = module_exception_new(rt, "locale", "Error", TYPE_EXCEPTION);
    return dict_set_cstring_stealing(rt, dict, "Error", error);
}

const ModuleSpec locale_module = {
    .name = "_locale",
    .doc = "Support for POSIX locales.",
    .functions = LOCALE_FUNCTIONS,
    .populate = locale_populate,
};
