/* csv_writer: rows to lines. */
#include "modules/csv_types.h"

#include "modules/module_exception.h"
#include "object/arguments.h"
#include "object/budget.h"
#include "object/native.h"

typedef struct CsvWriter {
    Object header;
    Object *write; /* the file's method */
    Object *dialect;
} CsvWriter;

static CsvWriter *as_writer(Object *self) {
    return (CsvWriter *)self;
}

static void *fail(Runtime *rt, const char *message) {
    return module_exception_raise(rt, csv_state(rt)->error, "%s", message);
}

static bool in_terminator(const CsvDialect *dialect, uint32_t character) {
    for (size_t i = 0; i < str_length(dialect->line_terminator); i++) {
        if (str_at(dialect->line_terminator, i) == character) {
            return true;
        }
    }
    return false;
}

static bool is_special(const CsvDialect *dialect, uint32_t character) {
    return character == dialect->delimiter || character == dialect->escape ||
           character == dialect->quote || in_terminator(dialect, character);
}

/* Must the character have an escape, or is it enough to quote the field (*quoted)? Where a quote is
 * doubled, the first one is *doubled. */
static bool needs_escape(const CsvDialect *dialect, uint32_t character, bool *quoted,
                         bool *doubled) {
    *doubled = false;
    if (dialect->quoting == QUOTE_NONE) {
        return true;
    }
    if (character == dialect->quote) {
        *doubled = dialect->double_quote;
        *quoted = *quoted || *doubled;
        return !*doubled;
    }
    if (character == dialect->escape) {
        return true;
    }
    *quoted = true;
    return false;
}

/* Does the field have to stand in quotes? False: an error is pending. */
static bool scan(Runtime *rt, const CsvDialect *dialect, Object *text, bool *quoted) {
    for (size_t i = 0; i < str_length(text); i++) {
        uint32_t character = str_at(text, i);
        bool doubled;
        if (is_special(dialect, character) && needs_escape(dialect, character, quoted, &doubled) &&
            dialect->escape == CSV_NO_CHARACTER) {
            fail(rt, "need to escape, but no escapechar set");
            return false;
        }
    }
    return true;
}

static bool append_text(Runtime *rt, const CsvDialect *dialect, StrWriter *out, Object *text,
                        bool quoted) {
    if (!scan(rt, dialect, text, &quoted)) {
        return false;
    }
    budget_owe(rt, str_length(text) / 4);
    if (quoted && !writer_char(rt, out, dialect->quote)) {
        return false;
    }
    for (size_t i = 0; i < str_length(text); i++) {
        uint32_t character = str_at(text, i);
        bool doubled, ignored = false;
        if (is_special(dialect, character)) {
            bool escaped = needs_escape(dialect, character, &ignored, &doubled);
            if ((escaped && !writer_char(rt, out, dialect->escape)) ||
                (doubled && !writer_char(rt, out, dialect->quote))) {
                return false;
            }
        }
        if (!writer_char(rt, out, character)) {
            return false;
        }
    }
    return !quoted || writer_char(rt, out, dialect->quote);
}

static bool is_number(Runtime *rt, Object *field) {
    const TypeSlots *slots = slots_of(rt, field);
    return slots->index || slots->to_int || slots->to_float || type_is_complex(rt, field);
}

static bool append_field(Runtime *rt, const CsvDialect *dialect, StrWriter *out, Object *field,
                         size_t position) {
    bool quoted = dialect->quoting == QUOTE_ALL ||
                  (dialect->quoting == QUOTE_NONNUMERIC && !is_number(rt, field));
    Object *text = type_is_str(rt, field) ? retain(field)
                   : field == NONE        ? str_empty(rt)
                                          : object_str(rt, field);
    bool done = text && (position == 0 || writer_char(rt, out, dialect->delimiter)) &&
                append_text(rt, dialect, out, text, quoted);
    release_nullable(rt, text);
    return done;
}

/* One row without its end; the number of fields, -1: error. */
static int64_t append_fields(Runtime *rt, const CsvDialect *dialect, StrWriter *out, Object *row) {
    Object *iterator = object_iter(rt, row);
    if (!iterator) {
        if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
            module_exception_raise(rt, csv_state(rt)->error, "iterable expected, not %T", row);
        }
        return -1;
    }
    size_t count = 0;
    Object *field;
    bool done = true;
    while (done && (field = object_next(rt, iterator)) != NULL) {
        done = append_field(rt, dialect, out, field, count++);
        release(rt, field);
    }
    release(rt, iterator);
    return done && !error_pending(rt) ? (int64_t)count : -1;
}

static Object *writer_writerow(Runtime *rt, Object *self, Object *row) {
    const CsvDialect *dialect = csv_dialect(as_writer(self)->dialect);
    StrWriter out;
    writer_init(&out);
    int64_t count = append_fields(rt, dialect, &out, row);
    bool done = count >= 0;
    if (count > 0 && out.length == 0) { /* an empty line would be read as no field */
        if (dialect->quoting == QUOTE_NONE) {
            fail(rt, "single empty field record must be quoted");
            done = false;
        } else {
            done = writer_char(rt, &out, dialect->quote) && writer_char(rt, &out, dialect->quote);
        }
    }
    if (!done || !writer_str(rt, &out, dialect->line_terminator)) {
        writer_abandon(rt, &out);
        return NULL;
    }
    Object *line = writer_finish(rt, &out);
    Object *result = line ? object_call_one(rt, as_writer(self)->write, line) : NULL;
    release_nullable(rt, line);
    return result;
}

static Object *writer_writerows(Runtime *rt, Object *self, Object *rows) {
    Object *iterator = object_iter(rt, rows);
    Object *row;
    while (iterator && (row = object_next(rt, iterator)) != NULL) {
        Object *result = writer_writerow(rt, self, row);
        release(rt, row);
        if (!result) {
            break;
        }
        release(rt, result);
    }
    release_nullable(rt, iterator);
    return error_pending(rt) ? NULL : retain(NONE);
}

/* ---- life ---- */

NEW_REF Object *csv_writer_new(Runtime *rt, Object *module, Object *const *args, size_t count,
                               Object *keyword_names) {
    (void)module;
    if (!arguments_check_count(rt, "writer", count, 1, 2)) {
        return NULL;
    }
    Object *dialect = csv_dialect_make(rt, count > 1 ? args[1] : NULL, args + count, keyword_names);
    bool missing = false;
    Object *write =
        dialect ? object_get_attr_optional(rt, args[0], rt->names[NAME_write], &missing) : NULL;
    if (dialect && !error_pending(rt) && (!write || !object_is_callable(rt, write))) {
        raise_type_error(rt, "argument 1 must have a \"write\" method");
    }
    Object *self = write && !error_pending(rt)
                       ? object_new_container(rt, csv_state(rt)->writer_type, sizeof(CsvWriter))
                       : NULL;
    if (!self) {
        release_nullable(rt, write);
        release_nullable(rt, dialect);
        return NULL;
    }
    as_writer(self)->write = write;
    as_writer(self)->dialect = dialect;
    return self;
}

static void writer_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_writer(self)->write);
}

static void writer_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_writer(self)->write);
    CLEAR_REF(rt, &as_writer(self)->dialect);
    object_free_container(rt, self, sizeof(CsvWriter));
}

static void writer_traverse(Object *self, VisitFunction visit, void *context) {
    Object *held[] = {as_writer(self)->write, as_writer(self)->dialect};
    for (size_t i = 0; i < COUNT_OF(held); i++) {
        if (held[i]) {
            visit(held[i], context);
        }
    }
}

static Object *get_dialect(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_writer(self)->dialect);
}

static const MethodRow WRITER_METHODS[] = {
    METHOD_ROW_ONE("writerow", writer_writerow,
                   "writerow(iterable)\n\nConstruct and write a CSV record from an iterable of "
                   "fields."),
    METHOD_ROW_ONE("writerows", writer_writerows,
                   "writerows(iterable of iterables)\n\nConstruct and write a series of iterables "
                   "to a csv file."),
    METHOD_ROW_END,
};

static const AttributeRow WRITER_ATTRIBUTES[] = {
    {"dialect", get_dialect, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec csv_writer_type = {
    .slots =
        {
            .name = "_csv.writer",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(CsvWriter),
            .dealloc = writer_dealloc,
            .traverse = writer_traverse,
            .clear = writer_clear,
        },
    .methods = WRITER_METHODS,
    .attributes = WRITER_ATTRIBUTES,
    .doc = "CSV writer\n\nWriter objects are responsible for generating tabular data\n"
           "in CSV format from sequence input.\n",
    .module = "_csv",
};
