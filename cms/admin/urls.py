from django.urls import path

from cms.admin.compose import ComposeView
from cms.admin.drafts import draft_photo

urlpatterns = [
    path("composer/<int:investigation>/", ComposeView.as_view(), name="compose"),
    path("<int:page>/photos/<uuid:photo>/", draft_photo, name="photo"),
]
