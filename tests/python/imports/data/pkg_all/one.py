print("one loaded")
