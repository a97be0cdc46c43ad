# Every stream keeps its own attributes in a __dict__ that can be asked for.
import io

read, write = io.BytesIO(b"abc"), io.BytesIO()


class Raw(io.RawIOBase):
    pass


class Text(io.TextIOWrapper):
    pass


STREAMS = [
    Raw(), io.BytesIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO()), Text(io.BytesIO()),
    io.BufferedReader(io.BytesIO()), io.BufferedWriter(io.BytesIO()),
    io.BufferedRandom(io.BytesIO()), io.BufferedRWPair(read, write), io.IOBase(),
]
for stream in STREAMS:
    print(type(stream).__name__, stream.__dict__, vars(stream))
    stream.remark = 1
    stream.__dict__["other"] = 2
    print(stream.__dict__, stream.other)
    try:
        stream.__dict__ = {}
    except AttributeError as error:
        print(type(error).__name__)
