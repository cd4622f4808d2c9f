"""The worker's part: write the paper, make the pictures to preview it, and keep both if they still may be kept."""

import datetime
import io
import secrets
import threading
from collections.abc import Iterator
from uuid import UUID

import pypdfium2
from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone, translation

from cms.models import Newspaper
from cms.models.newspapers import FOLDER
from cms.newspapers.words import written
from workshop.printing.newspaper import newspaper_pdf
from workshop.storage import save_durably

PREVIEW_PIXELS = 900
# A paper is made in seconds.
YOUNGEST = datetime.timedelta(hours=2)
# Of a hundred, what writing takes; the rest is for previews.
WRITTEN = 50
# PDFium is not made for two threads at once.
_pdfium = threading.Lock()


def make(newspaper_id: UUID, turn: int) -> None:
    """Nothing is kept of it when somebody withdrew the paper, or asked anew, meanwhile."""
    mine = Newspaper.objects.filter(pk=newspaper_id, turn=turn, state=Newspaper.State.ASKED)
    paper = mine.select_related("classroom__school").first()
    if paper is None:
        return
    storage, names, kept = storages["private"], [], False
    paper.file = f"{FOLDER}/{newspaper_id}/{secrets.token_hex(8)}"

    def tell(done: int) -> None:
        mine.update(done=done)

    def keep(name: str, content: bytes) -> None:
        names.append(save_durably(storage, name, io.BytesIO(content)))

    try:
        with translation.override(settings.LANGUAGE_CODE):
            pdf = newspaper_pdf(
                written(paper), font_cache=settings.VAR_DIR / "printing",
                progress=lambda done, of: tell(WRITTEN * done // of),
            )  # fmt: skip
        keep(paper.document, pdf)
        for page, of, picture in previews(pdf):
            keep(paper.preview(page), picture)
            paper.pages = page
            tell(WRITTEN + (100 - WRITTEN) * page // of)
        with transaction.atomic():
            still = mine.select_for_update().exists()
            kept = bool(still) and bool(
                mine.update(
                    state=Newspaper.State.READY, file=paper.file, pages=paper.pages, done=100, made_at=timezone.now()
                )
            )
    finally:
        if not kept:
            for name in names:
                storage.delete(name)
            mine.update(state=Newspaper.State.FAILED)


def sweep() -> int:
    """Delete what a worker left that died between a file and its row; how many."""
    storage, latest, swept = storages["private"], timezone.now() - YOUNGEST, 0
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return 0
    for folder in folders:
        files = {f"{FOLDER}/{folder}/{name}" for name in storage.listdir(f"{FOLDER}/{folder}")[1]}
        # Asked after the files were listed: a row that came meanwhile keeps its own.
        named = {
            name for paper in Newspaper.objects.filter(file__startswith=f"{FOLDER}/{folder}/") for name in paper.files()
        }
        for name in files - named:
            if storage.get_modified_time(name) < latest:
                storage.delete(name)
                swept += 1
    return swept


def previews(pdf: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, how many there are, and JPEG of each page."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            out = io.BytesIO()
            page.render(scale=PREVIEW_PIXELS / page.get_width()).to_pil().convert("RGB").save(out, "JPEG", quality=82)
            yield number, len(document), out.getvalue()
