/* Lines of source files for tracebacks, and the ^^^^ markers under them. */
#ifndef OURO_MODULES_SOURCE_LINES_H
#define OURO_MODULES_SOURCE_LINES_H

#include "object/str.h"
#include "vm/traceback.h"

/* The function that ran at a level of a traceback, borrowed: its frame may be over or still run. */
static inline const FunctionObject *source_lines_function(const TracebackObject *level) {
    return level->frame->live ? level->frame->live->function : level->frame->function;
}

/* The file read last, in UTF-8. */
typedef struct SourceFile {
    Object *name; /* owned; NULL: none */
    char *text;   /* owned */
    size_t size;
} SourceFile;

/* One line without its newline, borrowed from the file. */
typedef struct SourceLine {
    const char *text;
    size_t size;   /* bytes */
    size_t indent; /* white space in front, bytes (it is ASCII) */
} SourceLine;

/* False when there is no such line; no error is pending then. */
bool source_lines_find(Runtime *rt, SourceFile *file, Object *filename, uint32_t lineno,
                       SourceLine *out);
void source_lines_close(Runtime *rt, SourceFile *file);

/* The columns to mark, in characters from the start of the line: [start, end), and inside it the
 * operator [inner_start, inner_end), empty when there is none. */
typedef struct SourceMarks {
    size_t start, end;
    size_t inner_start, inner_end;
} SourceMarks;

/* False when nothing is to be marked: positions unknown, or the whole line would be. */
bool source_lines_marks(Runtime *rt, const SourceLine *line, CodePosition position,
                        SourceMarks *out);

#endif
