from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fault.run import play

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.long]


def test_nothing_is_lost_doubled_or_altered_while_the_network_fails_and_the_server_dies(tmp_path):
    """The short run of `make fault`."""
    # In a thread of its own: in this one the other browser tests keep an event loop running.
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(play, tmp_path, tablets=6, photos=4, kills=4, rounds=4, seed=20261124).result()
    assert outcome.faults == []
    assert outcome.kills == 4
    assert outcome.tablets in {6, 12, 18, 24}  # in rounds, until the server was killed so often
    assert outcome.photos == outcome.tablets * 4
    assert outcome.receipts >= outcome.photos + outcome.tablets
    assert len(outcome.happened) > 4
