/* The error handlers as functions of an exception, for codecs.lookup_error. */
#ifndef OURO_TYPES_CODEC_HANDLERS_H
#define OURO_TYPES_CODEC_HANDLERS_H

#include "object/slots.h"

/* strict, ignore, replace, backslashreplace, xmlcharrefreplace, namereplace, surrogateescape,
 * surrogatepass: METHOD_ONE rows that give (replacement, position); ended by METHOD_ROW_END. */
extern const MethodRow codec_handler_rows[];

#endif
