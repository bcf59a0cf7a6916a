"""The stand-in's own paths, for tests in another process: what it saw, faults, events, nights."""

import json
from typing import TYPE_CHECKING

from tests.fakes.events import happen
from tests.fakes.messages import Reply, Request, json_reply, text_reply

if TYPE_CHECKING:
    from tests.fakes.upstream import Upstream


def answer_control(up: "Upstream", request: Request) -> Reply:
    """GET /__journal__; POST /__fault__ (rules), /__mend__, /__event__ (events), /__night__."""
    if request.path == "/__journal__":
        return json_reply(up.journal().as_json())
    if request.method != "POST":
        return text_reply("Not Found", status=404)
    content = json.loads(request.body or b"[]")
    listed = content if isinstance(content, list) else [content]
    if request.path == "/__fault__":
        for rule in listed:
            up.fault(rule.pop("endpoint", "*"), rule.pop("action"), **rule)
        return json_reply({"rules": len(up.faults)})
    if request.path == "/__mend__":
        up.mend()
        return json_reply({"rules": 0})
    if request.path == "/__event__":
        with up.locked():
            for event in listed:
                happen(up.world, **event)
        return json_reply({"today": up.world.today.isoformat()})
    if request.path == "/__night__":
        return json_reply({"today": up.next_night()})
    return text_reply("Not Found", status=404)
