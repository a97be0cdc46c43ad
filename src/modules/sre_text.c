/* sre_text: the text that a pattern is matched against, and one pattern at work on it. */
#include "modules/sre_objects.h"
#include "object/bytes.h"

bool sre_text_open(Runtime *rt, SreText *text, PatternObject *pattern, Object *string) {
    *text = (SreText){.width = 1};
    if (type_is_str(rt, string)) {
        text->data = str_data(string);
        text->length = str_length(string);
        text->width = (unsigned)str_width(string);
    } else if (!slots_of(rt, string)->get_buffer) {
        raise_type_error(rt, "expected string or bytes-like object, got '%T'", string);
        return false;
    } else {
        if (!object_get_buffer(rt, string, &text->view, false)) {
            return false;
        }
        text->is_bytes = true;
        text->data = text->view.data;
        text->length = text->view.size;
    }
    text->string = retain(string);
    bool any = !pattern || pattern->pattern == NONE;
    bool wants_bytes = !any && !type_is_str(rt, pattern->pattern);
    if (!any && wants_bytes != text->is_bytes) {
        sre_text_close(rt, text);
        raise_type_error(rt, wants_bytes ? "cannot use a bytes pattern on a string-like object"
                                         : "cannot use a string pattern on a bytes-like object");
        return false;
    }
    return true;
}

void sre_text_close(Runtime *rt, SreText *text) {
    if (text->is_bytes) {
        object_release_buffer(rt, &text->view);
    }
    CLEAR_REF(rt, &text->string);
}

Object *sre_text_slice(Runtime *rt, const SreText *text, size_t start, size_t end) {
    end = base_min_size(end, text->length);
    start = base_min_size(start, end);
    if (!text->is_bytes) {
        return str_substring(rt, text->string, start, end);
    }
    if (object_type_id(text->string) == TYPE_BYTES && start == 0 && end == text->length) {
        return retain(text->string);
    }
    return bytes_from_data(rt, text->data + start, end - start);
}

/* ---- searching ---- */

static size_t clipped(int64_t position, size_t length) {
    return position < 0 ? 0 : base_min_size((size_t)position, length);
}

bool sre_search_open(Runtime *rt, SreSearch *search, PatternObject *pattern, Object *string,
                     int64_t pos, int64_t endpos) {
    if (!sre_text_open(rt, &search->text, pattern, string)) {
        return false;
    }
    search->marks = memory_allocate(rt, (pattern->groups * 2 + 1) * sizeof *search->marks);
    if (!search->marks) {
        sre_text_close(rt, &search->text);
        return false;
    }
    search->pos = clipped(pos, search->text.length);
    search->endpos = clipped(endpos, search->text.length);
    sre_engine_open(&search->run, rt, pattern->codes, search->marks, pattern->groups * 2);
    search->run.text = search->text.data;
    search->run.width = search->text.width;
    search->run.start = search->pos;
    search->run.end = search->endpos;
    return true;
}

void sre_search_close(Runtime *rt, SreSearch *search) {
    sre_engine_close(&search->run);
    memory_free(rt, search->marks);
    search->marks = NULL;
    sre_text_close(rt, &search->text);
}

int sre_search_next(SreSearch *search) {
    return sre_engine_search(&search->run);
}

void sre_search_advance(SreSearch *search) {
    search->run.must_advance = search->run.at == search->run.start;
    search->run.start = search->run.at;
}
