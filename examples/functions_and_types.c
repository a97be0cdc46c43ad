/* A host with functions and a type of its own: a script draws on a canvas that lives in C. */
#include <ouro.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Canvas {
    int width, height;
    char *cells; /* width * height, owned */
} Canvas;

/* Canvas(width, height) */
static OuroRef canvas_construct(OuroRuntime *runtime, const OuroCall *call) {
    Canvas *canvas = call->self_data;
    int64_t width, height;
    if (call->count != 2 || !ouro_as_int64(runtime, call->arguments[0], &width) ||
        !ouro_as_int64(runtime, call->arguments[1], &height)) {
        return ouro_raise(runtime, "TypeError", "Canvas(width, height)");
    }
    if (width < 1 || height < 1 || width > 200 || height > 200) {
        return ouro_raise(runtime, "ValueError", "a canvas has 1 to 200 cells each way");
    }
    *canvas = (Canvas){(int)width, (int)height, malloc((size_t)(width * height))};
    if (!canvas->cells) {
        return ouro_raise(runtime, "MemoryError", "no room for a canvas");
    }
    memset(canvas->cells, '.', (size_t)(width * height));
    return ouro_retain(ouro_none());
}

static void canvas_finalize(OuroRuntime *runtime, void *data) {
    (void)runtime;
    free(((Canvas *)data)->cells);
}

/* canvas[x, y] = "*" */
static OuroRef canvas_set(OuroRuntime *runtime, const OuroCall *call) {
    Canvas *canvas = call->self_data;
    OuroRef parts[2] = {ouro_at(runtime, call->arguments[0], 0),
                        ouro_at(runtime, call->arguments[0], 1)};
    int64_t x = -1, y = -1;
    bool fine = ouro_as_int64(runtime, ouro_borrow(parts[0]), &x) &&
                ouro_as_int64(runtime, ouro_borrow(parts[1]), &y);
    ouro_release(runtime, parts[0]);
    ouro_release(runtime, parts[1]);
    const char *mark = fine ? ouro_as_text(runtime, call->arguments[1], NULL) : NULL;
    if (!mark) {
        return NULL;
    }
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height) {
        return ouro_raise(runtime, "IndexError", "(%d, %d) is outside", (int)x, (int)y);
    }
    canvas->cells[y * canvas->width + x] = mark[0];
    return ouro_retain(ouro_none());
}

static OuroRef canvas_text(OuroRuntime *runtime, const OuroCall *call) {
    const Canvas *canvas = call->self_data;
    OuroRef lines = ouro_list(runtime, NULL, 0), newline = ouro_str(runtime, "\n");
    for (int y = 0; lines && y < canvas->height; y++) {
        OuroRef line = ouro_str_from(runtime, canvas->cells + y * canvas->width, //
                                     (size_t)canvas->width);
        ouro_append(runtime, ouro_borrow(lines), ouro_borrow(line));
        ouro_release(runtime, line);
    }
    OuroBorrowed argument = ouro_borrow(lines);
    OuroRef text = ouro_call_method(runtime, ouro_borrow(newline), "join", &argument, 1);
    ouro_release(runtime, newline);
    ouro_release(runtime, lines);
    return text;
}

static const OuroMethod METHODS[] = {
    {"__setitem__", canvas_set, 2, 2, false, NULL, NULL},
    {"__str__", canvas_text, 0, 0, false, "The canvas as lines of text.", NULL},
    {NULL, NULL, 0, 0, false, NULL, NULL},
};
static const OuroType CANVAS = {.name = "host.Canvas",
                                .data_size = sizeof(Canvas),
                                .construct = canvas_construct,
                                .finalize = canvas_finalize,
                                .methods = METHODS};

int main(void) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_STREAMS;
    OuroRuntime *runtime = ouro_open(&config);
    OuroRef type = ouro_type(runtime, &CANVAS);
    int code = 0;
    if (!ouro_set_global(runtime, "Canvas", ouro_borrow(type)) ||
        !ouro_exec(runtime, "c = Canvas(9, 5)\nfor i in range(5): c[i * 2, i] = '*'\nprint(c)")) {
        ouro_error_finish(runtime, &code);
    }
    ouro_release(runtime, type);
    ouro_close(runtime);
    return code;
}
