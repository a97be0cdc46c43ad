/* literal: see literal.h. */
#include "compile/literal.h"

#include "object/bytes.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/operations.h"

Object *literal_object(Runtime *rt, const AstConstant *constant) {
    switch ((AstConstantKind)constant->kind) {
    case AST_NONE:
        return retain(NONE);
    case AST_FALSE:
        return retain(FALSE_OBJECT);
    case AST_TRUE:
        return retain(TRUE_OBJECT);
    case AST_ELLIPSIS:
        return retain(ELLIPSIS);
    case AST_INT:
        return int_from_digits(rt, constant->text, constant->length, constant->base, false);
    case AST_FLOAT:
        return float_from_double(rt, constant->number);
    case AST_IMAGINARY:
        return complex_from_doubles(rt, 0.0, constant->number);
    case AST_STR:
        return str_from_utf8(rt, constant->text, constant->length);
    case AST_BYTES:
        return bytes_from_data(rt, constant->text, constant->length);
    case AST_OBJECT:
        return retain((Object *)constant->object);
    }
    return NULL;
}
