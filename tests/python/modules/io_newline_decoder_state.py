# getstate() and setstate() of IncrementalNewlineDecoder, and what the decoder within may give.
import io


class Decoder:
    def __init__(self, state):
        self.state = state

    def decode(self, data, final=False):
        return "line\r"

    def getstate(self):
        return self.state

    def setstate(self, state):
        print("setstate", state)

    def reset(self):
        print("reset")


def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


STATES = [None, 5, (), (b"",), (b"", 0), (b"", 1), ("x", 6), (b"", "x"), (b"", -1), [b"", 0],
          (b"ab", 2**62), (b"", 0, 0)]
for state in STATES:
    for within in (Decoder(state), None):
        print(state, within is None)
        decoder = io.IncrementalNewlineDecoder(within, True)
        show(decoder.getstate)
        show(decoder.decode, "x\r")
        show(decoder.getstate)
        show(decoder.setstate, state)
        show(decoder.decode, "\ny")
        show(lambda: decoder.newlines)
        show(decoder.reset)
        show(lambda: decoder.newlines)

decoder = io.IncrementalNewlineDecoder.__new__(io.IncrementalNewlineDecoder)
show(decoder.decode, "a")
show(decoder.getstate)
show(decoder.setstate, (b"", 0))
show(decoder.reset)
show(lambda: decoder.newlines)
