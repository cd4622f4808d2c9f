"""Every address of the house. What the public reads has one for each language; Wagtail's pages come last."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    # Wagtail's own sign-ins take a password without the second factor: only allauth's door is open.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/", include(wagtailadmin_urls)),
    path("compte/", include("classrooms.urls")),
    path("compte/", include("allauth.urls")),
    path("langue/", include("django.conf.urls.i18n")),
    path("api/v1/", include("workshop.api")),
    path("carnet/", include("investigations.tablet.urls")),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
    path("", include("cms.urls")),
    *i18n_patterns(
        path("", include("cms.public_urls")), path("", include(wagtail_urls)), prefix_default_language=False
    ),
]

if apps.is_installed("workshop.mailbox"):
    urlpatterns.insert(0, path("courrier/", include("workshop.mailbox.urls")))
if apps.is_installed("workshop.styleguide"):
    urlpatterns.insert(0, path("styleguide/", include("workshop.styleguide.urls")))
