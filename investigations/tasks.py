"""What may wait. Tasks take ids and may run twice."""

from uuid import UUID

from django_tasks import task

from investigations import originals, orphans


@task()
def keep_upright_original(photo_id: str) -> None:
    originals.keep_upright_original(UUID(photo_id))


@task()
def forget_originals() -> None:
    originals.forget_originals()


@task()
def sweep_orphans() -> None:
    orphans.sweep_orphans()
