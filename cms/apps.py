import uuid
from collections.abc import Iterable
from typing import Any

from anymail.signals import tracking
from django.apps import AppConfig
from django.core.signals import request_finished
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_migrate, pre_delete
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published, page_unpublished, unpublished

from classrooms import registry
from investigations import registry as field


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Site public")

    def ready(self) -> None:
        from cms import keeping

        connection_created.connect(keeping.watch)
        request_finished.connect(keeping.release)
        registry.classroom_created.append(make_page_of_new_classroom)
        field.story_finders.append(find_published_stories)
        field.photo_objected.append(take_photo_out_of_stories)
        field.consent_ended.append(end_consent_in_stories)
        field.person_erased.append(erase_pupil_from_stories)
        field.investigation_links.append(link_to_composing)
        field.stories_kept.append(keep_stories_of_class)
        registry.year_stories.append(stories_of_year)
        registry.story_withdrawn.append(withdraw_story_of_class)
        registry.pupil_renamed.append(rename_pupil_in_stories)
        registry.class_page_sections.append(stories_of_class)
        registry.class_page_sections.append(newspapers_of_class)
        registry.class_page_sections.append(notices_about_data)
        field.notebook_notices.append(find_notice_for_pupils)
        post_migrate.connect(found_site_after_migration, sender=self)
        tracking.connect(hear_of_letters, dispatch_uid="cms.newsletter")
        page_published.connect(tell_holders_of_first, sender=self.get_model("StoryPage"))
        post_delete.connect(withdraw_newspaper_without_story, sender=self.get_model("NewspaperStory"))
        pre_delete.connect(forget_files_of_newspaper, sender=self.get_model("Newspaper"))
        page_unpublished.connect(withdraw_images_of_unpublished, sender=self.get_model("StoryPage"))
        unpublished.connect(withdraw_newspapers_of_project)


def found_site_after_migration(*, using: str, **_kwargs: Any) -> None:
    """A database that was migrated part of the way has no place for the site yet."""
    from cms.actions.found_site import found_site
    from cms.models import TextPage

    if TextPage._meta.db_table in connections[using].introspection.table_names():
        found_site()


def withdraw_images_of_unpublished(*, instance: Any, **_kwargs: Any) -> None:
    """Wagtail unpublishes pages as plain pages too, without passing by StoryPage.save."""
    from cms.actions.withdraw_images import withdraw_images

    withdraw_images(story=instance)


def withdraw_newspapers_of_project(*, instance: Any, **_kwargs: Any) -> None:
    """They print where it is and when."""
    from cms.models import Newspaper
    from investigations.directory.models import CitizenProject

    if isinstance(instance, CitizenProject):
        Newspaper.objects.leading_to(instance).withdraw()


def hear_of_letters(*, event: Any, **_kwargs: Any) -> None:
    from cms.newsletter.bounces import hear

    hear(event=event)


def withdraw_newspaper_without_story(*, instance: Any, **_kwargs: Any) -> None:
    """A page may be deleted with those above it, without passing by any method of its own."""
    from cms.models import Newspaper

    Newspaper.objects.filter(pk=instance.newspaper_id).withdraw()


def forget_files_of_newspaper(*, instance: Any, **_kwargs: Any) -> None:
    instance.forget_files()


def tell_holders_of_first(*, instance: Any, **_kwargs: Any) -> None:
    from cms.stories.telling import tell_holders_of_story

    tell_holders_of_story(instance)


def make_page_of_new_classroom(classroom: Any) -> None:
    from cms.actions.make_classroom_page import make_classroom_page

    make_classroom_page(classroom=classroom)


def find_published_stories(investigation_ids: Iterable[int]) -> dict[int, field.PublishedStory]:
    from cms.models import StoryPage

    stories = StoryPage.objects.live().filter(investigation__in=list(investigation_ids)).order_by("first_published_at")
    return {story.investigation_id: field.PublishedStory(story.title, story.url) for story in stories}


def take_photo_out_of_stories(photo_id: uuid.UUID) -> None:
    from cms.actions.take_photo_out import take_photo_out

    take_photo_out(photo_id=photo_id)


def end_consent_in_stories(consent: Any, photo_ids: Iterable[uuid.UUID], write: bool) -> list[field.Touched]:
    from cms.actions.end_consent import end_consent

    return end_consent(consent=consent, photo_ids=photo_ids, write=write)


def erase_pupil_from_stories(pupil: Any, photo_ids: Iterable[uuid.UUID], write: bool) -> list[field.Touched]:
    from cms.actions.erase_from_stories import erase_from_stories

    return erase_from_stories(pupil=pupil, photo_ids=photo_ids, write=write)


def rename_pupil_in_stories(pupil: Any, former: str) -> list[str]:
    from cms.actions.rename_in_stories import rename_in_stories

    return rename_in_stories(pupil=pupil, former=former)


def keep_stories_of_class(classroom: Any, kept: frozenset[str]) -> field.Carried:
    from cms.actions.keep_stories import keep_stories

    return keep_stories(classroom=classroom, kept=kept)


def stories_of_year(classroom: Any) -> list[registry.StoryOfYear]:
    from cms.actions.keep_stories import stories_of_year

    return stories_of_year(classroom)


def withdraw_story_of_class(classroom: Any, key: str) -> None:
    from cms.actions.keep_stories import withdraw_story

    withdraw_story(classroom=classroom, key=key)


def link_to_composing(investigation: Any, _user: Any) -> list[tuple[str, str]]:
    return [(gettext("Composer le récit"), reverse("stories:compose", args=[investigation.pk]))]


def stories_of_class(classroom: Any, _user: Any) -> registry.Section:
    from cms.models import ClassroomPage, StoryPage

    stories = StoryPage.objects.filter(investigation__classroom=classroom).select_related("investigation__project")
    newest = stories.order_by("-latest_revision_created_at", "-pk").with_workflow_status()
    waiting = ClassroomPage.objects.live().filter(classroom=classroom, has_unpublished_changes=True).first()
    return registry.Section("cms/admin/class_stories.html", {"stories": newest, "waiting_page": waiting})


def newspapers_of_class(classroom: Any, _user: Any) -> registry.Section:
    return registry.Section(
        "cms/admin/class_newspapers.html", {"classroom": classroom, "papers": classroom.newspapers.all()}, aside=True
    )


def notices_about_data(_classroom: Any, _user: Any) -> registry.Section:
    return registry.Section("cms/admin/class_notices.html", {}, aside=True)


def find_notice_for_pupils() -> str:
    from cms.models import TextPage

    notice = TextPage.objects.standing().filter(role=TextPage.Role.PUPILS).first()
    return (notice and notice.url) or ""
