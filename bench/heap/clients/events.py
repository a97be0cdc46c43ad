"""A simulation: events in a heap by their time, each making others; customers come and go."""
import heapq
import random
import sys


class Customer:
    __slots__ = ("name", "arrived", "basket")

    def __init__(self, name, arrived):
        self.name = name
        self.arrived = arrived
        self.basket = {}


def main(scale):
    generator = random.Random(4)
    events = []
    for number in range(20000 * scale):
        heapq.heappush(events, (generator.random() * 100, number, None))
    number = 20000 * scale
    served = 0
    waited = 0.0
    while served < 25000 * scale:
        now, _, customer = heapq.heappop(events)
        number += 1
        if customer is None:
            customer = Customer("c%d" % number, now)
            heapq.heappush(events, (now + generator.expovariate(1), number, customer))
            heapq.heappush(events, (now + 20 + generator.random(), number + 10000000, None))
        elif len(customer.basket) < 2:
            customer.basket["item%d" % generator.randrange(1000)] = now
            heapq.heappush(events, (now + generator.expovariate(0.05), number, customer))
        else:
            served += 1
            waited += now - customer.arrived
    print(served, len(events), round(waited))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
