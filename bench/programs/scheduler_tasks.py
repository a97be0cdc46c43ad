"""A small operating system's scheduler: packets, queues, devices and handlers as objects."""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = range(2)


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        p = queue
        while p.link is not None:
            p = p.link
        p.link = self
        return queue


class Task:
    def __init__(self, kernel, ident, priority, queue):
        self.kernel = kernel
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = False
        self.holding = False
        kernel.table[ident] = self

    def is_blocked(self):
        return self.holding or (not self.pending and self.waiting)

    def add_packet(self, p, old):
        if self.queue is None:
            self.queue = p
            self.pending = True
            if self.priority > old.priority:
                return self
        else:
            p.append_to(self.queue)
        return old

    def run_once(self):
        message = None
        if self.waiting and self.pending:
            message = self.queue
            self.queue = message.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.run(message)

    def wait(self):
        self.waiting = True
        return self


class Idle(Task):
    def __init__(self, kernel, count):
        super().__init__(kernel, IDLE, 0, None)
        self.control = 1
        self.count = count

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.kernel.hold(self)
        if self.control & 1 == 0:
            self.control //= 2
            return self.kernel.release(DEVICE_A, self)
        self.control = self.control // 2 ^ 0xD008
        return self.kernel.release(DEVICE_B, self)


class Worker(Task):
    def __init__(self, kernel, queue):
        super().__init__(kernel, WORKER, 1000, queue)
        self.waiting = True
        self.destination = HANDLER_A
        self.counter = 0

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(4):
            self.counter = self.counter % 26 + 1
            packet.data[i] = 64 + self.counter
        return self.kernel.send(packet, self)


class Handler(Task):
    def __init__(self, kernel, ident, priority, queue):
        super().__init__(kernel, ident, priority, queue)
        self.waiting = True
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        if self.work is not None:
            work = self.work
            count = work.datum
            if count >= 4:
                self.work = work.link
                return self.kernel.send(work, self)
            if self.devices is not None:
                device = self.devices
                self.devices = device.link
                device.datum = work.data[count]
                work.datum = count + 1
                return self.kernel.send(device, self)
        return self.wait()


class Device(Task):
    def __init__(self, kernel, ident, priority):
        super().__init__(kernel, ident, priority, None)
        self.waiting = True
        self.packet = None

    def run(self, packet):
        if packet is None:
            if self.packet is None:
                return self.wait()
            packet, self.packet = self.packet, None
            return self.kernel.send(packet, self)
        self.packet = packet
        return self.kernel.hold(self)


class Kernel:
    def __init__(self):
        self.table = [None] * 6
        self.holds = 0
        self.sends = 0

    def hold(self, task):
        self.holds += 1
        task.holding = True
        return self.next_after(task)

    def release(self, ident, task):
        other = self.table[ident]
        other.holding = False
        return other if other.priority > task.priority else task

    def send(self, packet, task):
        self.sends += 1
        target = self.table[packet.ident]
        packet.link = None
        packet.ident = task.ident
        return target.add_packet(packet, task)

    def next_after(self, task):
        return None if all(t.is_blocked() for t in self.table) else self.pick()

    def pick(self):
        best = None
        for t in self.table:
            if not t.is_blocked() and (best is None or t.priority > best.priority):
                best = t
        return best

    def schedule(self):
        task = self.pick()
        while task is not None:
            task = self.pick() if task.is_blocked() else task.run_once()


def main():
    for _ in range(3):
        kernel = Kernel()
        Idle(kernel, 20000)
        work = Packet(Packet(None, 0, KIND_WORK), 0, KIND_WORK)
        Worker(kernel, work)
        for ident, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
            queue = None
            for _ in range(3):
                queue = Packet(queue, device, KIND_DEVICE)
            Handler(kernel, ident, priority, queue)
        Device(kernel, DEVICE_A, 4000)
        Device(kernel, DEVICE_B, 5000)
        kernel.schedule()
        print(kernel.sends, kernel.holds)


main()
