"""So many an hour, also for who asks several times at the same instant."""

import pytest
from django.core.cache import cache

from cms import quotas

pytestmark = pytest.mark.django_db


def turns(times, *, kind="letter", who="A@b.fr"):
    return sum(quotas.has_turn(kind, who, at_most=5) for _ in range(times))


def test_so_many_and_no_more_for_each_kind_and_each_address():
    assert turns(8) == 5
    assert turns(8, who="a@B.FR") == 0
    assert turns(8, kind="other") == 5


def test_who_reads_the_count_before_others_have_written_it_gets_no_turn_more(monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *_args, **_kwargs: 0)
    assert turns(20) == 5
