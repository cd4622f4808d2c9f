from django.urls import path

from cms.open_data.atom import projects_atom
from cms.open_data.calendars import project_calendar, visits_calendar
from cms.open_data.contacts import project_vcard
from cms.open_data.embedding import embedded_list, embedded_project
from cms.open_data.exports import elements_json, projects_csv, projects_geojson
from cms.open_data.oembed import oembed
from cms.open_data.sitemaps import robots, sitemap_index, sitemap_section

urlpatterns = [
    path("projets/projets.geojson", projects_geojson, name="projects_geojson"),
    path("projets/projets.csv", projects_csv, name="projects_csv"),
    path("projets/elements.json", elements_json, name="elements_json"),
    path("projets/atom.xml", projects_atom, name="projects_atom"),
    path("projets/visites.ics", visits_calendar, name="visits_calendar"),
    path("projets/integrer/", embedded_list, name="embedded_list"),
    path("projets/integrer/<slug:slug>/", embedded_project, name="embedded_project"),
    path("projets/<slug:slug>/visites.ics", project_calendar, name="project_calendar"),
    path("projets/<slug:slug>/contact.vcf", project_vcard, name="project_vcard"),
    path("oembed", oembed, name="oembed"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
    path("robots.txt", robots, name="robots"),
]
