# A handler of errors gives the file that it works for other names.
import codecs
import io


def handler(error):
    for names in ({"errors": "ign" + "ore"}, {"errors": "back" + "slashreplace"}):
        file.reconfigure(**names)
    return "?", error.end


codecs.register_error("changes_names", handler)

for encoding in ("ascii", "cp1252", "latin-1"):
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="".join(["changes", "_names"]))
    print(encoding, file.write("ab\u2603cd\u2603" * 5), file.errors)
    file.flush()
    print(raw.getvalue())
