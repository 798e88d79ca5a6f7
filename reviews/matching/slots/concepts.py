"""Words that mean alike, and words that mean the opposite: a small list of ours for the English of news."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from reviews.matching.stems import stem

# One concept a line; what stands after the bar is its opposite.
_LISTED: Final = """
rise rises increase grow growth climb jump surge soar gain higher expand rally rebound accelerate improve
 | fall drop decline decrease slump plunge shrink sink lower slip tumble dip contract worsen slow
win victory triumph won | lose defeat loss lost
approve approved pass adopt accept ratify endorse support favour favor allow permit
 | reject refuse oppose veto block ban prohibit forbid decline disapprove
confirm acknowledge admit affirm | deny dispute refute rebut dismiss
open opened reopen | close closed shut closure
begin start launch open kick | end finish stop halt cease cancel scrap suspend
convict convicted guilty | acquit acquitted clear cleared innocent exonerate
arrest detain arrested custody jail imprison | release freed free
survive alive survivor | die dead kill fatal fatally perish victim
legal lawful legally | illegal unlawful illegally
safe safely harmless | unsafe dangerous harmful
effective | ineffective useless
possible able | impossible unable
true correct accurate | false untrue incorrect wrong inaccurate fake
above exceed over | below under
before earlier | after later
first | last
largest biggest highest most | smallest lowest least fewest
more greater | fewer less
north northern | south southern
east eastern | west western
morning | evening afternoon
male man men boy | female woman women girl
publicly openly | secret secretly privately
unanimous unanimously | divided narrowly
join enter | leave quit withdraw exit
hire recruit appoint rehire | sack dismiss lay
buy purchase acquire | sell
import | export
include including | exclude excluding
succeed success successful | fail failure unsuccessful
strengthen | weaken
tighten | loosen ease relax
raise raised hike lift | cut reduce slash trim
permanent permanently | temporary temporarily
mandatory compulsory required | voluntary optional
majority | minority
attend | absent miss
remain stay keep maintain retain | replace abolish scrap
all every | none
always | never
surplus profit profitable | deficit
positive | negative
sober | drunk
calm peaceful | violent
deliberate deliberately intentional arson | accidental accidentally accident
praise applaud welcome hail | criticise criticize condemn denounce
encourage | discourage
optimistic | pessimistic
recover | deteriorate
stable | unstable
impose | lift
appear emerge | disappear vanish
expensive | cheap
early ahead | late overdue
friendly | hostile
voluntarily willingly | forcibly
domestic | foreign
partial partially | complete completely entire entirely
biggest | smallest
youngest | oldest
found recovered | missing
hot | cold
ally | enemy
"""
_ALIKE: Final = """
say state tell announce declare claim add note report explain insist tweet post write argue
sign ink finalise finalize conclude seal
company firm business corporation
car vehicle automobile
police officer constable
child kid pupil
doctor physician medic
job post position work worker employee staff employ workforce
injure wound hurt injury
deal agreement agree accord pact treaty contract
law act legislation bill statute
country nation state
government cabinet administration
minister secretary
plan scheme programme program project
find discover
study research survey trial
illness disease sickness
medicine drug medication
vaccine jab vaccination immunisation immunization
money fund cash
build construct erect
make produce manufacture output
murder homicide
flat apartment
house home
match game
goal score
student undergraduate
pay cost spend worth
town city municipality
resident inhabitant citizen people person
fire blaze
flood flooding
crash collision
strike walkout
storm hurricane typhoon cyclone
poll survey
election vote ballot
euro eur
dollar usd
beat defeat
rate percentage share proportion
percent pct
warn caution
call describe
resign step quit
choose elect select
flee escape
help aid assist
big large huge
mining mine extraction extract
refining refine refinery processing process
"""


@lru_cache(maxsize=1)
def _concepts() -> dict[str, tuple[str, int]]:
    """Return concept and pole (1, -1, or 0 for no opposite) by stem; of two lines the first holds."""
    found: dict[str, tuple[str, int]] = {}
    for line in _LISTED.strip().replace("\n |", " |").splitlines():
        plus, _, minus = line.partition("|")
        for words, pole in ((plus, 1), (minus, -1)):
            for word in words.split():
                found.setdefault(stem(word), (stem(line.split()[0]), pole))
    for line in _ALIKE.strip().splitlines():
        for word in line.split():
            found.setdefault(stem(word), (stem(line.split()[0]), 0))
    return found


@lru_cache(maxsize=50_000)
def concept_of(root: str) -> tuple[str, int]:
    """Return the concept that a stem stands for (itself where it is not listed) and its pole: 1, -1 or 0."""
    return _concepts().get(root, (root, 0))
