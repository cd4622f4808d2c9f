"""Addresses that are the same in every language: forms of who is known by a cookie, and what machines read."""

from django.urls import include, path

from cms.giving.notifications import NotificationView
from cms.holding import (
    door,
    helping,
    inviting,
    news,
    picture,
    place,
    recommendations,
    replies,
    stickers,
    views,
    visits,
    wishes,
)
from cms.newsletter.views import ServiceView
from cms.newspapers.pages import newspaper
from cms.projects.brochures import brochure
from cms.projects.picturing import SIZES, public_picture
from cms.projects.still_true import StillTrueView
from cms.projects.tiles import map_tile
from cms.registering.picture_views import PictureFileView as RegisterPictureFileView
from cms.registering.picture_views import PictureView as RegisterPictureView
from cms.registering.place_views import AlikeView, AlikeWhileTypingView, MineView, PlaceView
from cms.registering.views import CodeView, OpeningView, StepView, ThanksView

registering = [
    path("", OpeningView.as_view(), name="register"),
    path("code/", CodeView.as_view(), name="register_code"),
    path("merci/", ThanksView.as_view(), name="register_thanks"),
    path("endroit/", PlaceView.as_view(), name="register_place"),
    path("ressemblances/", AlikeView.as_view(), name="register_alike"),
    path("ressemblances.json", AlikeWhileTypingView.as_view(), name="register_alike_while_typing"),
    path("le-mien/<int:pk>/", MineView.as_view(), name="register_mine"),
    path("image/", RegisterPictureView.as_view(), name="register_picture"),
    path("image/<uuid:picture>.jpg", RegisterPictureFileView.as_view(), name="register_picture_file"),
    path("ne-plus-ecrire/<str:secret>/", inviting.NoLettersView.as_view(), name="register_no_letters"),
    path("<slug:step>/", StepView.as_view(), name="register_step"),
]
holding = [
    path("", door.HolderView.as_view(), name="holder"),
    path("code/", door.HolderCodeView.as_view(), name="holder_code"),
    path("partir/", door.SignOutView.as_view(), name="holder_sign_out"),
    path("<int:pk>/", views.OverviewView.as_view(), name="holder_entry"),
    path("<int:pk>/modifier/", views.ChangeView.as_view(), name="holder_change"),
    path("<int:pk>/lieu/", place.PlaceView.as_view(), name="holder_place"),
    path("<int:pk>/image/", picture.PictureView.as_view(), name="holder_picture"),
    path("<int:pk>/image/<uuid:picture>.jpg", picture.PictureFileView.as_view(), name="holder_picture_file"),
    path("<int:pk>/pause/", views.PauseView.as_view(), name="holder_pause"),
    path("<int:pk>/supprimer/", views.DeleteView.as_view(), name="holder_delete"),
    path("<int:pk>/visites/", visits.VisitsView.as_view(), name="holder_visits"),
    path("<int:pk>/visites/<int:visit>/", visits.VisitView.as_view(), name="holder_visit"),
    path("<int:pk>/recommandations/", recommendations.RecommendationsView.as_view(), name="holder_recommendations"),
    path("<int:pk>/inviter/", inviting.InviteProjectView.as_view(), name="holder_invite_project"),
    path("<int:pk>/nouvelles/", news.NewsView.as_view(), name="holder_news"),
    path("<int:pk>/autocollant.pdf", stickers.StickerView.as_view(), name="holder_sticker"),
    path("<int:pk>/aide/", helping.HelpView.as_view(), name="holder_help"),
    path("<int:pk>/aide/<int:offer>/", helping.HelpOneView.as_view(), name="holder_help_one"),
    path("<int:pk>/propositions/", wishes.WishesView.as_view(), name="holder_wishes"),
    path("<int:pk>/droit-de-reponse/", replies.RepliesView.as_view(), name="holder_replies"),
    path("<int:pk>/personnes/", views.PeopleView.as_view(), name="holder_people"),
    path("<int:pk>/accepter/", views.AcceptView.as_view(), name="holder_accept"),
]
urlpatterns = [
    path("projets/inscrire/", include(registering)),
    path("projets/mon-projet/", include(holding)),
    path("projets/toujours-vrai/<str:token>/", StillTrueView.as_view(), name="still_true"),
    path("projets/livret.pdf", brochure, name="brochure"),
    *(
        path(f"projets/images/<uuid:picture>/{size}.jpg", public_picture, {"size": size}, name=f"project_{size}")
        for size in SIZES
    ),
    path("", include("cms.open_data.urls")),
    path("", include("cms.sharing.urls")),
    path("donner/nouvelles/<str:secret>/", NotificationView.as_view(), name="helloasso_news"),
    path("lettre/nouvelles-de/<slug:service>/", ServiceView.as_view(), name="letter_service"),
    path("tuiles/<int:z>/<int:x>/<int:y>.png", map_tile, name="map_tile"),
    path("journaux/<uuid:newspaper>.pdf", newspaper, name="newspaper"),
]
