/* literal: the object that a constant of the tree stands for. */
#ifndef OURO_COMPILE_LITERAL_H
#define OURO_COMPILE_LITERAL_H

#include "compile/ast.h"
#include "object/object.h"

/* NULL: MemoryError is pending. */
NEW_REF Object *literal_object(Runtime *rt, const AstConstant *constant);

#endif
