# A block that is given back is the next one handed out.
x = object()
address = id(x)
del x
y = object()
print("the block of the dropped object is used again:", id(y) == address)

# A hundred thousand short-lived objects, one after the other, live in the same few blocks.
places = set()
for i in range(100_000):
    places.add(id([i]))
print("100,000 short-lived lists used", len(places), "blocks" if len(places) > 1 else "block")
