/* describe: values as short texts, made without running anybody's code. */
#ifndef OURO_API_DESCRIBE_H
#define OURO_API_DESCRIBE_H

#include "object/runtime.h"
#include "object/value.h"

/* Room for a text that is cut at its end. at <= end; always room for "…" and a zero behind end. */
typedef struct DescribeText {
    char *start, *at, *end;
    bool is_cut;
} DescribeText;

DescribeText describe_open(char *room, size_t size); /* size: at least 8 */
const char *describe_close(DescribeText *text);
void describe_put(DescribeText *text, const char *chars);
/* A str as it is; NULL: nothing. */
void describe_put_str(DescribeText *text, const Object *str);
/* 5, 'text', [1, 2, …], <Point x=1 y=2>. May take memory from the runtime's heap, which is given
 * back; where there is none the text says less. */
void describe_value(Runtime *rt, DescribeText *text, Value value);

#endif
