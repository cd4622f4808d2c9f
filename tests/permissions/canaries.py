"""What is private, as words that stand nowhere else, and who may read each of them. The one table of the tour."""

import re
from dataclasses import dataclass

# A letter a role: Visitor, Pupil whose things these are, Mate of the same class, Tablet of the class, tEacher of the
# class, eDitor, Administrator. Those of another class (pupil_b, tablet_b, teacher_b) have capitals X, Y, Z.
# Who Holds the project's entry; who Keeps another one.
ROLES = {
    "visitor": "V", "pupil": "P", "mate": "M", "tablet": "T", "teacher": "E", "editor": "D", "admin": "A",
    "pupil_b": "X", "tablet_b": "Y", "teacher_b": "Z", "holder": "H", "holder_b": "K",
}  # fmt: skip

# word                  who reads it   what it is
TABLE = """
CanariTitre             E D A          title of a draft
canari-adresse          E D A          address of a draft, made of its title
CanariChapeau           E D A          introduction of a draft
CanariAvant             E D A          words of an earlier revision
CanariRetouche          E D A          unpublished change of a live story
CanariCommentaire       E D A          comment beside a draft
CanariReplique          E D A          answer to that comment
CanariVerdict           E D A          why a draft was sent back
CanariMaitre            M E D A        name of the teacher, beside remarks and stories
canari-maitre@ici.test  E A            e-mail of the teacher
canari-invite@ici.test  E A            e-mail of an invited colleague
CanariJeton             -              token of the invitation
CanariPrenom            T E A          first name of a pupil, no consent given
CanariEquipe            E A            name of a team
CanariReponse           M E A          answer that waits for review
CanariLegende           M E A          caption of a photo that waits
CanariRemarque          M E A          remark on a returned report
CanariMemo              E              remark kept ready by the teacher
CanariVoisin            E A            adult who was interviewed
CanariNette             P E A          photo without masks
CanariMasquee           E D A          masked copy of a cleared photo
CanariAttente           E A            masked copy of a photo that waits
CanariDroite            -              upright original of a photo
CANARY-                 -              what a camera writes into a photo (tests/pictures.py)
CanariDossier           -              folder of private files
CanariRetrait           D A            request to take a story down
canari-parent@ici.test  D A            e-mail of who asked for it
CanariRiposte           D A H          what a project answers to a story, not read by an editor yet
canari-asso@ici.test    E Z D A H      e-mail of a project's contact
CanariFiche             D A H          unpublished change of a project
canari-porte@ici.test   D A H          e-mail of who keeps an entry
CanariImage             D A H          picture of an entry that no editor has approved yet
CanariSignal            D A            what the public says of an entry
canari-voisin@ici.test  D A            e-mail of who said it
CanariDemande           D A            what somebody writes who says that an entry is theirs
canari-elle@ici.test    D A            e-mail of who says so
CanariLigne             D A            row of an imported file that could not enter
CanariCachee            D A H          recommendation that its project no longer shows
CanariVoeu              E D A H        correction that a class proposes, not accepted yet
CanariAide              H              what a neighbour writes to who keeps an entry
CanariSuite             H              what who keeps it answers
canari-aide@ici.test    -              e-mail of that neighbour
canari-appele@ici.test  -              e-mail of who is invited to register
CanariInscription       -              what somebody types to register a project
CanariProjet            D A            name of a project that is a draft
CanariGuide             D A            unpublished change of a guide
CanariPasse             -              hash of a password
CanariFacteur           -              key of a second factor
CanariConnexion         -              what was typed at a sign-in
CanariTache             -              error of a task
CanariCle               E A            keyed hash of a full name, in the file that a pupil may ask for
{code}                  T E A          code of the class
{card}                  -              token of a pupil's card: a print has it as a picture
{tablet}                -              what is kept of a tablet's key
"""

# The e-mail of an invitation leads to its page: who holds that address is who was invited.
BY_ADDRESS = {
    "invitation": {"canari-invite@ici.test", "CanariJeton", "CanariMaitre"},
    # The link in the letter that answered: whoever has it is who offered help.
    "help_thread": {"CanariAide", "CanariSuite"},
}


@dataclass(frozen=True, slots=True)
class Canary:
    word: str
    readers: frozenset[str]
    what: str

    def may_reach(self, role: str, route: str) -> bool:
        return role in self.readers or self.word in BY_ADDRESS.get(route, ())


def canaries(**secrets: str) -> list[Canary]:
    """``secrets``: words that the site draws itself."""
    letters = {letter: role for role, letter in ROLES.items()}
    found = []
    for line in TABLE.strip().splitlines():
        word, readers, what = re.split(r" {2,}", line)
        roles = frozenset(letters[letter] for letter in readers.split() if letter != "-")
        found.append(Canary(word.format(**secrets), roles, what))
    return found
