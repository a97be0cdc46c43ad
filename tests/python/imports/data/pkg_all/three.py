print("three must not load")
