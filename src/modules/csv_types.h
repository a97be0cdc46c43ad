/* What the files of _csv share: dialects, and the state of the module. */
#ifndef OURO_MODULES_CSV_TYPES_H
#define OURO_MODULES_CSV_TYPES_H

#include "object/operations.h"

typedef enum { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE } CsvQuoting;

#define CSV_NO_CHARACTER UINT32_MAX

/* Does not change once it is made. */
typedef struct CsvDialect {
    Object header;
    Object *line_terminator;           /* str */
    uint32_t delimiter, quote, escape; /* CSV_NO_CHARACTER: none */
    CsvQuoting quoting;
    bool double_quote, skip_space, strict;
} CsvDialect;

typedef struct CsvState {
    uint32_t dialect_type, reader_type, writer_type;
    Object *error;    /* the class Error */
    Object *dialects; /* dict of the registered ones by name */
    int64_t field_limit;
} CsvState;

static inline CsvDialect *csv_dialect(Object *object) {
    return (CsvDialect *)object;
}
CsvState *csv_state(Runtime *rt);

extern const TypeSpec csv_dialect_type, csv_reader_type, csv_writer_type;
/* A dialect from an object, a name (or NULL) and settings by keyword. */
NEW_REF Object *csv_dialect_make(Runtime *rt, Object *base, Object *const *values,
                                 Object *keyword_names);
/* reader(iterable, dialect='excel', **settings), writer(file, …) */
NEW_REF Object *csv_reader_new(Runtime *rt, Object *module, Object *const *args, size_t count,
                               Object *keyword_names);
NEW_REF Object *csv_writer_new(Runtime *rt, Object *module, Object *const *args, size_t count,
                               Object *keyword_names);

#endif
