from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.admin import gifts, urls
from cms.admin.home import add_panels, count_what_matters, keep_own_help
from cms.admin.log import register_actions
from cms.admin.people import offer_people_of_own_pages
from cms.admin.photos import PhotoChooserViewSet
from cms.admin.publishing import public_or_own, refuse_in_words, story_buttons
from cms.admin.removals import removals_item
from cms.newsletter.admin import urls as letters
from cms.newsletter.admin.editing import IssueViewSet
from cms.newsletter.admin.issues import add_letters_panel
from cms.page_links import link_to_public_pages

offer_people_of_own_pages()
register_snippet(IssueViewSet)
hooks.register("before_publish_page", refuse_in_words)
hooks.register("register_page_header_buttons", story_buttons)
hooks.register("register_admin_viewset", lambda: PhotoChooserViewSet("story_photos", url_prefix="recits/choisir-photo"))
hooks.register("construct_page_chooser_queryset", public_or_own)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("construct_homepage_summary_items", count_what_matters, order=900)
hooks.register("construct_help_menu", keep_own_help)
hooks.register("register_admin_menu_item", removals_item)
hooks.register("construct_homepage_panels", add_letters_panel)
hooks.register("register_rich_text_features", link_to_public_pages, order=100)
hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_menu_item", gifts.gifts_item)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("recits/", include((urls.urlpatterns, "stories"))),
        path("dons/", include((gifts.urlpatterns, "gifts"))),
        path("lettre/", include((letters.urlpatterns, "letters"))),
    ],
)
