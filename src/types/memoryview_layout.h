/* The object behind memoryview, and where its items lie.
 *
 *   row i lies at data + i * stride, 0 <= i < length; stride may be negative
 *   a row is `inner` items one after the other: 1 but for views of more dimensions, which cast
 *   makes; a view of no dimension is one row
 *   released: buffer.owner is NULL and nothing else may be used */
#ifndef OURO_TYPES_MEMORYVIEW_LAYOUT_H
#define OURO_TYPES_MEMORYVIEW_LAYOUT_H

#include "object/slots.h"

typedef struct MemoryView {
    Object header;
    BufferView buffer;   /* the export that it holds */
    uint8_t *data;       /* the first item */
    size_t length;       /* rows: items of the first dimension */
    size_t inner;        /* items of a row: the product of inner_shape */
    size_t *inner_shape; /* of dimensions 2 to ndim; NULL when there are none */
    unsigned ndim;
    int64_t stride; /* bytes */
    size_t item_size;
    const char *format; /* static text, or the owner's */
    size_t exports;
    bool readonly;
    char letter; /* 0: a format that items cannot be read by */
} MemoryView;

static inline size_t memoryview_row_size(const MemoryView *view) {
    return view->inner * view->item_size;
}

static inline bool memoryview_is_contiguous(const MemoryView *view) {
    return view->length <= 1 || view->stride == (int64_t)memoryview_row_size(view);
}

static inline size_t memoryview_byte_size(const MemoryView *view) {
    return view->length * memoryview_row_size(view);
}

/* Items of dimension d, counted from 0. */
static inline size_t memoryview_shape_of(const MemoryView *view, unsigned d) {
    return d == 0 ? view->length : view->inner_shape[d - 1];
}

static inline uint8_t *memoryview_item_at(const MemoryView *view, size_t idx) {
    return view->data + (int64_t)idx * view->stride;
}

#endif
