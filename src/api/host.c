/* host: what a program writes, reads and imports goes to the host. */
#include "api/host.h"

#include "object/bytes.h"
#include "object/exception.h"
#include "object/grants.h"
#include "object/operations.h"
#include <errno.h>
#include <string.h>

static bool write_stream(Runtime *rt, int stream, const char *text, size_t length) {
    OuroRuntime *runtime = embed_of(rt);
    if (!runtime || !runtime->write) {
        return grants_ask(rt, GRANT_STREAMS) && false;
    }
    if (!runtime->write(runtime->user, (OuroStream)stream, text, length) && !error_pending(rt)) {
        raise_os_error(rt, EIO, NULL);
    }
    return !error_pending(rt);
}

static int64_t read_stream(Runtime *rt, char *buffer, size_t size) {
    OuroRuntime *runtime = embed_of(rt);
    if (!runtime || !runtime->read) {
        grants_ask(rt, GRANT_STREAMS);
        return -1;
    }
    ptrdiff_t got = runtime->read(runtime->user, buffer, size);
    if ((got < 0 || (size_t)got > size) && !error_pending(rt)) {
        raise_os_error(rt, EIO, NULL);
    }
    return error_pending(rt) ? -1 : got;
}

static void log_text(Runtime *rt, const char *text) {
    OuroRuntime *runtime = embed_of(rt);
    if (runtime && runtime->log) {
        runtime->log(runtime->user, OURO_LOG_ERROR, text);
    }
}

static bool load_module(Runtime *rt, Object *name, HostModule *out) {
    OuroRuntime *runtime = embed_of(rt);
    Object *holder = NULL;
    const char *text = str_utf8(rt, name, NULL, &holder, true);
    OuroSource source = {0};
    bool found = text && runtime->load(runtime->user, runtime, text, &source);
    *out = (HostModule){.module = embed_in(ouro_borrow(source.module))};
    if (found && !source.module) {
        out->source = bytes_from_data(rt, source.text, source.length);
        out->filename =
            source.filename ? embed_text(rt, source.filename) : str_format(rt, "<host %U>", name);
        out->is_package = source.is_package;
        if (!out->source || !out->filename) {
            CLEAR_REF(rt, &out->source);
            CLEAR_REF(rt, &out->filename);
        }
    }
    release_nullable(rt, holder);
    return found && !error_pending(rt);
}

void host_open(OuroRuntime *runtime) {
    RuntimeHooks *hooks = &runtime->rt->hooks;
    hooks->write_stream = write_stream;
    hooks->read_stream = read_stream;
    hooks->log = runtime->log ? log_text : NULL;
    hooks->load_module = runtime->load ? load_module : NULL;
}
