"""What a page costs: `python -m bench.pages`, run by `make bench`."""
