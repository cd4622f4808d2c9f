"""Files of other directories come in by the command: every row accounted for, nothing overwritten, nothing public."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from investigations.directory.actions.keep_entry import change_entry
from investigations.directory.actions.publish_imported import publish_imported
from investigations.directory.importing import reading, running
from investigations.directory.models import (
    CitizenProject,
    ImportedFrom,
    ImportProblem,
    ImportRun,
    ImportSeen,
    ImportSource,
    ProjectHolder,
)
from investigations.directory.places.models import Place, Square
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.directory.files import COMMUNES, GARDEN, HEADER, PRESS, elements, register, rna, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    """Import these bytes; the run, as it ended."""

    def bring(data: bytes, file_format: str = "csv", name: str = "projets", **options) -> ImportRun:
        path = tmp_path / name
        path.write_bytes(data)
        call_command("import_projects", path, format=file_format, stdout=io.StringIO(), **options)
        return ImportRun.objects.first()

    return bring


def counts(run):
    parts = (run.created, run.changed, run.unchanged, run.refused, run.left_out)
    assert run.position == sum(parts)
    return parts


def problems(run):
    return [(problem.line, problem.code) for problem in run.problems.all()]


def trust(name):
    ImportSource.objects.filter(name=name).update(trusted_at=timezone.now())


def test_a_table_comes_in_as_drafts_that_nobody_but_editors_sees(bring):
    run = bring(table(GARDEN, PRESS), source="Annuaire")
    assert counts(run) == (2, 0, 0, 0, 0)
    garden = CitizenProject.objects.get(name="Jardin Lune")
    assert (garden.postcode, garden.point.lat, garden.contact_email) == ("75004", 48.856, "lune@rue.example")
    assert garden.website == "https://lune.example"
    assert [cause.slug for cause in garden.causes.all()] == ["ecologie"]
    assert not CitizenProject.objects.live().exists()
    assert not Place.objects.exists()
    assert not WorkflowState.objects.exists()
    assert Client().get(garden.get_absolute_url()).status_code == 404
    listed = signed_in(editor=True).get(reverse("wagtailsnippets_directory_citizenproject:list"), {"q": "lune"})
    assert "Jardin Lune" in text_of(listed)
    # Again, and again with a change.
    assert counts(bring(table(GARDEN, PRESS), source="Annuaire")) == (0, 0, 2, 0, 0)
    moved = bring(table(GARDEN.replace("2 rue Bleue", "4 rue Bleue"), PRESS), source="Annuaire")
    assert counts(moved) == (0, 1, 1, 0, 0)
    assert CitizenProject.objects.get(pk=garden.pk).address == "4 rue Bleue"
    assert CitizenProject.objects.count() == 2


def test_a_dry_run_counts_and_leaves_nothing(bring, tmp_path):
    out = io.StringIO()
    path = tmp_path / "f.csv"
    path.write_bytes(table(GARDEN, "a9;;sans nom;;;75001;Paris;;;;"))
    call_command("import_projects", path, format="csv", dry_run=True, stdout=out)
    assert "1  nouvelles" in out.getvalue()
    assert "1  refusées" in out.getvalue()
    report = (tmp_path / "f.csv.report.csv").read_text("utf-8-sig")
    line = list(csv.reader(io.StringIO(report), delimiter=";"))[1]
    assert line[:3] == ["3", "refusée", "Il manque le nom."]
    assert not CitizenProject.objects.exists()
    assert not ImportRun.objects.exists()


def test_what_was_published_deleted_or_changed_here_stays(bring):
    bring(table(GARDEN, PRESS), source="Annuaire")
    garden, press = CitizenProject.objects.order_by("pk")
    publish_imported(keys=list(ImportedFrom.objects.values_list("pk", flat=True)), by=None)
    assert Place.objects.filter(facet=0).count() == 2
    assert Client().get(garden.get_absolute_url()).status_code == 200
    ProjectHolder.objects.create(project=garden, email="lune@rue.example", name="L", confirmed_at=timezone.now())
    change_entry(project=garden, answers={"summary": "On sème, on chante."})
    press.refresh_from_db()
    press.delete()
    row = GARDEN.replace("On sème.", "On sème et on rit.").replace("2 rue Bleue", "8 rue Bleue")
    run = bring(table(row, PRESS), source="Annuaire")
    assert counts(run) == (0, 1, 0, 0, 1)
    assert (run.conflicts, problems(run)) == (1, [(2, "summary")])
    garden = CitizenProject.objects.get()
    # The holder's word stays; the source's new address waits for an editor, since the source is not trusted.
    assert (garden.summary, garden.address) == ("On sème, on chante.", "2 rue Bleue")
    assert garden.has_unpublished_changes
    assert garden.latest_revision.as_object().address == "8 rue Bleue"
    assert garden.latest_revision.as_object().summary == "On sème, on chante."
    run = bring(table(row.replace("8 rue", "9 rue")), source="Annuaire")
    assert (run.conflicts, run.changed, run.gone) == (0, 1, 0)
    publish_imported(keys=[ImportedFrom.objects.get(project=garden).pk], by=None)
    assert CitizenProject.objects.get().address == "9 rue Bleue"


def test_of_a_trusted_source_all_is_public_at_once_but_what_wants_a_look(bring, tmp_path):
    ImportSource.objects.create(name="RNA", format="rna")
    trust("RNA")
    rows = [
        rna(),
        rna(id="W2", titre="LE PARTI", objet_social1="001000"),
        rna(id="W3", titre="LA CHAPELLE", objet_social1="040000"),
        rna(id="W4", titre="FINIE", position="D", date_disso="2019-02-03"),
    ]
    communes = tmp_path / "communes.csv"
    communes.write_bytes(COMMUNES)
    run = bring(register(*rows), "rna", source="RNA", communes=communes)
    assert counts(run) == (3, 0, 0, 0, 1)
    canal = CitizenProject.objects.live().get()
    assert (canal.name, canal.address, canal.point_from) == ("Les amis du canal", "5 QUAI DE LA LOIRE", "commune")
    assert (canal.summary, canal.point.lon) == ("Nettoyer les berges", 2.3838)
    marked = set(ImportedFrom.objects.exclude(look="").values_list("key", "look"))
    assert marked == {("W2", "politics"), ("W3", "religion")}
    assert Square.objects.filter(facet=0, zoom=16).get().count == 1
    assert "Les amis du canal" in text_of(Client().get(reverse("projects"), {"q": "berges"}))
    # Dissolved since: paused, and gone from the map; somebody who keeps it is asked instead.
    over = register(rna(position="D", date_disso="2026-01-05"), *rows[1:])
    assert bring(over, "rna", source="RNA").changed == 1
    assert not CitizenProject.objects.live().exists()
    assert not Square.objects.exists()
    CitizenProject.objects.update(paused_at=None)
    ProjectHolder.objects.create(project=canal, email="a@b.example", name="A", confirmed_at=timezone.now())
    again = bring(register(rna(position="S"), *rows[1:]), "rna", source="RNA")
    assert (again.conflicts, problems(again)) == (1, [(2, "dissolved")])
    assert CitizenProject.objects.get(pk=canal.pk).paused_at is None


@pytest.mark.parametrize(
    ("title", "short", "read"),
    [
        ("ASSOCIATION DES AMIS DU PARC", "", "Association des amis du parc"),
        ("L'ÉCOLE BUISSONNIÈRE D'AUBERVILLIERS", "", "L'école buissonnière d'Aubervilliers"),
        ("JARDINS DE LA PLAINE-SAINT-DENIS (JPSD)", "", "Jardins de la plaine-saint-denis (JPSD)"),
        ("COMITE ATTAC DE QUARTIER", "ATTAC", "Comite ATTAC de quartier"),
        ("LES AMIS DE LA SNCF ET DU XIXE", "", "Les amis de la SNCF et du XIXE"),
        ("LYCEE HENRI IV : LE C.D.I. EN 2024, GROUPE B", "", "Lycee henri IV : le C.D.I. en 2024, groupe B"),
        ("EMMAUS", "", "EMMAUS"),
        ("Les Amis du PARC", "", "Les Amis du PARC"),
        ("2 MAINS", "", "2 mains"),
    ],
)
def test_titles_in_capitals_are_made_readable_and_what_may_be_initials_stays(bring, title, short, read):
    row = rna(titre=title, titre_court=short, adrs_libcommune="AUBERVILLIERS", objet="AIDER LES VOISINS")
    bring(register(row), "rna", source="RNA")
    project = CitizenProject.objects.get()
    assert (project.name, project.summary) == (read, "Aider les voisins")


def test_four_digits_are_a_french_postcode_only_where_they_can_be_one(bring):
    header = "nom;cp;ville;pays;lat;lon"
    rows = [
        "Ardèche;7501;Privas;;;", "Bruxelles;1000;Bruxelles;Belgique;50.85;4.35", "Genève;1200;Genève;CH;46.20;6.14",
        "Namur;5000;Namur;;50.46;4.86", "Gap;5000;Gap;;44.56;6.08", "Nice;6000;Nice;FR;;", "Rien;0750;Rien;;;",
    ]  # fmt: skip
    bring(table(*rows, header=header))
    assert list(CitizenProject.objects.order_by("pk").values_list("name", "postcode")) == [
        ("Ardèche", "07501"), ("Bruxelles", "1000"), ("Genève", "1200"), ("Namur", "5000"), ("Gap", "05000"),
        ("Nice", "06000"), ("Rien", "0750"),
    ]  # fmt: skip
    element = {"id": "b", "name": "Liège", "geo": {"latitude": 50.63, "longitude": 5.57}}
    element["address"] = {"postalCode": "4000", "addressLocality": "Liège", "addressCountry": "BE"}
    bring(elements(element), "gogocarto", source="G")
    assert CitizenProject.objects.get(name="Liège").postcode == "4000"


def test_who_has_a_copy_learns_that_a_trusted_source_has_changed_an_entry(bring):
    ImportSource.objects.create(name="A", format="csv")
    trust("A")
    bring(table(GARDEN), source="A")
    public, address = Client(), reverse("projects_csv")
    before = public.get(address)
    assert "On sème." in text_of(before)
    bring(table(GARDEN.replace("On sème.", "On récolte.")), source="A")
    after = public.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "On récolte." in text_of(after)


def test_who_keeps_an_imported_entry_hears_that_it_is_public(bring, django_capture_on_commit_callbacks, mailoutbox):
    bring(table(GARDEN, PRESS), source="Annuaire")
    garden = CitizenProject.objects.get(name="Jardin Lune")
    for email, since in (("lune@rue.example", timezone.now()), ("invitee@rue.example", None)):
        ProjectHolder.objects.create(project=garden, email=email, name="Zoé", confirmed_at=since)
    keys = list(ImportedFrom.objects.values_list("pk", flat=True))
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            publish_imported(keys=keys, by=None)
    assert [letter.to for letter in mailoutbox] == [["lune@rue.example"]]
    assert "Jardin Lune" in mailoutbox[0].subject
    assert garden.get_absolute_url() in mailoutbox[0].body


def test_gogocarto_comes_as_json_and_as_csv(bring):
    twice, long = {"id": "k1", "name": "Encore"}, {"id": "k3", "name": "x" * 30_000}
    odd = [{"id": "k2", "name": "Sans lieu"}, "rien", twice, long]
    run = bring(elements(*odd), "gogocarto", source="G")
    assert counts(run) == (1, 0, 0, 4, 0)
    assert problems(run) == [(2, "no_place"), (3, "element"), (4, "no_place"), (5, "cell"), (1, "email_moved")]
    compost = CitizenProject.objects.get()
    assert (compost.opening_hours, compost.contact_email) == ("Lu 09:00-12:00, Sa 10:00-18:00", "zoe@compost.example")
    assert "@" not in compost.description + compost.summary
    assert "<" not in compost.description
    assert "On composte & on papote." in compost.description
    assert [cause.slug for cause in compost.causes.all()] == ["ecologie"]
    rows = b"id,name,taxonomy,streetAddress,addressLocality,postalCode,addressCountry,email,latitude,longitude\n"
    run = bring(rows + b'c1,"Le ""Fil""",Art,1 rue,Pantin,93500,FR,,48.89,2.40\n', "gogocarto", source="G2")
    assert counts(run) == (1, 0, 0, 0, 0)
    assert CitizenProject.objects.filter(name='Le "Fil"').exists()
    point = {"latitude": 48.8, "longitude": 2.3}
    half = json.dumps(
        {"data": [{"id": "h1", "name": "Caf\ud83d", "geo": point}, {"id": "h2", "name": "N\x00"}]}
    ).encode()
    # Half a character becomes a question mark in the parser; nought is damage.
    assert counts(bring(half, "gogocarto", source="G3")) == (1, 0, 0, 1, 0)
    # Broken off in the middle: what came before is in, and nobody is called gone.
    broken = bring(elements(*odd)[:-400], "gogocarto", source="G")
    assert (broken.unchanged, broken.broken, broken.gone) == (1, True, 0)
    assert "broken" in dict(problems(broken)).values()
    for encoding in ("utf-16", "utf-8-sig"):
        assert bring(elements().decode().encode(encoding), "gogocarto", source="G").unchanged == 1


WIDE = GARDEN.replace("Lune", "Été")
DAMAGED = {
    "utf-16": (table(WIDE).decode().encode("utf-16"), []),
    "utf-16 without its mark": (table(WIDE).decode().encode("utf-16-le"), []),
    "cp1252": (table(WIDE).decode().encode("cp1252"), []),
    "mixed": (table() + WIDE.encode() + b"\n" + WIDE.replace("a1", "a2").encode("cp1252"), []),
    "a mark and sep=": ("\ufeffsep=;\n".encode() + table(WIDE), []),
    "commas": (table(WIDE).replace(b"48,8560;2,36", b"48.8560;2.36").replace(b";", b","), []),
    "a long cell": (table(WIDE, PRESS.replace("On imprime.", "x" * 100_000)), [(3, "cell")]),
    "a cell longer than csv reads": (table(WIDE, PRESS.replace("On imprime.", "x" * 200_000)), [(3, "cell")]),
    "a line longer than all": (table(WIDE, PRESS.replace("On imprime.", "x" * 3_000_000)), [(3, "line")]),
    "swapped columns": (table(WIDE, "a2;75019;On imprime.;;3 rue;La Presse;Paris;;;;"), [(3, "name")]),
    "swapped postcode": (table(WIDE, "a2;La Presse;On imprime.;;3 rue;Paris;75019;;;;"), [(3, "postcode")]),
    "truncated": (table(WIDE, PRESS[:40]), [(3, "width")]),
    "a quotation mark left open": (table('a2;"La Presse;;;;75019;Paris;;;;', WIDE), [(2, "quote")]),
    "doubled": (table(WIDE, PRESS.replace("a2", "a1")), [(3, "double")]),
    "a formula": (table(WIDE, 'a2;"=HYPERLINK(""http://x.example"")";;;;75019;Paris;;;;'), [(3, "formula")]),
    "nothing": (table(WIDE, PRESS.replace("Presse", "Pre\x00sse")), [(3, "nul")]),
    "bytes of no encoding": (table(WIDE) + b"a2;La \x81\xff Presse;;;;75019;Paris;;;;\n", [(3, "encoding")]),
    "blank lines": (table("", WIDE, "", ""), []),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_of_a_damaged_file_every_row_is_accounted_for(bring, name):
    data, expected = DAMAGED[name]
    run = bring(data)
    assert problems(run) == expected
    assert counts(run)[0] == run.position - len(expected) >= 1
    assert CitizenProject.objects.first().name == "Jardin Été"
    # Nothing that was refused is somewhere else.
    assert CitizenProject.objects.count() == run.created


def test_what_is_wrong_with_a_part_of_a_row_leaves_that_part_out(bring):
    row = "a1;Jardin;Écrire à zoe@rue.example ou 01;;;75004;Paris;2.36;48.85;pas une adresse;javascript:alert(1)"
    zero = "a2;Presse;;;;1000;Bourg;0;0;;"
    run = bring(table(row, zero))
    codes = {code for _line, code in problems(run)}
    assert codes == {"email_moved", "point_swapped", "website", "point_zero"} | ({"email"} & codes)
    garden, press = CitizenProject.objects.order_by("pk")
    assert (garden.latitude, garden.website, "@" in garden.summary) == (None, "", False)
    assert (press.postcode, press.latitude) == ("01000", None)


def test_files_that_are_none_are_refused_in_words(bring):
    for data, file_format in ((b"", "csv"), (b"PK\x03\x04zip", "csv"), (table(GARDEN), "rna"), (b"{", "rna")):
        with pytest.raises(CommandError):
            bring(data, file_format)
    with pytest.raises(CommandError, match="Aucune colonne"):
        bring(b"rien;autre\n1;2\n")
    run = bring(b"rien;autre\nJardin;Paris\n", column=["name=rien", "commune=autre"])
    assert counts(run) == (1, 0, 0, 0, 0)


def test_a_killed_import_goes_on_where_it_stopped(bring, monkeypatch):
    rows = [f"n{n};Projet {n};;;;75004;Paris;;;;" for n in range(25)]
    monkeypatch.setattr(running, "AT_ONCE", 10)
    step, done = running._step, []

    def killed(*args):
        if len(done) == 2:
            raise KeyboardInterrupt
        step(*args)
        done.append(1)

    monkeypatch.setattr(running, "_step", killed)
    with pytest.raises(KeyboardInterrupt):
        bring(table(*rows))
    run = ImportRun.objects.get()
    assert (run.position, CitizenProject.objects.count()) == (20, 20)
    monkeypatch.setattr(running, "_step", step)
    with pytest.raises(CommandError, match="under way"):
        bring(table(*rows, GARDEN))
    done = bring(table(*rows))
    assert (done.pk, counts(done)) == (run.pk, (25, 0, 0, 0, 0))
    assert len({project.slug for project in CitizenProject.objects.all()}) == 25
    gone = bring(table(*rows[:-1]))
    assert (gone.gone, CitizenProject.objects.count()) == (1, 25)
    assert ImportProblem.objects.filter(run=gone).get().row == "n24"


TURNS = [
    "\ufeffid;titre;resume;code postal;ville",
    "n1;Jardin Été;On sème.;75004;Paris",
    'n2;La Presse;"On imprime,\n\non relie.";75019;Paris',
    "",
    'n3;"Un guillemet;ouvert;75019;Paris',
    "n4;Atelier;" + "x" * 30_000 + ";75019;Paris",
    "n5;Été;En ville.;75020;Paris",
    "n1;Encore;Le même.;75004;Paris",
    "n6;" + "y" * 1_100_000 + ";;75020;Paris",
    "n7;Verger;On greffe.;75020;Paris",
    "n8;Rucher;On écoute.;75020;Paris",
]


@pytest.mark.parametrize(("encoding", "again"), [("utf-8", False), ("cp1252", False), ("utf-16-le", True)])
def test_turn_by_turn_each_row_is_read_once_and_all_is_as_in_one_go(bring, tmp_path, monkeypatch, encoding, again):
    lines = [TURNS[0].encode(encoding, "ignore"), *(line.encode(encoding) for line in TURNS[1:]), b""]
    data = "\n".encode(encoding).join(lines)
    whole = bring(data, source="En une fois")
    monkeypatch.setattr(running, "AT_ONCE", 2)
    made, entry_of = [], reading.entry_of
    monkeypatch.setattr(reading, "entry_of", lambda *args, **named: made.append(1) or entry_of(*args, **named))
    source = ImportSource.objects.create(name="Par tours", format="csv")
    run = ImportRun.objects.create(source=source, state="columns", file_name="f", size=len(data), mapping=whole.mapping)
    running.begin(run, "running")
    turns = 1
    while True:
        with (tmp_path / "projets").open("rb", buffering=0) as file:
            if running.run_file(ImportRun.objects.get(pk=run.pk), file, seconds=0):
                break
        turns += 1
        assert ImportSeen.objects.filter(run=run).exists()
    run.refresh_from_db()
    assert (counts(run), problems(run)) == (counts(whole), problems(whole))
    assert {(7, "quote"), (8, "cell"), (10, "double"), (11, "line")} <= set(problems(run))
    assert turns == 6
    assert (len(made) > 6) == again
    assert (run.state, run.percent, ImportSeen.objects.count()) == ("done", 100, 0)


def test_the_cost_of_a_batch_does_not_grow_with_its_rows(bring, django_assert_max_num_queries):
    ImportSource.objects.create(name="A", format="csv")
    trust("A")
    rows = [f"n{n};Même nom;;jardin;;75004;Paris;48.8{n:03};2.3;;" for n in range(200)]
    with django_assert_max_num_queries(140):
        bring(table(*rows), source="A")
    assert Place.objects.filter(facet=0).count() == 200
    assert HEADER.count(";") == 10
