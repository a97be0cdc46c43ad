import made
made.x = 50
name = __name__
