/* habits: measures what habit_finder finds. A site is a node that has a role in a use of a habit.
 * When code first runs, its instructions that stand at sites are marked, and for what is known only
 * afterwards the instructions behind them. A HeapWatch follows how much the heap holds. */
#include "api/embed.h"
#include "api/habit_finder.h"
#include "api/library_code.h"
#include "compile/code_marks.h"
#include "compile/compile.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/tracing.h"
#include <stdlib.h>
#include <string.h>

enum { PENDING_MAX = 64, ITEM_SIZE = sizeof(Object *) };
#define NO_SITE UINT32_MAX

typedef struct List {
    void *items;
    size_t count, capacity;
} List;

typedef struct Use {
    HabitPattern pattern;
    uint32_t file, line;
    uint64_t times, items, bytes, largest_bytes;
} Use;

typedef struct Site {
    uint32_t use;
    HabitRole role;
    CodePosition at;
} Site;

/* One compilation of a file, and its sites in the order of their positions. */
typedef struct Tree {
    Object *filename;
    char *file; /* the same in UTF-8 */
    size_t first_site, end_site;
} Tree;

/* What a marked instruction is to be looked at for. */
typedef struct Mark {
    const Instr *instr; /* NULL: a free slot */
    uint32_t site;      /* NO_SITE: code that has been marked begins here */
    bool is_behind;     /* what the site is about has been done */
} Mark;

/* Something that began, and is not over. */
typedef struct Pending {
    const Frame *frame;
    uint32_t use;
    uint16_t result;       /* register of what comes out */
    const Object *operand; /* that was there before: its address only */
    size_t bytes;          /* that it held */
    size_t heap_bytes;
} Pending;

struct Habits {
    TracingWatcher watcher;
    HeapWatch heap_watch;
    size_t heap_bytes; /* taken since the watching began: may wrap below 0 */
    List uses, sites, trees;
    List marked; /* code objects: retained, so that their instructions stay */
    Mark *marks; /* by instruction, in open addressing; one instruction may have several */
    size_t mark_count, mark_capacity; /* a power of two, or 0 */
    Pending pending[PENDING_MAX];
    size_t pending_count;
};

/* ---- lists ---- */

/* A new item at the end, zeroed; NULL: no memory. */
static void *list_add(List *list, size_t size) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        void *larger = realloc(list->items, capacity * size);
        if (!larger) {
            return NULL;
        }
        list->items = larger;
        list->capacity = capacity;
    }
    return memset((char *)list->items + size * list->count++, 0, size);
}

static Use *use_at(const Habits *habits, uint32_t idx) {
    return (Use *)habits->uses.items + idx;
}

static const Site *site_at(const Habits *habits, size_t idx) {
    return (const Site *)habits->sites.items + idx;
}

static const Tree *tree_at(const Habits *habits, size_t idx) {
    return (const Tree *)habits->trees.items + idx;
}

/* ---- what is compiled ---- */

static uint32_t add_use(void *user, HabitPattern pattern, uint32_t line) {
    Habits *habits = user;
    Use *use = list_add(&habits->uses, sizeof *use);
    if (!use) {
        return NO_SITE;
    }
    *use = (Use){.pattern = pattern, .file = (uint32_t)habits->trees.count - 1, .line = line};
    return (uint32_t)habits->uses.count - 1;
}

static void add_site(void *user, uint32_t use, HabitRole role, const AstNode *at) {
    Habits *habits = user;
    Site *site = use == NO_SITE ? NULL : list_add(&habits->sites, sizeof *site);
    if (site) {
        site->use = use;
        site->role = role;
        site->at = (CodePosition){at->lineno, at->end_lineno, (int32_t)at->col_offset,
                                  (int32_t)at->end_col_offset};
    }
}

static int compare_positions(const CodePosition *a, const CodePosition *b) {
    int64_t difference = (int64_t)a->lineno - b->lineno;
    difference = difference ? difference : a->col - b->col;
    difference = difference ? difference : (int64_t)a->end_lineno - b->end_lineno;
    difference = difference ? difference : a->end_col - b->end_col;
    return difference < 0 ? -1 : difference > 0;
}

static int compare_sites(const void *a, const void *b) {
    return compare_positions(&((const Site *)a)->at, &((const Site *)b)->at);
}

/* The first site of the tree at the position or behind it. */
static size_t find_site(const Habits *habits, const Tree *tree, const CodePosition *at) {
    size_t low = tree->first_site, high = tree->end_site;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_positions(&site_at(habits, middle)->at, at) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Whether the file has been compiled before, with the same there. */
static bool is_known(const Habits *habits, const Tree *tree, const Site *site) {
    for (const Tree *old = habits->trees.items; old < tree; old++) {
        bool is_same = str_equals(old->filename, tree->filename);
        for (size_t i = is_same ? find_site(habits, old, &site->at) : old->end_site;
             i < old->end_site && compare_positions(&site_at(habits, i)->at, &site->at) == 0; i++) {
            const Site *known = site_at(habits, i);
            if (known->role == site->role &&
                use_at(habits, known->use)->pattern == use_at(habits, site->use)->pattern) {
                return true;
            }
        }
    }
    return false;
}

/* Sites of the last tree that are new, in order. False: there are none. */
static bool keep_new_sites(Habits *habits, Tree *tree) {
    Site *sites = habits->sites.items;
    tree->end_site = tree->first_site;
    for (size_t i = tree->first_site; i < habits->sites.count; i++) {
        if (!is_known(habits, tree, &sites[i])) {
            sites[tree->end_site++] = sites[i];
        }
    }
    habits->sites.count = tree->end_site;
    if (tree->end_site == tree->first_site) {
        return false;
    }
    qsort(&sites[tree->first_site], tree->end_site - tree->first_site, sizeof *sites,
          compare_sites);
    return true;
}

/* Texts that the program compiles while it runs have no file in which advice would be found. */
static void on_tree(Runtime *rt, const void *module, uint32_t name_count, Object *filename) {
    Habits *habits = embed_of(rt)->habits;
    Object *holder = NULL;
    const char *file = str_utf8(rt, filename, NULL, &holder, true);
    error_clear(rt);
    bool is_wanted = file && !library_code_has_file(rt, file) && (file[0] != '<' || !rt->frame);
    Tree *tree = is_wanted ? list_add(&habits->trees, sizeof *tree) : NULL;
    if (tree) {
        size_t use_count = habits->uses.count;
        *tree = (Tree){.filename = filename, .first_site = habits->sites.count};
        habit_finder_look(module, name_count, &(HabitSink){add_use, add_site, habits});
        if (keep_new_sites(habits, tree) && (tree->file = strdup(file))) {
            retain(filename);
        } else {
            habits->sites.count = tree->first_site;
            habits->uses.count = use_count;
            habits->trees.count--;
        }
    }
    release_nullable(rt, holder);
}

/* ---- marks ---- */

static size_t slot_of(const Habits *habits, const Instr *instr) {
    return (size_t)((uintptr_t)instr / sizeof *instr * 0x9E3779B97F4A7C15u >> 20) &
           (habits->mark_capacity - 1);
}

static bool reserve_mark(Habits *habits) {
    if (habits->mark_count * 2 < habits->mark_capacity) {
        return true;
    }
    Mark *old = habits->marks;
    size_t old_capacity = habits->mark_capacity;
    size_t capacity = old_capacity ? old_capacity * 2 : 256;
    Mark *marks = calloc(capacity, sizeof *marks);
    if (!marks) {
        return false;
    }
    habits->marks = marks;
    habits->mark_capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++) {
        size_t slot = old[i].instr ? slot_of(habits, old[i].instr) : 0;
        while (old[i].instr && marks[slot].instr) {
            slot = (slot + 1) & (capacity - 1);
        }
        if (old[i].instr) {
            marks[slot] = old[i];
        }
    }
    free(old);
    return true;
}

static bool add_mark(Habits *habits, const Instr *instr, uint32_t site, bool is_behind) {
    if (!reserve_mark(habits)) {
        return false;
    }
    size_t slot = slot_of(habits, instr);
    while (habits->marks[slot].instr) {
        slot = (slot + 1) & (habits->mark_capacity - 1);
    }
    habits->marks[slot] = (Mark){instr, site, is_behind};
    habits->mark_count++;
    return true;
}

static bool has_mark(const Habits *habits, const Instr *instr, uint32_t site) {
    for (size_t slot = habits->mark_capacity ? slot_of(habits, instr) : 0;
         habits->mark_capacity && habits->marks[slot].instr;
         slot = (slot + 1) & (habits->mark_capacity - 1)) {
        if (habits->marks[slot].instr == instr && habits->marks[slot].site == site) {
            return true;
        }
    }
    return false;
}

/* Whether the instruction is what the role is about: a statement has several at its position. */
static bool is_of_role(unsigned op, HabitRole role) {
    switch (role) {
    case ROLE_TIMES:
        return op == OP_GET_ITER;
    case ROLE_ITEMS:
        return op == OP_FOR_ITER;
    case ROLE_INDEX:
        return op == OP_LOAD_ITEM;
    case ROLE_NUMBER:
    case ROLE_ADD:
        return op == OP_ADD || op == OP_BINARY || op == OP_BINARY_K;
    case ROLE_SLICE:
    case ROLE_FIXED_SLICE:
        return op == OP_LOAD_SLICE;
    case ROLE_SHIFT:
        return op == OP_CALL_METHOD;
    case ROLE_LIST:
        return op == OP_CALL;
    case ROLE_BEGIN:
        return op == OP_BUILD_LIST;
    case ROLE_END:
        return op == OP_GET_ITER || op == OP_CALL;
    }
    return false;
}

static bool is_known_behind(HabitRole role) {
    return role == ROLE_ITEMS || role == ROLE_ADD || role == ROLE_SLICE ||
           role == ROLE_FIXED_SLICE || role == ROLE_LIST;
}

static void mark_instruction(Habits *habits, const Tree *tree, CodeObject *code, uint32_t idx,
                             const CodePosition *at) {
    const Instr *instr = &code->code[idx];
    for (size_t i = find_site(habits, tree, at);
         i < tree->end_site && compare_positions(&site_at(habits, i)->at, at) == 0; i++) {
        HabitRole role = site_at(habits, i)->role;
        uint32_t next = idx + code_instr_words(instr);
        if (!is_of_role(instr_op(instr), role) || !add_mark(habits, instr, (uint32_t)i, false)) {
            continue;
        }
        code_mark(code, idx);
        if (is_known_behind(role) && next < code->instr_count &&
            add_mark(habits, &code->code[next], (uint32_t)i, true)) {
            code_mark(code, next);
        }
    }
}

static void mark_sites(Habits *habits, const Tree *tree, CodeObject *code) {
    PositionReader reader = code_positions(code);
    uint32_t next = 0;
    for (uint32_t idx = 0; idx < code->instr_count; idx++) {
        CodePosition at = code_positions_next(&reader);
        if (idx == next) {
            next = idx + code_instr_words(&code->code[idx]);
            mark_instruction(habits, tree, code, idx, &at);
        }
    }
}

static bool is_watched(const Habits *habits, const CodeObject *code) {
    for (size_t i = 0; i < habits->trees.count; i++) {
        if (str_equals(code->filename, tree_at(habits, i)->filename)) {
            return true;
        }
    }
    return false;
}

/* That the code has been marked. */
static bool remember(Habits *habits, CodeObject *code) {
    Object **kept = list_add(&habits->marked, sizeof *kept);
    if (!kept || !add_mark(habits, code->code, NO_SITE, false)) {
        habits->marked.count -= kept != NULL;
        return false;
    }
    *kept = retain((Object *)code);
    return true;
}

/* Code runs for the first time, or again where nothing is to be measured. */
static void mark_code(Runtime *rt, Habits *habits, CodeObject *code) {
    bool is_wanted = is_watched(habits, code);
    if (is_wanted && !remember(habits, code)) {
        return;
    }
    if (!rt->tracing.trace && !rt->tracing.profile) {
        code_unmark(rt, code); /* nobody else wants to know where calls begin */
    }
    for (size_t i = 0; is_wanted && i < habits->trees.count; i++) {
        const Tree *tree = tree_at(habits, i);
        if (str_equals(code->filename, tree->filename)) {
            mark_sites(habits, tree, code);
        }
    }
}

/* ---- measuring ---- */

static void on_allocated(void *user, void *block, size_t usable_size, size_t old_size) {
    (void)block;
    ((Habits *)user)->heap_bytes += usable_size - old_size;
}

static void on_freed(void *user, void *block, size_t usable_size) {
    (void)block;
    ((Habits *)user)->heap_bytes -= usable_size;
}

static const Object *object_in(const Frame *frame, uint16_t operand) {
    if (operand >= frame->code->register_count || !value_is_object(frame->registers[operand])) {
        return NULL;
    }
    return value_as_object(frame->registers[operand]);
}

/* Bytes that a copy of the object moves. */
static size_t content_bytes(const Object *object, bool or_list) {
    switch (object ? object_type_id(object) : TYPE_NONE) {
    case TYPE_STR:
        return str_length(object) * str_width(object);
    case TYPE_BYTES:
        return bytes_length(object);
    case TYPE_TUPLE:
        return tuple_length(object) * ITEM_SIZE;
    case TYPE_LIST:
        return or_list ? list_length(object) * ITEM_SIZE : 0;
    default:
        return 0;
    }
}

static void count_bytes(Use *use, size_t bytes) {
    use->times++;
    use->bytes += bytes;
    use->largest_bytes = bytes > use->largest_bytes ? bytes : use->largest_bytes;
}

/* When there are too many, the oldest one is given up: its frame ended by an exception. */
static void begin(Habits *habits, Pending pending) {
    if (habits->pending_count == PENDING_MAX) {
        habits->pending_count--;
        memmove(habits->pending, habits->pending + 1,
                habits->pending_count * sizeof *habits->pending);
    }
    habits->pending[habits->pending_count++] = pending;
}

/* The last one of the use in the frame goes, with what began after it there. False: there is none.
 */
static bool end(Habits *habits, const Frame *frame, uint32_t use, Pending *out) {
    for (size_t i = habits->pending_count; i-- > 0;) {
        if (habits->pending[i].frame == frame && habits->pending[i].use == use) {
            *out = habits->pending[i];
            habits->pending_count--;
            memmove(&habits->pending[i], &habits->pending[i + 1],
                    (habits->pending_count - i) * sizeof *out);
            return true;
        }
    }
    return false;
}

static void count_growth(const Habits *habits, Use *use, const Pending *pending) {
    size_t grown = habits->heap_bytes - pending->heap_bytes;
    if ((ptrdiff_t)grown > 0) {
        count_bytes(use, grown);
    }
}

static void reach_before(Habits *habits, const Frame *frame, const Site *site) {
    const Instr *instr = frame->pc;
    Use *use = use_at(habits, site->use);
    const Object *operand = object_in(frame, instr->b);
    Pending pending = {.frame = frame,
                       .use = site->use,
                       .result = instr->a,
                       .operand = operand,
                       .bytes = content_bytes(operand, false),
                       .heap_bytes = habits->heap_bytes};
    switch (site->role) {
    case ROLE_TIMES:
        use->times++;
        break;
    case ROLE_INDEX:
        use->items++;
        break;
    case ROLE_NUMBER:
        use->items += !operand || object_type_id(operand) == TYPE_INT ||
                      object_type_id(operand) == TYPE_FLOAT;
        break;
    case ROLE_SHIFT:
        operand = object_in(frame, (uint16_t)(instr->b + 1));
        if (operand && object_type_id(operand) == TYPE_LIST) {
            count_bytes(use, content_bytes(operand, true));
        }
        break;
    case ROLE_END:
        if (end(habits, frame, site->use, &pending)) {
            count_growth(habits, use, &pending);
        }
        break;
    default:
        end(habits, frame, site->use, &(Pending){0}); /* one that an exception has ended */
        begin(habits, pending);
    }
}

static void reach_behind(Habits *habits, const Frame *frame, const Site *site) {
    Pending pending;
    if (!end(habits, frame, site->use, &pending)) {
        return;
    }
    Use *use = use_at(habits, site->use);
    const Object *result = object_in(frame, pending.result);
    if (site->role == ROLE_ITEMS) {
        use->items++;
    } else if (site->role == ROLE_LIST) {
        count_growth(habits, use, &pending);
    } else if (result && result != pending.operand) {
        size_t bytes = site->role == ROLE_ADD ? pending.bytes
                                              : content_bytes(result, site->role == ROLE_SLICE);
        if (bytes) {
            count_bytes(use, bytes);
        }
    }
}

static void reach(Habits *habits, const Frame *frame) {
    for (size_t slot = slot_of(habits, frame->pc); habits->marks[slot].instr;
         slot = (slot + 1) & (habits->mark_capacity - 1)) {
        const Mark *mark = &habits->marks[slot];
        if (mark->instr != frame->pc || mark->site == NO_SITE) {
            continue;
        }
        if (mark->is_behind) {
            reach_behind(habits, frame, site_at(habits, mark->site));
        } else {
            reach_before(habits, frame, site_at(habits, mark->site));
        }
    }
}

static void on_instruction(Runtime *rt, void *user, Frame *frame) {
    Habits *habits = user;
    if (!has_mark(habits, frame->code->code, NO_SITE)) {
        mark_code(rt, habits, frame->code);
    }
    if (habits->mark_capacity) {
        reach(habits, frame);
    }
}

/* ---- beginning and end ---- */

static void close_habits(OuroRuntime *runtime) {
    Habits *habits = runtime->habits;
    Runtime *rt = runtime->rt;
    rt->hooks.tree = NULL;
    tracing_set_watcher(rt, NULL);
    heap_set_watch(rt->heap, NULL);
    runtime->habits = NULL;
    for (size_t i = 0; i < habits->marked.count; i++) {
        release(rt, ((Object **)habits->marked.items)[i]);
    }
    for (size_t i = 0; i < habits->trees.count; i++) {
        release(rt, tree_at(habits, i)->filename);
        free(tree_at(habits, i)->file);
    }
    free(habits->marked.items);
    free(habits->trees.items);
    free(habits->sites.items);
    free(habits->uses.items);
    free(habits->marks);
    free(habits);
}

/* Caches, and the dicts of builtin types, come when something is first looked up: that is not the
 * program's doing. */
static bool warm_up(Runtime *rt) {
    static const char text[] = "for i in range(3): [].append(''.strip()), {}.get(i), sum(())";
    Object *name = str_from_cstring(rt, "<frozen habits>");
    Object *globals = dict_new(rt);
    Object *code =
        name && globals && embed_fill_namespace(rt, globals)
            ? compile_source(rt, text, sizeof text - 1, name, PARSE_FILE, COMPILE_IS_TEXT, 0, NULL)
            : NULL;
    Object *result = code ? rt->hooks.run_code(rt, code, globals, globals, NULL) : NULL;
    bool done = result != NULL;
    release_nullable(rt, result);
    release_nullable(rt, code);
    release_nullable(rt, globals);
    release_nullable(rt, name);
    return done;
}

void ouro_forget_habits(OuroRuntime *runtime) {
    if (runtime->habits) {
        embed_end_watching(runtime);
    }
}

bool ouro_watch_habits(OuroRuntime *runtime) {
    embed_end_watching(runtime);
    Habits *habits = calloc(1, sizeof *habits);
    if (!habits) {
        return false;
    }
    INSIDE Runtime *rt = embed_enter(runtime);
    habits->watcher = (TracingWatcher){.instruction = on_instruction, .user = habits};
    habits->heap_watch = (HeapWatch){on_allocated, on_freed, habits};
    runtime->habits = habits;
    runtime->end_watching = close_habits;
    if (!warm_up(rt) || !tracing_set_watcher(rt, &habits->watcher)) {
        error_clear(rt);
        embed_end_watching(runtime);
        return false;
    }
    heap_set_watch(rt->heap, &habits->heap_watch);
    rt->hooks.tree = on_tree;
    return true;
}

bool ouro_habit_use(OuroRuntime *runtime, size_t idx, OuroHabitUse *out) {
    const Habits *habits = runtime->habits;
    if (!habits || idx >= habits->uses.count) {
        return false;
    }
    const Use *use = use_at(habits, (uint32_t)idx);
    const HabitPatternInfo *pattern = &habit_patterns[use->pattern];
    *out = (OuroHabitUse){.habit = pattern->habit,
                          .file = tree_at(habits, use->file)->file,
                          .line = use->line,
                          .written = pattern->written,
                          .instead = pattern->instead,
                          .nesting = use->pattern == PATTERN_SORT ? 2 : 1,
                          .times = use->times,
                          .items = use->items,
                          .bytes = use->bytes,
                          .largest_bytes = use->largest_bytes};
    return true;
}
