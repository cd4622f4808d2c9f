"""What may wait. Tasks take ids and may run twice."""

from uuid import UUID

from django_tasks import task

from investigations import masks, originals, orphans


@task()
def keep_upright_original(photo_id: str) -> None:
    originals.keep_upright_original(UUID(photo_id))
    # The masked copy is made of the original's pixels.
    search_faces.enqueue(photo_id)


# Seconds a photo: what people wait for (a code, an invitation) goes first.
@task(priority=-10)
def search_faces(photo_id: str) -> None:
    masks.search_faces(UUID(photo_id))


@task(priority=-20)
def search_what_waits() -> None:
    masks.search_what_waits()


@task()
def forget_originals() -> None:
    originals.forget_originals()


@task()
def sweep_orphans() -> None:
    orphans.sweep_orphans()
