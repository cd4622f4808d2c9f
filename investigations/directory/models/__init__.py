from investigations.directory.models.holders import HolderVisit, ProjectHolder
from investigations.directory.models.projects import Cause, CitizenProject, CitizenProjectQuerySet, PointFrom
from investigations.directory.models.registrations import Registration

__all__ = [
    "Cause",
    "CitizenProject",
    "CitizenProjectQuerySet",
    "HolderVisit",
    "PointFrom",
    "ProjectHolder",
    "Registration",
]
