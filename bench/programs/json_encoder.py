"""A JSON encoder and decoder written in Python: recursion, isinstance, string scanning."""

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def encode(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return '"' + "".join([ESCAPES.get(c, c) for c in value]) + '"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([encode(v) for v in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([encode(k) + ":" + encode(v) for k, v in value.items()]) + "}"
    raise TypeError(type(value).__name__)


class Decoder:
    def __init__(self, text):
        self.text = text
        self.pos = 0

    def value(self):
        c = self.text[self.pos]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        for word, v in (("null", None), ("true", True), ("false", False)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return v
        return self.number()

    def number(self):
        start = self.pos
        text = self.text
        while text[self.pos] in "+-.0123456789e":
            self.pos += 1
        s = text[start:self.pos]
        return int(s) if s.lstrip("-").isdigit() else float(s)

    def string(self):
        self.pos += 1
        out = []
        text = self.text
        while True:
            c = text[self.pos]
            self.pos += 1
            if c == '"':
                return "".join(out)
            if c == "\\":
                c = {"n": "\n", "t": "\t"}.get(text[self.pos], text[self.pos])
                self.pos += 1
            out.append(c)

    def array(self):
        out = []
        self.pos += 1
        while self.text[self.pos] != "]":
            out.append(self.value())
            if self.text[self.pos] == ",":
                self.pos += 1
        self.pos += 1
        return out

    def object(self):
        out = {}
        self.pos += 1
        while self.text[self.pos] != "}":
            k = self.string()
            self.pos += 1
            out[k] = self.value()
            if self.text[self.pos] == ",":
                self.pos += 1
        self.pos += 1
        return out


document = {"items": [{"id": i, "name": f"item \"{i}\"", "tags": ["a", "b\n", None], "price": i * 1.25, "ok": i % 2 == 0} for i in range(20000)]}
text = encode(document)
back = Decoder(text).value()
print(len(text), back == document, encode(back) == text)
