/* Rows H1 to H5: `ouro mem advise` tells which habits cost something. */
#include <stdlib.h>
#include <string.h>

#include "behaviours/harness.h"
#include "support/json.h"

/* What the command prints; the caller frees it. */
static ProcessResult advise(HarnessOptions options, const char *source) {
    ProcessResult result = harness_command(options, source, NULL);
    EXPECT(result.exit_code == 0 && result.err.length == 0, "exit code %d\n%s", result.exit_code,
           result.err.data);
    return result;
}

/* Each of the texts, ended by NULL, is somewhere in what is printed. */
static void expect_told(const char *source, const char *const *parts) {
    ProcessResult result = advise(OPTIONS("mem", "advise", "FILE"), source);
    for (; *parts; parts++) {
        EXPECT(strstr(result.out.data, *parts), "no \"%s\" in:\n%s", *parts, result.out.data);
    }
    process_result_free(&result);
}

static void expect_nothing(const char *source) {
    ProcessResult result = advise(OPTIONS("mem", "advise", "FILE"), source);
    EXPECT(strcmp(result.out.data, "\nNo habit was found that would pay to change.\n") == 0,
           "printed:\n%s", result.out.data);
    process_result_free(&result);
}

/* Where time decides, one of several runs must say so: others may be disturbed. */
static void expect_told_sometimes(const char *source, const char *line, const char *instead) {
    bool told = false;
    for (int run = 0; run < 5 && !told; run++) {
        ProcessResult result = advise(OPTIONS("mem", "advise", "FILE"), source);
        told = strstr(result.out.data, line) && strstr(result.out.data, instead);
        process_result_free(&result);
    }
    EXPECT(told, "never told: %s, %s", line, instead);
}

static void test_h1_slices_that_are_only_read(void) {
    static const char *const parts[] = {
        ":3: slices that are only read\n    for x in values[i:i + 1000]:\n",
        "  1000 slices copied 7.6 MiB, the largest 7.8 KiB\n",
        "  instead: for x in itertools.islice(values, 1, None)",
        NULL,
    };
    expect_told("values = list(range(2000))\n"
                "for i in range(1000):\n"
                "    for x in values[i:i + 1000]:\n"
                "        pass\n",
                parts);
}

static void test_h1_slices_that_are_changed_are_no_habit(void) {
    expect_nothing("values = list(range(2000))\n"
                   "for i in range(1000):\n"
                   "    part = values[i:i + 1000]\n"
                   "    part.append(i)\n"
                   "for i in range(100):\n"
                   "    small = values[:3]\n"
                   "    print(end='')\n");
}

static void test_h2_a_loop_over_indices(void) {
    expect_told_sometimes("def f(values):\n"
                          "    for i in range(len(values)):\n"
                          "        x = values[i]\n"
                          "f(list(range(4000000)))\n",
                          ":2: a loop over indices\n    for i in range(len(values)):\n"
                          "  1 loop, 4000000 items: about ",
                          "  instead: for x in values: pass\n");
}

static void test_h3_adding_to_a_whole_again_and_again(void) {
    static const char *const parts[] = {
        ":4: adding to a whole again and again\n    whole += part\n",
        "  1999 times the whole was copied to make room: 15.3 MiB\n",
        "  instead: whole = ''.join(parts)",
        NULL,
    };
    expect_told("part = 1,\n"
                "whole = ()\n"
                "for i in range(2000):\n"
                "    whole += part\n",
                parts);
}

static void test_h3_text_and_bytes_grow_in_place_wherever_they_are(void) {
    expect_nothing("class Place: text = ''\n"
                   "place, items, whole = Place(), {'a': '', 'b': b''}, ''\n"
                   "def f(n):\n"
                   "    global whole\n"
                   "    local = b''\n"
                   "    for i in range(n):\n"
                   "        local += b'0123456789'\n"
                   "        items['b'] += b'0123456789'\n"
                   "        whole += '0123456789'\n"
                   "        place.text += '0123456789'\n"
                   "        items['a'] += '0123456789'\n"
                   "f(5000)\n");
}

static void test_h4_a_list_for_one_iteration(void) {
    static const char *const parts[] = {
        ":2: a list that is iterated over once\n    squares = [x * x for x in range(20000)]\n",
        ":5: a list that is iterated over once\n    total += sum([",
        ":6: a list that is iterated over once\n    odd = []\n",
        "  instead: a generator function with yield x, and the loop over its call\n",
        "  1 list took ",
        NULL,
    };
    expect_told("def f(total=0):\n"
                "    squares = [x * x for x in range(20000)]\n"
                "    for x in squares:\n"
                "        total += x\n"
                "    total += sum([x * 3 for x in range(20000)])\n"
                "    odd = []\n"
                "    for x in range(40000):\n"
                "        if x & 1:\n"
                "            odd.append(x)\n"
                "    return max(odd)\n"
                "f()\n",
                parts);
}

static void test_h4_lists_that_are_wanted_again_are_no_habit(void) {
    expect_nothing("def f(total=0):\n"
                   "    squares = [x * x for x in range(20000)]\n"
                   "    for i in range(2):\n"
                   "        for x in squares:\n"
                   "            total ^= x\n"
                   "    cubes = [x * x * x for x in range(20000)]\n"
                   "    for x in cubes:\n"
                   "        total ^= x\n"
                   "    few = [x for x in range(9)]\n"
                   "    for x in few:\n"
                   "        total ^= x\n"
                   "    return total, cubes\n"
                   "f()\n");
}

static void test_h5_what_the_library_already_has(void) {
    expect_told_sometimes("def f(a):\n"
                          "    for i in range(len(a)):\n"
                          "        for j in range(len(a) - 1 - i):\n"
                          "            if a[j] > a[j + 1]:\n"
                          "                a[j], a[j + 1] = a[j + 1], a[j]\n"
                          "f([i * 7919 % 1000 for i in range(1000)])\n",
                          ":2: what the library already has\n", "  instead: values.sort()\n");
    static const char *const parts[] = {
        ":3: what the library already has\n    values.pop(0)\n",
        "  2000 calls moved 15.3 MiB of items\n",
        "  instead: collections.deque: values.popleft(), values.appendleft(x)\n",
        NULL,
    };
    expect_told("values = list(range(2000))\n"
                "while values:\n"
                "    values.pop(0)\n",
                parts);
}

static void test_h1_to_h5_for_machines(void) {
    ProcessResult result =
        advise(OPTIONS("mem", "advise", "--json", "FILE"), "print('mine')\n"
                                                           "values = list(range(2000))\n"
                                                           "while values:\n"
                                                           "    values.pop(0)\n");
    char *line = strchr(result.out.data, '\n');
    bool split = line && strncmp(result.out.data, "mine\n", 5) == 0;
    EXPECT(split && json_valid(line + 1), "no JSON:\n%s", result.out.data);
    EXPECT(split && harness_number(line + 1, "advice[0].bytes") == 2000 * 2001 / 2 * 8,
           "other bytes:\n%s", result.out.data);
    EXPECT(split && harness_number(line + 1, "advice[0].line") == 4, "another line:\n%s",
           result.out.data);
    process_result_free(&result);
}

const Behaviour habit_behaviours[] = {
    BEHAVIOUR(test_h1_slices_that_are_only_read),
    BEHAVIOUR(test_h1_slices_that_are_changed_are_no_habit),
    BEHAVIOUR(test_h2_a_loop_over_indices),
    BEHAVIOUR(test_h3_adding_to_a_whole_again_and_again),
    BEHAVIOUR(test_h3_text_and_bytes_grow_in_place_wherever_they_are),
    BEHAVIOUR(test_h4_a_list_for_one_iteration),
    BEHAVIOUR(test_h4_lists_that_are_wanted_again_are_no_habit),
    BEHAVIOUR(test_h5_what_the_library_already_has),
    BEHAVIOUR(test_h1_to_h5_for_machines),
    {NULL, NULL},
};
