/* functools._lru_cache_wrapper: a function that remembers its results.
 *
 * The cache is a dict from the arguments to the result. A dict keeps its order: a bounded cache
 * moves what was used to the end and drops from the front. */
#include "modules/fields.h"
#include "modules/functools.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/key_hash.h"
#include "object/native.h"
#include "object/tuple.h"

typedef struct LruCacheObject {
    Object header;
    Object *function;
    Object *cache; /* dict */
    Object *info_type;
    Object *attributes; /* __dict__; NULL until asked for */
    int64_t maximum;    /* entries; -1: any number */
    int64_t hits;
    int64_t misses;
    bool typed;
} LruCacheObject;

FIELDS_LIFE(lru_cache, LruCacheObject, 4)

static inline LruCacheObject *as_cache(Object *self) {
    return (LruCacheObject *)self;
}

static void lru_cache_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_cache(self)->attributes);
    if (as_cache(self)->cache) {
        dict_clear(rt, as_cache(self)->cache);
    }
}

static const ArgumentSpec NEW = {
    "lru_cache", {"user_function", "maxsize", "typed", "cache_info_type"}, 0, 4, 4, 4};

static NEW_REF Object *lru_cache_new(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    Object *out[4];
    int64_t maximum = -1;
    if (!arguments_parse(rt, &NEW, args, count, keyword_names, out)) {
        return NULL;
    }
    if (!object_is_callable(rt, out[0])) {
        return raise_type_error(rt, "the first argument must be callable");
    }
    if (out[1] != NONE) {
        if (!slots_of(rt, out[1])->index) {
            return raise_type_error(rt, "maxsize should be integer or None");
        }
        if (!object_as_int64(rt, out[1], &maximum)) {
            return NULL;
        }
        maximum = maximum < 0 ? 0 : maximum;
    }
    int typed = object_is_true(rt, out[2]);
    Object *cache = typed >= 0 ? dict_new(rt) : NULL;
    Object *self = cache ? object_new_container(rt, type->type_id, sizeof(LruCacheObject)) : NULL;
    if (!self) {
        release_nullable(rt, cache);
        return NULL;
    }
    as_cache(self)->function = retain(out[0]);
    as_cache(self)->cache = cache;
    as_cache(self)->info_type = retain(out[3]);
    as_cache(self)->maximum = maximum;
    as_cache(self)->typed = typed;
    return self;
}

/* The key of a call: the only argument when it is an int or str, else a tuple of the arguments, a
 * mark, the keywords, and with `typed` the types of all values. */
static NEW_REF Object *make_key(Runtime *rt, const LruCacheObject *self, Object *const *args,
                                size_t count, Object *keyword_names) {
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    if (!self->typed && keywords == 0 && count == 1 &&
        (object_type_id(args[0]) == TYPE_INT || object_type_id(args[0]) == TYPE_STR)) {
        return retain(args[0]);
    }
    size_t length =
        count + (keywords ? 1 + 2 * keywords : 0) + (self->typed ? count + keywords : 0);
    Object *key = tuple_new(rt, length);
    if (!key) {
        return NULL;
    }
    Object **out = tuple_items(key);
    for (size_t i = 0; i < count; i++) {
        *out++ = retain(args[i]);
    }
    if (keywords > 0) {
        *out++ = retain((Object *)type_of(rt, (const Object *)self)); /* nobody passes this */
    }
    for (size_t i = 0; i < keywords; i++) {
        *out++ = retain(tuple_get(keyword_names, i));
        *out++ = retain(args[count + i]);
    }
    for (size_t i = 0; self->typed && i < count + keywords; i++) {
        Object *type = (Object *)type_of(rt, args[i]);
        if (!type) {
            release(rt, key);
            return NULL;
        }
        *out++ = retain(type);
    }
    return key;
}

/* Remembers a result, unless a call within the function has done so; drops the one longest unused.
 */
static bool remember(Runtime *rt, LruCacheObject *self, Object *key, int64_t hash, Object *result) {
    if (dict_get_hashed(rt, self->cache, key, hash)) {
        return true;
    }
    if (error_pending(rt)) {
        return false;
    }
    Object *old_key = NULL;
    Object *old_result = NULL;
    if (self->maximum >= 0 && (int64_t)dict_length(self->cache) >= self->maximum) {
        dict_pop_end(rt, self->cache, false, &old_key, &old_result);
    }
    bool done = dict_set_hashed(rt, self->cache, key, result, hash);
    release_nullable(rt, old_key);
    release_nullable(rt, old_result);
    return done;
}

static NEW_REF Object *lru_cache_call(Runtime *rt, Object *object, Object *const *args,
                                      size_t count, Object *keyword_names) {
    LruCacheObject *self = as_cache(object);
    if (self->maximum == 0) {
        self->misses++;
        return object_call(rt, self->function, args, count, keyword_names);
    }
    Object *key = make_key(rt, self, args, count, keyword_names);
    int64_t hash = key ? key_hash(rt, key) : -1;
    if (hash == -1) {
        release_nullable(rt, key);
        return NULL;
    }
    Object *result = dict_get_hashed(rt, self->cache, key, hash);
    if (result) {
        retain(result);
        self->hits++;
        if (self->maximum > 0 && dict_move_to_end(rt, self->cache, key, hash, true) < 0) {
            release(rt, result);
            result = NULL;
        }
    } else if (!error_pending(rt)) {
        self->misses++;
        retain(object);
        result = object_call(rt, self->function, args, count, keyword_names);
        if (result && !remember(rt, self, key, hash, result)) {
            release(rt, result);
            result = NULL;
        }
        release(rt, object);
    }
    release(rt, key);
    return result;
}

static NEW_REF Object *lru_cache_get(Runtime *rt, Object *self, Object *instance, Object *owner) {
    (void)owner;
    return instance && instance != NONE ? method_new(rt, self, instance) : retain(self);
}

static NEW_REF Object *cache_info(Runtime *rt, Object *object) {
    LruCacheObject *self = as_cache(object);
    Object *parts[4] = {int_from_int64(rt, self->hits), int_from_int64(rt, self->misses),
                        self->maximum < 0 ? retain(NONE) : int_from_int64(rt, self->maximum),
                        int_from_size(rt, dict_length(self->cache))};
    bool whole = parts[0] && parts[1] && parts[2] && parts[3];
    Object *result = whole ? object_call(rt, self->info_type, parts, 4, NULL) : NULL;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        release_nullable(rt, parts[i]);
    }
    return result;
}

static NEW_REF Object *cache_clear(Runtime *rt, Object *object) {
    as_cache(object)->hits = 0;
    as_cache(object)->misses = 0;
    dict_clear(rt, as_cache(object)->cache);
    return retain(NONE);
}

static NEW_REF Object *copy(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static NEW_REF Object *deepcopy(Runtime *rt, Object *self, Object *memo) {
    (void)rt;
    (void)memo;
    return retain(self);
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    return object_get_attr(rt, self, rt->names[NAME___qualname__]);
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("cache_info", cache_info, "Report cache statistics"),
    METHOD_ROW_NOARGS("cache_clear", cache_clear, "Clear the cache and cache statistics"),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For pickling."),
    METHOD_ROW_NOARGS("__copy__", copy, "The wrapper itself."),
    METHOD_ROW_ONE("__deepcopy__", deepcopy, "The wrapper itself."),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"__dict__", fields_get_dict, fields_set_dict, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec functools_lru_cache_type = {
    .slots = {.name = "functools._lru_cache_wrapper",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                       TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_METHOD_LIKE,
              .basic_size = sizeof(LruCacheObject),
              .dict_offset = offsetof(LruCacheObject, attributes),
              .dealloc = lru_cache_dealloc,
              .traverse = lru_cache_traverse,
              .clear = lru_cache_clear,
              .new_instance = lru_cache_new,
              .call = lru_cache_call,
              .descriptor_get = lru_cache_get},
    .methods = methods,
    .attributes = attributes,
    .module = "functools",
    .doc = "A function that remembers its results; made by functools.lru_cache.",
};
