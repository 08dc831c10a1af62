"""The results of a run as a table, with the ratios by which they are judged."""

COLUMNS = ("", "CPU ms", "× bare", "× hello", "req/s", "p50 ms", "p95 ms", "queries", "bytes")
KINDS = ("cached", "renewed", "uncached")
WIDTHS = (28, 9, 8, 8, 10, 9, 9, 8, 8)


def rows(results: dict) -> list[tuple[str, ...]]:
    """A row for each limit, then for each page from the cache and past it.

    What was measured at one connection is divided by the limits at one connection.
    """
    limits, at_one = results["limits"], results["at_one_connection"]

    def row(name: str, found: dict, beside: dict = limits) -> tuple[str, ...]:
        cost = found["cpu_ms"]
        ratios = [f"{cost / beside[limit]['cpu_ms']:.2f}" for limit in ("bare", "hello")]
        times = (f"{found[key]:.2f}" if key in found else "" for key in ("p50_ms", "p95_ms"))
        counts = (str(found.get(key, "")) for key in ("queries", "bytes"))
        return (name, f"{cost:.3f}", *ratios, f"{found['rps']:.0f}", *times, *counts)

    pages = [
        row(f"{name}, {kind}", found, limits if kind == "cached" else at_one)
        for kind in KINDS
        for name, kinds in results["pages"].items()
        if (found := kinds.get(kind))
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
