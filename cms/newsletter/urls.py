from django.urls import path

from cms.newsletter import views

urlpatterns = [
    path("lettre/", views.SignUpView.as_view(), name="newsletter"),
    path("lettre/merci/", views.AskedView.as_view(), name="letter_asked"),
    path("lettre/<int:number>/", views.IssueView.as_view(), name="letter_issue"),
    path("lettre/confirmer/<str:token>/", views.ConfirmView.as_view(), name="letter_confirm"),
    path("lettre/mes-choix/<str:token>/", views.ChoicesView.as_view(), name="letter_choices"),
    path("lettre/desabonner/<str:token>/", views.LeaveView.as_view(), name="letter_leave"),
]
