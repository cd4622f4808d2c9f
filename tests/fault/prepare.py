"""`python -m tests.fault.prepare`: a class with tablets, pupils and missions in the site's own database."""

import json
import os
import sys

import django


def main(tablets: int, rounds: int) -> dict:
    from classrooms.actions.join_tablet import join_with_card
    from classrooms.cards import card_token_of
    from tests.classrooms.factories import ClassroomFactory, PupilFactory
    from tests.investigations.factories import AssignmentFactory, InvestigationFactory

    classroom = ClassroomFactory()
    pupils = PupilFactory.create_batch(tablets, classroom=classroom)
    # Classmates at one address: guessing is not what they do.
    tokens = [
        join_with_card(card=card_token_of(pupil), address=f"10.0.0.{n}").pupil_token for n, pupil in enumerate(pupils)
    ]
    played = []
    for _ in range(rounds):
        investigation = InvestigationFactory(classroom=classroom, opened=True)
        # As many photos as a tablet likes.
        for question in investigation.frozen_questions:
            question["maximum"] = None if question["kind"] == "photos" else question["maximum"]
        investigation.save()
        assignments = [AssignmentFactory(pupil=pupil, investigation=investigation) for pupil in pupils]
        played.append(
            [
                {"owner": str(a.pupil_id), "token": token, "mission": {"id": str(a.pk), "questions": a.questions}}
                for a, token in zip(assignments, tokens, strict=True)
            ]
        )
    return {"rounds": played}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings.development")
    django.setup()
    print(json.dumps(main(**json.load(sys.stdin))))
