# Code that runs while json works: it changes what is being encoded, calls the same scanner or
# encoder again, raises, or drops what is in use.
import collections
import gc
import json
from _json import encode_basestring, encode_basestring_ascii, make_encoder, make_scanner
from json.decoder import JSONDecoder


class Other:
    pass


def show(f, *args):
    try:
        print(ascii(f(*args)))
    except Exception as e:
        print(type(e).__name__, ascii(e.args))


# what default does to the list or dict around
items = []


def encode_items(default, *rest):
    items[:] = [Other(), *rest]
    show(lambda: json.dumps(items, default=default))


encode_items(lambda o: items.clear(), 1, 2)
encode_items(lambda o: items.append(3), 1, 2)
encode_items(lambda o: items.__delitem__(0), 1, 2)
encode_items(lambda o: items.__setitem__(slice(None), ['new'] * 5), 1)
encode_items(lambda o: items.extend([['x']] * 1000) or items.__delitem__(slice(5, None)), 1)
encode_items(lambda o: (gc.collect(), items.pop())[1], [1], [2])
members = {}


def encode_members(default, sort_keys=False, **rest):
    members.clear()
    members.update(a=Other(), **rest)
    show(lambda: json.dumps(members, default=default, sort_keys=sort_keys))


for sort_keys in (False, True):
    encode_members(lambda o: members.clear(), sort_keys, b=1, c=[2])
    encode_members(lambda o: members.update(z=1), sort_keys, b=1, c=[2])
    encode_members(lambda o: members.pop('c'), sort_keys, b=1, c=[2])
    encode_members(lambda o: members.update({str(i): i for i in range(100)}), sort_keys, b=1)
    encode_members(lambda o: members.clear(), sort_keys, **{'k%d' % i: [i] for i in range(20)})
    encode_members(lambda o: 1 / 0, sort_keys, **{'k%d' % i: [i] for i in range(20)})


# what __iter__, items and keys do
class Row(list):
    def __iter__(self):
        outer.clear()
        self.clear()
        return iter([1, 2])


outer = [Row([1])]
outer.append('gone')
show(json.dumps, outer)


class Table(dict):
    def items(self):
        outer.clear()
        self.clear()
        return [('a', Row()), ('b', 2)]


outer = [Table(x=1), 'gone']
show(json.dumps, outer)


class Key(str):
    def __lt__(self, other):
        table.clear()
        return str(self) < str(other)

    __hash__ = str.__hash__


table = {Key('b'): 1, Key('a'): 2, Key('c'): [3]}
show(lambda: json.dumps(table, sort_keys=True))


class Angry(str):
    def __lt__(self, other):
        raise ValueError('no order')

    __hash__ = str.__hash__


show(lambda: json.dumps({Angry('b'): 1, Angry('a'): 2}, sort_keys=True))

# an encoder that is called again while it runs, and its own markers
markers = {}


def again(o):
    return ''.join(encoder([1, {'inner': 2}], 0))


encoder = make_encoder(markers, again, encode_basestring_ascii, None, ': ', ', ', False, False, True)
show(encoder, [Other(), {'a': Other()}], 0)


def back(o):
    return encoder(items, 0)


encoder = make_encoder(markers, back, encode_basestring_ascii, None, ': ', ', ', False, False, True)
items[:] = [Other()]
show(encoder, items, 0)
markers.clear()


def drop(o):
    global encoder
    del encoder
    gc.collect()
    return 'dropped'


encoder = make_encoder(None, drop, encode_basestring, None, ': ', ', ', False, False, True)
show(lambda: encoder([Other(), 'é', {'a': 1}], 0))


def shout(text):
    items.clear()
    return text.upper()


items[:] = ['a', 'b', 'c']
show(make_encoder(None, None, shout, None, ': ', ', ', False, False, True), items, 0)
items[:] = ['a', 'b', 'c']
show(make_encoder(None, None, shout, None, ': ', ', ', False, False, True), {'x': items, 'y': 1}, 0)


# objects that die on the way
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('end of', self.name)


show(lambda: json.dumps([Noisy('first'), Noisy('second')], default=lambda o: o.name))
members.clear()
members.update(a=Noisy('a'), b=Noisy('b'))


def empty(o):
    members.clear()
    return o.name


show(lambda: json.dumps(members, default=empty))

# hooks that call the same scanner again: the memo of keys goes with the inner call
depth = 0
decoder = None


def hook(pairs):
    global depth
    depth += 1
    if depth < 4:
        pairs.append(('inner', decoder.decode('{"some key": [{}, {"some key": 1}]}')))
    return pairs


decoder = JSONDecoder(object_pairs_hook=hook)
result = decoder.decode('[{"some key": {"some key": 2}}, {"some key": 3}, {"other key": 4}, {"other key": 5}]')
print(result)
keys = []


def collect(o):
    if isinstance(o, str):
        keys.append(o)
    elif isinstance(o, (list, tuple)):
        for item in o:
            collect(item)


collect(result)
print([[a is b for b in keys if b == a] for a in keys if a.endswith('key')])


class Context:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_constant = None

    @property
    def parse_int(self):
        found = [o for o in gc.get_objects() if type(o) is make_scanner]
        return lambda text: (scanner('{"k": [1.5, {"k": null}]}', 0) if text == '1' else drop_scanner(), len(found) >= 0)


def drop_scanner():
    global scanner
    scanner = None
    gc.collect()
    return 'dropped'


scanner = make_scanner(Context())
show(lambda: scanner('[{"k": 1}, {"k": 2}, {"k": [{"k": 2}]}]', 0))
caught = []


def catch(d):
    caught.append(d)
    for o in gc.get_objects():
        if type(o) is list and o[:1] == ['mark']:
            o.clear()
    return d


show(lambda: json.loads('["mark", {"a": 1}, 2]', object_hook=catch))


# cyclic garbage through both types
class Holder(collections.UserList):
    def __call__(self, *args):
        return args


def cycle():
    holder = Holder()
    context = Context()
    context.object_hook = holder
    holder.append(make_scanner(context))
    holder.append(make_encoder({}, holder, holder, holder, '', '', False, False, False))
    return holder


gc.collect()
before = len(gc.get_objects())
for _ in range(50):
    cycle()
gc.collect()
print(len(gc.get_objects()) - before < 50)
holder = cycle()
holder[1].markers['x'] = holder[0]
del holder
gc.collect()
print(sum(type(o) in (make_scanner, make_encoder) and o.__class__ is make_encoder for o in gc.get_objects()))
