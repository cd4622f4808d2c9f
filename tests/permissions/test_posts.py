"""No route answers 500 to a form that is empty, or full of what no form of ours would send."""

import copy
import re
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils.http import urlencode

from tests.permissions.test_matrix import ACCESS, ADULTS, rows
from tests.permissions.world import ROLES, build

pytestmark = pytest.mark.django_db
RUBBISH = "🦊'\"[{\x00 -1"
# No database keeps it as a number.
HUGE = "9" * 30
FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"')
# Of formsets and of Wagtail's own requests, where the page shows none.
USUAL = ["id", "ids", "next", "action", "title", "name", "file", "files[]", "collection", "parent", "q", "comment"]

# Wagtail's own, to who may edit the site: a request that none of its pages makes (docs/security.md).
UPSTREAM = {
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_pages:copy",
    "wagtailredirects:process_import",
    "wagtailsnippetchoosers_cms_newsletterissue:create",
    "wagtailsnippetchoosers_directory_citizenproject:create",
    "wagtailsnippetchoosers_directory_openvisit:create",
    "wagtailsnippetchoosers_directory_recommendation:create",
    "wagtailsnippetchoosers_investigations_guide:create",
}


# Of two of a kind one is enough: what the other has is not there for it. Each database meets nearly every form: an
# administrator's are an editor's and more.
ON_POSTGRESQL = ["admin", "holder", "pupil"]
TRYING = {
    "sqlite": [role for role in ROLES if not role.endswith("_b") and role not in ON_POSTGRESQL],
    "postgresql": ON_POSTGRESQL,
}


@pytest.mark.long
@pytest.mark.parametrize("role", TRYING[connection.vendor])
def test_no_route_answers_500_to_an_empty_or_to_a_rubbish_form(role):
    world = build()
    client = world.clients[role]
    client.raise_request_exception = False
    failing, tried = [], Counter()
    for key, row in rows().items():
        if role not in ACCESS[row["access"]] or row["note"] == "meant to fail":
            continue
        address = world.address(row["route"], row["pattern"])
        shown = _asked(client, "get", address)
        names = FIELD.findall(shown.content.decode(errors="replace")) if not shown.streaming else []
        fields = [*USUAL, *names]
        # So many forms as Django allows would just take long: two thousand of Wagtail's for a group's collections.
        huge = {name: "3" if name.endswith("TOTAL_FORMS") else HUGE for name in fields}
        for kind, form, query in (
            ("empty", {}, ""),
            ("rubbish", dict.fromkeys(fields, RUBBISH), f"?{urlencode(dict.fromkeys(USUAL, RUBBISH))}"),
            ("huge", huge, f"?{urlencode(dict.fromkeys(USUAL, HUGE))}"),
        ):
            answer = _asked(client, "post", address + query, form)
            tried[answer.status_code] += 1
            if answer.status_code >= 500 and row["route"] not in UPSTREAM:
                failing.append(f"{key}: {kind} POST {address} answers {answer.status_code}: {answer.exc_info[1]!r}")
    assert not failing, "\n".join(failing)
    # Forms came back with their errors: these were not just sent to the door.
    assert tried[200] > (40 if role in ADULTS else 10), tried


def _asked(client, method, address, form=None):
    """As if it had not been: the next route finds the same world, and who signed out is in again."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(address, form)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer
