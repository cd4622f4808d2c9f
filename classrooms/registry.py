"""What higher apps add to a class, declared here and filled in their AppConfig.ready(): imports still run one way."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from classrooms.models import Classroom, Pupil, User


class Section(NamedTuple):
    """A part of the class page: ``template`` is rendered with ``context`` above the pupils, or ``aside`` of them.

    ``has_project`` says that the class has a project to meet: the last stop of its way there is done.
    """

    template: str
    context: dict[str, Any]
    has_project: bool = False
    aside: bool = False


class Step(NamedTuple):
    """What a teacher does next: a sentence and the button that leads there."""

    text: str
    label: str
    url: str


# Called in the transaction that makes a class, to make what belongs to it elsewhere (its public page).
classroom_created: list[Callable[["Classroom"], None]] = []
# Called with a pupil and the adult who removes them, before they go: what depends on their consents is taken back.
pupil_leaves: list[Callable[["Pupil", "User"], None]] = []
# Called with a class and the adult who looks at it.
class_page_sections: list[Callable[["Classroom", "User"], Section]] = []
# Called with classes that have pupils and printed cards: by primary key, what comes next in the field. The first answer
# for a class wins; one call for all, so that a list costs no more queries than a row.
class_next_steps: list[Callable[[Sequence["Classroom"], "User"], Mapping[int, Step]]] = []
