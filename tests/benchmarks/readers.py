"""Readers who ask a server for pages, each the next one as soon as one has come: in a process of its own.

``python readers.py READERS SECONDS ADDRESS...`` prints ``{"count": answers, "p95": milliseconds}``.
"""

from __future__ import annotations

import http.client
import json
import sys
import time
from itertools import cycle, islice
from threading import Thread
from urllib.parse import urlsplit

HEADERS = {"Accept-Encoding": "br", "Accept-Language": "en"}


def read(addresses: list[str], first: int, until: float, waited: list[float]) -> None:
    """One reader, who begins with the address of this number."""
    host = urlsplit(addresses[0]).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    for address in islice(cycle(addresses), first, None):
        start = time.perf_counter()
        if start >= until:
            return
        connection.request("GET", address.partition(host)[2], headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {address}")
        waited.append(time.perf_counter() - start)


def main(readers: int, seconds: float, addresses: list[str]) -> None:
    waited: list[float] = []
    until = time.perf_counter() + seconds
    threads = [Thread(target=read, args=(addresses, number, until, waited)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"count": len(waited), "p95": 1000 * sorted(waited)[int(0.95 * len(waited))]}))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
