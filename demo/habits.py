# What the second document advises against, as a program that has the habits.
import sys

prices = list(range(100_000))
print("a slice copies:              ", sys.getsizeof(prices[1:90_000]), "bytes for prices[1:90000]")
print("a generator does not:        ", sys.getsizeof(x for x in prices), "bytes for (x for x in prices)")

cheap = 0
for price in prices[:50_000]:
    cheap += price

total = sum([price * 2 for price in prices])

words = ()
for word in ["apple", "sauce"] * 1000:
    words += (word,)

queue = prices[:3_000]
while queue:
    queue.pop(0)
print("sums, words:                 ", cheap, total, len(words))
