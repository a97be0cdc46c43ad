/* Arguments of builtin functions: counting and sorting into an array by ArgumentSpec. */
#include "object/arguments.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

bool arguments_check_count(Runtime *rt, const char *function, size_t count, size_t minimum,
                           size_t maximum) {
    if (count < minimum) {
        raise_type_error(rt, "%s expected %s%zu argument%s, got %zu", function,
                         minimum == maximum ? "" : "at least ", minimum, plural(minimum), count);
        return false;
    }
    if (count > maximum) {
        raise_type_error(rt, "%s expected %s%zu argument%s, got %zu", function,
                         minimum == maximum ? "" : "at most ", maximum, plural(maximum), count);
        return false;
    }
    return true;
}

bool arguments_no_keywords(Runtime *rt, const char *function, Object *keyword_names) {
    if (UNLIKELY(keyword_names && tuple_length(keyword_names) > 0)) {
        raise_type_error(rt, "%s() takes no keyword arguments", function);
        return false;
    }
    return true;
}

static COLD bool raise_too_many(Runtime *rt, const ArgumentSpec *spec, size_t count,
                                size_t keyword_count) {
    if (count + keyword_count > spec->count) {
        raise_type_error(rt, "%s() takes %s %d %sargument%s (%zu given)", spec->function,
                         spec->required < spec->count ? "at most" : "exactly", spec->count,
                         count == 0 ? "keyword " : "", plural(spec->count), count + keyword_count);
    } else if (spec->positional == 0) {
        raise_type_error(rt, "%s() takes no positional arguments", spec->function);
    } else {
        raise_type_error(rt, "%s() takes %s %d positional argument%s (%zu given)", spec->function,
                         spec->required < spec->positional ? "at most" : "exactly",
                         spec->positional, plural(spec->positional), count);
    }
    return false;
}

static COLD bool raise_missing(Runtime *rt, const ArgumentSpec *spec, size_t idx, size_t count) {
    size_t least = base_min_size(spec->positional_only, spec->required);
    if (idx < least) {
        raise_type_error(rt, "%s() takes %s %zu positional argument%s (%zu given)", spec->function,
                         least < spec->positional ? "at least" : "exactly", least, plural(least),
                         count);
    } else {
        raise_type_error(rt, "%s() missing required argument '%s' (pos %zu)", spec->function,
                         spec->names[idx], idx + 1);
    }
    return false;
}

static bool place_keyword(Runtime *rt, const ArgumentSpec *spec, Object *name, Object *value,
                          size_t count, Object **out) {
    for (size_t i = spec->positional_only; i < spec->count; i++) {
        if (!str_equals_ascii(name, spec->names[i])) {
            continue;
        }
        if (out[i]) {
            if (i < count) {
                raise_type_error(rt, "argument for %s() given by name ('%U') and position (%zu)",
                                 spec->function, name, i + 1);
            } else {
                raise_type_error(rt, "%s() got multiple values for argument '%U'", spec->function,
                                 name);
            }
            return false;
        }
        out[i] = value;
        return true;
    }
    raise_type_error(rt, "'%U' is an invalid keyword argument for %s()", name, spec->function);
    return false;
}

bool arguments_parse(Runtime *rt, const ArgumentSpec *spec, Object *const *args, size_t count,
                     Object *keyword_names, Object **out) {
    size_t keyword_count = keyword_names ? tuple_length(keyword_names) : 0;
    if (UNLIKELY(count > spec->positional || count + keyword_count > spec->count)) {
        return raise_too_many(rt, spec, count, keyword_count);
    }
    for (size_t i = 0; i < spec->count; i++) {
        out[i] = i < count ? args[i] : NULL;
    }
    for (size_t i = 0; i < keyword_count; i++) {
        if (!place_keyword(rt, spec, tuple_get(keyword_names, i), args[count + i], count, out)) {
            return false;
        }
    }
    for (size_t i = count; i < spec->required; i++) {
        if (UNLIKELY(!out[i])) {
            return raise_missing(rt, spec, i, count);
        }
    }
    return true;
}
