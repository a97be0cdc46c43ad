import string
print(string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits)
print(repr(string.punctuation), repr(string.whitespace), len(string.printable), string.printable[:62] == string.digits + string.ascii_letters)
print(string.capwords("hello  world foo"), string.capwords("a-b-c", "-"))
print([c for c in string.punctuation if not c.isalnum()] == list(string.punctuation), all(c.isspace() for c in string.whitespace), sum(map(ord, string.printable)))
table = str.maketrans(string.ascii_lowercase, string.ascii_lowercase[13:] + string.ascii_lowercase[:13])
print("hello".translate(table), "hello".translate(table).translate(table))
print({c: string.ascii_lowercase.index(c) for c in "abz"}, "".join(sorted("python", key=string.ascii_lowercase[::-1].index)), [w.strip(string.punctuation) for w in "Hi, there! (you)".split()])
