"""A picture as somebody sends it with its words, and the four ways to look at one."""

import uuid
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from investigations.directory.models import ProjectPicture

# Taken back, it is gone from caches soon.
A_MOMENT = 60
SIZES = {"image": "file", "vignette": "thumbnail"}


class PictureForm(forms.Form):
    picture = forms.FileField(
        label=gettext_lazy("Une image du projet"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}),
        help_text=gettext_lazy(
            "Le lieu, un geste, un objet : pas de visages d’enfants. Une photo de votre téléphone convient. Le lieu et "
            "l’heure de la prise de vue en sont retirés. Tout le monde la verra, après relecture."
        ),
    )  # fmt: skip
    picture_alt = forms.CharField(
        label=gettext_lazy("Ce que l’on y voit, en une phrase"), required=False, max_length=250,
        help_text=gettext_lazy(
            "Pour qui ne la voit pas. Par exemple : trois carrés de légumes devant un mur de briques."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_picture = has_picture

    def clean_picture_alt(self) -> str:
        alt: str = self.cleaned_data["picture_alt"]
        if not alt and (self.has_picture or self.cleaned_data.get("picture")):
            raise forms.ValidationError(_("Dites en une phrase ce que l’on voit sur l’image."), code="no_alt")
        return alt


@require_safe
def public_picture(request: HttpRequest, picture: uuid.UUID, size: str) -> FileResponse:
    """Of a project that is public, and as long as it shows this picture."""
    response = picture_file(get_object_or_404(ProjectPicture.objects.public(), pk=picture), size)
    patch_cache_control(response, public=True, max_age=A_MOMENT)
    return response


def private_picture(picture: ProjectPicture, size: str = "image") -> FileResponse:
    response = picture_file(picture, size)
    response["Cache-Control"] = "no-store, private"
    return response


def picture_file(picture: ProjectPicture, size: str) -> FileResponse:
    response = FileResponse(getattr(picture, SIZES[size]).open("rb"), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response
