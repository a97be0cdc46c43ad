# Dates from text, clocks by number; the C library's locale.
import datetime
import locale
import time

print(time.strptime('2020-01-02 03:04:05', '%Y-%m-%d %H:%M:%S'))
print(datetime.datetime.strptime('02/Jan/2020 +0130', '%d/%b/%Y %z'))
try:
    time.strptime('nonsense', '%Y')
except ValueError as error:
    print(error)
print(abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5,
      abs(time.clock_gettime_ns(time.CLOCK_MONOTONIC) - time.monotonic_ns()) < 5e9,
      0 < time.clock_getres(time.CLOCK_REALTIME) < 1)
print(locale.localeconv()['decimal_point'], locale.setlocale(locale.LC_NUMERIC),
      locale.strcoll('a', 'b') < 0, locale.strxfrm('abc'), locale.nl_langinfo(locale.DAY_1))
try:
    locale.setlocale(locale.LC_ALL, 'xx_YY')
except locale.Error as error:
    print(error)
print(locale.format_string('%d', 123456, grouping=True), locale.atof('1.5'))
