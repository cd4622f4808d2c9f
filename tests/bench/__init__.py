"""Measurements that `make bench` runs. Register one by naming its module in MODULES."""

MODULES = [
    "tests.bench.photos",
    "tests.bench.faces",
    "tests.bench.cards",
    "tests.bench.brochure",
    "tests.bench.newspaper",
    "tests.bench.share_cards",
    "tests.bench.pages",
    "tests.bench.paint",
    "tests.bench.places",
    "tests.bench.imports",
    "tests.bench.arrival",
    "tests.bench.notebook",
]
