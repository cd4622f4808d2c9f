"""The paper of a class: two stories, looked at by the teacher, then put on the class's page."""

from classrooms.models import Classroom, User
from cms.actions.make_newspaper import ask_for_newspaper, publish_newspaper
from cms.models import Newspaper, StoryPage
from cms.newspapers.making import make as make_newspaper


def print_paper(classroom: Classroom, *, teacher: User) -> Newspaper:
    told = StoryPage.objects.live().filter(investigation__classroom=classroom).order_by("-first_published_at", "-pk")
    stories = list(told.values_list("pk", flat=True))
    paper = ask_for_newspaper(classroom=classroom, title="Les Curieux du 19e", number=1, stories=stories, by=teacher)
    make_newspaper(paper.pk, paper.turn)
    publish_newspaper(newspaper=paper, by=teacher)
    return paper
