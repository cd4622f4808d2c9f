"""A class's shared tablets on the day of an outing: one still holds work, one never was quite ready."""

import datetime

from classrooms.actions.change_tablet import Status, note_status
from classrooms.actions.join_tablet import join_with_code
from classrooms.actions.open_door import open_door
from classrooms.models import Classroom, User
from workshop.demo.clock import at

ALL_WELL = {"shell": True, "roster": True, "missions": True, "storage": True}
VERSION = "demo"
GIB = 1024**3
# What each says of itself when it is last seen.
SAID = (
    Status(0, 0, 21 * GIB, VERSION, ALL_WELL),
    Status(1, 3, 9 * GIB, VERSION, ALL_WELL),
    Status(0, 0, 20 * GIB, VERSION, ALL_WELL),
    Status(0, 0, 2 * GIB, VERSION, ALL_WELL | {"storage": False}),
)


def bring_tablets(*, classroom: Classroom, user: User, joined: datetime.datetime, seen: datetime.datetime) -> None:
    with at(joined):
        open_door(classroom=classroom, user=user, minutes=60)
        tablets = [join_with_code(code=classroom.code, address="127.0.0.1").tablet for _said in SAID]
    for minutes, (tablet, status) in enumerate(zip(tablets, SAID, strict=True)):
        with at(seen + minutes * datetime.timedelta(minutes=7)):
            note_status(tablet=tablet, status=status)
