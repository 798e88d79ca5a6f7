"""Word lists that only the scorer reads: what a sentence speaks of, and in whose voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from articles.statements import lexicon
from articles.statements.lexicon import words
from articles.statements.speech_words import SAYING

MODAL: Final = words(
    """
    will would shall could may might can cannot won’t won't wouldn’t wouldn't couldn’t couldn't can’t can't
    i’ll i'll we’ll we'll they’ll they'll he’ll he'll she’ll she'll you’ll you'll it’ll it'll gonna going
    """
)
SELF: Final = words("i my me mine myself i’m i'm i’ve i've i’d i'd")
OURS: Final = words("we our us ours ourselves we’re we're we’ve we've let’s let's")
YOURS: Final = words("you your yours yourself you’re you're you’ve you've folks")
FEELING: Final = words(
    """
    think believe feel hope love hate wish want need appreciate deserve deserves fear dream dreams regret
    glad
    proud sad sorry honour honor happy trust excited thrilled understand guess doubt mistake values hearts
    heart
    disgrace ashamed wrong right fair unfair tragedy nightmare joy lovely
    """
)
COURTESY: Final = words(
    """
    thank thanks please welcome sorry excuse friends bless morning evening question answer respond folks
    look
    listen listen folks minutes respect debate tonight hello goodbye okay ok
    """
)
SUBJECT: Final = words(
    """
    tax taxes taxpayers budget deficit debt surplus job jobs unemployment employment wage wages salaries
    income
    inflation price prices rent rents emissions emission carbon coal gas oil energy votes voters ballots
    election
    elections turnout insurance pension pensions school schools university pupils teachers hospital
    hospitals
    patients nurses doctors clinics crime crimes burglaries murder murders war wars troops soldiers weapons
    immigration immigrants migrants refugees asylum border visas poverty poor trade exports imports tariff
    tariffs
    sanctions treaty deal law bill act ban reform subsidy subsidies spending contracts contract loan loans
    bank
    banks growth economy profit shares households population climate warming vaccine vaccines drug drugs
    police
    prison prisons court guns welfare medicare healthcare education infrastructure industry factory
    factories
    """
)
HARM: Final = words(
    """
    killed dead died death deaths murdered charged arrested convicted guilty fraud bribe bribes bribery
    corruption forged forging stolen shot stabbed attack attacked attacks virus cancer disease outbreak leak
    leaked contaminated exposed plagiarism doping scandal illegal fined sentenced victims abuse crash
    crashed
    capsized explosion bombing lied hid hiding false misled cheated poisoned injured wounded hoax autism
    """
)
CHANGE: Final = words(
    """
    rose fell doubled tripled halved increased decreased cut raised lost grew dropped risen fallen climbed
    declined shrank shrunk gained added reduced slashed quadrupled soared plunged jumped surged up down
    slowed closed created quintupled expanded
    """
)
RECORD: Final = words(
    """
    voted signed vetoed promised opposed supported approved banned rejected admitted denied accused resigned
    appointed ratified imposed launched introduced passed ruled withdrew recalled sued bought sold paid
    awarded
    claimed pledged suspended failed confirmed endorsed sponsored repealed outlawed ordered won
    """
)
TOTAL: Final = words(
    "no none nobody never nothing every everyone everybody all always only neither any single"
)
RESEARCH: Final = words(
    """
    study studies survey surveys researchers scientists report reports audit poll polls data figures
    statistics
    statistics trial trials evidence inquiry documents records measured estimated according census institute
    """
)
SHARE: Final = words(
    """
    percent per cent half third quarter thirds majority most million millions billion billions trillion
    thousands hundreds dozens average twice
    """
)
REMOTE: Final = words("he she they his her their it its")
PEOPLE: Final = words(
    """
    government company ministry council party parliament president minister mayor governor senator opponent
    senate congress administration court police union league federation army navy bank firm commission
    republicans democrats
    """
)

STANCE: Final = words(
    """
    honestly frankly literally apparently basically simply truly really merely exactly hardly rarely surely
    obviously clearly imagine ngl tbh imho imo lol lmao omg smh lmk pls btw yeah yep nope wow ugh yay folks
    guys dude bro
    honest truth opinion unpopular hot take bet promise swear mark somehow whatever enough
    """
)
JUDGING: Final = words(
    """
    embarrassment shame insult joke joker clown clowns idiot idiots fool fools coward cowards gutless
    irresponsible laughable ridiculous absurd pathetic masterpiece monument modest sensible overdue vanity
    haste gorgeous fine finest kind kinder stubborn generous boring bored dull stupid mad crazy silly cruel
    moral morally decent heroic nice good better bad worse weird funny theatre circus mess misery honour
    honor courage hope fear soul muscle gift crossroads conscience betrayal hypocrisy greed arrogance pride
    proud admirable unfairly insane bloody damn epic perfect favourite favorite feeble timid gutless tasteless
    """
)
FLOOR: Final = words(
    """
    yield beg speaker gentleman gentlewoman honourable honorable noble excellency excellencies distinguished
    ladies gentlemen colleagues floor adjourn seconded moderator applause audience episode podcast welcome
    grateful bless rise silence minute minutes candidates topic friend friends remarks consent
    """
)
INVITES: Final = words(
    """
    subscribe subscribers follow follows retweet rt dm link bio tag giveaway vouchers voucher tickets ticket
    code click page comment comments share like likes video thread doors cash letters readers quiz series
    book booking order register download app newsletter birthday tmrw tonight
    """
)
SIMILE: Final = words("like if whether ask asked")

GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "modal": MODAL,
    "self": SELF,
    "ours": OURS,
    "yours": YOURS,
    "feeling": FEELING,
    "courtesy": COURTESY,
    "subject": SUBJECT,
    "harm": HARM,
    "change": CHANGE,
    "record": RECORD,
    "total": TOTAL,
    "research": RESEARCH,
    "share_words": SHARE,
    "remote": REMOTE,
    "people": PEOPLE,
    "saying": SAYING,
    "hedges": lexicon.HEDGES,
    "vague": lexicon.VAGUE,
    "praise": lexicon.EVALUATIVE,
    "promotion": lexicon.PROMOTIONAL,
    "ought": lexicon.OUGHT | words("must need needs let let’s let's ought"),
    "office": lexicon.OFFICES,
    "superlative": lexicon.SUPERLATIVES,
    "cause": lexicon.CAUSES,
    "past": lexicon.PAST,
    "present": lexicon.PRESENT,
    "auxiliary": lexicon.AUXILIARIES,
    "stance": STANCE,
    "judging": JUDGING,
    "floor": FLOOR,
    "invites": INVITES,
    "simile": SIMILE,
}
"""Each name is a feature: how many words of the sentence stand in the list, two at most."""
