"""The one line on top of a report: may this article run, and if not, what stands in the way?"""

from __future__ import annotations

from collections.abc import Mapping


def readiness(counts: Mapping[str, int], *, settled: int, checkable: int) -> str:
    """Return the line from the counts of checkable statements by state.

    What must change or is not settled stands in the way; what cannot be confirmed or is disputed is a
    matter for care. `settled` of `checkable` statements have all their claims settled.
    """
    if not checkable:
        return "Nothing to check: no checkable statement was found"
    unsettled = checkable - settled
    change = counts.get("change", 0)
    if change or unsettled:
        in_the_way = [f"{change} must change"] * bool(change) + [f"{unsettled} open"] * bool(unsettled)
        return f"Not ready: {', '.join(in_the_way)}"
    cares = [
        f"{counts[state]} {words}"
        for state, words in (("unproven", "cannot be confirmed"), ("disputed", "disputed"))
        if counts.get(state)
    ]
    if cares:
        return f"Ready, with care: {', '.join(cares)}"
    if counts.get("none"):
        return f"Ready: {counts.get('confirmed', 0)} confirmed, {counts['none']} found not checkable"
    if checkable == 1:
        return "Ready: the one checkable statement is confirmed"
    return f"Ready: all {checkable} checkable statements are confirmed"
