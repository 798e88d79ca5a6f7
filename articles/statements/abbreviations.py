"""Abbreviations that end in a full stop, by what may follow them, and words that open English sentences."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import words

TITLES: Final = words(
    """
    mr. mrs. ms. mx. dr. drs. prof. profs. sen. sens. rep. reps. gov. govs. gen. lt. col. sgt. capt. cmdr.
    adm. maj. rev. hon. pres. messrs. mme. mlle. supt. insp. det. cpl. pvt. brig. amb. atty. assoc. asst.
    dep. vice-pres. fr. hr. sra. dra. cllr. ald. msgr. mgr. bp. abp. ofc. pfc. spc. cmdt. cdr. rt. ven. ing.
    dipl.
    mons. dott. sig. maj.-gen. lt.-gen. brig.-gen. rear-adm. vice-adm. sgt.-maj. lt.-col.
    """
)
"""Before a name: never the end of a sentence."""
PLACES: Final = words("st. mt. ft. ste. sta. sto. pt.")
"""Before a name, or after one (“5th St.”): the end only when a word follows that opens sentences."""
INNER: Final = words(
    """
    vs. v. e.g. i.e. cf. ca. c. approx. est. viz. esp. incl. excl. nee. resp. ed. eds. em. tel.
    """
)
"""Something always follows in the same sentence."""
NUMBERED: Final = words(
    """
    no. nos. nr. n°. n.º. fig. figs. vol. vols. art. sec. ch. p. pp. par. para. eq. ex. ver. op. jan. feb.
    mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.
    """
)
"""A number belongs to them."""
ENDING: Final = words(
    """
    inc. co. cos. corp. ltd. llc. plc. jr. sr. bros. esq. dept. depts. univ. assn. ave. blvd. rd. hwy. sq. al.
    mfg. intl. nat. natl. govt. ed.d. ph.d. m.d.
    """
)
"""They stand inside a sentence and at its end alike."""
TIMES: Final = words("a.m. p.m.")
AFTER_TIMES: Final = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Eastern Pacific
    Central Mountain Atlantic Greenwich January February March April May June July August September
    October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """
)
EXCLAIMED: Final = words("yahoo! jeopardy! mia! wham! oklahoma! e! joomla! panic! airplane! oliver! chips!")
"""Names that carry an exclamation mark."""
LETTERED: Final = words(
    """
    vitamin vitamins plan hepatitis influenza type grade class group part phase section schedule war act
    block tier category appendix exhibit option team division
    """
)
"""A single capital after one of these is no initial: “vitamin C.”, “World War I.”"""
SHORTENED: Final = re.compile(r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,5}\.$")
"""A capital and small letters without any vowel are no word: “Cllr.”, “Chft.”"""
ACRONYM: Final = re.compile(r"(?:[^\W\d_]{1,3}\.){2,9}$")
INITIAL: Final = re.compile(r"[^\W\d_]\.(?:[-‐‑][^\W\d_]\.){0,2}$")
MARKER: Final = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.$")
STARTERS: Final = words(
    """
    The A An This That These Those It He She They We I You There Here In On At As If When While After
    Before But And Or So Yet However Meanwhile Both For From With Without By Under Its His Her Their Our
    My What Who Why How Not Since During According Although Though Because Such Some Many Most Other
    Another Each All One Two Three Last Now Then Also To Of Later Earlier Still Even Just Only Within
    Despite Through Across Amid Among Against Beyond Once Until Upon Today Yesterday Tomorrow Did Does Do
    Is Are Was Were Has Have Had Will Would Can Could Should Where Which More Officials Police Authorities
    Analysts Experts Critics Residents Investors Shares Voters Lawmakers Prosecutors Scientists
    Researchers Instead Moreover Furthermore Additionally Nevertheless Nor Unlike Like No Yes Please
    Several Few Nearly About Around Over Between Near It’s It's He’s He's She’s She's They’re They're
    That’s That's There’s There's We’re We're I’m I'm I’ve I've Mr Mrs Ms Dr
    """
)
"""Capitalised, these open a sentence far more often than they go on with a name."""
