"""Guesses the language of a text by its script and its commonest words; unsure, it says nothing."""

from __future__ import annotations

import re
from typing import Final

from articles.statements.lexicon import words

_SCRIPTS: Final = (
    ("Greek", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("Cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("Devanagari", re.compile(r"[\u0900-\u097f]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
)
_NOT_ASCII: Final = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_READ: Final = 4_000
_ENGLISH: Final = words(
    """
    the of and to in that is was for on with as by at from it be are this have has not but had his her they
    which
    or an were been their said will would more who there when what one about all if out up no so can we you
    he she
    its than also into only other some could them then these two may after over
    """
)
_COMMON: Final = {
    "German": words(
        """
        der die das und ist nicht ein eine einen dem den des mit auf für von zu im sich wurde werden hat
        sie auch
        als aus bei nach wird sind war es wir dass über um haben einer am vom zum zur oder noch
        """
    ),
    "French": words(
        """
        le la les de des en à une est et dans pour que qui pas sur avec par au aux ce cette il elle nous
        vous sont
        été du
        plus ont mais ses son leur ne se ou où d l
        """
    ),
    "Spanish": words(
        """
        el la los las de una es y en por que con para del se su al lo como más pero fue ha este esta son sus
        no muy
        también sobre entre cuando hay desde
        """
    ),
    "Italian": words(
        """
        il lo la gli le una di e è che per con del della nel sono non si ha dei delle alla più come anche
        da al
        dal questo stato ma
        """
    ),
    "Portuguese": words(
        """
        o os as um uma de e é que em por com para do da dos das no na ao não se foi mais são como mas pelo
        pela
        sua seu também
        """
    ),
    "Dutch": words(
        """
        de het een en van is dat niet te op met voor zijn er die aan ook als bij door naar wordt werd hij
        zij maar
        om uit nog dan heeft
        """
    ),
    "Swedish, Danish or Norwegian": words(
        """
        och att det som på är av för med den till ett inte har de om var jag han hon og ikke på af til der
        er en
        skal blev ble fra men
        """
    ),
    "Polish": words("i w na z się nie do to że jest o jak ale po co przez od za był dla tym są może"),
    "Turkish": words("ve bir bu için ile da de olarak çok daha gibi olan kadar sonra var ne mi ama"),
}
_MARKED: Final = re.compile(r"[äöüßéèêàçñãõåøæłśżğşıœÄÖÜÉÅØ]")


def other_language(text: str) -> str:
    """Return the name of the language or script that `text` seems to be in; "" for English or in doubt.

    Reads the first 4,000 characters. Latin script: a language needs at least two of its commonest words,
    half
    as many again as English has; a script: more letters than the Latin alphabet has.
    """
    text = text[:_READ]
    if _NOT_ASCII.search(text):
        latin = len(_LATIN.findall(text))
        counts = [(len(script.findall(text)), name) for name, script in _SCRIPTS]
        most, name = max(counts, key=lambda one: one[0])
        if most > latin:
            kana = next(count for count, script in counts if script == "Japanese")
            return "Japanese" if kana and name == "Chinese" else name
    return by_common_words(_WORD.findall(text), text)


def by_common_words(found: list[str], text: str) -> str:
    """Return the language in Latin script whose commonest words are `found`, "" for English or doubt.

    Only words with small letters speak for another language: “Den Haag” is a name in any of them.
    """
    bag = frozenset(found)
    known = frozenset(word.lower() for word in bag) & _ENGLISH
    if 4 * len(known) >= len(bag):
        return ""
    language, own = max(
        ((name, (bag & common) - _ENGLISH) for name, common in _COMMON.items()), key=lambda one: len(one[1])
    )
    needed = 2 if _MARKED.search(text) or not known else 3
    return language if len(own) >= max(needed, 1.5 * len(known)) else ""
