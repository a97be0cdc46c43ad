/* errno: the system's error numbers by name. */
#include "modules/errno_module.h"

#include "object/dict.h"
#include "object/int.h"
#include "object/str.h"
#include <errno.h>

#define ERRNO_ROW(name)                                                                            \
    { #name, name }

static const struct {
    const char *name;
    int number;
} NUMBERS[] = {
    ERRNO_ROW(EPERM),
    ERRNO_ROW(ENOENT),
    ERRNO_ROW(ESRCH),
    ERRNO_ROW(EINTR),
    ERRNO_ROW(EIO),
    ERRNO_ROW(ENXIO),
    ERRNO_ROW(E2BIG),
    ERRNO_ROW(ENOEXEC),
    ERRNO_ROW(EBADF),
    ERRNO_ROW(ECHILD),
    ERRNO_ROW(EAGAIN),
    ERRNO_ROW(EWOULDBLOCK),
    ERRNO_ROW(ENOMEM),
    ERRNO_ROW(EACCES),
    ERRNO_ROW(EFAULT),
    ERRNO_ROW(ENOTBLK),
    ERRNO_ROW(EBUSY),
    ERRNO_ROW(EEXIST),
    ERRNO_ROW(EXDEV),
    ERRNO_ROW(ENODEV),
    ERRNO_ROW(ENOTDIR),
    ERRNO_ROW(EISDIR),
    ERRNO_ROW(EINVAL),
    ERRNO_ROW(ENFILE),
    ERRNO_ROW(EMFILE),
    ERRNO_ROW(ENOTTY),
    ERRNO_ROW(ETXTBSY),
    ERRNO_ROW(EFBIG),
    ERRNO_ROW(ENOSPC),
    ERRNO_ROW(ESPIPE),
    ERRNO_ROW(EROFS),
    ERRNO_ROW(EMLINK),
    ERRNO_ROW(EPIPE),
    ERRNO_ROW(EDOM),
    ERRNO_ROW(ERANGE),
    ERRNO_ROW(EDEADLK),
    ERRNO_ROW(EDEADLOCK),
    ERRNO_ROW(ENAMETOOLONG),
    ERRNO_ROW(ENOLCK),
    ERRNO_ROW(ENOSYS),
    ERRNO_ROW(ENOTEMPTY),
    ERRNO_ROW(ELOOP),
    ERRNO_ROW(ENOMSG),
    ERRNO_ROW(EIDRM),
    ERRNO_ROW(ECHRNG),
    ERRNO_ROW(EL2NSYNC),
    ERRNO_ROW(EL3HLT),
    ERRNO_ROW(EL3RST),
    ERRNO_ROW(ELNRNG),
    ERRNO_ROW(EUNATCH),
    ERRNO_ROW(ENOCSI),
    ERRNO_ROW(EL2HLT),
    ERRNO_ROW(EBADE),
    ERRNO_ROW(EBADR),
    ERRNO_ROW(EXFULL),
    ERRNO_ROW(ENOANO),
    ERRNO_ROW(EBADRQC),
    ERRNO_ROW(EBADSLT),
    ERRNO_ROW(EBFONT),
    ERRNO_ROW(ENOSTR),
    ERRNO_ROW(ENODATA),
    ERRNO_ROW(ETIME),
    ERRNO_ROW(ENOSR),
    ERRNO_ROW(ENONET),
    ERRNO_ROW(ENOPKG),
    ERRNO_ROW(EREMOTE),
    ERRNO_ROW(ENOLINK),
    ERRNO_ROW(EADV),
    ERRNO_ROW(ESRMNT),
    ERRNO_ROW(ECOMM),
    ERRNO_ROW(EPROTO),
    ERRNO_ROW(EMULTIHOP),
    ERRNO_ROW(EDOTDOT),
    ERRNO_ROW(EBADMSG),
    ERRNO_ROW(EOVERFLOW),
    ERRNO_ROW(ENOTUNIQ),
    ERRNO_ROW(EBADFD),
    ERRNO_ROW(EREMCHG),
    ERRNO_ROW(ELIBACC),
    ERRNO_ROW(ELIBBAD),
    ERRNO_ROW(ELIBSCN),
    ERRNO_ROW(ELIBMAX),
    ERRNO_ROW(ELIBEXEC),
    ERRNO_ROW(EILSEQ),
    ERRNO_ROW(ERESTART),
    ERRNO_ROW(ESTRPIPE),
    ERRNO_ROW(EUSERS),
    ERRNO_ROW(ENOTSOCK),
    ERRNO_ROW(EDESTADDRREQ),
    ERRNO_ROW(EMSGSIZE),
    ERRNO_ROW(EPROTOTYPE),
    ERRNO_ROW(ENOPROTOOPT),
    ERRNO_ROW(EPROTONOSUPPORT),
    ERRNO_ROW(ESOCKTNOSUPPORT),
    ERRNO_ROW(ENOTSUP),
    ERRNO_ROW(EOPNOTSUPP),
    ERRNO_ROW(EPFNOSUPPORT),
    ERRNO_ROW(EAFNOSUPPORT),
    ERRNO_ROW(EADDRINUSE),
    ERRNO_ROW(EADDRNOTAVAIL),
    ERRNO_ROW(ENETDOWN),
    ERRNO_ROW(ENETUNREACH),
    ERRNO_ROW(ENETRESET),
    ERRNO_ROW(ECONNABORTED),
    ERRNO_ROW(ECONNRESET),
    ERRNO_ROW(ENOBUFS),
    ERRNO_ROW(EISCONN),
    ERRNO_ROW(ENOTCONN),
    ERRNO_ROW(ESHUTDOWN),
    ERRNO_ROW(ETOOMANYREFS),
    ERRNO_ROW(ETIMEDOUT),
    ERRNO_ROW(ECONNREFUSED),
    ERRNO_ROW(EHOSTDOWN),
    ERRNO_ROW(EHOSTUNREACH),
    ERRNO_ROW(EALREADY),
    ERRNO_ROW(EINPROGRESS),
    ERRNO_ROW(ESTALE),
    ERRNO_ROW(EUCLEAN),
    ERRNO_ROW(ENOTNAM),
    ERRNO_ROW(ENAVAIL),
    ERRNO_ROW(EISNAM),
    ERRNO_ROW(EREMOTEIO),
    ERRNO_ROW(EDQUOT),
    ERRNO_ROW(ENOMEDIUM),
    ERRNO_ROW(EMEDIUMTYPE),
    ERRNO_ROW(ECANCELED),
    ERRNO_ROW(ENOKEY),
    ERRNO_ROW(EKEYEXPIRED),
    ERRNO_ROW(EKEYREVOKED),
    ERRNO_ROW(EKEYREJECTED),
    ERRNO_ROW(EOWNERDEAD),
    ERRNO_ROW(ENOTRECOVERABLE),
    ERRNO_ROW(ERFKILL),
};

static bool errno_populate(Runtime *rt, Object *dict) {
    Object *codes = dict_new(rt);
    bool done = codes && dict_set_cstring(rt, dict, "errorcode", codes);
    for (size_t idx = 0; done && idx < COUNT_OF(NUMBERS); idx++) {
        Object *number = int_from_int64(rt, NUMBERS[idx].number);
        Object *name = number ? str_from_cstring(rt, NUMBERS[idx].name) : NULL;
        done = name && dict_set_cstring(rt, dict, NUMBERS[idx].name, number) &&
               dict_set_default(rt, codes, number, name);
        release_nullable(rt, name);
        release_nullable(rt, number);
    }
    release_nullable(rt, codes);
    return done;
}

const ModuleSpec errno_module = {
    .name = "errno",
    .doc = "This module makes available standard errno system symbols.\n\nThe value of each symbol "
           "is the corresponding integer value,\ne.g., on most systems, errno.ENOENT equals the "
           "integer 2.",
    .populate = errno_populate,
};
