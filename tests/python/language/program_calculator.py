class Lexer:
    def __init__(self, text):
        self.tokens = []
        i = 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
            elif c.isdigit() or c == ".":
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                self.tokens.append(("num", float(text[i:j]) if "." in text[i:j] else int(text[i:j])))
                i = j
            elif c.isalpha():
                j = i
                while j < len(text) and text[j].isalnum():
                    j += 1
                self.tokens.append(("name", text[i:j]))
                i = j
            elif text[i:i + 2] == "**":
                self.tokens.append(("op", "**"))
                i += 2
            elif c in "+-*/()=,%":
                self.tokens.append(("op", c))
                i += 1
            else:
                raise SyntaxError(f"bad character {c!r} at {i}")
        self.tokens.append(("end", None))


class Calc:
    functions = {"max": max, "abs": abs, "sum": lambda *a: sum(a)}

    def __init__(self):
        self.names = {"pi": 3}

    def run(self, text):
        self.tokens = Lexer(text).tokens
        self.pos = 0
        value = self.assign()
        if self.peek() != ("end", None):
            raise SyntaxError(f"unexpected {self.peek()[1]!r}")
        return value

    def peek(self):
        return self.tokens[self.pos]

    def take(self, *ops):
        kind, v = self.peek()
        if kind == "op" and v in ops:
            self.pos += 1
            return v

    def assign(self):
        if self.peek()[0] == "name" and self.tokens[self.pos + 1] == ("op", "="):
            name = self.peek()[1]
            self.pos += 2
            self.names[name] = v = self.assign()
            return v
        return self.sum()

    def sum(self):
        v = self.term()
        while op := self.take("+", "-"):
            r = self.term()
            v = v + r if op == "+" else v - r
        return v

    def term(self):
        v = self.unary()
        while op := self.take("*", "/", "%"):
            r = self.unary()
            v = {"*": lambda: v * r, "/": lambda: v / r, "%": lambda: v % r}[op]()
        return v

    def unary(self):
        if self.take("-"):
            return -self.unary()
        v = self.atom()
        return v ** self.unary() if self.take("**") else v

    def atom(self):
        kind, v = self.peek()
        self.pos += 1
        if kind == "num":
            return v
        if kind == "name":
            if self.take("("):
                args = [self.assign()]
                while self.take(","):
                    args.append(self.assign())
                if not self.take(")"):
                    raise SyntaxError("expected )")
                return self.functions[v](*args)
            return self.names[v]
        if v == "(":
            r = self.assign()
            if not self.take(")"):
                raise SyntaxError("expected )")
            return r
        raise SyntaxError(f"unexpected {v!r}")


c = Calc()
for line in ("1 + 2 * 3", "x = 2 ** 3 ** 2", "x / 4", "-(x - 500) * 2", "y = z = 7", "max(y, z * 2, 3)", "1 / 0", "(1 + 2", "foo + 1", "2 $ 3", "sum(1, 2, abs(-3)) % 4", "1 2", "", "1.5 + .5", "10 - 2 - 3", "foo(1)"):
    try:
        print(line, "=", c.run(line))
    except Exception as e:
        print(line, "->", type(e).__name__, e)
