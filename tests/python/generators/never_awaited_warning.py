# compare: stderr
async def lost():
    pass


lost()
print("after")


async def also():
    return 1


c = also()
c.close()
del c
x = lost()
x = None
print("end")
