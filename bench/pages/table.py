"""The results of a run as a table, with the ratios by which they are judged."""

COLUMNS = ("", "CPU ms", "× bare", "× hello", "req/s", "p50 ms", "p95 ms", "queries", "bytes")
WIDTHS = (28, 9, 8, 8, 10, 9, 9, 8, 8)


def rows(results: dict) -> list[tuple[str, ...]]:
    """A row for each limit, then for each page from the cache and past it."""
    limits = results["limits"]
    bare, hello = limits["bare"]["cpu_ms"], limits["hello"]["cpu_ms"]

    def row(name: str, found: dict) -> tuple[str, ...]:
        cost = found["cpu_ms"]
        ratios = (f"{cost / bare:.2f}", f"{cost / hello:.2f}")
        times = (f"{found[key]:.2f}" if key in found else "" for key in ("p50_ms", "p95_ms"))
        counts = (str(found.get(key, "")) for key in ("queries", "bytes"))
        return (name, f"{cost:.3f}", *ratios, f"{found['rps']:.0f}", *times, *counts)

    pages = [
        row(f"{name}, {kind}", found)
        for kind in ("cached", "uncached")
        for name, kinds in results["pages"].items()
        for found in [kinds[kind]]
    ]
    short = {**limits, **results["others"]}
    return [*(row(name, found) for name, found in short.items()), *pages]


def draw(results: dict) -> str:
    """The table as text."""
    lines = [
        "".join(cell.ljust(w) if not n else cell.rjust(w) for n, (cell, w) in enumerate(pairs))
        for pairs in (zip(row, WIDTHS, strict=True) for row in [COLUMNS, *rows(results)])
    ]
    facts = ("communiques", "database", "memory_mb", "load_average")
    return "\n".join([*lines, "", *(f"{fact}: {results[fact]}" for fact in facts)])
