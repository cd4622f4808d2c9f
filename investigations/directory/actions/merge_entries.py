"""Two entries of one project become one: what hangs on one comes to the other, and its address leads there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.actions.keep_entry import ANSWERS, newest_version, write_answers
from investigations.directory.actions.read_entry import check_turn
from investigations.directory.actions.say_not_the_same import say_not_the_same
from investigations.directory.actions.say_still_true import answer
from investigations.directory.letters import write
from investigations.directory.models import (
    BlockedHelper,
    CitizenProject,
    EntryReading,
    FormerAddress,
    LinkCheck,
    NotTheSame,
    ProjectHolder,
    StillTrue,
)
from investigations.directory.places.models import Place

POINT = ("latitude", "longitude", "point_from")
# A place on the map is asked of both together: half of one point and half of another is nowhere.
WHERE = ("address", "postcode", "commune", *POINT)
GROUPS = {"where": WHERE, "picture": ("picture", "picture_alt")}
MAY_DIFFER = [
    field.name
    for field in [*CitizenProject._meta.concrete_fields, *CitizenProject._meta.many_to_many]
    if field.name in ANSWERS and field.name not in WHERE
]
# Made of the entry itself: they go with it.
_ITS_OWN = {Place, EntryReading, LinkCheck, NotTheSame, StillTrue}


@dataclass(frozen=True)
class Moved:
    """How many things of each kind hang on an entry, by the model's plural name."""

    kinds: Mapping[str, int]


def default_order(one: CitizenProject, other: CitizenProject) -> tuple[CitizenProject, CitizenProject]:
    """The one that stays first: the public one, else the older one."""
    first, second = sorted([one, other], key=lambda entry: (not entry.live, entry.pk))
    return first, second


def what_moves(project: CitizenProject) -> Moved:
    found = {
        str(relation.related_model._meta.verbose_name_plural): rows.count() for relation, rows in _hanging(project)
    }
    return Moved({kind: count for kind, count in found.items() if count})


@transaction.atomic
def merge_entries(
    *,
    stays: CitizenProject,
    goes: CitizenProject,
    taken: Iterable[str],
    holders: Iterable[ProjectHolder],
    by: User,
) -> CitizenProject:
    """``taken``: fields (or GROUPS of them) that come from the one that goes; ``holders``: those of its people who
    keep the other one from now on. Raises Refusal(same | read | draft)."""
    if stays.pk == goes.pk:
        raise Refusal(_("Ce sont deux fois la même fiche."), code="same")
    stays, goes = _both(stays, goes, by)
    if goes.live and not stays.live:
        raise Refusal(_("Gardez la fiche qui est en ligne : l’autre n’a pas encore été lue."), code="draft")
    names = [name for one in taken for name in GROUPS.get(one, [one])]
    _take(stays, goes, names)
    kept = _move_holders(stays, goes, {holder.pk for holder in holders})
    BlockedHelper.objects.filter(project=goes, made_for=None).update(made_for=goes.pk)
    _move(stays, goes)
    _keep_apart(stays, goes)
    # Wagtail's log is by number: what happened to the one that goes stays readable there.
    log(instance=goes, action="directory.merged_away", user=by, data={"into": stays.pk}, deleted=True)
    slug, was_public = goes.slug, goes.first_published_at is not None
    goes.delete()
    if was_public:
        FormerAddress.objects.update_or_create(slug=slug, defaults={"project": stays})
    answer(stays)
    data = {"merged": str(goes), "fields": names}
    log(instance=stays, action="directory.merge", user=by, data=data, content_changed=bool(names))
    for holder in kept:
        write("entry_merged", to=holder.email, project=stays, holder=holder)
    return stays


def _both(stays: CitizenProject, goes: CitizenProject, by: User) -> tuple[CitizenProject, CitizenProject]:
    """Locked in one order, whoever merges what at the same time."""
    entries = CitizenProject.objects.select_for_update(of=("self",)).order_by("pk")
    known = {entry.pk: entry for entry in entries.filter(pk__in=[stays.pk, goes.pk])}
    if len(known) != 2:
        raise Refusal(_("L’une des deux fiches n’existe plus."), code="gone")
    for entry in known.values():
        check_turn(entry, by)
    return known[stays.pk], known[goes.pk]


def _take(stays: CitizenProject, goes: CitizenProject, names: list[str]) -> None:
    """Into what is public and into what waits, where something does."""
    if not names:
        return
    source, waits = newest_version(goes), stays.has_unpublished_changes
    answers = {name: getattr(source, name) if name != "causes" else list(source.causes.all()) for name in names}
    draft = newest_version(stays) if waits else None
    for version in filter(None, [stays, draft]):
        write_answers(version, answers, set(names) & ANSWERS)
        for name in set(names) - ANSWERS:
            setattr(version, name, answers[name])
    stays.save()
    (draft or stays).save_revision(clean=False)
    if stays.live and draft is None:
        stays.latest_revision.publish()
    state = stays.current_workflow_state
    if state and state.current_task_state:
        state.current_task_state.revision = stays.latest_revision
        state.current_task_state.save(update_fields=["revision"])


def _move_holders(stays: CitizenProject, goes: CitizenProject, chosen: set[int]) -> list[ProjectHolder]:
    there = set(stays.holders.values_list("email", flat=True))
    for holder in goes.holders.all():
        if holder.pk not in chosen or holder.email in there:
            holder.delete()
    return list(goes.holders.confirmed())


def _move(stays: CitizenProject, goes: CitizenProject) -> None:
    """All that points to the one that goes, whoever has added such a table since."""
    for relation, rows in _hanging(goes):
        for key in rows.values_list("pk", flat=True):
            one = rows.filter(pk=key)
            try:
                with transaction.atomic():
                    one.update(**{relation.field.name: stays})
            except IntegrityError:
                # The other has the same already. What a class has done is protected, and never thrown away.
                if relation.on_delete is not models.CASCADE:
                    raise
                one.delete()


def _keep_apart(stays: CitizenProject, goes: CitizenProject) -> None:
    """What was told apart from the one that goes is told apart from the other."""
    for other in CitizenProject.objects.filter(pk__in=NotTheSame.objects.others_of(goes)).exclude(pk=stays.pk):
        say_not_the_same(project=stays, other=other)


def _hanging(project: CitizenProject) -> list[tuple[models.ManyToOneRel, models.QuerySet]]:  # type: ignore[type-arg]
    return [
        (relation, relation.related_model._base_manager.filter(**{relation.field.name: project}).order_by("pk"))
        for relation in CitizenProject._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.related_model not in _ITS_OWN
        and not relation.related_model._meta.auto_created
    ]
