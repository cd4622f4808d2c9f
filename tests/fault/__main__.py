"""`make fault`: the long run. Prints what it did, and fails when anything was lost, doubled or altered."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.fault.run import play


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--tablets", type=int, default=30)
    parser.add_argument("--photos", type=int, default=8)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"Seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        outcome = play(
            Path(folder), tablets=given.tablets, photos=given.photos, kills=given.kills, seed=given.seed,
            rounds=max(1, given.kills // 4), pace=3_000,
        )  # fmt: skip
    print(f"{outcome.kills} kills, {outcome.tablets} tablets, {outcome.photos} photos, {outcome.receipts} receipts,")
    print(f"{outcome.seconds:.0f} s. Requests by what the network did to them:")
    for name, count in outcome.happened.most_common():
        print(f"  {count:6} {name}")
    print("\n".join(outcome.faults) or "0 lost, 0 twice, 0 altered, every receipt equal.")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
