/* What opening a runtime costs and shares: little memory, constants that all runtimes have, nothing
 * left behind at the end. */
#include "unit.h"

#include "base/poison.h"
#include "heap/stock.h"
#include "object/known_names.h"
#include "object/runtime.h"
#include "object/str.h"
#include "ouro.h"
#include "ouro/inspect.h"

#include <dirent.h>

static OuroRuntime *open_with(uint32_t grants) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = grants;
    return ouro_open(&config);
}

static size_t held(OuroRuntime *runtime) {
    OuroReport report = {.size = sizeof report};
    size_t bytes = ouro_report(runtime, &report) ? report.system_now : SIZE_MAX;
    ouro_report_free(&report);
    return bytes;
}

static bool is_true(OuroRuntime *runtime, const char *expression) {
    OuroRef result = ouro_eval(runtime, expression);
    bool truth = result != NULL && ouro_is_true(runtime, ouro_borrow(result)) == 1;
    ouro_release(runtime, result);
    return truth;
}

static void test_opening_takes_little_memory(void) {
    const uint32_t grants[] = {0, OURO_GRANT_ALL};
    for (size_t i = 0; i < COUNT_OF(grants); i++) {
        (void)stock_release();
        OuroRuntime *runtime = open_with(grants[i]);
        UNIT_CHECK(held(runtime) <= 100 << 10);
        UNIT_CHECK(is_true(runtime, "1+2 == 3"));
        UNIT_CHECK(held(runtime) <= 150 << 10);
        ouro_close(runtime);
    }
}

static void test_opening_names_are_found(void) {
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const Object *name = known_names[i];
        const char *text = (const char *)str_data(name);
        size_t length = str_length(name);
        UNIT_CHECK(known_names_find(text, length) == name && known_names_index(name) == i);
        UNIT_CHECK(known_names_find(text, length - 1) != name);
        char longer[64];
        snprintf(longer, sizeof longer, "%s_", text);
        UNIT_CHECK(known_names_find(longer, length + 1) != name);
        UNIT_CHECK(str_is_interned(name) && object_is_immortal(name));
    }
    UNIT_CHECK(known_names_find("", 0) == NULL && known_names_find("zzz", 3) == NULL);
    UNIT_CHECK(known_names_index((const Object *)(const void *)known_names) == NAME_COUNT);
}

/* Each runtime has its own seed, so its own hashes of the names that all share. */
static void test_opening_names_hash_with_the_seed(void) {
    OuroRuntime *runtimes[2];
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.flags.fixed_hash_seed = 1;
    int64_t hashes[2] = {0};
    for (size_t i = 0; i < 2; i++) {
        config.hash_seed = i;
        runtimes[i] = ouro_open(&config);
        UNIT_CHECK(is_true(runtimes[i], "hash('append') == hash(''.join(['app', 'end']))"));
        UNIT_CHECK(is_true(runtimes[i], "{'append': 1}[''.join(['app', 'end'])] == 1"));
        UNIT_CHECK(is_true(runtimes[i], "{''.join(['__in', 'it__']): 1}['__init__'] == 1"));
        OuroRef hash = ouro_eval(runtimes[i], "hash('append')");
        UNIT_CHECK(ouro_as_int64(runtimes[i], ouro_borrow(hash), &hashes[i]));
        ouro_release(runtimes[i], hash);
    }
    UNIT_CHECK(hashes[0] != hashes[1]);
    ouro_close(runtimes[0]);
    ouro_close(runtimes[1]);
}

static size_t count_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    while (folder != NULL && readdir(folder) != NULL) {
        count++;
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return count;
}

static void test_opening_folders_are_closed(void) {
    OuroFolder folder = {.path = "/usr"};
    size_t before = count_descriptors();
    for (int i = 0; i < 20; i++) {
        OuroConfig config;
        ouro_config_init(&config, sizeof config);
        config.folders = &folder;
        config.folder_count = 1;
        OuroRuntime *runtime = ouro_open(&config);
        UNIT_CHECK(runtime != NULL);
        UNIT_CHECK(count_descriptors() == before + 1);
        ouro_close(runtime);
    }
    UNIT_CHECK(count_descriptors() == before);
}

static bool write_nothing(void *user, OuroStream stream, const char *text, size_t length) {
    (void)stream;
    (void)text;
    *(size_t *)user += length;
    return true;
}

static void test_opening_streams_open_when_wanted(void) {
    size_t written = 0;
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.write = write_nothing;
    config.user = &written;
    OuroRuntime *runtime = ouro_open(&config);
    UNIT_CHECK(is_true(runtime, "print('abc') is None") && written == 4);
    ouro_close(runtime);
    runtime = ouro_open(&config);
    UNIT_CHECK(is_true(runtime, "__import__('sys').stdout is __import__('sys').__stdout__"));
    UNIT_CHECK(is_true(runtime, "setattr(__import__('sys'), 'stdout', None) is None"));
    UNIT_CHECK(is_true(runtime, "print('abc') is None") && written == 4);
    ouro_close(runtime);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    if (!POISON_WORKS) {
        UNIT_RUN(test_opening_takes_little_memory);
    }
    UNIT_RUN(test_opening_names_are_found);
    UNIT_RUN(test_opening_names_hash_with_the_seed);
    UNIT_RUN(test_opening_folders_are_closed);
    UNIT_RUN(test_opening_streams_open_when_wanted);
    return unit_result();
}
