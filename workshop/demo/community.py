"""Around the directory: a project that recommends another, and a correction that a class proposes."""

from collections.abc import Mapping

from django.utils import timezone

from classrooms.models import User
from cms.actions.reply_to_story import take_reply, write_reply
from cms.models import StoryPage
from investigations.actions.wish import propose_wish
from investigations.directory.actions.offer_help import offer_help, prove_offer
from investigations.directory.actions.recommend import recommend
from investigations.directory.models import CitizenProject, ProjectHolder
from investigations.models import Report, Wish

# Who keeps a published entry; the address is for the mailbox of the demo.
HOLDER = ("jardin@demo.example", "Malik Sorel")
GIVER, RECEIVER, LIBRARY = "jardin-de-l-escargot", "ruches-de-la-butte", "boite-a-pages"
WORDS = "Ils nous ont appris à semer pour les abeilles, et nous ont accueillis toute une matinée sur leur toit."
OFFERED = (
    "Bonjour, j’habite au 12. J’ai une brouette et deux bras : je peux venir retourner le compost, "
    "et mon voisin prête son échelle pour les pommiers. Dites-moi quand passer."
)
REPLY = (
    "Merci aux enquêteurs. Une précision : les orties ne sont pas « laissées tranquilles », elles sont invitées. "
    "Et il reste deux places pour jardiner, le samedi."
)
WAITING_REPLY = "Nous avons maintenant sept ruches : la septième est arrivée toute seule, un dimanche."
HOURS = "Mercredi et samedi, de 14 h à 18 h ; le portail est fermé le dimanche"


def keep_a_garden(projects: Mapping[str, CitizenProject]) -> None:
    email, name = HOLDER
    ProjectHolder.objects.create(project=projects[GIVER], email=email, name=name, confirmed_at=timezone.now())
    recommend(giver=projects[GIVER], receiver=projects[RECEIVER], words=WORDS)


def offer_a_hand(projects: Mapping[str, CitizenProject]) -> None:
    """A neighbour has written to who keeps the garden, and waits."""
    offer = offer_help(
        project=projects[GIVER], name="Inès", email="ines@demo.example", brings=["hands", "things"],
        moment="Le samedi matin, dès mars", words=OFFERED,
    )  # fmt: skip
    code = offer.new_code()
    offer.save()
    prove_offer(offer=offer, code=code)


def answer_stories(*, editor: User) -> None:
    """One answer stands in its story; another waits for the editors."""
    told = StoryPage.objects.live().select_related("investigation__project")
    about = {story.project.slug: story for story in told}
    reply = write_reply(story=about[GIVER], words=REPLY)
    take_reply(reply=reply, read=reply.version, by=editor)
    write_reply(story=about[RECEIVER], words=WAITING_REPLY)


def pass_on_an_answer(projects: Mapping[str, CitizenProject], *, teacher: User) -> None:
    """A pupil saw other hours at the street library than its entry says; what a second one says still waits."""
    told = Report.objects.get(assignment__investigation__project=projects[LIBRARY], state=Report.State.ACCEPTED)
    question = next(one for one in told.assignment.questions if one.get("about_entry"))
    propose_wish(
        report=told, about=question["about_entry"], words=told.head.answers[question["id"]],
        question_id=question["id"], by=teacher,
    )  # fmt: skip


def propose_hours(projects: Mapping[str, CitizenProject], *, teacher: User) -> None:
    reports = Report.objects.filter(assignment__investigation__project=projects[GIVER], state=Report.State.ACCEPTED)
    propose_wish(report=reports.order_by("submitted_at", "pk")[0], about=Wish.About.HOURS, words=HOURS, by=teacher)
