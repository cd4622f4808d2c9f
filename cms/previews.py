"""What an editor sees of a block before choosing it: as readers meet it, with invented words, nobody's own."""

import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.templatetags.static import static
from django.utils import timezone
from wagtail.blocks import StreamBlock

# Of the invented photo: no row has it.
PHOTO = "00000000-0000-4000-8000-00000000f070"


class Preview(NamedTuple):
    description: Any
    value: Any = None


class ShownBlocks(StreamBlock):
    """Set here, and not with the blocks: a description is no part of what a migration has to know."""

    previews: dict[str, Preview]
    template: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, preview in self.previews.items():
            meta = self.child_blocks[name].meta
            meta.description, meta.preview_value, meta.preview_template = (*preview, self.template)


def invented_project() -> Any:
    from investigations.directory.models import CitizenProject

    return CitizenProject(
        name="Le four à pain du square", slug="le-four-a-pain-du-square", live=True,
        summary="Un four commun où l’on cuit son pain ensemble, le premier samedi du mois.",
        address="12 rue des Moulins", postcode="75019", commune="Paris", opening_hours="Le samedi de 10 h à 13 h",
        needs_hands="Porter du bois, une heure le vendredi soir.", welcomes_classes=True, welcome_when="Le mardi matin",
    )  # fmt: skip


def invented_story() -> Any:
    """As much of a story page as its parts and a letter ask for."""
    photo = SimpleNamespace(
        photo_id=PHOTO, width=960, height=640, colours="", renditions=SimpleNamespace(all=list),
        file=SimpleNamespace(url=static("cms/img/preview-photo.svg")),
    )  # fmt: skip
    return SimpleNamespace(
        title="Du pain pour tout le square", url="/", project=invented_project(),
        introduction="Le four chauffe depuis l’aube. Nous avons suivi une pâte, du seau de farine à la miche.",
        classroom=SimpleNamespace(name="CM2 des Moulins", school=SimpleNamespace(name="École des Moulins")),
        public_images=SimpleNamespace(all=lambda: [photo]), photo_blocks=list,
    )  # fmt: skip


def invented_visit() -> Any:
    starts = timezone.now().replace(hour=9, minute=0) + datetime.timedelta(days=7)
    project = invented_project()
    return SimpleNamespace(
        project=project, starts_at=starts, ends_at=starts + datetime.timedelta(hours=3),
        words="On pétrit, on enfourne, on goûte. Apportez un saladier.",
        where=f"{project.address}, {project.postcode} {project.commune}",
    )  # fmt: skip
