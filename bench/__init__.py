"""How fast it is, as ratios measured side by side. `make bench` runs all of it; see docs/benchmarks.md."""
