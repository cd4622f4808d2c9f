from django.urls import path

from workshop.styleguide.views import component, component_alone, picture, styleguide, styles

urlpatterns = [
    path("", styleguide, name="styleguide"),
    path("page.css", styles, name="styleguide_styles"),
    path("image.jpg", picture, name="styleguide_picture"),
    path("<str:name>/", component, name="styleguide_component"),
    path("<str:name>/seul/", component_alone, name="styleguide_alone"),
]
