/* Plays its input as a host program: operations of ouro.h on pools of references in some runtimes,
 * with host functions that play more of it while Python code runs, and wrong uses that the header
 * calls errors. What must hold after every operation: it failed if and only if an exception is
 * pending, and what was put in is what comes out. At the end every reference was given up, so that
 * nothing may live, and the host's data has been finalized as often as it was made. */
#include "api_words.h"
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "api/embed.h"

enum { WORLDS = 3, SLOTS = 12, VIEWS = 3, HELD_MAX = 512, DEPTH_MAX = 12, TEXT_MAX = 400 };

typedef struct World {
    OuroRuntime *runtime; /* NULL: closed */
    OuroRef slots[SLOTS];
    OuroView views[VIEWS];
    bool view_open[VIEWS];
    bool closing;   /* host functions play no more */
    int busy;       /* host functions of this runtime that run now */
    long instances; /* made and not finalized */
} World;

typedef struct HostData {
    World *world; /* NULL: not constructed yet */
    OuroRef item;
} HostData;

static struct {
    const uint8_t *at, *end;
    World worlds[WORLDS];
    World *now;
    OuroRef held[HELD_MAX]; /* arguments of operations that run: they live until those end */
    World *holders[HELD_MAX];
    int held_count;
    int depth; /* operations inside operations */
    char text[TEXT_MAX + 1];
} play;

static void operate(void);

/* ---- input ---- */

static unsigned byte(void) {
    return play.at < play.end ? *play.at++ : 0;
}

static int64_t number(void) {
    static const int64_t edges[] = {
        0,   1,   -1, INT64_MAX, INT64_MIN,        INT32_MAX, INT32_MIN, UINT32_MAX,
        255, 256, -6, 1LL << 62, -1 - (1LL << 62), 1LL << 53, 65536};
    unsigned chosen = byte();
    if (chosen < sizeof edges / sizeof *edges) {
        return edges[chosen];
    }
    return chosen < 200 ? (int64_t)chosen - 100 : (int64_t)(chosen * 256 + byte()) - 50000;
}

/* Bytes of the input, with a zero behind, good until the next call. */
static size_t raw_text(void) {
    size_t length = byte();
    length = length < 200 ? length % 16 : length;
    size_t left = (size_t)(play.end - play.at);
    length = length < left ? length : left;
    memcpy(play.text, play.at, length);
    play.text[length] = '\0';
    play.at += length;
    return length;
}

static const char *name(void) {
    unsigned chosen = byte();
    if (chosen >= 240) {
        raw_text();
        return play.text;
    }
    return attribute_names[chosen % (sizeof attribute_names / sizeof *attribute_names)];
}

static const char *builtin_name(void) {
    return builtin_names[byte() % (sizeof builtin_names / sizeof *builtin_names)];
}

static const char *program(void) {
    unsigned chosen = byte();
    if (chosen >= 200) {
        raw_text();
        return play.text;
    }
    return programs[chosen % (sizeof programs / sizeof *programs)];
}

/* ---- references ---- */

static OuroRuntime *runtime(void) {
    return play.now->runtime;
}

/* Keeps a reference until the operation that runs now ends. */
static OuroBorrowed hold(STEALS OuroRef reference) {
    if (play.held_count == HELD_MAX) {
        ouro_release(runtime(), reference);
        return ouro_none();
    }
    play.holders[play.held_count] = play.now;
    play.held[play.held_count++] = reference;
    return ouro_borrow(reference);
}

/* What a slot has; an empty one gives NULL, which is a wrong use. */
static OuroBorrowed any(void) {
    unsigned chosen = byte();
    OuroBorrowed found = ouro_borrow(play.now->slots[chosen % SLOTS]);
    if (!found && chosen < 240) {
        return ouro_none();
    }
    return hold(ouro_retain(found));
}

static size_t some(OuroBorrowed *items, size_t most) {
    size_t count = byte() % (most + 1);
    for (size_t i = 0; i < count; i++) {
        items[i] = any();
    }
    return count;
}

/* ---- outcomes ---- */

static void end_error(void) {
    OuroRuntime *rt = runtime();
    OuroError error;
    int code = -1;
    switch (byte() % 6) {
    case 0:
        ouro_error_finish(rt, &code);
        MUST(code != -1);
        break;
    case 1:
        MUST(ouro_last_error(rt));
        ouro_error_drop(rt);
        break;
    case 2:
        MUST(ouro_error_take(rt, &error));
        MUST(error.kind != OURO_ERROR_NONE && error.type && error.message && error.traceback);
        MUST(error.frame_count == 0 || error.frames);
        hold(ouro_retain(ouro_borrow(error.value)));
        ouro_error_free(rt, &error);
        break;
    default:
        ouro_error_drop(rt);
    }
    MUST(ouro_error_kind(rt) == OURO_ERROR_NONE);
    MUST(!ouro_error_take(rt, &error));
}

static void settle(bool done) {
    MUST(done == (ouro_error_kind(runtime()) == OURO_ERROR_NONE));
    if (!done) {
        end_error();
    }
}

/* For what tells by NULL or false that there is nothing, too. */
static void settle_any(void) {
    settle(ouro_error_kind(runtime()) == OURO_ERROR_NONE);
}

static void put(STEALS OuroRef made) {
    settle(made != NULL);
    OuroRef *slot = &play.now->slots[byte() % SLOTS];
    OuroRef old = *slot;
    *slot = made;
    ouro_release(runtime(), old); /* may play on */
}

static void put_result(OuroResult result) {
    settle(result != OURO_FAILED);
}

/* ---- the host's own ---- */

static OuroRef host_run(OuroRuntime *inside, const OuroCall *call) {
    World *before = play.now;
    for (World *world = play.worlds; world < play.worlds + WORLDS; world++) {
        if (world->runtime == inside) {
            play.now = world;
        }
    }
    MUST(runtime() == inside && ouro_user(inside) == play.now);
    play.now->busy++;
    World *mine = play.now;
    OuroRef result = ouro_retain(call->count ? call->arguments[0] : ouro_none());
    unsigned count = mine->closing || play.depth == DEPTH_MAX ? 0 : byte() % 4;
    for (; count > 0; count--) {
        operate();
        play.now = mine;
    }
    mine->busy--;
    play.now = mine;
    switch (byte() % 8) {
    case 0:
        ouro_release(inside, result);
        result = ouro_raise(inside, builtin_name(), "%s %d", name(), 3);
        break;
    case 1:
        ouro_release(inside, result);
        result = NULL; /* a wrong use: SystemError */
        break;
    case 2:
        ouro_interrupt(inside);
        break;
    case 3:
        (void)ouro_raise(inside, "KeyError", "with a result"); /* a wrong use */
        break;
    case 4:
        (void)ouro_keyword(inside, call, name());
        break;
    default:
        break;
    }
    play.now = before;
    return result;
}

static World *world_of(OuroRuntime *inside) {
    return ouro_user(inside);
}

static OuroRef host_construct(OuroRuntime *inside, const OuroCall *call) {
    HostData *data = call->self_data;
    OuroRef old = data->item;
    world_of(inside)->instances += data->world == NULL;
    data->world = world_of(inside);
    data->item = call->count ? ouro_retain(call->arguments[0]) : NULL;
    ouro_release(inside, old); /* __init__ may be called again */
    return ouro_retain(ouro_none());
}

static void host_finalize(OuroRuntime *inside, void *data) {
    HostData *mine = data;
    ouro_release(inside, mine->item);
    if (mine->world) {
        MUST(mine->world == world_of(inside));
        mine->world->instances--;
    }
}

static void host_traverse(void *data, OuroVisit visit, void *context) {
    HostData *mine = data;
    if (mine->item) {
        visit(ouro_borrow(mine->item), context);
    }
}

static void host_clear(OuroRuntime *inside, void *data) {
    HostData *mine = data;
    OuroRef old = mine->item;
    mine->item = NULL;
    ouro_release(inside, old);
}

static OuroRef host_get(OuroRuntime *inside, const OuroCall *call) {
    (void)inside;
    HostData *mine = call->self_data;
    return ouro_retain(mine->item ? ouro_borrow(mine->item) : ouro_none());
}

static OuroRef host_set(OuroRuntime *inside, const OuroCall *call) {
    HostData *mine = call->self_data;
    OuroRef old = mine->item;
    mine->item = call->count ? ouro_retain(call->arguments[0]) : NULL;
    ouro_release(inside, old);
    return ouro_retain(ouro_none());
}

static OuroRef host_length(OuroRuntime *inside, const OuroCall *call) {
    (void)call;
    return ouro_int(inside, number());
}

static const OuroMethod run_row = {"run", host_run, 0, OURO_ANY_COUNT, true, "Plays on.", NULL};
static const OuroMethod functions[] = {
    {"run", host_run, 0, OURO_ANY_COUNT, true, NULL, NULL},
    {"one", host_run, 1, 1, false, "One argument.", NULL},
    {.name = NULL},
};
static const OuroMethod methods[] = {
    {"__len__", host_length, 0, 0, false, NULL, NULL},
    {"__getitem__", host_run, 1, 1, false, NULL, NULL},
    {"__call__", host_run, 0, OURO_ANY_COUNT, true, NULL, NULL},
    {"__eq__", host_run, 1, 1, false, NULL, NULL},
    {"__iter__", host_get, 0, 0, false, NULL, NULL},
    {"get", host_get, 0, 0, false, "The item.", NULL},
    {.name = NULL},
};
static const OuroProperty properties[] = {
    {"item", host_get, host_set, "The item.", NULL},
    {"value", host_get, NULL, NULL, NULL},
    {.name = NULL},
};
static const OuroType host_type = {.name = "fuzz.host",
                                   .data_size = sizeof(HostData),
                                   .construct = host_construct,
                                   .finalize = host_finalize,
                                   .traverse = host_traverse,
                                   .clear = host_clear,
                                   .methods = methods,
                                   .properties = properties,
                                   .subclassable = true};
static const OuroType plain_type = {.name = "plain", .methods = functions};

static bool host_write(void *user, OuroStream stream, const char *text, size_t length) {
    (void)user;
    (void)stream;
    MUST(text || length == 0);
    return byte() != 77;
}

static ptrdiff_t host_read(void *user, char *buffer, size_t size) {
    (void)user;
    size_t length = byte() % 20;
    memset(buffer, "a\n\xC3"[byte() % 3], length < size ? length : size);
    return byte() == 77 ? -1 : (ptrdiff_t)(length < size ? length : size);
}

static bool host_load(void *user, OuroRuntime *inside, const char *wanted, OuroSource *source) {
    (void)user;
    switch (byte() % 8) {
    case 0:
        source->text = program();
        source->length = strlen(source->text);
        source->is_package = byte() & 1;
        return true;
    case 1:
        ouro_raise(inside, "ValueError", "no %s today", wanted);
        return false;
    case 2:
        source->module = ouro_int(inside, 3);
        return source->module != NULL;
    default:
        return false;
    }
}

static void host_log(void *user, OuroLogLevel level, const char *text) {
    (void)user;
    (void)level;
    MUST(text);
}

/* ---- worlds ---- */

static void open_world(World *world) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.heap_limit_bytes = (size_t)(1 + byte() % 16) << 19;
    config.instruction_budget = 2000 + byte() * 300;
    config.time_budget_ns = byte() & 1 ? 1000000000 : 0;
    config.call_depth = 40 + byte();
    config.catchable_budgets = byte() & 1;
    config.user = world;
    config.write = byte() & 1 ? host_write : NULL;
    config.read = byte() & 1 ? host_read : NULL;
    config.load = byte() & 1 ? host_load : NULL;
    config.log = byte() & 1 ? host_log : NULL;
    *world = (World){.runtime = ouro_open(&config)};
    MUST(world->runtime);
    World *before = play.now;
    play.now = world;
    OuroRef run = ouro_function(runtime(), &run_row);
    OuroRef type = ouro_type(runtime(), &host_type);
    settle(run && ouro_set_global(runtime(), "run", ouro_borrow(run)));
    settle(type && ouro_set_global(runtime(), "host", ouro_borrow(type)));
    ouro_release(runtime(), run);
    ouro_release(runtime(), type);
    play.now = before ? before : world;
}

static void close_world(World *world) {
    World *before = play.now;
    play.now = world;
    for (int i = 0; i < VIEWS; i++) {
        if (world->view_open[i]) {
            ouro_view_close(world->runtime, &world->views[i]);
        }
    }
    world->closing = true;
    bool gives_up = byte() != 99; /* else what the host still has goes with the runtime */
    for (int i = 0; i < SLOTS && gives_up; i++) {
        ouro_release(world->runtime, world->slots[i]);
    }
    heap_fail_after(world->runtime->rt->heap, 0, false);
    heap_verify(world->runtime->rt->heap);
    if (gives_up) {
        ouro_close_checked(world->runtime, tell_leak, NULL);
        MUST(world->instances == 0);
    } else {
        ouro_close(world->runtime);
    }
    *world = (World){.runtime = NULL};
    play.now = before;
}

static void op_switch(void) {
    World *world = &play.worlds[byte() % WORLDS];
    if (!world->runtime) {
        open_world(world);
    } else if (world != play.now && world->busy == 0 && !world->closing && byte() % 4 == 0) {
        for (int i = 0; i < play.held_count; i++) {
            if (play.holders[i] == world) {
                return;
            }
        }
        close_world(world);
        return;
    }
    play.now = world;
}

static void op_budgets(void) {
    ouro_set_budgets(runtime(), 500 + byte() * 100, byte() & 1 ? 500000000 : 0);
    MUST(ouro_time_used_ns(runtime()) < 60000000000u);
    (void)ouro_instructions_used(runtime());
}

static void op_interrupt(void) {
    if (byte() & 1) {
        ouro_interrupt(runtime());
    } else {
        ouro_forget_interrupt(runtime());
    }
}

static void op_collect(void) {
    settle(ouro_collect(runtime()) >= 0);
}

static void op_fail(void) {
    heap_fail_after(runtime()->rt->heap, byte() % 64, byte() % 8 == 0);
}

static void op_stop_failing(void) {
    heap_fail_after(runtime()->rt->heap, 0, false);
}

/* ---- making ---- */

static void op_number(void) {
    int64_t wanted = number(), got = ~wanted;
    OuroRef made = ouro_int(runtime(), wanted);
    if (made) {
        MUST(ouro_as_int64(runtime(), ouro_borrow(made), &got) && got == wanted);
        MUST(ouro_kind(runtime(), ouro_borrow(made)) == OURO_INT);
    }
    put(made);
}

static void op_unsigned(void) {
    uint64_t wanted = (uint64_t)number(), got = ~wanted;
    OuroRef made = ouro_uint(runtime(), wanted);
    MUST(!made || (ouro_as_uint64(runtime(), ouro_borrow(made), &got) && got == wanted));
    put(made);
}

static void op_big(void) {
    size_t length = raw_text(), used = length;
    bool negative = byte() & 1, sign = false;
    char copy[TEXT_MAX + 1], back[TEXT_MAX + 1];
    memcpy(copy, play.text, length);
    OuroRef made = ouro_int_from_bytes(runtime(), copy, length, negative);
    if (made) {
        size_t size = ouro_int_to_bytes(runtime(), ouro_borrow(made), back, length + 1, &sign);
        while (used > 1 && copy[used - 1] == 0) {
            used--;
        }
        MUST(size == (used ? used : 1) && memcmp(back, copy, length) == 0);
        MUST(sign == negative || (used <= 1 && (length == 0 || copy[0] == 0)));
    }
    put(made);
}

static void op_float(void) {
    double wanted = (double)number() / (double)number(), got = 0;
    OuroRef made = ouro_float(runtime(), wanted);
    MUST(!made || (ouro_as_double(runtime(), ouro_borrow(made), &got) &&
                   (got == wanted || (isnan(got) && isnan(wanted)))));
    put(made);
}

static void op_complex(void) {
    put(ouro_complex(runtime(), (double)number(), (double)number() / 3));
}

static void op_str(void) {
    size_t length = raw_text();
    put(byte() & 1 ? ouro_str(runtime(), play.text) : ouro_str_from(runtime(), play.text, length));
}

static void op_format(void) {
    put(ouro_str_format(runtime(), "%s:%5d:%.3g", name(), (int)byte(), 1.5));
}

static void op_bytes(void) {
    size_t length = raw_text();
    char copy[TEXT_MAX];
    memcpy(copy, play.text, length);
    OuroRef made =
        byte() & 1 ? ouro_bytes(runtime(), copy, length) : ouro_bytearray(runtime(), copy, length);
    OuroView view;
    if (made && ouro_view_open(runtime(), ouro_borrow(made), &view)) {
        MUST(view.size == length && memcmp(view.data, copy, length) == 0);
        ouro_view_close(runtime(), &view);
    } else if (made) {
        end_error();
    }
    put(made);
}

static void op_sequence(void) {
    OuroBorrowed items[6];
    size_t count = some(items, 6);
    bool is_list = byte() & 1;
    OuroRef made =
        is_list ? ouro_list(runtime(), items, count) : ouro_tuple(runtime(), items, count);
    if (made) {
        MUST(ouro_length(runtime(), ouro_borrow(made)) == (ptrdiff_t)count);
        for (size_t i = 0; i < count; i++) {
            OuroRef item = ouro_at(runtime(), ouro_borrow(made), (ptrdiff_t)i - (ptrdiff_t)count);
            MUST(!item || ouro_borrow(item) == items[i]);
            settle(item != NULL);
            ouro_release(runtime(), item);
        }
    }
    put(made);
}

static void op_set(void) {
    OuroBorrowed items[6];
    size_t count = some(items, 6);
    put(byte() & 1 ? ouro_set(runtime(), items, count) : ouro_frozenset(runtime(), items, count));
}

static void op_dict(void) {
    put(byte() & 1 ? ouro_dict(runtime()) : ouro_namespace(runtime()));
}

static void op_slice(void) {
    OuroBorrowed start = any(), stop = any();
    put(ouro_slice(runtime(), start, stop, any()));
}

static void op_module(void) {
    put(ouro_add_module(runtime(), name()));
}

static void op_builtin(void) {
    put(ouro_builtin(runtime(), builtin_name()));
}

static void op_constant(void) {
    put(ouro_retain(byte() & 1 ? ouro_none() : ouro_bool(byte() & 1)));
}

static void op_empty(void) {
    OuroRef *slot = &play.now->slots[byte() % SLOTS];
    OuroRef old = *slot;
    *slot = NULL;
    ouro_release(runtime(), old);
}

/* ---- reading ---- */

static void op_kind(void) {
    OuroBorrowed object = any();
    MUST(ouro_kind(runtime(), object) <= OURO_OTHER);
    MUST(ouro_type_name(runtime(), object));
    (void)ouro_is_callable(runtime(), object);
    settle(true);
}

static void op_as_number(void) {
    OuroBorrowed object = any();
    int64_t as_signed;
    uint64_t as_unsigned;
    double real, imaginary;
    settle(ouro_as_int64(runtime(), object, &as_signed));
    settle(ouro_as_uint64(runtime(), object, &as_unsigned));
    settle(ouro_as_double(runtime(), object, &real));
    settle(ouro_as_complex(runtime(), object, &real, &imaginary));
}

static void op_truth(void) {
    settle(ouro_is_true(runtime(), any()) >= 0);
}

static void op_int_bytes(void) {
    unsigned char magnitude[16];
    bool negative;
    settle(ouro_int_to_bytes(runtime(), any(), magnitude, byte() % 17, &negative) > 0);
}

static void op_view(void) {
    int which = (int)(byte() % VIEWS);
    OuroView *view = &play.now->views[which];
    if (play.now->view_open[which]) {
        for (size_t i = 0; i < view->size; i += 1 + view->size / 50) {
            (void)*(volatile const char *)&view->data[i]; /* is there to be read */
        }
        play.now->view_open[which] = false;
        ouro_view_close(runtime(), view);
        return;
    }
    OuroView opened;
    bool done = byte() & 1 ? ouro_view_open(runtime(), any(), &opened)
                           : ouro_view_open_writable(runtime(), any(), &opened);
    bool is_free = !play.now->view_open[which]; /* Python code may have run */
    if (done && is_free) {
        *view = opened;
        play.now->view_open[which] = true;
    } else if (done) {
        ouro_view_close(runtime(), &opened);
    }
    settle(done);
}

static void op_text(void) {
    OuroBorrowed object = any();
    size_t length = 0;
    int width = 0;
    const char *text = ouro_as_text(runtime(), object, &length);
    MUST(!text || text[length] == '\0');
    settle(text != NULL);
    const void *points = ouro_as_code_points(runtime(), object, &length, &width);
    MUST(!points || width == 1 || width == 2 || width == 4);
    settle(points != NULL);
}

static void op_show(void) {
    OuroBorrowed object = any();
    put(byte() & 1 ? ouro_to_str(runtime(), object) : ouro_repr(runtime(), object));
}

/* ---- containers ---- */

static void op_length(void) {
    settle(ouro_length(runtime(), any()) >= 0);
}

static void op_get(void) {
    OuroBorrowed container = any();
    switch (byte() % 3) {
    case 0:
        put(ouro_get_item(runtime(), container, any()));
        break;
    case 1:
        put(ouro_at(runtime(), container, (ptrdiff_t)number()));
        break;
    default:
        put(ouro_get_key(runtime(), container, name()));
    }
}

static void op_store(void) {
    OuroBorrowed container = any(), value = any();
    switch (byte() % 3) {
    case 0:
        settle(ouro_set_item(runtime(), container, any(), value));
        break;
    case 1:
        settle(ouro_set_at(runtime(), container, (ptrdiff_t)number(), value));
        break;
    default:
        settle(ouro_set_key(runtime(), container, name(), value));
    }
}

static void op_delete(void) {
    OuroBorrowed container = any();
    settle(ouro_delete_item(runtime(), container, any()));
}

static void op_contains(void) {
    OuroBorrowed container = any();
    settle(ouro_contains(runtime(), container, any()) >= 0);
}

static void op_append(void) {
    OuroBorrowed container = any();
    settle(byte() & 1 ? ouro_append(runtime(), container, any())
                      : ouro_add(runtime(), container, any()));
}

static void op_entries(void) {
    OuroBorrowed dict = any(), key, value;
    size_t position = 0, count = 0;
    while (ouro_dict_next(runtime(), dict, &position, &key, &value)) {
        MUST(key && value);
        count++;
    }
    settle(true);
    MUST(count == 0 || ouro_kind(runtime(), dict) == OURO_DICT);
}

static void op_iterate(void) {
    put(ouro_iterate(runtime(), any()));
}

static void op_next(void) {
    OuroBorrowed iterator = any();
    for (unsigned count = byte() % 4; count > 0; count--) {
        OuroRef item = ouro_next(runtime(), iterator);
        MUST(!item || ouro_error_kind(runtime()) == OURO_ERROR_NONE);
        settle_any();
        if (item) {
            put(item);
        }
    }
}

/* ---- names, attributes, calls ---- */

static void op_global(void) {
    if (byte() & 1) {
        put(ouro_get_global(runtime(), name()));
    } else {
        OuroBorrowed value = any();
        settle(ouro_set_global(runtime(), name(), value));
    }
}

static void op_attribute(void) {
    OuroBorrowed object = any();
    switch (byte() % 4) {
    case 0:
        settle(ouro_delete_attr(runtime(), object, name()));
        break;
    case 1:
        settle(ouro_has_attr(runtime(), object, name()) >= 0);
        break;
    case 2: {
        OuroBorrowed value = any();
        settle(ouro_set_attr(runtime(), object, name(), value));
        break;
    }
    default:
        put(ouro_get_attr(runtime(), object, name()));
    }
}

static void op_call(void) {
    static const char *const keywords[] = {"x", "key", "x", "self"};
    OuroBorrowed callable = any(), arguments[6];
    size_t count = some(arguments, 6), named;
    switch (byte() % 3) {
    case 0:
        put(ouro_call(runtime(), callable, arguments, count));
        break;
    case 1:
        put(ouro_call_method(runtime(), callable, name(), arguments, count));
        break;
    default:
        named = byte() % 4;
        named = named < count ? named : count;
        put(ouro_call_keywords(runtime(), callable, arguments, count - named, keywords, named));
    }
}

static void op_compare(void) {
    OuroBorrowed a = any(), b = any();
    switch (byte() % 3) {
    case 0:
        settle(ouro_equal(runtime(), a, b) >= 0);
        break;
    case 1:
        settle(ouro_less(runtime(), a, b) >= 0);
        break;
    default:
        settle(ouro_is_instance(runtime(), a, b) >= 0);
    }
}

static void op_import(void) {
    static const char *const names[] = {"math", "sys", "gc", "x", "a.b", "builtins", "os", ""};
    put(ouro_import(runtime(), names[byte() % 8]));
}

/* ---- running ---- */

static void op_compile(void) {
    const char *text = program();
    OuroSourceKind kind = byte() & 1 ? OURO_EXPRESSION : OURO_STATEMENTS;
    put(ouro_compile(runtime(), text, strlen(text), "<fuzz>", kind));
}

static void op_run(void) {
    OuroBorrowed code = any(), globals = byte() & 1 ? any() : NULL;
    for (unsigned count = 1 + byte() % 3; count > 0; count--) {
        put(ouro_run(runtime(), code, globals));
    }
}

static void op_eval(void) {
    put(ouro_eval(runtime(), program()));
}

static void op_exec(void) {
    settle(ouro_exec(runtime(), program()));
}

static void op_text_run(void) {
    const char *text = program();
    put_result(byte() & 1 ? ouro_run_text(runtime(), text, strlen(text), "<fuzz>")
                          : ouro_run_interactive(runtime(), text, strlen(text)));
}

static void op_module_run(void) {
    put_result(ouro_run_module(runtime(), name()));
}

/* ---- host functions and types, errors, the command's ---- */

static void op_function(void) {
    if (byte() & 1) {
        put(ouro_function(runtime(), &functions[byte() % 2]));
    } else {
        settle(ouro_add_functions(runtime(), any(), functions));
    }
}

static void op_type(void) {
    put(ouro_type(runtime(), byte() & 1 ? &host_type : &plain_type));
}

static void op_instance(void) {
    HostData *data = NULL;
    OuroRef made = byte() & 1 ? ouro_instance(runtime(), &host_type, (void **)&data)
                              : ouro_instance(runtime(), &plain_type, NULL);
    if (made && data) {
        MUST(data->world == NULL && data->item == NULL);
        MUST(ouro_data(runtime(), ouro_borrow(made), &host_type) == data);
        data->world = play.now;
        data->item = ouro_retain(any());
        play.now->instances++;
    }
    put(made);
}

static void op_data(void) {
    settle(ouro_data(runtime(), any(), byte() & 1 ? &host_type : &plain_type) != NULL);
}

static void op_raise(void) {
    OuroRef nothing = byte() & 1 ? ouro_raise(runtime(), builtin_name(), "%s", name())
                                 : ouro_raise_object(runtime(), any());
    MUST(!nothing);
    settle(false);
}

static void op_command(void) {
    static const char *const arguments[] = {"a", "", "\xFF"};
    switch (byte() % 6) {
    case 0:
        (void)ouro_set_arguments(runtime(), (int)(byte() % 4), arguments);
        break;
    case 1:
        (void)ouro_add_path(runtime(), name(), byte() & 1);
        break;
    case 2:
        (void)ouro_add_option(runtime(), name());
        break;
    case 3:
        (void)ouro_add_warning(runtime(), name());
        break;
    case 4:
        (void)ouro_prompt(runtime(), byte() & 1 ? "ps1" : "ps2");
        break;
    default:
        (void)ouro_flush(runtime());
    }
    settle(true); /* these tell of no memory by false alone */
}

/* ---- playing ---- */

static void (*const operations[])(void) = {
    op_switch,   op_budgets, op_interrupt, op_collect, op_fail,      op_stop_failing, op_number,
    op_unsigned, op_big,     op_float,     op_complex, op_str,       op_format,       op_bytes,
    op_sequence, op_set,     op_dict,      op_slice,   op_module,    op_builtin,      op_constant,
    op_empty,    op_kind,    op_as_number, op_truth,   op_int_bytes, op_view,         op_text,
    op_show,     op_length,  op_get,       op_store,   op_delete,    op_contains,     op_append,
    op_entries,  op_iterate, op_next,      op_global,  op_attribute, op_call,         op_compare,
    op_import,   op_compile, op_run,       op_eval,    op_exec,      op_text_run,     op_module_run,
    op_function, op_type,    op_instance,  op_data,    op_raise,     op_command,      op_call,
    op_exec,     op_exec,    op_text_run,  op_call,    op_get,       op_attribute,    op_global,
};

static void operate(void) {
    World *before = play.now;
    int held = play.held_count;
    play.depth++;
    operations[byte() % (sizeof operations / sizeof *operations)]();
    while (play.held_count > held) {
        OuroRef old = play.held[--play.held_count];
        World *after = play.now;
        play.now = play.holders[play.held_count];
        ouro_release(runtime(), old);
        settle(true);
        play.now = after;
    }
    play.depth--;
    if (!play.now->runtime) {
        play.now = before;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    memset(&play, 0, sizeof play);
    play.at = data;
    play.end = data + size;
    open_world(&play.worlds[0]);
    while (play.at < play.end) {
        operate();
    }
    for (World *world = play.worlds; world < play.worlds + WORLDS; world++) {
        if (world->runtime) {
            close_world(world);
        }
    }
    return 0;
}
