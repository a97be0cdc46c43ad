# hashlib over the builtin digests, without OpenSSL.
import _blake2
import _sha3

for function in (_sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512):
    for size in (0, 1, 71, 72, 73, 135, 136, 137, 144, 500):
        digest = function(b"x" * (size // 2))
        digest.update(b"x" * (size - size // 2))
        print(digest.name, size, digest.hexdigest(), digest.digest_size, digest.block_size, digest.copy().digest() == digest.digest())
for function in (_sha3.shake_128, _sha3.shake_256):
    for size in (0, 1, 135, 136, 168, 169):
        print(function.__name__, size, function(b"y" * size).hexdigest(40), function(b"y" * size).digest(200)[-5:])
for function in (_blake2.blake2b, _blake2.blake2s):
    for size in (0, 1, 63, 64, 65, 127, 128, 129, 500):
        digest = function(b"z" * (size // 2))
        digest.update(b"z" * (size - size // 2))
        print(digest.name, size, digest.hexdigest(), digest.digest_size, digest.block_size)
    print(function(b"abc", digest_size=10, key=b"key", salt=b"salt", person=b"me").hexdigest())
    print(function(b"abc", fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1, inner_size=8, last_node=True).hexdigest())
    print(function.SALT_SIZE, function.PERSON_SIZE, function.MAX_KEY_SIZE, function.MAX_DIGEST_SIZE)
    for wrong in ({"digest_size": 0}, {"key": b"k" * 65}, {"salt": b"s" * 17}, {"fanout": 256}, {"key": "text"}):
        try:
            print(function(**wrong).hexdigest())
        except Exception as error:
            print(type(error).__name__)
import hashlib

print(hashlib.sha256(b"abc").hexdigest(), hashlib.new("md5", b"abc").hexdigest(), hashlib.blake2b(b"a").name)
import hmac

print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.compare_digest(b"a", b"a"))
