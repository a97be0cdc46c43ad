# Documents nested too deep are a RecursionError, at the depth at which CPython has it.
import json
import sys
from _json import encode_basestring_ascii, make_encoder
from json.decoder import JSONDecoder

sys.setrecursionlimit(150)


def limit_of(name, make, work):
    documents = [make(n) for n in range(1, 200)]
    for n, document in enumerate(documents):
        try:
            work(document)
        except RecursionError as e:
            print(name, n, e)
            return


def lists(n):
    value = []
    for _ in range(n):
        value = [value]
    return value


def tuples(n):
    value = ()
    for _ in range(n):
        value = (1, value)
    return value


def dicts(n):
    value = {}
    for _ in range(n):
        value = {'a': value}
    return value


def arrays(n):
    return '[' * n + ']' * n


def objects(n):
    return '{"a":' * n + '1' + '}' * n


encode = make_encoder(None, None, encode_basestring_ascii, None, ': ', ', ', False, False, True)
decode = JSONDecoder().scan_once
limit_of('lists', lists, lambda value: encode(value, 0))
limit_of('tuples', tuples, lambda value: encode(value, 0))
limit_of('dicts', dicts, lambda value: encode(value, 0))
limit_of('arrays', arrays, lambda text: decode(text, 0))
limit_of('objects', objects, lambda text: decode(text, 0))
limit_of('dumps', dicts, json.dumps)
limit_of('dumps', lists, lambda value: json.dumps(value, check_circular=False))
limit_of('loads', arrays, json.loads)
limit_of('loads', objects, json.loads)
sys.setrecursionlimit(1000)
for text in ('[' * 100000, '{"a":' * 100000, '[{"a":' * 100000):
    try:
        json.loads(text)
    except RecursionError as e:
        print(e)
value = []
for _ in range(100000):
    value = [value]
try:
    json.dumps(value)
except RecursionError as e:
    print(e)
