"""`python -m tests.fault.verify`: is what the tablets say they sent what the site holds? Once, whole, unaltered."""

import json
import os
import sys
from typing import Any

import django


def main(tablets: list[dict[str, Any]]) -> dict[str, Any]:
    from investigations.models import Photo, Report, ReportVersion

    faults: list[str] = []
    photos = {str(photo.pk): photo for photo in Photo.objects.all()}
    for tablet in tablets:
        reports = list(Report.objects.filter(assignment=tablet["assignment"]).select_related("head"))
        if len(reports) != 1 or reports[0].state != Report.State.SUBMITTED:
            faults.append(f"{tablet['name']}: reports {[report.state for report in reports]}")
            continue
        faults += [f"{tablet['name']}: {fault}" for fault in _faults(tablet, reports[0], photos)]
    sent = {photo["id"] for tablet in tablets for photo in tablet["photos"]}
    faults += [f"photo {known} was sent by nobody" for known in photos.keys() - sent]
    return {"faults": faults, "photos": len(photos), "versions": ReportVersion.objects.count()}


def _faults(tablet: dict[str, Any], report: Any, photos: dict[str, Any]) -> list[str]:
    from PIL import Image

    found = []
    head = report.head
    if (head.answers, [entry["id"] for entry in head.photos]) != (
        tablet["answers"],
        [p["id"] for p in tablet["photos"]],
    ):
        found.append(f"the report was altered: {head.answers} {head.photos}")
    if report.assignment.photos.count() != len(tablet["photos"]):
        found.append(f"{report.assignment.photos.count()} photos are here, {len(tablet['photos'])} were taken")
    for photo in tablet["photos"]:
        row = photos.get(photo["id"])
        if row is None:
            found.append(f"photo {photo['id']} was lost")
        elif row.sha256 != photo["sha256"]:
            found.append(f"photo {photo['id']} was altered")
        else:
            with row.clean.open("rb") as file, Image.open(file) as image:
                image.load()
    for receipt in tablet["receipts"]:
        if receipt["sha256"] != receipt["sent"]:
            found.append(f"a receipt that is not what was sent: {receipt}")
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings.development")
    django.setup()
    print(json.dumps(main(**json.load(sys.stdin))))
