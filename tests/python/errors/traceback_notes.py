# compare: stderr
e = ValueError("with notes")
e.add_note("first note")
e.add_note("second note\nwith two lines")
e.add_note("")
try:
    raise e
except ValueError as err:
    err.add_note("third, é 日")
    raise
