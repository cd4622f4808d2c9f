from investigations.directory.models.former_addresses import FormerAddress
from investigations.directory.models.holders import HolderVisit, ProjectHolder
from investigations.directory.models.imports import ImportedFrom, ImportProblem, ImportRun, ImportSeen, ImportSource
from investigations.directory.models.inviting import NoInvitation, ProjectInvitation
from investigations.directory.models.moderation import CannedReason, EntryReading, LinkCheck
from investigations.directory.models.offers import BlockedHelper, HelpOffer, HelpWords
from investigations.directory.models.pictures import ProjectPicture
from investigations.directory.models.projects import Cause, CitizenProject, CitizenProjectQuerySet, PointFrom
from investigations.directory.models.recommendations import Recommendation
from investigations.directory.models.registrations import Registration
from investigations.directory.models.reports import EntryReport
from investigations.directory.models.requests import EntryRequest
from investigations.directory.models.still_true import StillTrue
from investigations.directory.models.told_apart import NotTheSame
from investigations.directory.models.visits import OpenVisit

__all__ = [
    "BlockedHelper",
    "CannedReason",
    "Cause",
    "CitizenProject",
    "CitizenProjectQuerySet",
    "EntryReading",
    "EntryReport",
    "EntryRequest",
    "FormerAddress",
    "HelpOffer",
    "HelpWords",
    "HolderVisit",
    "ImportProblem",
    "ImportRun",
    "ImportSeen",
    "ImportSource",
    "ImportedFrom",
    "LinkCheck",
    "NoInvitation",
    "NotTheSame",
    "OpenVisit",
    "PointFrom",
    "ProjectHolder",
    "ProjectInvitation",
    "ProjectPicture",
    "Recommendation",
    "Registration",
    "StillTrue",
]
