"""A project as a vCard 4 (RFC 6350): the organisation and its place. No person, no telephone, no e-mail."""

from django.http import Http404, HttpRequest, HttpResponseBase
from icalendar import Component
from icalendar.prop import vAdr, vCategory, vOrg, vText, vUri

from cms.open_data import licence
from cms.open_data.answers import open_data, unless_known
from cms.open_data.facts import address_of, facts_of
from investigations.directory.models import CitizenProject


@open_data
def project_vcard(request: HttpRequest, slug: str) -> HttpResponseBase:
    project = CitizenProject.objects.live().for_cards().filter(slug=slug).first()
    if project is None:
        raise Http404
    response = unless_known(request, [project.pk, project.changed_at], lambda: _card(project), kind="text/vcard")
    response["Content-Disposition"] = f'attachment; filename="{project.slug}.vcf"'
    return response


def _card(project: CitizenProject) -> bytes:
    facts = facts_of(project)
    card = Component()
    card.name = "VCARD"
    card["version"] = vText("4.0")
    card["kind"] = vText("org")
    card["fn"] = vText(facts["name"])
    card["org"] = vOrg((facts["name"],))
    card["uid"] = vText(f"projet-{project.pk}@{licence.host()}")
    card["adr"] = vAdr(("", "", facts["address"], facts["commune"], "", facts["postcode"], "France"))
    if point := project.point:
        card["geo"] = vUri(f"geo:{point.lat:.6f},{point.lon:.6f}")
    card["url"] = [vUri(address) for address in (address_of(project), facts["website"]) if address]
    card["categories"] = vCategory([cause.name_fr for cause in project.causes.all()])
    card["note"] = vText(f"{facts['summary']} ({licence.SOURCE}, {licence.NAME}, {licence.ADDRESS})")
    card["rev"] = vText(f"{project.changed_at:%Y%m%dT%H%M%SZ}")
    # RFC 6350: VERSION comes right behind BEGIN.
    return card.to_ical(sorted=False)
