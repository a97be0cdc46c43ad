# Sockets of this machine, waiting for them, and asyncio on top.
import asyncio
import select
import socket

left, right = socket.socketpair()
left.sendall(b'x' * 10)
print(right.recv(4), right.recv(10, socket.MSG_PEEK), right.recv(100))
right.settimeout(0.01)
try:
    right.recv(1)
except TimeoutError as error:
    print(repr(error), right.gettimeout())
print(select.select([right], [left], [], 0) == ([], [left], []))
left.send(b'!')
print([ready == right for ready in select.select([right], [], [], 1)[0]])
poll = select.poll()
poll.register(right, select.POLLIN)
print(poll.poll(100) == [(right.fileno(), select.POLLIN)])
poll.unregister(right)
print(poll.poll(0))
with left, right:
    pass
print(left.fileno(), left)
try:
    left.send(b'x')
except OSError as error:
    print(error)

server = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(server.getsockname())
accepted, address = server.accept()
print(address == client.getsockname(), accepted.getpeername() == address)
accepted.close()
client.close()
server.close()
print(socket.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM))
print(socket.inet_ntoa(socket.inet_aton('1.2.3.4')), socket.inet_ntop(socket.AF_INET6, b'\0' * 15 + b'\1'),
      socket.htons(258), socket.ntohl(1))
for wrong in (lambda: socket.inet_aton('x'), lambda: socket.socket().connect('name'),
              lambda: socket.socket().connect(('127.0.0.1', 70000)), lambda: socket.socket(-5, 77)):
    try:
        print(wrong())
    except (OSError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)


async def work(number):
    await asyncio.sleep(0.001 * number)
    return number


async def answer(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()


async def main():
    print(await asyncio.gather(*[work(i) for i in range(3)]))
    server = await asyncio.start_server(answer, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b'hello\n')
    print(await reader.readline())
    writer.close()
    server.close()
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError:
        print('timed out')
    queue = asyncio.Queue()
    async with asyncio.timeout(5):
        task = asyncio.create_task(queue.get())
        await queue.put('through the queue')
        print(await task)


asyncio.run(main())
