/* BaseExceptionGroup and ExceptionGroup (PEP 654). */
#include "types/exception_group.h"
#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"

static GroupExceptionObject *as_group(Object *object) {
    return (GroupExceptionObject *)object;
}

static bool is_group(Runtime *rt, const Object *object) {
    return type_is_instance(rt, object, TYPE_BASE_EXCEPTION_GROUP);
}

/* ---- making ---- */

static bool is_sequence(Runtime *rt, const Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->flags & (TYPE_FLAG_DICT_SUBCLASS | TYPE_FLAG_SET_SUBCLASS) || !slots->get_item) {
        return false;
    }
    return (slots->flags & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_CLASS)) != 0 || slots->concat;
}

/* Checks the members; *all_plain: all of them are Exceptions, none is a BaseException only. */
static bool check_members(Runtime *rt, Object *members, bool *all_plain) {
    if (tuple_length(members) == 0) {
        raise_value_error(rt, "second argument (exceptions) must be a non-empty sequence");
        return false;
    }
    *all_plain = true;
    for (size_t i = 0; i < tuple_length(members); i++) {
        Object *member = tuple_get(members, i);
        if (!type_is_exception(rt, member)) {
            raise_value_error(rt, "Item %zd of second argument (exceptions) is not an exception",
                              (ptrdiff_t)i);
            return false;
        }
        *all_plain = *all_plain && type_is_instance(rt, member, TYPE_EXCEPTION);
    }
    return true;
}

/* The class of the new group: BaseExceptionGroup of Exceptions only is an ExceptionGroup. */
static TypeObject *choose_class(Runtime *rt, TypeObject *type, bool all_plain) {
    if (type->type_id == TYPE_BASE_EXCEPTION_GROUP) {
        return all_plain ? type_object(rt, TYPE_EXCEPTION_GROUP) : type;
    }
    if (all_plain) {
        return type;
    }
    if (type->type_id == TYPE_EXCEPTION_GROUP) {
        return raise_type_error(rt, "Cannot nest BaseExceptions in an ExceptionGroup");
    }
    TypeObject *plain = type_object(rt, TYPE_EXCEPTION);
    if (plain && type_is_subtype(type, plain)) {
        return raise_type_error(rt, "Cannot nest BaseExceptions in '%.200s'", type->slots->name);
    }
    return plain ? type : NULL;
}

static NEW_REF Object *group_make(Runtime *rt, TypeObject *type, Object *message, Object *members,
                                  Object *const *args) {
    bool all_plain;
    if (!check_members(rt, members, &all_plain)) {
        return NULL;
    }
    type = choose_class(rt, type, all_plain);
    if (!type) {
        return NULL;
    }
    Object *tuple = tuple_from_array(rt, args, 2);
    if (!tuple) {
        return NULL;
    }
    GroupExceptionObject *group =
        (GroupExceptionObject *)object_new_container(rt, type->type_id, type->slots->basic_size);
    if (!group) {
        release(rt, tuple);
        return NULL;
    }
    group->base.args = tuple;
    group->message = retain(message);
    group->exceptions = retain(members);
    return (Object *)group;
}

NEW_REF Object *exception_group_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    if (keyword_names && tuple_length(keyword_names) > 0) {
        return raise_type_error(rt, "%.200s() takes no keyword arguments", type->slots->name);
    }
    if (count != 2) {
        return raise_type_error(
            rt, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", count);
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt,
                                "BaseExceptionGroup.__new__() argument 1 must be str, not %.50s",
                                args[0] == NONE ? "None" : type_name_of(rt, args[0]));
    }
    if (!is_sequence(rt, args[1])) {
        return raise_type_error(rt, "second argument (exceptions) must be a sequence");
    }
    Object *members = tuple_from_iterable(rt, args[1]);
    if (!members) {
        return NULL;
    }
    Object *group = group_make(rt, type, args[0], members, args);
    release(rt, members);
    return group;
}

/* BaseExceptionGroup(message, exceptions) */
static NEW_REF Object *make_plain_group(Runtime *rt, Object *message, Object *exceptions) {
    TypeObject *type = type_object(rt, TYPE_BASE_EXCEPTION_GROUP);
    return type ? object_call_two(rt, (Object *)type, message, exceptions) : NULL;
}

NEW_REF Object *exception_group_str(Runtime *rt, Object *self) {
    GroupExceptionObject *group = as_group(self);
    if (!group->message || !group->exceptions) {
        return str_empty(rt);
    }
    size_t count = tuple_length(group->exceptions);
    return str_format(rt, "%S (%zu sub-exception%s)", group->message, count, count == 1 ? "" : "s");
}

/* ---- splitting ---- */

/* How a member is tested. */
typedef struct Condition {
    enum { BY_TYPE, BY_FUNCTION, BY_IDENTITY } kind;
    Object *object; /* class, tuple of classes; function; tuple or list of wanted leaves */
} Condition;

static bool is_class_tuple(Runtime *rt, const Object *object) {
    if (!type_is_tuple(rt, object)) {
        return false;
    }
    for (size_t i = 0; i < tuple_length(object); i++) {
        if (!exception_is_class(rt, tuple_get(object, i))) {
            return false;
        }
    }
    return true;
}

static bool condition_from(Runtime *rt, Object *object, Condition *out) {
    out->object = object;
    if (exception_is_class(rt, object) || is_class_tuple(rt, object)) {
        out->kind = BY_TYPE;
        return true;
    }
    if (object_type_id(object) == TYPE_FUNCTION ||
        (!type_is_type(rt, object) && object_is_callable(rt, object))) {
        out->kind = BY_FUNCTION;
        return true;
    }
    raise_type_error(rt, "expected a function, exception type or tuple of exception types");
    return false;
}

static int condition_holds(Runtime *rt, const Condition *condition, Object *exception) {
    if (condition->kind == BY_TYPE) {
        return exception_matches(rt, exception, condition->object);
    }
    if (condition->kind == BY_FUNCTION) {
        Object *answer = object_call_one(rt, condition->object, exception);
        if (!answer) {
            return -1;
        }
        int truth = object_is_true(rt, answer);
        release(rt, answer);
        return truth;
    }
    if (is_group(rt, exception)) {
        return 0;
    }
    for (size_t i = 0; i < list_length(condition->object); i++) {
        if (list_get(condition->object, i) == exception) {
            return 1;
        }
    }
    return 0;
}

/* Copies what says where the group came from: traceback, context, cause, notes. */
static bool copy_metadata(Runtime *rt, Object *from, Object *to) {
    ExceptionObject *source = (ExceptionObject *)from, *target = (ExceptionObject *)to;
    REPLACE_REF(rt, &target->traceback, retain_nullable(source->traceback));
    REPLACE_REF(rt, &target->context, retain_nullable(source->context));
    target->suppress_context = true; /* as setting __cause__ does */
    REPLACE_REF(rt, &target->cause, retain_nullable(source->cause));
    bool missing = false;
    Object *name = rt->names[NAME___notes__];
    Object *notes = object_get_attr_optional(rt, from, name, &missing);
    if (!notes) {
        return missing;
    }
    bool fine = true;
    if (type_is_list(rt, notes)) {
        Object *copy = list_from_iterable(rt, notes);
        fine = copy && object_set_attr(rt, to, name, copy);
        release_nullable(rt, copy);
    }
    release(rt, notes);
    return fine;
}

/* A group like self with these members; NULL in *out when there are none. */
static bool derive_subset(Runtime *rt, Object *self, Object *list, Object **out) {
    *out = NULL;
    if (list_length(list) == 0) {
        return true;
    }
    Object *group = object_call_method_cstring(rt, self, "derive", &list, 1);
    if (!group) {
        return false;
    }
    if (!is_group(rt, group)) {
        release(rt, group);
        raise_type_error(rt, "derive must return an instance of BaseExceptionGroup");
        return false;
    }
    if (!copy_metadata(rt, self, group)) {
        release(rt, group);
        return false;
    }
    *out = group;
    return true;
}

static bool split(Runtime *rt, Object *exception, const Condition *condition, bool want_rest,
                  NEW_REF Object **match, NEW_REF Object **rest);

static bool split_members(Runtime *rt, Object *self, const Condition *condition, Object *matching,
                          Object *others) {
    Object *members = as_group(self)->exceptions;
    for (size_t i = 0; i < tuple_length(members); i++) {
        Object *match = NULL, *rest = NULL;
        if (!split(rt, tuple_get(members, i), condition, others != NULL, &match, &rest)) {
            return false;
        }
        bool fine = !match || list_append(rt, matching, match);
        fine = fine && (!rest || list_append(rt, others, rest));
        release_nullable(rt, match);
        release_nullable(rt, rest);
        if (!fine) {
            return false;
        }
    }
    return true;
}

static bool split_group(Runtime *rt, Object *self, const Condition *condition, bool want_rest,
                        Object **match, Object **rest) {
    Object *matching = list_new(rt, 0), *others = want_rest ? list_new(rt, 0) : NULL;
    bool fine = matching && (!want_rest || others) &&
                recursion_enter(rt, " in exceptiongroup_split_recursive");
    if (fine) {
        fine = split_members(rt, self, condition, matching, others);
        recursion_leave(rt);
    }
    fine = fine && derive_subset(rt, self, matching, match);
    if (fine && want_rest && !derive_subset(rt, self, others, rest)) {
        CLEAR_REF(rt, match);
        fine = false;
    }
    release_nullable(rt, matching);
    release_nullable(rt, others);
    return fine;
}

static bool split(Runtime *rt, Object *exception, const Condition *condition, bool want_rest,
                  Object **match, Object **rest) {
    *match = NULL;
    *rest = NULL;
    int holds = condition_holds(rt, condition, exception);
    if (holds < 0) {
        return false;
    }
    if (holds) {
        *match = retain(exception);
        return true;
    }
    if (!is_group(rt, exception)) {
        *rest = want_rest ? retain(exception) : NULL;
        return true;
    }
    return split_group(rt, exception, condition, want_rest, match, rest);
}

static Object *or_none(Object *object) {
    return object ? object : retain(NONE);
}

static NEW_REF Object *group_split(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    Condition condition;
    Object *parts[2];
    if (!condition_from(rt, args[0], &condition) ||
        !split(rt, self, &condition, true, &parts[0], &parts[1])) {
        return NULL;
    }
    parts[0] = or_none(parts[0]);
    parts[1] = or_none(parts[1]);
    Object *pair = tuple_from_array(rt, parts, 2);
    release(rt, parts[0]);
    release(rt, parts[1]);
    return pair;
}

static NEW_REF Object *group_subgroup(Runtime *rt, Object *self, Object *const *args,
                                      size_t count) {
    (void)count;
    Condition condition;
    Object *match, *rest;
    if (!condition_from(rt, args[0], &condition) ||
        !split(rt, self, &condition, false, &match, &rest)) {
        return NULL;
    }
    return or_none(match);
}

static NEW_REF Object *group_derive(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    return make_plain_group(rt, as_group(self)->message, args[0]);
}

/* ---- except* ---- */

/* Whether a class, or one in a tuple of classes, is a group class. */
static int names_group(Runtime *rt, Object *type) {
    if (type_is_tuple(rt, type)) {
        for (size_t i = 0; i < tuple_length(type); i++) {
            int answer = names_group(rt, tuple_get(type, i));
            if (answer != 0) {
                return answer;
            }
        }
        return 0;
    }
    TypeObject *group = type_object(rt, TYPE_BASE_EXCEPTION_GROUP);
    return group ? object_is_subclass(rt, type, (Object *)group) : -1;
}

static bool check_star_type(Runtime *rt, Object *type) {
    size_t count = type_is_tuple(rt, type) ? tuple_length(type) : 1;
    for (size_t i = 0; i < count; i++) {
        Object *one = type_is_tuple(rt, type) ? tuple_get(type, i) : type;
        if (!exception_is_class(rt, one)) {
            raise_type_error(
                rt, "catching classes that do not inherit from BaseException is not allowed");
            return false;
        }
    }
    int group = names_group(rt, type);
    if (group > 0) {
        raise_type_error(
            rt, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    return group == 0;
}

/* ExceptionGroup("", [exception]) */
static NEW_REF Object *wrap(Runtime *rt, Object *list) {
    Object *message = str_empty(rt);
    if (!message) {
        return NULL;
    }
    Object *group = make_plain_group(rt, message, list);
    release(rt, message);
    return group;
}

bool exception_group_match(Runtime *rt, Object *exception, Object *type, Object **match,
                           Object **rest) {
    *match = NULL;
    *rest = NULL;
    if (!check_star_type(rt, type)) {
        return false;
    }
    if (!exception || exception == NONE) {
        return true;
    }
    int matches = exception_matches(rt, exception, type);
    if (matches < 0) {
        return false;
    }
    if (matches && is_group(rt, exception)) {
        *match = retain(exception);
        return true;
    }
    if (matches) {
        Object *members = tuple_from_array(rt, &exception, 1);
        *match = members ? wrap(rt, members) : NULL;
        release_nullable(rt, members);
        return *match != NULL;
    }
    if (!is_group(rt, exception)) {
        *rest = retain(exception);
        return true;
    }
    /* Through the method, for a class may have its own split. */
    Object *pair = object_call_method_cstring(rt, exception, "split", &type, 1);
    if (!pair) {
        return false;
    }
    if (!type_is_tuple(rt, pair) || tuple_length(pair) < 2) {
        raise_type_error(rt, "%.200s.split must return a tuple, not %.200s",
                         type_name_of(rt, exception), type_name_of(rt, pair));
        release(rt, pair);
        return false;
    }
    Object *first = tuple_get(pair, 0), *second = tuple_get(pair, 1);
    *match = first == NONE ? NULL : retain(first);
    *rest = second == NONE ? NULL : retain(second);
    release(rt, pair);
    return true;
}

/* The unhandled part of a group keeps its notes, traceback, cause and context; what a clause raised
 * itself has others. */
static bool is_part_of(Runtime *rt, Object *exception, Object *original) {
    if (!is_group(rt, exception)) {
        return false;
    }
    ExceptionObject *a = (ExceptionObject *)exception, *b = (ExceptionObject *)original;
    if (a->traceback != b->traceback || a->cause != b->cause || a->context != b->context) {
        return false;
    }
    return true;
}

/* Adds the leaves of exception to list. */
static bool collect_leaves(Runtime *rt, Object *exception, Object *list) {
    if (!is_group(rt, exception)) {
        return list_append(rt, list, exception);
    }
    if (!recursion_enter(rt, " in collect_exception_group_leaf_ids")) {
        return false;
    }
    Object *members = as_group(exception)->exceptions;
    bool fine = true;
    for (size_t i = 0; fine && i < tuple_length(members); i++) {
        fine = collect_leaves(rt, tuple_get(members, i), list);
    }
    recursion_leave(rt);
    return fine;
}

static bool sort_out(Runtime *rt, Object *original, Object *list, Object *raised, Object *leaves) {
    for (size_t i = 0; i < list_length(list); i++) {
        Object *exception = list_get(list, i);
        if (exception == NONE) {
            continue;
        }
        bool fine = is_part_of(rt, exception, original) ? collect_leaves(rt, exception, leaves)
                                                        : list_append(rt, raised, exception);
        if (!fine) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *reraise(Runtime *rt, Object *original, Object *list, Object *raised,
                               Object *leaves) {
    if (!sort_out(rt, original, list, raised, leaves)) {
        return NULL;
    }
    Object *again = NULL;
    if (list_length(leaves) > 0) {
        Condition wanted = {BY_IDENTITY, leaves};
        Object *rest;
        if (!split(rt, original, &wanted, false, &again, &rest)) {
            return NULL;
        }
    }
    if (list_length(raised) == 0) {
        return or_none(again);
    }
    if (again && !list_append_stealing(rt, raised, again)) {
        return NULL;
    }
    return wrap(rt, raised);
}

NEW_REF Object *exception_group_reraise(Runtime *rt, Object *original, Object *list) {
    if (list_length(list) == 0) {
        return retain(NONE);
    }
    if (!is_group(rt, original)) {
        return retain(list_get(list, 0)); /* only one clause can have run */
    }
    Object *raised = list_new(rt, 0), *leaves = list_new(rt, 0);
    Object *result = raised && leaves ? reraise(rt, original, list, raised, leaves) : NULL;
    release_nullable(rt, raised);
    release_nullable(rt, leaves);
    return result;
}

/* ---- tables ---- */

static NEW_REF Object *get_message(Runtime *rt, Object *self) {
    (void)rt;
    Object *message = as_group(self)->message;
    return retain(message ? message : NONE);
}

static NEW_REF Object *get_exceptions(Runtime *rt, Object *self) {
    (void)rt;
    Object *exceptions = as_group(self)->exceptions;
    return retain(exceptions ? exceptions : NONE);
}

const AttributeRow exception_group_attributes[] = {
    {"message", get_message, native_read_only, "exception message"},
    {"exceptions", get_exceptions, native_read_only, "nested exceptions"},
    ATTRIBUTE_ROW_END,
};

const MethodRow exception_group_methods[] = {
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_POSITIONAL("derive", group_derive, 1, 1, NULL),
    METHOD_ROW_POSITIONAL("split", group_split, 1, 1, NULL),
    METHOD_ROW_POSITIONAL("subgroup", group_subgroup, 1, 1, NULL),
    METHOD_ROW_END,
};
