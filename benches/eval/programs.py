"""What `programs.fpl` does, in Python: `python3 benches/eval/programs.py PROGRAM N`. The script `benches/evaluator` runs both."""

import json
import sys
from dataclasses import dataclass


def numeric_loop(n):
    s = 0
    i = 0
    while i < n:
        s = s + i * i % 7
        i += 1
    return s


def float_loop(n):
    x = 0.5
    for i in range(n):
        x = 3.7 * x * (1.0 - x)
    return x


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def recursion(n):
    return fib(n)


def longest_common(n):
    a = [i * 7 % 31 for i in range(n)]
    b = [i * 11 % 37 for i in range(n)]
    previous = [0] * (n + 1)
    for x in a:
        row = [0] * (n + 1)
        for j in range(n):
            if x == b[j]:
                row[j + 1] = previous[j] + 1
            else:
                row[j + 1] = max(row[j], previous[j + 1])
        previous = row
    return previous[n]


def word_count(n):
    words = [f"word{i * i % 997}" for i in range(n)]
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    return len(counts)


def text_building(n):
    s = ""
    for i in range(n):
        s += f"{i},"
    return len(s)


def text_join(n):
    return len(", ".join([str(i) for i in range(n)]))


@dataclass
class Order:
    id: int
    price: float


def sort_structs(n):
    orders = [Order(id=i, price=float(i * 7919 % 10007)) for i in range(n)]
    return sorted(orders, key=lambda o: o.price)[0].id


def json_parsing(n):
    record = '{"id": 12345, "name": "some name", "tags": ["a", "b", "c"], "score": 12.75, "active": true, "nested": {"x": 1, "y": null}}'
    text = "[" + ", ".join([record] * n) + "]"
    total = 0
    for r in json.loads(text):
        total += r["id"]
    return total


def matrix_product(n):
    a = [[float(i + j) for j in range(n)] for i in range(n)]
    b = [[float(i - j) for j in range(n)] for i in range(n)]
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c[n - 1][n - 1]


def sieve(n):
    prime = [True] * (n + 1)
    prime[0] = False
    prime[1] = False
    i = 2
    while i * i <= n:
        if prime[i]:
            j = i * i
            while j <= n:
                prime[j] = False
                j += i
        i += 1
    return sum(1 for p in prime if p)


def closures(n):
    s = 0
    for x in filter(lambda x: x % 2 == 0, map(lambda x: x * 3, range(n))):
        s = s + x
    return s


if __name__ == "__main__":
    result = globals()[sys.argv[1]](int(sys.argv[2]))
    print(result)
