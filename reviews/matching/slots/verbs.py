"""Past forms of irregular English verbs, so that “threw out” is read as “throw out”."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_LISTED: Final = """
be was were been | beat beaten | become became | begin began begun | bend bent | bet | bid bade
bidden | bind bound | bite bit bitten | bleed bled | blow blew blown | break broke broken | breed
bred | bring brought | build built | burn burnt | burst | buy bought | cast | catch caught | choose
chose chosen | cling clung | come came | cost | creep crept | cut | deal dealt | dig dug | do did
done | draw drew drawn | drink drank drunk | drive drove driven | eat ate eaten | fall fell fallen |
feed fed | feel felt | fight fought | find found | flee fled | fly flew flown | forbid forbade
forbidden | forget forgot forgotten | forgive forgave forgiven | freeze froze frozen | get got
gotten | give gave given | go went gone | grow grew grown | hang hung | have had | hear heard | hide
hid hidden | hit | hold held | hurt | keep kept | know knew known | lay laid | lead led | leave left
| lend lent | let | lie lay lain | light lit | lose lost | make made | mean meant | meet met |
mistake mistook mistaken | overcome overcame | override overrode overridden | oversee oversaw |
overtake overtook overtaken | overthrow overthrew overthrown | pay paid | put | quit | read |
rebuild rebuilt | ride rode ridden | ring rang rung | rise rose risen | run ran | say said | see saw
seen | seek sought | sell sold | send sent | set | shake shook shaken | shed | shoot shot | show
showed shown | shrink shrank shrunk | shut | sing sang sung | sink sank sunk | sit sat | sleep slept
| slide slid | speak spoke spoken | spend spent | spin spun | split | spread | stand stood | steal
stole stolen | stick stuck | strike struck stricken | swear swore sworn | sweep swept | swell
swollen | swim swam swum | swing swung | take took taken | teach taught | tear tore torn | tell told
| think thought | throw threw thrown | undergo underwent undergone | understand understood |
undertake undertook | uphold upheld | wake woke woken | wear wore worn | win won | withdraw withdrew
withdrawn | withstand withstood | write wrote written
"""
# “Lay” is a verb of its own, and these are as often no verb.
_AMBIGUOUS: Final = frozenset(
    {"lay", "saw", "bound", "rose", "left", "felt", "ground", "set", "shed", "read", "drunk"}
)


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    verbs = (verb.split() for verb in _LISTED.split("|"))
    return {form: verb[0] for verb in verbs if verb for form in verb if form not in _AMBIGUOUS - {"rose"}}


def base(word: str) -> str:
    """Return the base form of a lower-case irregular verb, else the word itself: “threw” gives “throw”."""
    return _bases().get(word, word)


def is_past(word: str) -> bool:
    """Return whether a lower-case word looks like a past form: of an irregular verb, or in “-ed”."""
    return word in _bases() or (word.endswith("ed") and len(word) > 4)
