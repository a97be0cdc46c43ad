/* time: clocks, calendar dates, sleeping. Dates and zones are the C library's. */
#include "modules/time.h"
#include "object/budget.h"

#include "modules/module_state.h"
#include "object/grants.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/operations.h"
#include "os/os.h"
#include "types/struct_sequence.h"
#include "vm/import.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <math.h>
#include <time.h>

typedef struct TimeState {
    uint32_t struct_time;
} TimeState;

enum { FIELDS_SHOWN = 9, TM_ITEMS = 11, NANOSECONDS = 1000000000 };

static TimeState *time_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_TIME, sizeof(TimeState));
}

/* ---- clocks ---- */

static Object *seconds(Runtime *rt, int64_t nanoseconds) {
    return float_from_double(rt, (double)nanoseconds / 1e9);
}

static Object *time_time(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_wall_clock(rt, &now) ? seconds(rt, now) : NULL;
}

static Object *time_time_ns(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_wall_clock(rt, &now) ? int_from_int64(rt, now) : NULL;
}

static Object *time_monotonic(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_clock(rt, os_clock_monotonic, &now) ? seconds(rt, now) : NULL;
}

static Object *time_monotonic_ns(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_clock(rt, os_clock_monotonic, &now) ? int_from_int64(rt, now) : NULL;
}

static Object *time_process(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_clock(rt, os_clock_process, &now) ? seconds(rt, now) : NULL;
}

static Object *time_process_ns(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_clock(rt, os_clock_process, &now) ? int_from_int64(rt, now) : NULL;
}

static Object *time_thread(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_clock(rt, os_clock_thread, &now) ? seconds(rt, now) : NULL;
}

static Object *time_thread_ns(Runtime *rt, Object *self) {
    (void)self;
    int64_t now;
    return grants_clock(rt, os_clock_thread, &now) ? int_from_int64(rt, now) : NULL;
}

/* A signal's handler runs in between; what is left is then slept on. */
static bool sleep_until(Runtime *rt, int64_t end) {
    for (;;) {
        int64_t left = end - os_clock_monotonic();
        if (left <= 0) {
            return true;
        }
        int64_t allowed = budget_nanoseconds_left(rt);
        if (allowed == 0 || budget_is_exhausted(rt)) {
            return budget_check(rt);
        }
        left = left < allowed ? left : allowed;
        struct timespec pause = {.tv_sec = left / NANOSECONDS, .tv_nsec = left % NANOSECONDS};
        if (nanosleep(&pause, NULL) != 0 && errno != EINTR) {
            raise_os_error(rt, errno, NULL);
            return false;
        }
        if (!safe_point_answer(rt)) {
            return false;
        }
    }
}

static Object *time_sleep(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    double duration;
    if (type_is_str(rt, argument)) {
        return raise_type_error(rt, "'%T' object cannot be interpreted as an integer", argument);
    }
    if (!type_is_float(rt, argument)) {
        int64_t whole;
        if (!object_as_int64(rt, argument, &whole)) {
            return error_clear_if(rt, TYPE_OVERFLOW_ERROR)
                       ? raise_overflow_error(rt, "timestamp too large to convert to C _PyTime_t")
                       : NULL;
        }
        duration = (double)whole;
    } else {
        duration = float_value(argument);
    }
    if (isnan(duration)) {
        return raise_value_error(rt, "Invalid value NaN (not a number)");
    }
    if (duration < 0) {
        return raise_value_error(rt, "sleep length must be non-negative");
    }
    if (duration >= 9223372036.0) {
        return raise_overflow_error(rt, "timestamp too large to convert to C _PyTime_t");
    }
    int64_t end = os_clock_monotonic() + (int64_t)ceil(duration * 1e9);
    return sleep_until(rt, end) ? retain(NONE) : NULL;
}

static Object *time_get_clock_info(Runtime *rt, Object *self, Object *name) {
    static const struct {
        const char *name, *implementation;
        bool monotonic, adjustable;
    } CLOCKS[] = {
        {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
        {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
        {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
        {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
        {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
    };
    (void)self;
    if (!type_is_str(rt, name)) {
        return raise_type_error(rt, "get_clock_info() argument 1 must be str, not %T", name);
    }
    for (size_t idx = 0; idx < COUNT_OF(CLOCKS); idx++) {
        if (!str_equals_ascii(name, CLOCKS[idx].name)) {
            continue;
        }
        TypeObject *type = type_object(rt, TYPE_SIMPLE_NAMESPACE);
        Object *info = type ? object_call_noargs(rt, (Object *)type) : NULL;
        Object *text = info ? str_from_cstring(rt, CLOCKS[idx].implementation) : NULL;
        Object *resolution = text ? float_from_double(rt, 1e-9) : NULL;
        if (!resolution || !object_set_attr_cstring(rt, info, "implementation", text) ||
            !object_set_attr_cstring(rt, info, "monotonic", bool_object(CLOCKS[idx].monotonic)) ||
            !object_set_attr_cstring(rt, info, "adjustable", bool_object(CLOCKS[idx].adjustable)) ||
            !object_set_attr_cstring(rt, info, "resolution", resolution)) {
            CLEAR_REF(rt, &info);
        }
        release_nullable(rt, text);
        release_nullable(rt, resolution);
        return info;
    }
    return raise_value_error(rt, "unknown clock");
}

/* ---- dates ---- */

static Object *date_from_tm(Runtime *rt, const struct tm *date) {
    Object *items[11] = {
        int_from_int64(rt, date->tm_year + 1900LL),
        int_from_int64(rt, date->tm_mon + 1),
        int_from_int64(rt, date->tm_mday),
        int_from_int64(rt, date->tm_hour),
        int_from_int64(rt, date->tm_min),
        int_from_int64(rt, date->tm_sec),
        int_from_int64(rt, (date->tm_wday + 6) % 7),
        int_from_int64(rt, date->tm_yday + 1),
        int_from_int64(rt, date->tm_isdst),
        str_from_cstring(rt, date->tm_zone ? date->tm_zone : ""),
        int_from_int64(rt, date->tm_gmtoff),
    };
    return struct_sequence_new(rt, time_state(rt)->struct_time, items, COUNT_OF(items));
}

static bool timestamp_argument(Runtime *rt, Object *const *args, size_t count, time_t *out) {
    if (count == 0 || args[0] == NONE) {
        int64_t now;
        bool told = grants_wall_clock(rt, &now);
        *out = told ? now / NANOSECONDS : 0;
        return told;
    }
    if (type_is_float(rt, args[0])) {
        double value = float_value(args[0]);
        if (isnan(value)) {
            raise_value_error(rt, "Invalid value NaN (not a number)");
            return false;
        }
        if (fabs(value) >= 9.2e18) {
            raise_overflow_error(rt, "timestamp out of range for platform time_t");
            return false;
        }
        *out = (time_t)floor(value);
        return true;
    }
    int64_t whole;
    if (!object_as_int64(rt, args[0], &whole)) {
        if (error_clear_if(rt, TYPE_OVERFLOW_ERROR)) {
            raise_overflow_error(rt, "timestamp out of range for platform time_t");
        }
        return false;
    }
    *out = (time_t)whole;
    return true;
}

/* The time zone is the machine's: without its clock the date is that of UTC. */
static bool local_date(Runtime *rt, const time_t *when, struct tm *out) {
    if (!grants_has(rt, GRANT_CLOCK)) {
        bool fine = gmtime_r(when, out) != NULL;
        out->tm_zone = "UTC";
        return fine;
    }
    tzset();
    return localtime_r(when, out) != NULL;
}

static Object *time_gmtime(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    time_t when;
    struct tm date;
    if (!timestamp_argument(rt, args, count, &when)) {
        return NULL;
    }
    if (!gmtime_r(&when, &date)) {
        return raise_os_error(rt, errno, NULL);
    }
    date.tm_zone = "UTC";
    return date_from_tm(rt, &date);
}

static Object *time_localtime(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    time_t when;
    struct tm date;
    if (!timestamp_argument(rt, args, count, &when)) {
        return NULL;
    }
    if (!local_date(rt, &when, &date)) {
        return raise_os_error(rt, errno, NULL);
    }
    return date_from_tm(rt, &date);
}

/* Nine numbers of a tuple to a struct tm, weekday and day of the year in C's counting. */
static bool tm_from_tuple(Runtime *rt, Object *tuple, const char *function, struct tm *out) {
    if (!type_is_tuple(rt, tuple)) {
        raise_type_error(rt, "Tuple or struct_time argument required");
        return false;
    }
    if (tuple_length(tuple) != FIELDS_SHOWN) {
        raise_type_error(rt, "%s(): illegal time tuple argument", function);
        return false;
    }
    int fields[FIELDS_SHOWN];
    for (size_t idx = 0; idx < FIELDS_SHOWN; idx++) {
        int64_t number;
        if (!object_as_int64(rt, tuple_get(tuple, idx), &number)) {
            return false;
        }
        if (number > INT32_MAX || number < INT32_MIN) {
            raise_overflow_error(rt, "signed integer is %s than %s",
                                 number > 0 ? "greater" : "less",
                                 number > 0 ? "maximum" : "minimum");
            return false;
        }
        fields[idx] = (int)number;
    }
    if (fields[0] < INT32_MIN + 1900) {
        raise_overflow_error(rt, "year out of range");
        return false;
    }
    *out = (struct tm){
        .tm_year = fields[0] - 1900,
        .tm_mon = fields[1] - 1,
        .tm_mday = fields[2],
        .tm_hour = fields[3],
        .tm_min = fields[4],
        .tm_sec = fields[5],
        .tm_wday = (fields[6] + 1) % 7,
        .tm_yday = fields[7] - 1,
        .tm_isdst = fields[8],
    };
    if (object_type_id(tuple) == time_state(rt)->struct_time) {
        out->tm_zone = "";
        Object *zone = struct_sequence_hidden0(rt, tuple);
        Object *offset = struct_sequence_hidden1(rt, tuple);
        Object *holder = NULL;
        if (type_is_str(rt, zone)) {
            /* plain text lies in the string, which the tuple keeps */
            const char *text = str_utf8(rt, zone, NULL, &holder, true);
            out->tm_zone = text && !holder ? text : "";
            release_nullable(rt, holder);
        }
        int64_t number = 0;
        if (offset != NONE && object_as_int64(rt, offset, &number)) {
            out->tm_gmtoff = number;
        }
        error_clear(rt);
        release(rt, zone);
        release(rt, offset);
    } else {
        struct tm now;
        time_t when = grants_has(rt, GRANT_CLOCK) ? time(NULL) : 0;
        local_date(rt, &when, &now);
        out->tm_zone = now.tm_zone;
        out->tm_gmtoff = now.tm_gmtoff;
    }
    return true;
}

/* What strftime and asctime demand; zero counts as the first where it is common. */
static bool check_tm(Runtime *rt, struct tm *date) {
    date->tm_mon = date->tm_mon == -1 ? 0 : date->tm_mon;
    date->tm_mday = date->tm_mday == 0 ? 1 : date->tm_mday;
    date->tm_yday = date->tm_yday == -1 ? 0 : date->tm_yday;
    const char *what = date->tm_mon < 0 || date->tm_mon > 11      ? "month out of range"
                       : date->tm_mday < 0 || date->tm_mday > 31  ? "day of month out of range"
                       : date->tm_hour < 0 || date->tm_hour > 23  ? "hour out of range"
                       : date->tm_min < 0 || date->tm_min > 59    ? "minute out of range"
                       : date->tm_sec < 0 || date->tm_sec > 61    ? "seconds out of range"
                       : date->tm_wday < 0                        ? "day of week out of range"
                       : date->tm_yday < 0 || date->tm_yday > 365 ? "day of year out of range"
                                                                  : NULL;
    if (what) {
        raise_value_error(rt, "%s", what);
    }
    return !what;
}

static bool date_argument(Runtime *rt, Object *const *args, size_t count, size_t at,
                          const char *function, struct tm *out) {
    if (count <= at) {
        int64_t now;
        if (!grants_wall_clock(rt, &now)) {
            return false;
        }
        time_t when = now / NANOSECONDS;
        return local_date(rt, &when, out);
    }
    return tm_from_tuple(rt, args[at], function, out) && check_tm(rt, out);
}

static Object *ascii_date(Runtime *rt, const struct tm *date) {
    static const char DAYS[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char MONTHS[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char clock[32];
    strftime(clock, sizeof clock, "%e %H:%M:%S", date);
    return str_format(rt, "%s %s %s %lld", DAYS[date->tm_wday], MONTHS[date->tm_mon], clock,
                      (long long)date->tm_year + 1900);
}

static Object *time_asctime(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    struct tm date;
    return date_argument(rt, args, count, 0, "asctime", &date) ? ascii_date(rt, &date) : NULL;
}

static Object *time_ctime(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    time_t when;
    struct tm date;
    if (!timestamp_argument(rt, args, count, &when)) {
        return NULL;
    }
    if (!local_date(rt, &when, &date)) {
        return raise_os_error(rt, errno, NULL);
    }
    return ascii_date(rt, &date);
}

static Object *time_mktime(Runtime *rt, Object *self, Object *tuple) {
    (void)self;
    struct tm date;
    if (!tm_from_tuple(rt, tuple, "mktime", &date)) {
        return NULL;
    }
    date.tm_wday = -1; /* stays so only when the date cannot be expressed */
    time_t when = grants_has(rt, GRANT_CLOCK) ? mktime(&date) : timegm(&date);
    if (when == (time_t)-1 && date.tm_wday == -1) {
        return raise_overflow_error(rt, "mktime argument out of range");
    }
    return float_from_double(rt, (double)when);
}

static Object *time_strftime(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    struct tm date;
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "strftime() argument 1 must be str, not %T", args[0]);
    }
    if (!date_argument(rt, args, count, 1, "strftime", &date)) {
        return NULL;
    }
    Object *holder = NULL;
    size_t length;
    const char *format = str_utf8(rt, args[0], &length, &holder, true);
    if (!format) {
        return NULL;
    }
    if (length == 0) {
        release_nullable(rt, holder);
        return str_empty(rt);
    }
    Object *result = NULL;
    for (size_t capacity = 256; !result && !error_pending(rt); capacity *= 2) {
        char *text = memory_allocate(rt, capacity);
        if (!text) {
            break;
        }
        size_t written = strftime(text, capacity, format, &date);
        if (written > 0 || capacity >= 256 * length) {
            result = str_from_utf8(rt, text, written);
        }
        memory_free(rt, text);
    }
    release_nullable(rt, holder);
    return result;
}

/* ---- the module ---- */

#define FIELD(idx, name, doc)                                                                      \
    { name, struct_sequence_get##idx, native_read_only, doc }

static const AttributeRow DATE_FIELDS[] = {
    FIELD(0, "tm_year", "year, for example, 1993"),
    FIELD(1, "tm_mon", "month of year, range [1, 12]"),
    FIELD(2, "tm_mday", "day of month, range [1, 31]"),
    FIELD(3, "tm_hour", "hours, range [0, 23]"),
    FIELD(4, "tm_min", "minutes, range [0, 59]"),
    FIELD(5, "tm_sec", "seconds, range [0, 61])"),
    FIELD(6, "tm_wday", "day of week, range [0, 6], Monday is 0"),
    FIELD(7, "tm_yday", "day of year, range [1, 366]"),
    FIELD(8, "tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"),
    {"tm_zone", struct_sequence_hidden0, struct_sequence_set_hidden,
     "abbreviation of timezone name"},
    {"tm_gmtoff", struct_sequence_hidden1, struct_sequence_set_hidden,
     "offset from UTC in seconds"},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec struct_time_type = {
    .slots = STRUCT_SEQUENCE_HIDDEN_SLOTS("time.struct_time"),
    .methods = struct_sequence_methods,
    .attributes = DATE_FIELDS,
    .doc = "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by "
           "asctime(), mktime() and strftime().",
    .module = "time",
};

static bool add_zone(Runtime *rt, Object *dict) {
    bool local = grants_has(rt, GRANT_CLOCK);
    if (local) {
        tzset();
    }
    Object *names[2] = {str_from_cstring(rt, local ? tzname[0] : "UTC"),
                        str_from_cstring(rt, local ? tzname[1] : "UTC")};
    Object *pair = names[0] && names[1] ? tuple_from_array(rt, names, 2) : NULL;
    release_nullable(rt, names[0]);
    release_nullable(rt, names[1]);
    return dict_set_cstring_stealing(rt, dict, "tzname", pair) &&
           dict_set_cstring_stealing(rt, dict, "timezone",
                                     int_from_int64(rt, local ? timezone : 0)) &&
           dict_set_cstring_stealing(rt, dict, "altzone",
                                     int_from_int64(rt, !local     ? 0
                                                        : daylight ? timezone - 3600
                                                                   : timezone)) &&
           dict_set_cstring_stealing(rt, dict, "daylight",
                                     int_from_int64(rt, local ? daylight : 0));
}

static Object *time_tzset(Runtime *rt, Object *self) {
    return add_zone(rt, module_dict(self)) ? retain(NONE) : NULL;
}

/* _strptime is written in Python. */
static Object *time_strptime(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    Object *name = str_from_cstring(rt, "_strptime");
    Object *module = name ? import_absolute(rt, name) : NULL;
    Object *result =
        module ? object_call_method_cstring(rt, module, "_strptime_time", args, count) : NULL;
    release_nullable(rt, name);
    release_nullable(rt, module);
    return result;
}

/* Nanoseconds of a clock of the system by its number; false: error. */
static bool read_clock(Runtime *rt, Object *argument, int64_t *out) {
    int64_t clock;
    struct timespec now;
    if (!object_as_int64(rt, argument, &clock)) {
        return false;
    }
    if (clock == CLOCK_REALTIME) {
        return grants_wall_clock(rt, out);
    }
    if (!grants_ask(rt, GRANT_CLOCK)) {
        return false;
    }
    if (clock_gettime((clockid_t)clock, &now) < 0) {
        raise_os_error(rt, errno, NULL);
        return false;
    }
    *out = now.tv_sec * (int64_t)NANOSECONDS + now.tv_nsec;
    return true;
}

static Object *time_clock_gettime(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t now;
    return read_clock(rt, argument, &now) ? seconds(rt, now) : NULL;
}

static Object *time_clock_gettime_ns(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t now;
    return read_clock(rt, argument, &now) ? int_from_int64(rt, now) : NULL;
}

static Object *time_clock_getres(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t clock;
    struct timespec step;
    if (!object_as_int64(rt, argument, &clock)) {
        return NULL;
    }
    return clock_getres((clockid_t)clock, &step) < 0
               ? raise_os_error(rt, errno, NULL)
               : float_from_double(rt, (double)step.tv_sec + (double)step.tv_nsec * 1e-9);
}

static bool time_populate(Runtime *rt, Object *dict) {
    TimeState *state = time_state(rt);
    TypeObject *type =
        state ? struct_sequence_register(rt, &struct_time_type, &state->struct_time) : NULL;
    return type && dict_set_cstring(rt, dict, "struct_time", (Object *)type) &&
           add_zone(rt, dict) &&
           dict_set_cstring_stealing(rt, dict, "_STRUCT_TM_ITEMS", int_from_int64(rt, TM_ITEMS)) &&
           dict_set_cstring_stealing(rt, dict, "CLOCK_REALTIME",
                                     int_from_int64(rt, CLOCK_REALTIME)) &&
           dict_set_cstring_stealing(rt, dict, "CLOCK_MONOTONIC",
                                     int_from_int64(rt, CLOCK_MONOTONIC)) &&
           dict_set_cstring_stealing(rt, dict, "CLOCK_PROCESS_CPUTIME_ID",
                                     int_from_int64(rt, CLOCK_PROCESS_CPUTIME_ID)) &&
           dict_set_cstring_stealing(rt, dict, "CLOCK_THREAD_CPUTIME_ID",
                                     int_from_int64(rt, CLOCK_THREAD_CPUTIME_ID));
}

static const MethodRow TIME_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("time", time_time,
                      "time() -> floating point number\n\nReturn the current time in seconds since "
                      "the Epoch."),
    METHOD_ROW_NOARGS("time_ns", time_time_ns, NULL),
    METHOD_ROW_NOARGS("monotonic", time_monotonic, NULL),
    METHOD_ROW_NOARGS("monotonic_ns", time_monotonic_ns, NULL),
    METHOD_ROW_NOARGS("perf_counter", time_monotonic, NULL),
    METHOD_ROW_NOARGS("perf_counter_ns", time_monotonic_ns, NULL),
    METHOD_ROW_NOARGS("process_time", time_process, NULL),
    METHOD_ROW_NOARGS("process_time_ns", time_process_ns, NULL),
    METHOD_ROW_NOARGS("thread_time", time_thread, NULL),
    METHOD_ROW_NOARGS("thread_time_ns", time_thread_ns, NULL),
    METHOD_ROW_ONE("sleep", time_sleep, NULL),
    METHOD_ROW_ONE("get_clock_info", time_get_clock_info, NULL),
    METHOD_ROW_POSITIONAL("gmtime", time_gmtime, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("localtime", time_localtime, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("asctime", time_asctime, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("ctime", time_ctime, 0, 1, NULL),
    METHOD_ROW_ONE("mktime", time_mktime, NULL),
    METHOD_ROW_POSITIONAL("strftime", time_strftime, 1, 2, NULL),
    METHOD_ROW_POSITIONAL("strptime", time_strptime, 1, 2,
                          "strptime(string, format) -> struct_time\n\nParse a string to a time "
                          "tuple according to a format specification."),
    METHOD_ROW_ONE("clock_gettime", time_clock_gettime,
                   "clock_gettime(clk_id) -> float\n\nReturn the time of the specified clock "
                   "clk_id."),
    METHOD_ROW_ONE("clock_gettime_ns", time_clock_gettime_ns,
                   "clock_gettime_ns(clk_id) -> int\n\nReturn the time of the specified clock "
                   "clk_id as nanoseconds."),
    METHOD_ROW_ONE("clock_getres", time_clock_getres,
                   "clock_getres(clk_id) -> floating point number\n\nReturn the resolution "
                   "(precision) of the specified clock clk_id."),
    METHOD_ROW_NOARGS("tzset", time_tzset, NULL),
    METHOD_ROW_END,
};

const ModuleSpec time_module = {
    .name = "time",
    .doc = "This module provides various functions to manipulate time values.",
    .functions = TIME_FUNCTIONS,
    .populate = time_populate,
};
