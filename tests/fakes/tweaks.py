"""What a faulty search node says instead of the truth."""

from dataclasses import replace

from tests.fakes.eutils_text import Search


def tweak_search(result: Search, tweak: tuple[str, str] | None, everything: int) -> Search:
    """The result as a faulty search node gives it."""
    name, value = tweak or ("", "")
    if name == "zero_hits":
        return replace(result, uids=(), count=0)
    if name == "fewer_hits":  # value: percent that is still found
        kept = result.uids[: result.count * int(value or 80) // 100]
        return replace(result, uids=kept, count=len(kept))
    if name == "count_lies":
        return replace(result, count=result.count + int(value or 1))
    if name == "clamp":  # value: how many are listed at most, whatever the count says
        return replace(result, uids=result.uids[: int(value or result.count // 2)])
    if name == "field_not_found":
        result.found.fields_not_found.append(value or "NoSuchField")
        return replace(result, count=everything)
    return result
