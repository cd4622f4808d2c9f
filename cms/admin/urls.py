from django.urls import path

from cms.admin.compose import ComposeView
from cms.admin.consents import StoryConsentsView, WithdrawFromStoryView
from cms.admin.drafts import draft_photo
from cms.admin.newspapers import urlpatterns as newspapers
from cms.admin.photos import thumbnail
from cms.admin.removals import RemovalsView, RemovalView
from cms.admin.replies import RepliesView, ReplyView
from cms.admin.stickers import StickerView

urlpatterns = [
    *newspapers,
    path("composer/<int:investigation>/", ComposeView.as_view(), name="compose"),
    path("photos/<uuid:photo>/", thumbnail, name="thumbnail"),
    path("projets/<int:pk>/autocollant.pdf", StickerView.as_view(), name="sticker"),
    path("retraits/", RemovalsView.as_view(), name="removals"),
    path("retraits/<int:pk>/", RemovalView.as_view(), name="removal"),
    path("reponses/", RepliesView.as_view(), name="replies"),
    path("reponses/<int:pk>/", ReplyView.as_view(), name="reply"),
    path("<int:page>/autorisations/", StoryConsentsView.as_view(), name="consents"),
    path("<int:page>/autorisations/<int:consent>/retirer/", WithdrawFromStoryView.as_view(), name="withdraw_consent"),
    path("<int:page>/photos/<uuid:photo>/", draft_photo, name="photo"),
]
