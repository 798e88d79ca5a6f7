"""Verbs and pronouns by which English names the speaker of a quote."""

from __future__ import annotations

from typing import Final

from articles.statements.lexicon import words

SAYING: Final = words(
    """
    said says say saying told tells telling added adds adding declared declares declaring announced
    announces announcing stated states stating noted notes noting insisted insists insisting argued
    argues arguing claimed claims claiming wrote writes writing tweeted tweets posted posts confirmed
    confirms confirming asked asks asking replied replies replying responded responds explained explains
    explaining warned warns warning vowed vows vowing pledged promised promises remarked remarks
    recalled recalls recalling stressed stresses stressing emphasized emphasised emphasizes emphasises
    emphasizing emphasising acknowledged acknowledges admitted admits conceded concedes continued
    concluded concludes observed observes testified testifies commented comments commenting joked jokes
    quipped urged urges urging reiterated reiterates maintained maintains countered shouted predicted
    predicts cautioned cautions alleged alleges answered answers asserted asserts suggested
    """
)
"""Verbs that give a statement: a name beside one of them is a speaker."""

CALLING: Final = words(
    """
    called calls calling described describes describing hailed hails hailing praised praises praising
    dubbed dubs dubbing branded brands branding labelled labeled denounced denounces denouncing
    condemned condemns condemning criticized criticised criticizing criticising thanked thanks thanking
    echoed echoes welcomed welcomes welcoming dismissed dismisses dismissing termed blasted slammed
    lauded lauds lauding celebrated quoted
    """
)
"""Verbs whose object, not subject, follows them: only a name before one of them is a speaker."""

SPEECH_VERBS: Final = SAYING | CALLING
PRONOUNS: Final = frozenset({"he", "she", "they", "it", "i", "we", "who"})
REPORTERS: Final = words("correspondent reporter journalist editor anchor presenter")
OFFICES: Final = words(
    """
    former then acting senior deputy vice chief outgoing incoming the
    """
)
NOT_A_NAME: Final = words(
    """
    The A An This That These Those It He She They We I You There Here In On At As If When While After
    Before But And Or So Yet However Meanwhile Both For From With Without By Under Its His Her Their Our
    My What Who Why How Not Since During According Although Though Because Such Some Many Most Other
    Another Each All One Two Three Last Now Then Also To Of Later Earlier Still Even Just Only Within
    Despite Through Across Amid Among Against Beyond Once Until Upon Today Yesterday Tomorrow Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Historically Together Analysts Experts Officials Critics
    Supporters Signed Without Instead Moreover Furthermore Additionally Overall Finally
    """
)
"""Capitalised words that begin sentences or name days; no run of them is a speaker's name."""
NOBODY: Final = words(
    """
    Somebody Someone Nobody Everybody Everyone Anybody Anyone None Nothing Something Everything Anything
    People Women Men Children Families Workers Voters Residents Prices Wages Rents Taxes Schools Hospitals
    Half Dozens Hundreds Thousands Millions Billions Nearly Almost Roughly About Around Over Every Much Few
    Several Neither Either Please Thank Thanks Yes No Well Okay Never Always Maybe Perhaps Sorry Turnout
    Unemployment Inflation Crime Sales Profits Shares Exports Imports Emissions Temperatures Deaths Births
    """
)
"""Capitalised words that open a sentence and name nobody in particular."""
