from django.urls import path

from cms.newsletter.admin.issues import DeedView, IssueView, LettersView, SendView
from cms.newsletter.admin.subscribers import SubscribersView

urlpatterns = [
    path("", LettersView.as_view(), name="index"),
    path("abonnements/", SubscribersView.as_view(), name="subscribers"),
    path("<int:pk>/", IssueView.as_view(), name="issue"),
    path("<int:pk>/envoyer/", SendView.as_view(), name="send"),
    path("<int:pk>/<slug:deed>/", DeedView.as_view(), name="deed"),
]
