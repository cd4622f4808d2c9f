from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from investigations.admin import entry_holders, imports, outing, project_pictures, review, wishes
from investigations.admin.entries import urls as entries
from investigations.admin.entries.queue import add_entries_panel, queue_item
from investigations.admin.entries.reasons import reasons
from investigations.admin.entries.silent import editor_changed
from investigations.admin.guides import GuideViewSet
from investigations.admin.investigations import investigations
from investigations.admin.menu import imports_item, review_item
from investigations.admin.projects import ProjectViewSet
from investigations.admin.recommendations import RecommendationViewSet
from investigations.admin.visits import OpenVisitViewSet
from investigations.log_actions import name_the_entry, register_actions

register_snippet(ProjectViewSet)
register_snippet(OpenVisitViewSet)
register_snippet(RecommendationViewSet)
register_snippet(GuideViewSet)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("projets/images/<uuid:picture>.jpg", project_pictures.PictureView.as_view(), name="project_picture_file"),
        path("projets/propositions/", wishes.WishesView.as_view(), name="wishes"),
        path("relecture/", include((review.urlpatterns, "review"))),
        path("annuaire/", include((entries.urlpatterns, "entries"))),
        path("tablettes/", include((outing.urlpatterns, "outing"))),
        path("imports/", include((imports.urlpatterns, "imports"))),
        path("fiches/", include((entry_holders.urlpatterns, "entry_holders"))),
    ],
)
hooks.register("register_admin_menu_item", review_item)
hooks.register("register_admin_viewset", lambda: [investigations, reasons])
hooks.register("register_admin_menu_item", queue_item)
hooks.register("construct_homepage_panels", add_entries_panel)
hooks.register("register_admin_menu_item", imports_item)
hooks.register("register_admin_menu_item", wishes.wishes_item)
hooks.register("after_create_snippet", editor_changed)
hooks.register("after_edit_snippet", editor_changed)
hooks.register("register_log_actions", register_actions)
hooks.register("register_log_actions", name_the_entry, order=100)
