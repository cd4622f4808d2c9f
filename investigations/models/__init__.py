from investigations.models.consents import Consent, Interviewee, Person
from investigations.models.guides import Guide
from investigations.models.investigations import Assignment, Investigation
from investigations.models.photos import Mask, Photo
from investigations.models.reports import Report, ReportVersion
from investigations.models.reviews import AnswerVerdict, CannedRemark, Remark
from investigations.models.wishes import Wish

__all__ = [
    "AnswerVerdict",
    "Assignment",
    "CannedRemark",
    "Consent",
    "Guide",
    "Interviewee",
    "Investigation",
    "Mask",
    "Person",
    "Photo",
    "Remark",
    "Report",
    "ReportVersion",
    "Wish",
]
