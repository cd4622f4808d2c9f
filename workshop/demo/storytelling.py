"""From accepted reports to a story: composed, edited by the teacher, sent to the Rédaction, published."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from classrooms.models import User
from cms.actions.compose_story import Pick, compose_story
from cms.models import StoryPage
from workshop.demo.clock import at
from workshop.demo.fieldwork import Fieldwork
from workshop.demo.script import Gallery, Part, Picture, Sent, Shot, Story


def write_story(work: Fieldwork, story: Story, sent: Sequence[Sent], *, when: datetime.datetime) -> StoryPage:
    """Choose, compose, then edit the draft as the teacher does: headings, alternative texts, an introduction."""
    with at(when):
        picks = [pick for part in story.parts for pick in _picks(work, part)]
        page = compose_story(investigation=work.investigation, title=story.title, picks=picks, by=work.teacher)
    with at(when + datetime.timedelta(minutes=25)):
        _edit(page, story, {shot.scene: shot for one in sent for shot in one.shots})
        if story.correction:
            page.corrections = [("correction", {"day": timezone.localdate(), "text": story.correction})]
        page.save_revision(user=work.teacher, changed=True)
    return page


def submit(page: StoryPage, *, by: User, when: datetime.datetime) -> None:
    with at(when):
        page.get_workflow().start(page, by)


def approve(page: StoryPage, *, by: User, when: datetime.datetime) -> None:
    """The last approval publishes."""
    with at(when):
        page.refresh_from_db()
        page.current_workflow_task_state.approve(user=by)


def _picks(work: Fieldwork, part: Part | Picture | Gallery) -> list[Pick]:
    if isinstance(part, Picture | Gallery):
        return [Pick(f"photo:{work.photos[scene]}") for scene in _scenes(part)]
    questions = [question for question in work.investigation.questions if question["kind"] != "photos"]
    return [Pick(f"answer:{work.reports[part.who]}:{questions[part.place]['id']}", as_quote=bool(part.speaker))]


def _scenes(part: Picture | Gallery) -> list[str]:
    return part.scenes if isinstance(part, Gallery) else [part.scene]


def _edit(page: StoryPage, story: Story, shots: dict[str, Shot]) -> None:
    """Blocks stand in the order of the parts, with the project's card behind them."""
    page.introduction = story.introduction
    blocks: list[tuple[str, Any]] = []
    composed, last = iter(page.body), [part for part in story.parts if part.heading][-1]
    quotes = [part for part in story.parts if isinstance(part, Part) and part.speaker]
    for part in story.parts:
        if story.facts and part is last:
            blocks.append(("facts", _facts(story.facts)))
        if part.heading:
            blocks.append(("heading", part.heading))
        if isinstance(part, Picture | Gallery):
            photos = []
            for scene in _scenes(part):
                photos.append(next(composed).value)
                photos[-1]["alt"] = shots[scene].alt
            blocks.append(("photo", photos[0]) if isinstance(part, Picture) else ("gallery", photos))
            continue
        block = next(composed)
        if part.speaker:
            _edit_quote(block.value, part, first=part is quotes[0])
        blocks.append((block.block_type, block.value))
    page.body = [*blocks, ("project", None)]


def _facts(facts: dict[str, str]) -> dict[str, Any]:
    lines = [{"label": label, "value": value} for label, value in facts.items()]
    return {"report": "", "title": "En bref", "lines": lines}


def _edit_quote(quote: Any, part: Part, *, first: bool) -> None:
    """The words are the speaker's, the ears a child's; the question is worth reading once."""
    quote["text"] = quote["text"].strip("«» ")
    quote["name"] = f"{part.speaker}, paroles recueillies par {part.who}"
    if not first:
        quote["question"] = ""
