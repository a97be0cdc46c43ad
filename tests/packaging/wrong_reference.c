/* Does not compile: a borrowed reference is not one to give up. */
#define OURO_CHECK_REFERENCES
#include <ouro.h>

void wrong(OuroRuntime *runtime, OuroBorrowed object);

void wrong(OuroRuntime *runtime, OuroBorrowed object) {
    ouro_release(runtime, object);
}
