print('lazy start')
def load():
    import two, three
    return two.y + three.z
