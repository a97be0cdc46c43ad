/* Running generators, coroutines and asynchronous generators from C. */
#ifndef OURO_VM_GENERATOR_RUN_H
#define OURO_VM_GENERATOR_RUN_H

#include "vm/generator.h"

/* Resumes with value (borrowed; NULL: raise the pending exception inside). Result: the value
 * yielded, or NULL: with *returned set, the return value there (new reference) and no error
 * pending; else an error is pending. */
NEW_REF Object *generator_resume(Runtime *rt, GeneratorObject *generator, Object *value,
                                 Object **returned);
/* send() for any object that SEND meets; throw with delegation. */
NEW_REF Object *generator_throw(Runtime *rt, Object *generator, Object *exception);
/* The same; args are what exception was made from. */
NEW_REF Object *generator_throw_args(Runtime *rt, Object *generator, Object *exception,
                                     Object *const *args, size_t count);
bool generator_close(Runtime *rt, Object *generator);
/* anext(iterator, default): awaits awaitable, StopAsyncIteration gives fallback. */
NEW_REF Object *async_generator_anext_default(Runtime *rt, Object *awaitable, Object *fallback);

/* Slots shared by the types. */
NEW_REF Object *generator_send(Runtime *rt, Object *self, Object *value);
NEW_REF Object *generator_next(Runtime *rt, Object *self);
NEW_REF Object *generator_thrown(Runtime *rt, Object *const *args, size_t count);
void generator_traverse(Object *self, VisitFunction visit, void *context);
void generator_clear(Runtime *rt, Object *self);
void generator_finalize(Runtime *rt, Object *self);
void generator_dealloc(Runtime *rt, Object *self);

#endif
