import time
for seconds in (0, 1, 86399, 86400, 951782400, 1709164800, 4102444800, -1, -86400 * 365):
    t = time.gmtime(seconds)
    print(seconds, tuple(t), time.strftime("%Y-%m-%d %H:%M:%S %j %w %a %A %b %B %y %I %p %M %U %W", t), time.asctime(t))
t = time.struct_time((2024, 2, 29, 23, 59, 58, 3, 60, -1))
print(t.tm_year, t[1], t[:3], len(t), t.n_fields, t.n_sequence_fields, t.n_unnamed_fields, repr(t), hash(t) == hash(tuple(t)), t == tuple(t), t < (2025,), t.tm_zone if t.tm_zone else None)
print(time.strftime("%%d=%d %%", t), time.strftime("plain"), [time.strftime(f"%{c}", t) for c in "dmyHIMSpjUwWYaAbB"])
for bad in (lambda: time.struct_time("abc"), lambda: time.struct_time(()), lambda: time.strftime(5), lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime("%Y", (2020, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.asctime((1,)), lambda: time.gmtime("x"), lambda: time.mktime(()), lambda: setattr(t, "tm_year", 5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(time.gmtime(1.9)[:6], time.gmtime(None)[0] >= 2024, type(time.localtime()).__name__, type(time.ctime(0)).__name__)
