# With -X heap_limit=32M a program that wants more gets an exception, and goes on.
rows = []
try:
    while True:
        rows.append([len(rows)] * 10)
except MemoryError:
    print("MemoryError after", len(rows) // 1000 * 1000 >= 50000 and "more than 50,000" or len(rows), "rows")
rows = None
print("and then:", sum(range(1000)))
