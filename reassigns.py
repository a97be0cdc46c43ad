def __getattr__(n):
    return n * 2
