from classrooms.models.classrooms import Classroom, ClassroomTeacher, Invitation
from classrooms.models.erasures import Erasure
from classrooms.models.former_names import FormerName
from classrooms.models.idleness import IdleWarning
from classrooms.models.pupils import Pupil
from classrooms.models.schools import School
from classrooms.models.tablets import Tablet
from classrooms.models.teams import Team
from classrooms.models.users import User
from classrooms.models.year_ends import YearEnd

__all__ = [
    "Classroom",
    "ClassroomTeacher",
    "Erasure",
    "FormerName",
    "IdleWarning",
    "Invitation",
    "Pupil",
    "School",
    "Tablet",
    "Team",
    "User",
    "YearEnd",
]
