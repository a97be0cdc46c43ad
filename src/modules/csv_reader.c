/* csv_reader: lines to rows, one character after the other through a small machine of states. */
#include "modules/csv_types.h"

#include "modules/module_exception.h"
#include "object/arguments.h"
#include "object/budget.h"
#include "object/float.h"
#include "object/list.h"
#include "object/native.h"
#include "object/tuple.h"

typedef enum {
    START_RECORD,
    START_FIELD,
    ESCAPED,
    IN_FIELD,
    IN_QUOTED,
    ESCAPED_IN_QUOTED,
    QUOTE_IN_QUOTED,
    END_OF_LINE,
    AFTER_ESCAPED_LINE
} ReaderState;

#define LINE_END (UINT32_MAX - 1)

typedef struct CsvReader {
    Object header;
    Object *lines; /* iterator */
    Object *dialect;
    Object *fields; /* list of the row that is being read; NULL between rows */
    StrWriter field;
    ReaderState state;
    bool numeric;
    uint64_t line_number;
} CsvReader;

static CsvReader *as_reader(Object *self) {
    return (CsvReader *)self;
}

static bool fail(Runtime *rt, const char *message) {
    module_exception_raise(rt, csv_state(rt)->error, "%s", message);
    return false;
}

static bool is_line_end(uint32_t character) {
    return character == LINE_END || character == '\n' || character == '\r';
}

static bool save_field(Runtime *rt, CsvReader *reader) {
    Object *field = writer_finish(rt, &reader->field);
    writer_init(&reader->field);
    if (field && reader->numeric) {
        reader->numeric = false;
        Object *type = (Object *)type_object(rt, TYPE_FLOAT);
        Object *number = type ? object_call_one(rt, type, field) : NULL;
        release(rt, field);
        field = number;
    }
    return field && list_append_stealing(rt, reader->fields, field);
}

static bool end_field(Runtime *rt, CsvReader *reader, uint32_t character) {
    reader->state = character == LINE_END ? START_RECORD : END_OF_LINE;
    return save_field(rt, reader);
}

static bool add(Runtime *rt, CsvReader *reader, uint32_t character) {
    int64_t limit = csv_state(rt)->field_limit;
    if ((int64_t)reader->field.length >= limit) {
        module_exception_raise(rt, csv_state(rt)->error, "field larger than field limit (%lld)",
                               (long long)limit);
        return false;
    }
    return writer_char(rt, &reader->field, character);
}

static bool add_and_go(Runtime *rt, CsvReader *reader, uint32_t character, ReaderState state) {
    reader->state = state;
    return add(rt, reader, character);
}

static bool start_field(Runtime *rt, CsvReader *reader, const CsvDialect *dialect,
                        uint32_t character) {
    if (is_line_end(character)) {
        return end_field(rt, reader, character);
    }
    if (character == dialect->quote && dialect->quoting != QUOTE_NONE) {
        reader->state = IN_QUOTED;
    } else if (character == dialect->escape) {
        reader->state = ESCAPED;
    } else if (character == ' ' && dialect->skip_space) {
        reader->state = START_FIELD;
    } else if (character == dialect->delimiter) {
        reader->state = START_FIELD;
        return save_field(rt, reader);
    } else {
        reader->numeric = dialect->quoting == QUOTE_NONNUMERIC;
        return add_and_go(rt, reader, character, IN_FIELD);
    }
    return true;
}

static bool in_field(Runtime *rt, CsvReader *reader, const CsvDialect *dialect,
                     uint32_t character) {
    if (is_line_end(character)) {
        return end_field(rt, reader, character);
    }
    if (character == dialect->escape) {
        reader->state = ESCAPED;
        return true;
    }
    if (character == dialect->delimiter) {
        reader->state = START_FIELD;
        return save_field(rt, reader);
    }
    return add_and_go(rt, reader, character, IN_FIELD);
}

static bool in_quoted(Runtime *rt, CsvReader *reader, const CsvDialect *dialect,
                      uint32_t character) {
    if (character == LINE_END) {
        return true;
    }
    if (character == dialect->escape) {
        reader->state = ESCAPED_IN_QUOTED;
        return true;
    }
    if (character == dialect->quote && dialect->quoting != QUOTE_NONE) {
        reader->state = dialect->double_quote ? QUOTE_IN_QUOTED : IN_FIELD;
        return true;
    }
    return add(rt, reader, character);
}

/* A quote was seen inside quotes: the end of them, or half of a doubled one. */
static bool quote_in_quoted(Runtime *rt, CsvReader *reader, const CsvDialect *dialect,
                            uint32_t character) {
    if (character == dialect->quote && dialect->quoting != QUOTE_NONE) {
        return add_and_go(rt, reader, character, IN_QUOTED);
    }
    if (character == dialect->delimiter) {
        reader->state = START_FIELD;
        return save_field(rt, reader);
    }
    if (is_line_end(character)) {
        return end_field(rt, reader, character);
    }
    if (!dialect->strict) {
        return add_and_go(rt, reader, character, IN_FIELD);
    }
    Object *wanted = str_from_code_point(rt, dialect->delimiter);
    Object *quote = wanted ? str_from_code_point(rt, dialect->quote) : NULL;
    if (quote) {
        module_exception_raise(rt, csv_state(rt)->error, "'%U' expected after '%U'", wanted, quote);
    }
    release_nullable(rt, wanted);
    release_nullable(rt, quote);
    return false;
}

static bool process(Runtime *rt, CsvReader *reader, uint32_t character) {
    const CsvDialect *dialect = csv_dialect(reader->dialect);
    switch (reader->state) {
    case START_RECORD:
        if (character == LINE_END) {
            return true;
        }
        if (is_line_end(character)) {
            reader->state = END_OF_LINE;
            return true;
        }
        return start_field(rt, reader, dialect, character);
    case START_FIELD:
        return start_field(rt, reader, dialect, character);
    case ESCAPED:
        if (character == '\n' || character == '\r') {
            return add_and_go(rt, reader, character, AFTER_ESCAPED_LINE);
        }
        return add_and_go(rt, reader, character == LINE_END ? '\n' : character, IN_FIELD);
    case AFTER_ESCAPED_LINE:
        return character == LINE_END || in_field(rt, reader, dialect, character);
    case IN_FIELD:
        return in_field(rt, reader, dialect, character);
    case IN_QUOTED:
        return in_quoted(rt, reader, dialect, character);
    case ESCAPED_IN_QUOTED:
        return add_and_go(rt, reader, character == LINE_END ? '\n' : character, IN_QUOTED);
    case QUOTE_IN_QUOTED:
        return quote_in_quoted(rt, reader, dialect, character);
    case END_OF_LINE:
        if (character == LINE_END) {
            reader->state = START_RECORD;
        }
        return is_line_end(character) ||
               fail(rt, "new-line character seen in unquoted field - do you need to open the "
                        "file in universal-newline mode?");
    }
    return false;
}

static void reset(Runtime *rt, CsvReader *reader) {
    CLEAR_REF(rt, &reader->fields);
    writer_abandon(rt, &reader->field);
    writer_init(&reader->field);
    reader->state = START_RECORD;
    reader->numeric = false;
}

static bool read_line(Runtime *rt, CsvReader *reader, Object *line) {
    if (!type_is_str(rt, line)) {
        module_exception_raise(rt, csv_state(rt)->error,
                               "iterator should return strings, not %T (the file should be opened "
                               "in text mode)",
                               line);
        return false;
    }
    reader->line_number++;
    size_t length = str_length(line);
    budget_owe(rt, length / 2);
    for (size_t i = 0; i < length; i++) {
        if (!process(rt, reader, str_at(line, i))) {
            return false;
        }
    }
    return process(rt, reader, LINE_END);
}

/* The lines ended inside a row: 1 when it is given all the same, 0 when there is none, -1: error.
 */
static int end_inside(Runtime *rt, CsvReader *reader) {
    if (error_pending(rt)) {
        return -1;
    }
    if (reader->field.length == 0 && reader->state != IN_QUOTED) {
        return 0;
    }
    if (csv_dialect(reader->dialect)->strict) {
        fail(rt, "unexpected end of data");
        return -1;
    }
    return save_field(rt, reader) ? 1 : -1;
}

static Object *reader_next(Runtime *rt, Object *self) {
    CsvReader *reader = as_reader(self);
    reset(rt, reader);
    reader->fields = list_new(rt, 0);
    bool more = reader->fields != NULL;
    while (more) {
        Object *line = object_next(rt, reader->lines);
        if (!line) {
            int whole = end_inside(rt, reader);
            more = false;
            if (whole <= 0) {
                reset(rt, reader);
            }
            break;
        }
        bool done = reader->fields && read_line(rt, reader, line);
        release(rt, line);
        if (!done) {
            reset(rt, reader);
            return error_pending(rt) ? NULL : raise_runtime_error(rt, "the reader is being used");
        }
        more = reader->state != START_RECORD;
    }
    Object *row = reader->fields;
    reader->fields = NULL;
    return row;
}

/* ---- life ---- */

NEW_REF Object *csv_reader_new(Runtime *rt, Object *module, Object *const *args, size_t count,
                               Object *keyword_names) {
    (void)module;
    if (!arguments_check_count(rt, "reader", count, 1, 2)) {
        return NULL;
    }
    Object *lines = object_iter(rt, args[0]);
    Object *dialect =
        lines ? csv_dialect_make(rt, count > 1 ? args[1] : NULL, args + count, keyword_names)
              : NULL;
    Object *self =
        dialect ? object_new_container(rt, csv_state(rt)->reader_type, sizeof(CsvReader)) : NULL;
    if (!self) {
        release_nullable(rt, lines);
        release_nullable(rt, dialect);
        return NULL;
    }
    as_reader(self)->lines = lines;
    as_reader(self)->dialect = dialect;
    writer_init(&as_reader(self)->field);
    return self;
}

static void reader_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_reader(self)->lines);
    CLEAR_REF(rt, &as_reader(self)->fields);
}

static void reader_dealloc(Runtime *rt, Object *self) {
    reset(rt, as_reader(self));
    CLEAR_REF(rt, &as_reader(self)->lines);
    CLEAR_REF(rt, &as_reader(self)->dialect);
    object_free_container(rt, self, sizeof(CsvReader));
}

static void reader_traverse(Object *self, VisitFunction visit, void *context) {
    Object *held[] = {as_reader(self)->lines, as_reader(self)->dialect, as_reader(self)->fields};
    for (size_t i = 0; i < COUNT_OF(held); i++) {
        if (held[i]) {
            visit(held[i], context);
        }
    }
}

static Object *reader_iter(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *get_dialect(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_reader(self)->dialect);
}

static Object *get_line_number(Runtime *rt, Object *self) {
    return int_from_uint64(rt, as_reader(self)->line_number);
}

static const AttributeRow READER_ATTRIBUTES[] = {
    {"dialect", get_dialect, native_read_only, NULL},
    {"line_num", get_line_number, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec csv_reader_type = {
    .slots =
        {
            .name = "_csv.reader",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(CsvReader),
            .dealloc = reader_dealloc,
            .traverse = reader_traverse,
            .clear = reader_clear,
            .iter = reader_iter,
            .next = reader_next,
        },
    .attributes = READER_ATTRIBUTES,
    .doc = "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\n"
           "in CSV format.\n",
    .module = "_csv",
};
