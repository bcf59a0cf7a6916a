"""The comparison with the real services, tried on two stand-ins: what it sends, and that it notices a difference."""

from tests.fakes.loopback import loopback
from tests.fakes.upstream import Upstream
from tests.live.contract import MOST_REQUESTS, PROBES, differences, stand_in
from tests.upstream_probes import full_world

pytestmark = loopback


def test_two_stand_ins_agree_within_thirty_requests() -> None:
    with Upstream(full_world(), limits=(None, None)) as there, Upstream(full_world(), limits=(None, None)) as here:
        service = stand_in(there)
        assert differences(service, stand_in(here)) == {}
        assert service.sent == len(PROBES) <= MOST_REQUESTS
        assert {entry.status for entry in there.journal().entries("eutils")} == {200, 400}


def test_a_reply_of_another_shape_is_named_by_its_probe() -> None:
    with Upstream(full_world(), limits=(None, None)) as there, Upstream(full_world(), limits=(None, None)) as here:
        there.fault("esearch", "status:500:EU-03", nth=1)
        found = differences(stand_in(there), stand_in(here))
        assert "only the service:  status 500" in found["a search (esearch.fcgi)"]
