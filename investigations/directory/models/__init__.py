from investigations.directory.models.holders import HolderVisit, ProjectHolder
from investigations.directory.models.pictures import ProjectPicture
from investigations.directory.models.projects import Cause, CitizenProject, CitizenProjectQuerySet, PointFrom
from investigations.directory.models.registrations import Registration
from investigations.directory.models.told_apart import NotTheSame
from investigations.directory.models.visits import OpenVisit

__all__ = [
    "Cause",
    "CitizenProject",
    "CitizenProjectQuerySet",
    "HolderVisit",
    "NotTheSame",
    "OpenVisit",
    "PointFrom",
    "ProjectHolder",
    "ProjectPicture",
    "Registration",
]
