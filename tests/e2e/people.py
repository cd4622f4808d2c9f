"""Three people and their devices: what each does on screen, as they would."""

import re
from pathlib import Path

import zxingcpp
from playwright.sync_api import BrowserContext, Page, expect

from tests.workshop.printing.raster import rasterised

EXPLORER = re.compile(r"/admin/pages/\d+/$")
PASSWORD = "cap-ou-pas-cap"


class Adult:
    def __init__(self, context: BrowserContext, site: str, email: str) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.go("/compte/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Mot de passe").fill(PASSWORD)
        self.press("Se connecter")
        expect(self.page).to_have_url(f"{site}/admin/")

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)

    def press(self, name: str, **kwargs) -> None:
        self.page.get_by_role("button", name=name, **kwargs).click()

    def follow(self, name: str, **kwargs) -> None:
        self.page.get_by_role("link", name=name, **kwargs).first.click()


class Editor(Adult):
    def publish_project(self, name: str) -> None:
        self.go("/admin/snippets/directory/citizenproject/add/")
        page = self.page
        for field, value in {
            "name": name, "summary": "Un jardin que les voisins cultivent ensemble.",
            "description": "Chaque samedi, on sème et on arrose.", "address": "2 rue du Jardin", "postcode": "75004",
            "commune": "Paris", "latitude": "48.8560", "longitude": "2.3600",
        }.items():  # fmt: skip
            page.locator(f"#id_{field}").fill(value)
        page.get_by_label("Écologie, alimentation et énergie").check()
        self.press("Plus d'actions")
        self.press("Publier")
        expect(page.get_by_role("status").get_by_text(name)).to_be_visible()

    def approve(self, title: str) -> None:
        self.go("/admin/")
        self.follow(title)
        self.press("Plus d'actions")
        self.press("Approuver et Publier")
        expect(self.page.get_by_role("status").get_by_text(title)).to_be_visible()


class Teacher(Adult):
    def make_class(self, school: str, name: str) -> None:
        page = self.page
        self.go("/admin/classes/new/")
        self.press("Choisir l’école")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("tab", name="Elle n’y est pas").click()
        dialog.locator("#new_school_name").fill(school)
        dialog.locator("#new_school_commune").fill("Paris")
        dialog.get_by_label("Où se trouve l’école").fill("48.8554, 2.3581")
        self.press("Ajouter l’école")
        expect(page.locator("#id_school-title")).to_have_text(f"{school}, Paris")
        page.get_by_label("Nom de la classe").fill(name)
        page.get_by_label("CM2", exact=True).check()
        self.press("Créer")
        expect(page.get_by_role("heading", name=name).first).to_be_visible()

    def paste(self, names: list[str]) -> None:
        self.follow("Ajouter les élèves")
        self.page.get_by_label("Collez votre liste").fill("\n".join(names))
        self.press("Vérifier la liste")
        self.press(f"Ajouter {len(names)} élèves")

    def print_cards(self, to: Path) -> list[str]:
        """The addresses in the QR codes of the PDF, as a tablet's camera reads them."""
        self.follow("Voir les cartes")
        with self.page.expect_download() as download:
            self.press("Imprimer toute la classe")
        download.value.save_as(to)
        return [code.text for sheet in rasterised(to.read_bytes()) for code in zxingcpp.read_barcodes(sheet)]

    def start_investigation(self, classroom: str, project: str) -> None:
        self.go("/admin/classes/")
        self.follow(classroom)
        self.follow("Choisir un projet")
        self.follow(f"Choisir {project}")
        self.press("Préparer l’enquête")

    def hand_out_missions(self) -> None:
        self.follow("Confier les missions")
        self.press("À chacun des 2 élèves")
        self.follow("Retour à l’enquête")
        self.press("Ouvrir l’enquête")

    def record_consents(self, who: str) -> None:
        """The form of one pupil came back: first name and texts."""
        self.follow("Autorisations")
        for what in ("son prénom", "ses textes"):
            self.page.get_by_label(f"{who} : {what}").check()
        self.page.get_by_label("Chaque élève coché a été interrogé et est d’accord").check()
        self.press("Enregistrer ce qui est coché")
        expect(self.page.get_by_text("2 autorisations enregistrées.")).to_be_visible()

    def review(self, who: str) -> None:
        """Accept one report with its photo."""
        self.go("/admin/relecture/")
        self.follow(who)
        self.page.get_by_label("Personne n’est reconnaissable").check()
        self.press("Valider la photo")
        expect(self.page.get_by_text("La photo est validée")).to_be_visible()
        self.press("Accepter")
        expect(self.page.get_by_text(f"Le reportage de {who} est accepté.")).to_be_visible()

    def compose(self, investigation: str, title: str) -> None:
        self.go("/admin/enquetes/")
        self.follow(investigation)
        self.follow("Composer le récit")
        self.page.get_by_label("Titre").fill(title)
        self.press("Faire le brouillon")

    def describe_photos(self, words: str) -> None:
        self.page.get_by_label("Ce que montre la photo").fill(words)

    def submit_story(self) -> None:
        self.press("Plus d'actions")
        self.press("Soumettre")
        self.page.wait_for_url(EXPLORER)


class Child:
    """A pupil with a tablet and a card."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page = context.new_page()
        self.page.goto(address)
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Mes missions")

    def do_mission(self, project: str, answers: dict[str, str], photo: bytes) -> None:
        """Answer the questions named, photograph where photos are asked for, and send."""
        page = self.page
        page.get_by_role("link", name=project).click()
        page.locator("[data-start]").click()
        expect(page.locator("[data-question]")).to_be_visible()
        while page.locator("[data-question]").count():
            question = page.get_by_role("heading", level=1).inner_text()
            if page.locator("[data-camera]").count():
                page.locator("[data-camera]").set_input_files(
                    {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo}
                )
                expect(page.get_by_text("Photo arrivée")).to_be_visible()
            else:
                page.locator("[data-answer]").fill(next((a for q, a in answers.items() if q in question), "Oui."))
            page.locator("[data-next]").click()
            expect(page.get_by_role("heading", level=1)).not_to_have_text(question)
        page.locator("[data-submit]").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("C’est envoyé", timeout=20_000)
