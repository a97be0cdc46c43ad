/* What a text file writes and reads, in bytes of its encoding. */
#ifndef OURO_MODULES_IO_TEXT_CODEC_H
#define OURO_MODULES_IO_TEXT_CODEC_H

#include "modules/io_types.h"

NEW_REF Object *io_text_encode(Runtime *rt, const TextFile *file, Object *text);

/* Bytes at the end that only begin a character wait in file->undecoded, unless they are `final`. */
NEW_REF Object *io_text_decode(Runtime *rt, TextFile *file, const Object *bytes, bool final);

#endif
