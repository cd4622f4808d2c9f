"""First names frequent among pupils in France: evidence of the order of a list, never of who someone is.

Names that are frequent surnames too (Martin, Thomas, Simon, Robert, David …) are left out.
"""

from classrooms.roster.text import plain

_NAMES = """
aaron abdallah adam adele agathe aicha albane alban alexandre alexis alice aliya alma amadou ambre amelie amina
amine amir anaelle anais andrea anna antoine apolline arthur assia aurelien aurore axel aya ayoub baptiste basile
bastien benjamin camille capucine celeste celia charlie chloe clara clarisse clemence clement constance corentin
daphne diane dylan eden elea elena eleonore elias elie eline elisa elise eliott ella eloise ema emma emilie emy
enzo esteban ethan eva evan fatima fatou faustine felix flora florian gabin gabriel gabrielle gaspard giulia hana
hanna heloise hugo ibrahim ilyes ines ilan imane isaac ismael iris isaure jade jana jean jeanne joseph
josephine jules julia juliette justine kais karim kenza kylian lana lea leana leandre leila lena leo leonie leon
lila lilou lina line lise livia loane logan lola lou louane louis louise louisa luca lucas lucie lucien lukas luna
lya lyna mael maelle maelys mahe maissa malia malik malo manon maria mariam marie marius marwa maryam mateo
mathilde mathis mathys matteo maxence maxime maya medina mehdi mia mila milan milo mohamed mohammed moussa myriam
naim nael nathan nathanael nina noa noah noam noe noemie nolan nora nour olivia oscar ousmane owen paul pauline
quentin rafael raphael rayan remi robin romane romain romy rose roxane ruben sacha salome samuel samy sara sarah
selma sofia sofiane soline sophia suzanne tess theo thea theodore tiago timothee timeo titouan tom ugo valentin
valentine victoire victor victoria wassim yanis yann yasmine youssef yusuf zakaria zelie zoe
"""
_FREQUENT = frozenset(_NAMES.split())


def is_frequent(text: str) -> bool:
    """Whether a word, or the first part of a compound, is a frequent first name."""
    return bool(words := plain(text).split()) and words[0] in _FREQUENT
