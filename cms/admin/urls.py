from django.urls import path

from cms.admin.compose import ComposeView
from cms.admin.drafts import draft_photo
from cms.admin.photos import thumbnail

urlpatterns = [
    path("composer/<int:investigation>/", ComposeView.as_view(), name="compose"),
    path("photos/<uuid:photo>/", thumbnail, name="thumbnail"),
    path("<int:page>/photos/<uuid:photo>/", draft_photo, name="photo"),
]
