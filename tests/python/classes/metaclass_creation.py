class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), kw)
        ns["added"] = "by meta"
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, kw)
        return {"prepared": True}

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def __len__(cls):
        return 42

    def __getitem__(cls, k):
        return (cls.__name__, k)

    def __iter__(cls):
        return iter("abc")

    def __contains__(cls, x):
        return x == 1


class A(metaclass=Meta, flag=1):
    x = 1

    def __init__(self, v):
        self.v = v


class B(A):
    y = 2


a = A(5)
print(A, B, a.v, A.added, A.prepared, len(A), A[3], list(B), 1 in A, 2 in A, type(B).__name__, type(a) is A)
C = Meta("C", (B,), {"z": 1})
print(C, C.z, [c.__name__ for c in C.__mro__])


class Other(type):
    pass


try:
    class D(A, metaclass=Other):
        pass
except TypeError as e:
    print(e)


class E(metaclass=Other):
    pass


try:
    class F(A, E):
        pass
except TypeError as e:
    print(e)


def factory(name, bases, ns):
    print("factory", name)
    return (name, bases, ns.get("k"))


class G(metaclass=factory):
    k = 9


print(G)
