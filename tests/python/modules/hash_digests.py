# The digests under hashlib.
import _md5,_sha1,_sha256,_sha512
for f in (_md5.md5,_sha1.sha1,_sha256.sha224,_sha256.sha256,_sha512.sha384,_sha512.sha512):
    for n in (0,3,55,56,63,64,65,111,112,119,127,128,129,1000):
        h=f(b'a'*(n//2)); h.update(b'a'*(n-n//2)); print(f.__name__,n,h.hexdigest(),h.digest_size,h.block_size,h.name)
    print(f(b'abc').copy().digest()==f(b'abc').digest(), type(h).__name__)
for a in ('text',5):
    try: _md5.md5(a)
    except Exception as e: print(type(e).__name__,e)
