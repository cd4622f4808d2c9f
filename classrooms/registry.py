"""What higher apps add to a class, declared here and filled in their AppConfig.ready(): imports still run one way."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from classrooms.models import Classroom, User


class Section(NamedTuple):
    """A part of the class page: ``template`` is rendered with ``context`` below the pupils."""

    template: str
    context: dict[str, Any]


# Called in the transaction that makes a class, to make what belongs to it elsewhere (its public page).
classroom_created: list[Callable[["Classroom"], None]] = []
# Called with a class and the adult who looks at it.
class_page_sections: list[Callable[["Classroom", "User"], Section]] = []
