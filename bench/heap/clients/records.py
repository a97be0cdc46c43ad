"""Records: instances with attributes of several types, grouped, changed, sorted and replaced."""
import random
import sys


class Order:
    def __init__(self, number, customer, amount, tags):
        self.number = number
        self.customer = customer
        self.amount = amount
        self.tags = tags


def make(generator, number, customers):
    customer = "customer-%d" % generator.randrange(customers)
    tags = ["tag%d" % generator.randrange(100) for _ in range(generator.randrange(4))]
    return Order(number, customer, generator.random() * 1000, tags)


def main(scale):
    generator = random.Random(1)
    customers = 5000 * scale
    orders = [make(generator, number, customers) for number in range(16 * customers)]
    by_customer = {}
    for order in orders:
        by_customer.setdefault(order.customer, []).append(order)
    totals = {name: sum(order.amount for order in group) for name, group in by_customer.items()}
    for number in range(12 * customers):
        orders[generator.randrange(len(orders))] = make(generator, 20 * customers + number, customers)
    orders.sort(key=lambda order: (order.customer, order.amount))
    best = sorted(totals.items(), key=lambda item: -item[1])[:10]
    print(len(by_customer), best[0][0], orders[0].customer)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
