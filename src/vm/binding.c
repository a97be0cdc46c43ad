/* binding: arguments of a call to the parameters of a Python function, with CPython's messages. */
#include "vm/binding.h"

#include "object/dict.h"
#include "object/list.h"
#include "vm/registers.h"
#include <stdio.h>
#include <string.h>

/* Position of a parameter that can be given by name, -1: none. */
static int64_t find_parameter(const CodeObject *code, const Object *name, uint32_t from,
                              uint32_t until) {
    for (uint32_t idx = from; idx < until; idx++) {
        if (tuple_get(code->local_names, idx) == name) {
            return idx;
        }
    }
    for (uint32_t idx = from; idx < until; idx++) {
        if (str_equals(tuple_get(code->local_names, idx), name)) {
            return idx;
        }
    }
    return -1;
}

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'" */
static Object *join_names(Runtime *rt, Object *names) {
    size_t count = list_length(names);
    StrWriter writer;
    writer_init(&writer);
    for (size_t idx = 0; idx < count; idx++) {
        const char *before = idx == 0          ? ""
                             : idx + 1 < count ? ", "
                             : count == 2      ? " and "
                                               : ", and ";
        if (!writer_cstring(rt, &writer, before) ||
            !writer_repr(rt, &writer, list_get(names, idx))) {
            writer_abandon(rt, &writer);
            return NULL;
        }
    }
    return writer_finish(rt, &writer);
}

static bool raise_missing(Runtime *rt, const FunctionObject *function, const char *kind,
                          STEALS Object *names) {
    Object *text = names ? join_names(rt, names) : NULL;
    if (text) {
        size_t count = list_length(names);
        raise_type_error(rt, "%U() missing %zu required %s argument%s: %U",
                         function_qualname(function), count, kind, count == 1 ? "" : "s", text);
        release(rt, text);
    }
    release_nullable(rt, names);
    return false;
}

static bool raise_missing_between(Runtime *rt, const FunctionObject *function, uint32_t from,
                                  uint32_t until, const Value *registers, const char *kind) {
    const CodeObject *code = (CodeObject *)function->code;
    Object *names = list_new(rt, 0);
    for (uint32_t idx = from; names && idx < until; idx++) {
        if (value_is_empty(registers[idx]) &&
            !list_append(rt, names, tuple_get(code->local_names, idx))) {
            CLEAR_REF(rt, &names);
        }
    }
    return raise_missing(rt, function, kind, names);
}

static bool raise_too_many(Runtime *rt, const FunctionObject *function, size_t given,
                           const Value *registers) {
    const CodeObject *code = (CodeObject *)function->code;
    size_t defaults = function->defaults ? tuple_length(function->defaults) : 0;
    size_t keyword_only_given = 0;
    for (uint32_t idx = 0; idx < code->keyword_only_count; idx++) {
        keyword_only_given += !value_is_empty(registers[code->argument_count + idx]);
    }
    char takes[64];
    bool plural = code->argument_count != 1;
    if (defaults) {
        plural = true;
        snprintf(takes, sizeof takes, "from %zu to %u", code->argument_count - defaults,
                 code->argument_count);
    } else {
        snprintf(takes, sizeof takes, "%u", code->argument_count);
    }
    char keywords[96] = "";
    if (keyword_only_given) {
        snprintf(keywords, sizeof keywords,
                 " positional argument%s (and %zu keyword-only argument%s)", given != 1 ? "s" : "",
                 keyword_only_given, keyword_only_given != 1 ? "s" : "");
    }
    raise_type_error(rt, "%U() takes %s positional argument%s but %zu%s %s given",
                     function_qualname(function), takes, plural ? "s" : "", given, keywords,
                     given == 1 && !keyword_only_given ? "was" : "were");
    return false;
}

/* A keyword that names no parameter: positional-only ones given by name are told first. */
static bool raise_unexpected(Runtime *rt, const FunctionObject *function, Object *keyword_names,
                             Object *name) {
    const CodeObject *code = (CodeObject *)function->code;
    Object *names = list_new(rt, 0);
    for (uint32_t idx = 0; names && idx < code->positional_only_count; idx++) {
        Object *parameter = tuple_get(code->local_names, idx);
        for (size_t other = 0; other < tuple_length(keyword_names); other++) {
            Object *keyword = tuple_get(keyword_names, other);
            if (type_is_str(rt, keyword) && str_equals(parameter, keyword) &&
                !list_append(rt, names, parameter)) {
                CLEAR_REF(rt, &names);
                break;
            }
        }
    }
    if (!names) {
        return false;
    }
    if (list_length(names)) {
        StrWriter writer;
        writer_init(&writer);
        bool complete = true;
        for (size_t idx = 0; complete && idx < list_length(names); idx++) {
            complete = (idx == 0 || writer_cstring(rt, &writer, ", ")) &&
                       writer_str(rt, &writer, list_get(names, idx));
        }
        Object *text = complete ? writer_finish(rt, &writer) : NULL;
        if (text) {
            raise_type_error(
                rt, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                function_qualname(function), text);
            release(rt, text);
        }
    } else {
        raise_type_error(rt, "%U() got an unexpected keyword argument '%S'",
                         function_qualname(function), name);
    }
    release(rt, names);
    return false;
}

static bool bind_keywords(Runtime *rt, FunctionObject *function, Object *const *values,
                          Object *keyword_names, Value *registers, Object *rest) {
    const CodeObject *code = (CodeObject *)function->code;
    uint32_t until = (uint32_t)code->argument_count + code->keyword_only_count;
    for (size_t idx = 0; idx < tuple_length(keyword_names); idx++) {
        Object *name = tuple_get(keyword_names, idx);
        if (!type_is_str(rt, name)) {
            raise_type_error(rt, "%U() keywords must be strings", function_qualname(function));
            return false;
        }
        int64_t position = find_parameter(code, name, code->positional_only_count, until);
        if (position < 0) {
            if (!rest) {
                return raise_unexpected(rt, function, keyword_names, name);
            }
            if (!dict_set(rt, rest, name, values[idx])) {
                return false;
            }
            continue;
        }
        if (!value_is_empty(registers[position])) {
            raise_type_error(rt, "%U() got multiple values for argument '%S'",
                             function_qualname(function), name);
            return false;
        }
        registers[position] = value_from_object(retain(values[idx]));
    }
    return true;
}

static bool fill_defaults(Runtime *rt, FunctionObject *function, size_t given, Value *registers) {
    const CodeObject *code = (CodeObject *)function->code;
    size_t defaults = function->defaults ? tuple_length(function->defaults) : 0;
    size_t first_default = code->argument_count > defaults ? code->argument_count - defaults : 0;
    for (size_t idx = given; idx < first_default; idx++) {
        if (value_is_empty(registers[idx])) {
            return raise_missing_between(rt, function, (uint32_t)given, (uint32_t)first_default,
                                         registers, "positional");
        }
    }
    for (size_t idx = first_default; idx < code->argument_count; idx++) {
        if (value_is_empty(registers[idx])) {
            size_t skip = defaults > code->argument_count ? defaults - code->argument_count : 0;
            registers[idx] = value_from_object(
                retain(tuple_get(function->defaults, skip + idx - first_default)));
        }
    }
    return true;
}

static bool fill_keyword_defaults(Runtime *rt, FunctionObject *function, Value *registers) {
    const CodeObject *code = (CodeObject *)function->code;
    uint32_t until = (uint32_t)code->argument_count + code->keyword_only_count;
    Object *defaults = function_kwdefaults(function);
    bool missing = false;
    for (uint32_t idx = code->argument_count; idx < until; idx++) {
        if (!value_is_empty(registers[idx])) {
            continue;
        }
        Object *value = defaults ? dict_get(rt, defaults, tuple_get(code->local_names, idx)) : NULL;
        if (value) {
            registers[idx] = value_from_object(retain(value));
        } else if (error_pending(rt)) {
            return false;
        } else {
            missing = true;
        }
    }
    return !missing || raise_missing_between(rt, function, code->argument_count, until, registers,
                                             "keyword-only");
}

bool binding_bind(Runtime *rt, FunctionObject *function, Object *const *args, size_t count,
                  Object *keyword_names, Value *registers) {
    const CodeObject *code = (CodeObject *)function->code;
    uint32_t next = (uint32_t)code->argument_count + code->keyword_only_count;
    size_t positional = count < code->argument_count ? count : code->argument_count;
    for (size_t idx = 0; idx < positional; idx++) {
        registers[idx] = value_from_object(retain(args[idx]));
    }
    if (code->flags & CODE_VARARGS) {
        Object *rest = count > positional
                           ? tuple_from_array(rt, args + positional, count - positional)
                           : tuple_empty(rt);
        if (!rest) {
            return false;
        }
        registers[next++] = value_from_object(rest);
    }
    Object *rest = NULL;
    if (code->flags & CODE_VARKEYWORDS) {
        rest = dict_new(rt);
        if (!rest) {
            return false;
        }
        registers[next] = value_from_object(rest);
    }
    if (keyword_names &&
        !bind_keywords(rt, function, args + count, keyword_names, registers, rest)) {
        return false;
    }
    if (count > positional && !(code->flags & CODE_VARARGS)) {
        return raise_too_many(rt, function, count, registers);
    }
    if (positional < code->argument_count && !fill_defaults(rt, function, positional, registers)) {
        return false;
    }
    return !code->keyword_only_count || fill_keyword_defaults(rt, function, registers);
}
