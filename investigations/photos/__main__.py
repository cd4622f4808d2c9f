"""``python -m investigations.photos FOLDER``: masks the photos of a folder and says what was found, to judge by eye."""

import argparse
import sys
import time
from pathlib import Path

from investigations.photos.errors import PhotoRefused
from investigations.photos.faces import faces_in
from investigations.photos.intake import intake
from investigations.photos.masking import masked, opened

COPIES = "masked"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make faces", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        parser.error(f"{folder} is no folder: make faces DIR=…")
    photos = sorted(path for path in folder.iterdir() if path.is_file())
    copies = folder / COPIES
    copies.mkdir(exist_ok=True)
    print(f"{'photo':<40} {'faces':>5} {'surest':>7} {'least':>7} {'seconds':>8}")
    refused = 0
    for path in photos:
        start = time.process_time()
        try:
            clean = intake(path).clean
        except PhotoRefused as error:
            refused += 1
            print(f"{path.name:<40} {error.code.value}")
            continue
        found = faces_in(opened(clean))
        spent = time.process_time() - start
        (copies / f"{path.stem}.jpg").write_bytes(masked(clean, [face.box for face in found]).picture)
        scores = [face.score for face in found]
        surest, least = (f"{pick(scores):.2f}" if scores else "–" for pick in (max, min))
        print(f"{path.name:<40} {len(found):>5} {surest:>7} {least:>7} {spent:>8.1f}")
    print(f"{len(photos) - refused} masked copies in {copies}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
