from django.urls import include, path

from cms.finding import ProjectListView
from cms.holding import door, place, views
from cms.project_map import project_map
from cms.registering.place_views import AlikeView, AlikeWhileTypingView, MineView, PlaceView
from cms.registering.views import CodeView, OpeningView, StepView, ThanksView
from cms.removals import RemovalSentView, RemovalView
from cms.tiles import map_tile
from cms.views import ProjectView, SearchView

registering = [
    path("", OpeningView.as_view(), name="register"),
    path("code/", CodeView.as_view(), name="register_code"),
    path("merci/", ThanksView.as_view(), name="register_thanks"),
    path("endroit/", PlaceView.as_view(), name="register_place"),
    path("ressemblances/", AlikeView.as_view(), name="register_alike"),
    path("ressemblances.json", AlikeWhileTypingView.as_view(), name="register_alike_while_typing"),
    path("le-mien/<int:pk>/", MineView.as_view(), name="register_mine"),
    path("<slug:step>/", StepView.as_view(), name="register_step"),
]
holding = [
    path("", door.HolderView.as_view(), name="holder"),
    path("code/", door.HolderCodeView.as_view(), name="holder_code"),
    path("partir/", door.SignOutView.as_view(), name="holder_sign_out"),
    path("<int:pk>/", views.OverviewView.as_view(), name="holder_entry"),
    path("<int:pk>/modifier/", views.ChangeView.as_view(), name="holder_change"),
    path("<int:pk>/lieu/", place.PlaceView.as_view(), name="holder_place"),
    path("<int:pk>/pause/", views.PauseView.as_view(), name="holder_pause"),
    path("<int:pk>/supprimer/", views.DeleteView.as_view(), name="holder_delete"),
    path("<int:pk>/personnes/", views.PeopleView.as_view(), name="holder_people"),
    path("<int:pk>/accepter/", views.AcceptView.as_view(), name="holder_accept"),
]
urlpatterns = [
    path("projets/", ProjectListView.as_view(), name="projects"),
    path("projets/inscrire/", include(registering)),
    path("projets/mon-projet/", include(holding)),
    path("projets/carte.json", project_map, name="project_map"),
    path("projets/<slug:slug>/", ProjectView.as_view(), name="project"),
    path("retrait/merci/", RemovalSentView.as_view(), name="removal_sent"),
    path("retrait/<int:pk>/", RemovalView.as_view(), name="removal"),
    path("tuiles/<int:z>/<int:x>/<int:y>.png", map_tile, name="map_tile"),
    path("chercher/", SearchView.as_view(), name="search"),
]
