from investigations.models.guides import Guide
from investigations.models.investigations import Assignment, Investigation
from investigations.models.photos import Photo
from investigations.models.reports import Report, ReportVersion
from investigations.models.reviews import AnswerVerdict, CannedRemark, Remark

__all__ = [
    "AnswerVerdict",
    "Assignment",
    "CannedRemark",
    "Guide",
    "Investigation",
    "Photo",
    "Remark",
    "Report",
    "ReportVersion",
]
