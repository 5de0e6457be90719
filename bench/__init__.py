"""Benchmarks: Bản Sắc beside plain Material and Hugo, on one made-up corpus, in one run."""
