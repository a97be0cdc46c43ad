# An object dies with its last reference; a cycle waits for the collector.
import gc


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  freed:", self.name)


print("dropping the only reference to one node")
node = Node("alone")
node = None

print("dropping two nodes that refer to each other")
left, right = Node("left"), Node("right")
left.other, right.other = right, left
del left, right
print("nothing yet; collecting")
gc.collect()
