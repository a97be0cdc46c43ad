# What the warnings machinery keeps lies where programs can put anything.
import _warnings
import warnings

for registry in (5, None, [], "abc", {}, {"version": "a"}):
    names = {"__warningregistry__": registry, "warnings": warnings}
    for i in range(2):
        try:
            exec("warnings.simplefilter('default'); warnings.warn('told')", names)
            print("told")
        except Exception as e:
            print(type(e).__name__, e)
    try:
        print(_warnings.warn_explicit("told", UserWarning, "file", 1, "module", registry))
    except Exception as e:
        print(type(e).__name__, e)
