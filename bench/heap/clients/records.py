"""Records: instances with attributes of several types, grouped, changed, sorted and replaced."""
import random


class Order:
    def __init__(self, number, customer, amount, tags):
        self.number = number
        self.customer = customer
        self.amount = amount
        self.tags = tags


def make(generator, number):
    customer = "customer-%d" % generator.randrange(5000)
    tags = ["tag%d" % generator.randrange(100) for _ in range(generator.randrange(4))]
    return Order(number, customer, generator.random() * 1000, tags)


def main():
    generator = random.Random(1)
    orders = [make(generator, number) for number in range(80000)]
    by_customer = {}
    for order in orders:
        by_customer.setdefault(order.customer, []).append(order)
    totals = {name: sum(order.amount for order in group) for name, group in by_customer.items()}
    for number in range(60000):
        orders[generator.randrange(len(orders))] = make(generator, 100000 + number)
    orders.sort(key=lambda order: (order.customer, order.amount))
    best = sorted(totals.items(), key=lambda item: -item[1])[:10]
    print(len(by_customer), best[0][0], orders[0].customer)


main()
