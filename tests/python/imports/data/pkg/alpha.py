print("alpha", __name__, __package__)
value = "alpha value"
