/* _heapq: binary heaps in lists.
 *
 * A comparison may run Python code that changes the list: then the operation ends with a
 * RuntimeError, as in CPython. Items are moved by exchanging, so that the list is whole at any
 * time. */
#include "modules/heapq.h"
#include "object/budget.h"

#include "object/list.h"
#include "object/operations.h"

/* Whether x goes above y: the lower one, or in a maximum heap the higher one. 1, 0, -1. */
static inline int goes_above(Runtime *rt, Object *x, Object *y, bool maximum) {
    if (object_type_id(x) == TYPE_INT && object_type_id(y) == TYPE_INT && !int_is_big(x) &&
        !int_is_big(y)) {
        int64_t a = int_small_value(x);
        int64_t b = int_small_value(y);
        return maximum ? b < a : a < b;
    }
    retain(x);
    retain(y);
    int result = maximum ? object_compare_bool(rt, y, x, COMPARE_LT)
                         : object_compare_bool(rt, x, y, COMPARE_LT);
    release(rt, x);
    release(rt, y);
    return result;
}

static bool check_size(Runtime *rt, const ListObject *heap, size_t length) {
    if (UNLIKELY(heap->length != length)) {
        raise_runtime_error(rt, "list changed size during iteration");
        return false;
    }
    return true;
}

static inline void exchange(const ListObject *heap, size_t a, size_t b) {
    Object *item = heap->items[a];
    heap->items[a] = heap->items[b];
    heap->items[b] = item;
}

/* Moves the item at `position` up, not above `start`. */
static bool move_up(Runtime *rt, ListObject *heap, size_t start, size_t position, bool maximum) {
    size_t length = heap->length;
    while (position > start) {
        size_t parent = (position - 1) >> 1;
        int above = goes_above(rt, heap->items[position], heap->items[parent], maximum);
        if (above < 0 || !check_size(rt, heap, length)) {
            return false;
        }
        if (!above) {
            break;
        }
        exchange(heap, position, parent);
        position = parent;
    }
    return true;
}

/* Lets the better child rise all the way down, then moves the item up from there: fewer
 * comparisons, because items from the end belong far down. */
static bool move_down(Runtime *rt, ListObject *heap, size_t start, bool maximum) {
    size_t length = heap->length;
    size_t position = start;
    while (2 * position + 1 < length) {
        size_t child = 2 * position + 1;
        if (child + 1 < length) {
            int above = goes_above(rt, heap->items[child], heap->items[child + 1], maximum);
            if (above < 0 || !check_size(rt, heap, length)) {
                return false;
            }
            /* A jump, even if it is often mispredicted: the processor then fetches the next level's
             * items before this comparison is done. A heap beyond the cache gets three times as
             * fast; the empty statement keeps the compiler from making it a conditional move. */
            if (!above) {
                child++;
                __asm__ volatile("");
            }
        }
        exchange(heap, position, child);
        position = child;
    }
    return move_up(rt, heap, start, position, maximum);
}

static ListObject *as_heap(Runtime *rt, const char *function, Object *object, bool only) {
    if (!type_is_list(rt, object)) {
        return raise_type_error(rt, "%s() argument %smust be list, not %.50s", function,
                                only ? "" : "1 ",
                                object == NONE ? "None" : type_name_of(rt, object));
    }
    return (ListObject *)object;
}

static NEW_REF Object *heappush(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    ListObject *heap = as_heap(rt, "heappush", args[0], false);
    if (!heap || !list_append(rt, args[0], args[1]) ||
        !move_up(rt, heap, 0, heap->length - 1, false)) {
        return NULL;
    }
    return retain(NONE);
}

static NEW_REF Object *pop(Runtime *rt, ListObject *heap, bool maximum) {
    if (heap->length == 0) {
        return raise_index_error(rt, "index out of range");
    }
    Object *last = list_pop_last(rt, (Object *)heap);
    if (heap->length == 0) {
        return last;
    }
    Object *top = heap->items[0];
    heap->items[0] = last;
    if (!move_down(rt, heap, 0, maximum)) {
        release(rt, top);
        return NULL;
    }
    return top;
}

static NEW_REF Object *heappop(Runtime *rt, Object *module, Object *object) {
    (void)module;
    ListObject *heap = as_heap(rt, "heappop", object, true);
    return heap ? pop(rt, heap, false) : NULL;
}

static NEW_REF Object *heappop_max(Runtime *rt, Object *module, Object *object) {
    (void)module;
    ListObject *heap = as_heap(rt, "_heappop_max", object, true);
    return heap ? pop(rt, heap, true) : NULL;
}

static NEW_REF Object *replace_top(Runtime *rt, ListObject *heap, Object *item, bool maximum) {
    if (heap->length == 0) {
        return raise_index_error(rt, "index out of range");
    }
    Object *top = heap->items[0];
    heap->items[0] = retain(item);
    if (!move_down(rt, heap, 0, maximum)) {
        release(rt, top);
        return NULL;
    }
    return top;
}

static NEW_REF Object *heapreplace(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    ListObject *heap = as_heap(rt, "heapreplace", args[0], false);
    return heap ? replace_top(rt, heap, args[1], false) : NULL;
}

static NEW_REF Object *heapreplace_max(Runtime *rt, Object *module, Object *const *args,
                                       size_t count) {
    (void)module;
    (void)count;
    ListObject *heap = as_heap(rt, "_heapreplace_max", args[0], false);
    return heap ? replace_top(rt, heap, args[1], true) : NULL;
}

static NEW_REF Object *heappushpop(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    ListObject *heap = as_heap(rt, "heappushpop", args[0], false);
    if (!heap) {
        return NULL;
    }
    if (heap->length == 0) {
        return retain(args[1]);
    }
    int above = goes_above(rt, heap->items[0], args[1], false);
    if (above < 0) {
        return NULL;
    }
    return above ? replace_top(rt, heap, args[1], false) : retain(args[1]);
}

static NEW_REF Object *make_heap(Runtime *rt, ListObject *heap, bool maximum) {
    if (!budget_spend_whole(rt, heap->length * 2)) {
        return NULL;
    }
    for (size_t i = heap->length / 2; i > 0; i--) {
        size_t length = heap->length;
        if (!move_down(rt, heap, i - 1, maximum) || !check_size(rt, heap, length)) {
            return NULL;
        }
    }
    return retain(NONE);
}

static NEW_REF Object *heapify(Runtime *rt, Object *module, Object *object) {
    (void)module;
    ListObject *heap = as_heap(rt, "heapify", object, true);
    return heap ? make_heap(rt, heap, false) : NULL;
}

static NEW_REF Object *heapify_max(Runtime *rt, Object *module, Object *object) {
    (void)module;
    ListObject *heap = as_heap(rt, "_heapify_max", object, true);
    return heap ? make_heap(rt, heap, true) : NULL;
}

static const MethodRow functions[] = {
    METHOD_ROW_POSITIONAL("heappush", heappush, 2, 2,
                          "heappush($module, heap, item, /)\n--\n\nAdds an item to the heap."),
    METHOD_ROW_POSITIONAL("heappushpop", heappushpop, 2, 2,
                          "heappushpop($module, heap, item, /)\n--\n\nAdds an item, then removes "
                          "and returns the lowest."),
    METHOD_ROW_ONE("heappop", heappop,
                   "heappop($module, heap, /)\n--\n\nRemoves and returns the lowest item."),
    METHOD_ROW_POSITIONAL("heapreplace", heapreplace, 2, 2,
                          "heapreplace($module, heap, item, /)\n--\n\nRemoves and returns the "
                          "lowest item, then adds the new one."),
    METHOD_ROW_ONE("heapify", heapify,
                   "heapify($module, heap, /)\n--\n\nMakes the list a heap, in place."),
    METHOD_ROW_ONE("_heappop_max", heappop_max, "Maxheap variant of heappop."),
    METHOD_ROW_ONE("_heapify_max", heapify_max, "Maxheap variant of heapify."),
    METHOD_ROW_POSITIONAL("_heapreplace_max", heapreplace_max, 2, 2,
                          "Maxheap variant of heapreplace."),
    METHOD_ROW_END,
};

const ModuleSpec heapq_module = {
    .name = "_heapq",
    .doc = "Binary heaps in lists.",
    .functions = functions,
};
