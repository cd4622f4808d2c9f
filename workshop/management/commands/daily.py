from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from classrooms.actions.close_idle_accounts import close_idle_accounts
from classrooms.actions.erase_pupil import replay_erasures
from classrooms.actions.forget_class import forget_what_nothing_carries
from classrooms.tasks import forget_invitations, forget_tablets
from classrooms.year_letters import end_years
from cms.giving.tasks import read_what_waits
from cms.keeping import empty_pages
from cms.newsletter.tasks import draft_weekly_letter, forget_letters
from cms.tasks import forget_removal_requests, sweep_newspapers
from investigations.actions.withdraw_consent import lapse_consents
from investigations.directory.import_tasks import forget_imports
from investigations.directory.offer_tasks import forget_offers
from investigations.directory.still_true_tasks import ask_what_is_still_true
from investigations.directory.tasks import (
    forget_entry_reports,
    forget_open_visits,
    forget_unfinished_registrations,
    sweep_pictures,
)
from investigations.tasks import forget_originals, search_what_waits, sweep_orphans
from workshop.forgetting import forget_expired_cache, forget_history, forget_sign_ins, forget_unfinished_forms

KEEP_TASK_RESULTS_DAYS = 14


class Command(BaseCommand):
    help = "What must happen once a day: forget what has had its time. Run it by a timer (deploy/)."

    def handle(self, *args: Any, **options: Any) -> None:
        # A web server in front of ours doesn't know that a page has had its day.
        empty_pages()
        lapse_consents()
        end_years()
        forget_what_nothing_carries()
        search_what_waits.enqueue()
        forget_originals.enqueue()
        sweep_orphans.enqueue()
        forget_removal_requests.enqueue()
        read_what_waits.enqueue()
        forget_letters.enqueue()
        draft_weekly_letter.enqueue()
        sweep_newspapers.enqueue()
        forget_unfinished_registrations.enqueue()
        sweep_pictures.enqueue()
        forget_open_visits.enqueue()
        forget_entry_reports.enqueue()
        forget_imports.enqueue()
        forget_offers.enqueue()
        ask_what_is_still_true.enqueue()
        forget_invitations.enqueue()
        forget_tablets.enqueue()
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP_TASK_RESULTS_DAYS, verbosity=0)
        forget_sign_ins()
        forget_unfinished_forms()
        forget_expired_cache()
        forget_history()
        close_idle_accounts()
        # Last, since it fails aloud: a database may have been restored without a migration.
        replay_erasures()
