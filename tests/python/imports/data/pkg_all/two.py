print("two loaded")
