"""Where an address is, as far as anybody knows, and where somebody says that it is."""

from dataclasses import dataclass

from investigations.directory.geocoding import UnavailableError, known_located, locate
from investigations.directory.models import CitizenProject, PointFrom
from workshop.geo import Point, distance_m

# Closer than this the pin was not moved: numbers lose some decimals in a form.
UNMOVED_M = 2


@dataclass(frozen=True, slots=True)
class Address:
    address: str
    postcode: str
    commune: str

    @classmethod
    def of(cls, project: CitizenProject) -> "Address":
        return cls(project.address, project.postcode, project.commune)

    def __str__(self) -> str:
        return f"{self.address}, {self.postcode} {self.commune}"

    @property
    def parts(self) -> list[str]:
        return [self.address, self.postcode, self.commune]


@dataclass(frozen=True, slots=True)
class Found:
    # In the words of who found it; nothing where nobody knows the door.
    label: str = ""
    point: Point | None = None
    # Where to begin looking on the map.
    middle: Point | None = None
    middle_label: str = ""
    out_of_reach: bool = False

    def point_from(self, chosen: Point) -> PointFrom:
        unmoved = self.point is not None and distance_m(self.point, chosen) < UNMOVED_M
        return PointFrom.ADDRESS if unmoved else PointFrom.PIN


def look_up(address: Address) -> Found:
    try:
        located, out_of_reach = locate(str(address).replace(",", " ")), False
    except UnavailableError:
        located, out_of_reach = None, True
    if located and not located.rough:
        return Found(located.label, located.point, located.point)
    # ``locate`` answers with a rough place when the service is silent, too.
    town = located or known_located(address.postcode) or known_located(address.commune)
    out_of_reach = out_of_reach or located is not None
    return Found(middle=town and town.point, middle_label=town.label if town else "", out_of_reach=out_of_reach)
