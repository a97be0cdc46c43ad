try: x = 1
except: x = 2
else: x = 3
finally: y = x
print(x, y)


def f(n):
    try:
        if n == 0:
            return "zero"
        elif n == 1:
            raise ValueError
        for i in range(n):
            try:
                if i == 2:
                    raise KeyError(i)
            except KeyError as e:
                return f"key {e}"
            finally:
                print("inner", i, end=" ")
        return "loop ended"
    except ValueError:
        return "value"
    finally:
        print("outer", end=" ")


for n in range(5):
    print(f(n))


class C:
    try:
        attr = undefined_name
    except NameError:
        attr = "fallback"
    finally:
        extra = "set in finally"


print(C.attr, C.extra)
lam = lambda: (_ for _ in ()).throw(ValueError("from lambda"))
try:
    lam()
except ValueError as e:
    print(e)
with open("f.txt", "w") as h:
    try:
        h.write(5)
    except TypeError as e:
        print(e)
for x in [1, 0]:
    try:
        print(1 / x)
    except ZeroDivisionError:
        print("zero")
        continue
    else:
        print("fine")
while True:
    try:
        raise StopIteration
    except (StopIteration, KeyError):
        break
try:
    try:
        pass
    finally:
        pass
except:
    pass
else:
    try:
        print("else body")
    finally:
        print("else finally")
try:
    try:
        raise TypeError("t")
    except ValueError:
        print("not here")
    except (KeyError, TypeError) as e:
        print("tuple", e)
        try:
            raise
        except TypeError as again:
            print("again", again is e)
finally:
    print("end")


def g():
    try:
        pass
    except Exception:
        pass
    else:
        return "else returns"
    finally:
        print("g finally", end=" ")


print(g())
