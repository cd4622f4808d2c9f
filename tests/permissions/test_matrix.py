"""Who may go where: every route of the resolver × every role. The rows stand in rows.csv; docs/permissions.md explains.

A route without a row fails, and so does a row without a route. For who is kept out, GET and POST are both tried: the
answer is the sign-in page, 401, 403 or 404, or Wagtail's way back to the dashboard. For who is let in it is neither.
"""

import csv
from pathlib import Path

import pytest

from tests.permissions.routes import routes
from tests.permissions.world import ROLES, build

DOORS = {"/compte/login/", "/admin/login/", "/admin/", "/projets/mon-projet/"}
ADULTS = {"teacher", "teacher_b", "editor", "admin"}
ACCESS = {
    "public": set(ROLES),
    "pupils": {"pupil", "pupil_b"},
    "own pupil": {"pupil"},
    "adults": ADULTS,
    "teachers": {"teacher", "teacher_b", "admin"},
    "own teacher": {"teacher", "admin"},
    "own teacher and editors": {"teacher", "editor", "admin"},
    "editors": {"editor", "admin"},
    "administrators": {"admin"},
    "own holder": {"holder"},
    "nobody": set(),
}


def rows() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "rows.csv").open(newline="") as file:
        return {f"{row['route']} {row['pattern']}".strip(): row for row in csv.DictReader(file)}


def outcome(response) -> str:
    if response.status_code == 405:
        return "closed"
    if response.status_code in {401, 403, 404}:
        return "out"
    if response.status_code in {301, 302}:
        target = response.headers["Location"].split("?")[0]
        if response.request["PATH_INFO"] in {"/admin/login/", "/admin/logout/"}:
            return "in"
        return "out" if target in DOORS else "in"
    return "in"


def test_every_route_has_a_row_and_every_row_a_route():
    found, written = {route.key for route in routes()}, set(rows())
    assert sorted(found - written) == [], "routes without a row in tests/permissions/rows.csv"
    assert sorted(written - found) == [], "rows whose route is gone"


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_where_it_may_and_nowhere_else(role):
    world = build()
    client = world.clients[role]
    client.raise_request_exception = False
    wrong = []
    for key, row in rows().items():
        address = world.address(row["route"], row["pattern"])
        may = role in ACCESS[row["access"]]
        response = client.get(address)
        if response.status_code >= 500 and row["note"] != "meant to fail":
            wrong.append(f"{key}: GET {address} answers {response.status_code}")
        # An asterisk: the sample has nothing there even for who may go (a workflow that is not running, say).
        if outcome(response) not in {"in" if may else "out", "closed"} and not (may and row["note"].startswith("*")):
            wrong.append(f"{key}: {role} {'may' if may else 'may not'}, GET {address} answers {response.status_code}")
        if not may and outcome(posted := client.post(address)) == "in":
            wrong.append(f"{key}: {role} may not, POST {address} answers {posted.status_code}")
    assert not wrong, "\n".join(wrong)
