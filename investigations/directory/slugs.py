"""The web address of an entry, made of its name."""

from django.utils.text import slugify

from investigations.directory.models import CitizenProject, FormerAddress

# Pages of the site that stand beside the entries.
RESERVED = {"donnees", "inscrire", "integrer", "mon-projet", "toujours-vrai"}


def free_slug(name: str, *, but: CitizenProject) -> str:
    """From the name; with a number behind it when another project has it."""
    limit = CitizenProject._meta.get_field("slug").max_length or 0
    base = slugify(name.replace("’", "-"))[: limit - 4] or "projet"
    taken = set(CitizenProject.objects.exclude(pk=but.pk).filter(slug__startswith=base).values_list("slug", flat=True))
    former = FormerAddress.objects.exclude(project=but.pk) if but.pk else FormerAddress.objects.all()
    taken |= RESERVED | set(former.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
