print("raises runs")
partial = 1
raise ValueError("while importing")
