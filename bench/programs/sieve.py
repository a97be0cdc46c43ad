"""Primes below six million with slices of a bytearray, then with a list of booleans."""


def sieve_bytes(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b"\0\0"
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return flags


def sieve_list(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            j = i * i
            while j <= n:
                flags[j] = False
                j += i
        i += 1
    return [i for i, prime in enumerate(flags) if prime]


flags = sieve_bytes(6000000)
print(sum(flags), flags.rfind(1), flags.count(1))
primes = sieve_list(2500000)
print(len(primes), primes[-1], sum(primes) % 1000007)
