import colorsys
import errno
import keyword
print(len(keyword.kwlist), keyword.kwlist, keyword.softkwlist, keyword.iskeyword("for"), keyword.iskeyword("x"), keyword.issoftkeyword("match"))
for rgb in ((0, 0, 0), (1, 1, 1), (0.2, 0.4, 0.4), (1, 0, 0), (0.1, 0.9, 0.5), (0.5, 0.5, 0.5)):
    hls, hsv, yiq = colorsys.rgb_to_hls(*rgb), colorsys.rgb_to_hsv(*rgb), colorsys.rgb_to_yiq(*rgb)
    print(["%.4f" % x for x in hls + hsv + yiq])
    print(["%.4f" % x for x in colorsys.hls_to_rgb(*hls) + colorsys.hsv_to_rgb(*hsv) + colorsys.yiq_to_rgb(*yiq)])
print(errno.ENOENT, errno.EACCES, errno.EEXIST, errno.EINVAL, errno.errorcode[2], errno.errorcode[13], errno.EAGAIN == errno.EWOULDBLOCK, errno.EPIPE, errno.ENOTDIR, errno.EISDIR, errno.ENOMEM, errno.EINTR, errno.EDOM, errno.ERANGE, errno.ENOSYS, errno.ETIMEDOUT)
print(all(getattr(errno, name) == code for code, name in errno.errorcode.items()), len(errno.errorcode) > 100, all(keyword.iskeyword(k) for k in ("None", "True", "async", "await", "nonlocal")))
