"""The English words that the rules of checkability and check-worthiness know, by what they tell."""

from __future__ import annotations

from typing import Final


def words(listed: str) -> frozenset[str]:
    """Return the words of a list written as prose, one space or line end between two."""
    return frozenset(listed.split())


OUGHT: Final = words(
    """
    should must ought shouldn’t shouldn't mustn’t mustn't deserve deserves deserved
    """
)
HEDGES: Final = words(
    """
    could may might reportedly allegedly apparently possibly perhaps probably potentially seemingly
    seem seems appear appears suggest suggests likely unlikely arguably presumably supposedly
    rumoured rumored
    """
)
VAGUE: Final = words(
    """
    some several many various numerous few often sometimes generally usually somewhat certain things
    something stuff everything aspects dynamics momentum posture landscape recently soon
    increasingly
    """
)
EVALUATIVE: Final = words(
    """
    historic landmark remarkable pivotal powerful significant groundbreaking massive profound robust
    stronger great greatest incredible amazing fantastic terrible awful horrible disastrous
    disgraceful shameful brilliant impressive beautiful ugly wonderful excellent outstanding
    exceptional extraordinary unprecedented bold confident enduring visionary tremendous paramount
    indispensable dramatic dramatically symbolic symbolism golden transformative seamless innovative
    cutting-edge world-class game-changing revolutionary inspiring exciting stunning sad tragic
    unfair best worst delicious nostalgia pomp pragmatic meaningful dangerous reckless foolish wise
    smart
    """
)
PROMOTIONAL: Final = words(
    """
    resilience resilient innovation trust unity prosperity excellence synergy empower empowers
    unlock unlocks unleash elevate seamless future vision shared partnership goodwill commitment
    journey potential opportunity opportunities leadership solutions showcase showcases highlights
    underscores reinforces shaping
    """
)
CAUSES: Final = words(
    """
    because caused causes causing cause led leads leading due resulted results triggered triggers
    driven drove drives thanks consequently hence therefore attributed helped blamed
    """
)
SUPERLATIVES: Final = words(
    """
    first only largest biggest smallest highest lowest most least fastest slowest oldest youngest
    longest shortest never always sole record cheapest richest poorest deadliest
    """
)
OFFICES: Final = words(
    """
    president minister premier chancellor senator secretary governor mayor ambassador king queen
    prince judge justice ceo chairman chairwoman chair director commissioner spokesman spokeswoman
    spokesperson ministry government parliament congress senate court council commission agency
    department administration police bank university institute committee company
    """
)
INSTRUCTIONS: Final = words(
    """
    click open choose select enter press turn read share subscribe visit consider remember note
    check follow contact learn see try imagine let don’t don't please download join tap watch listen
    ask call keep make take use avoid look go start stop write send find stay think add enjoy get
    """
)
MONTHS: Final = words(
    """
    January February March April June July August September October November December Jan Feb Mar
    Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """
)
WEEKDAYS: Final = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
AUXILIARIES: Final = words(
    """
    is are was were has have had does did isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t isn't
    aren't wasn't weren't hasn't haven't hadn't didn’t didn't doesn’t doesn't ’s ’re it’s they’re
    it's they're he’s she’s that’s
    """
)
PAST: Final = words(
    """
    made took gave won lost rose fell grew began came went met held led left paid sold bought built
    sent spent kept found became got saw ran cut put set hit broke chose drew drove ate flew forgot
    froze hid knew lay rode shot shook spoke stole swore threw wore withdrew undertook oversaw
    fought taught caught brought sought thought felt dealt meant read told said struck stood
    understood sank sang swam wrote withheld shut rebuilt quit bore
    """
)
PRESENT: Final = words(
    """
    accounts accuses acts adds affects aims aligns allows applies argues asks backs bans becomes
    begins belongs brings builds buys calls carries causes challenges claims comes compares contains
    continues controls creates cuts defines denies depends describes drives employs enables ends
    ensures establishes exceeds expands expects extends faces falls finds focuses follows forms gets
    gives goes grants grows guarantees handles has helps hits holds hosts hurts imposes includes
    increases insists invests involves keeps kills knows lacks leads leaves lists lives looks loses
    lowers maintains makes marks means meets mirrors moves offers opens operates opposes orders
    outlines owns pays prefers prevents produces prohibits promises promotes protects proves
    provides publishes pushes raises reaches receives recognizes recognises reduces reflects rejects
    relies remains represents requires restricts rises rules runs says seeks sees sells sends sets
    shows signals signs sits spends stands starts states stays strengthens suffers suggests supplies
    supports takes tells threatens throws tracks treats turns wants warns weighs wins
    """
)
