/* Sums and products of math: fsum, prod, dist, hypot. */
#include "modules/math_functions.h"

#include "object/arguments.h"
#include "object/float.h"
#include "object/list.h"
#include "object/tuple.h"
#include <math.h>

/* fsum: Shewchuk's partial sums, which do not overlap and together are the exact total. */

typedef struct Partials {
    double *items; /* by growing size; `small` at first */
    size_t count, capacity;
    double special;  /* sum of the infinities and nans met */
    double infinity; /* sum of the infinities */
    double small[32];
} Partials;

static bool partials_grow(Runtime *rt, Partials *partials) {
    size_t capacity = partials->capacity * 2;
    double *items = memory_allocate(rt, capacity * sizeof *items);
    if (!items) {
        return false;
    }
    for (size_t i = 0; i < partials->count; i++) {
        items[i] = partials->items[i];
    }
    if (partials->items != partials->small) {
        memory_free(rt, partials->items);
    }
    partials->items = items;
    partials->capacity = capacity;
    return true;
}

static bool partials_add(Runtime *rt, Partials *partials, double number) {
    double original = number;
    size_t kept = 0;
    for (size_t i = 0; i < partials->count; i++) {
        double other = partials->items[i];
        if (fabs(number) < fabs(other)) {
            double larger = other;
            other = number;
            number = larger;
        }
        double high = number + other;
        double low = other - (high - number);
        if (low != 0.0) {
            partials->items[kept++] = low;
        }
        number = high;
    }
    partials->count = kept;
    if (number == 0.0) {
        return true;
    }
    if (!isfinite(number)) {
        if (isfinite(original)) {
            raise_overflow_error(rt, "intermediate overflow in fsum");
            return false;
        }
        partials->infinity += isinf(original) ? original : 0.0;
        partials->special += original;
        partials->count = 0;
        return true;
    }
    if (kept == partials->capacity && !partials_grow(rt, partials)) {
        return false;
    }
    partials->items[partials->count++] = number;
    return true;
}

/* The exact total rounded once: from the largest down until a part is lost; then what is below may
 * still decide a tie. */
static double partials_total(const Partials *partials) {
    size_t left = partials->count;
    if (left == 0) {
        return 0.0;
    }
    double high = partials->items[--left], low = 0.0;
    while (left > 0 && low == 0.0) {
        double number = high, other = partials->items[--left];
        high = number + other;
        low = other - (high - number);
    }
    if (left > 0 && ((low < 0.0 && partials->items[left - 1] < 0.0) ||
                     (low > 0.0 && partials->items[left - 1] > 0.0))) {
        double twice = low * 2.0, rounded = high + twice;
        if (twice == rounded - high) {
            high = rounded;
        }
    }
    return high;
}

static NEW_REF Object *partials_result(Runtime *rt, const Partials *partials) {
    if (partials->special != 0.0) {
        if (isnan(partials->infinity)) {
            return raise_value_error(rt, "-inf + inf in fsum");
        }
        return float_from_double(rt, partials->special);
    }
    return float_from_double(rt, partials_total(partials));
}

MATH_ONE(fsum) {
    (void)module;
    Object *iterator = object_iter(rt, argument);
    if (!iterator) {
        return NULL;
    }
    Partials partials = {.capacity = COUNT_OF(partials.small)};
    partials.items = partials.small;
    bool fine = true;
    Object *item;
    while (fine && (item = object_next(rt, iterator))) {
        double number;
        fine = object_as_double(rt, item, &number) && partials_add(rt, &partials, number);
        release(rt, item);
    }
    release(rt, iterator);
    Object *result = fine && !error_pending(rt) ? partials_result(rt, &partials) : NULL;
    if (partials.items != partials.small) {
        memory_free(rt, partials.items);
    }
    return result;
}

/* prod */

static const ArgumentSpec PROD_ARGUMENTS = {"prod", {"", "start"}, 1, 1, 1, 2};

MATH_KEYWORDS(prod) {
    (void)module;
    Object *values[2];
    if (!arguments_parse(rt, &PROD_ARGUMENTS, args, count, keyword_names, values)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, values[0]);
    if (!iterator) {
        return NULL;
    }
    Object *product = values[1] ? retain(values[1]) : int_from_int64(rt, 1);
    Object *item;
    while (product && (item = object_next(rt, iterator))) {
        Object *next = object_binary(rt, product, item, BINARY_MULTIPLY);
        release(rt, item);
        release(rt, product);
        product = next;
    }
    release(rt, iterator);
    if (product && error_pending(rt)) {
        CLEAR_REF(rt, &product);
    }
    return product;
}

/* The length of a vector: the squares, scaled to sizes near 1, summed with their rounding errors;
 * the root corrected by what is missing to its square. Destroys the vector; all are >= 0 or nan. */
static double length_of(double *vector, size_t count, double largest, bool found_nan) {
    if (isinf(largest)) {
        return largest;
    }
    if (found_nan) {
        return (double)NAN;
    }
    if (largest == 0.0 || count <= 1) {
        return largest;
    }
    int exponent;
    frexp(largest, &exponent);
    double high = 0.0, low = 0.0;
    for (size_t i = 0; i < count; i++) {
        double number = ldexp(vector[i], -exponent);
        double square = number * number;
        double error = fma(number, number, -square);
        double sum = high + square;
        double part = sum - high;
        low += ((high - (sum - part)) + (square - part)) + error;
        high = sum;
    }
    double root = sqrt(high + low);
    double square = root * root;
    double error = fma(root, root, -square);
    root += (((high - square) + low) - error) / (2.0 * root);
    return ldexp(root, exponent);
}

static bool vector_open(Runtime *rt, size_t count, double small[16], double **vector) {
    *vector = count <= 16 ? small : memory_allocate(rt, count * sizeof **vector);
    return *vector != NULL;
}

static NEW_REF Object *vector_finish(Runtime *rt, bool fine, double *vector, const double *small,
                                     size_t count) {
    double largest = 0.0;
    bool found_nan = false;
    for (size_t i = 0; fine && i < count; i++) {
        vector[i] = fabs(vector[i]);
        found_nan |= isnan(vector[i]);
        largest = vector[i] > largest ? vector[i] : largest;
    }
    Object *result =
        fine ? float_from_double(rt, length_of(vector, count, largest, found_nan)) : NULL;
    if (vector != small) {
        memory_free(rt, vector);
    }
    return result;
}

MATH_MANY(hypot) {
    (void)module;
    double small[16], *vector;
    if (!vector_open(rt, count, small, &vector)) {
        return NULL;
    }
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        fine = object_as_double(rt, args[i], &vector[i]);
    }
    return vector_finish(rt, fine, vector, small, count);
}

static NEW_REF Object *as_tuple(Runtime *rt, Object *point) {
    if (type_is_tuple(rt, point)) {
        return retain(point);
    }
    TypeObject *type = type_object(rt, TYPE_TUPLE);
    return type ? object_call_one(rt, (Object *)type, point) : NULL;
}

MATH_MANY(dist) {
    (void)module;
    (void)count;
    Object *p = as_tuple(rt, args[0]);
    Object *q = p ? as_tuple(rt, args[1]) : NULL;
    Object *result = NULL;
    double small[16], *vector;
    if (q && tuple_length(p) != tuple_length(q)) {
        raise_value_error(rt, "both points must have the same number of dimensions");
    } else if (q && vector_open(rt, tuple_length(p), small, &vector)) {
        bool fine = true;
        for (size_t i = 0; fine && i < tuple_length(p); i++) {
            double a = 0.0, b = 0.0;
            fine = object_as_double(rt, tuple_get(p, i), &a) &&
                   object_as_double(rt, tuple_get(q, i), &b);
            vector[i] = a - b;
        }
        result = vector_finish(rt, fine, vector, small, tuple_length(p));
    }
    release_nullable(rt, p);
    release_nullable(rt, q);
    return result;
}
