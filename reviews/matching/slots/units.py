"""Units after a number, each in the measure of its kind: kilometres and miles in metres, weeks in days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviews.matching.slots.token import Token

_LISTED: Final = """
% %=1 percent=1 percentage=1 pct=1
point point=1 points=1 pp=1
dollar dollar=1 dollars=1 usd=1
euro euro=1 euros=1 eur=1
pound pound=1 pounds=1
yen yen=1
yuan yuan=1 renminbi=1
rupee rupee=1 rupees=1
franc franc=1 francs=1
crown crown=1 crowns=1
ruble ruble=1 rubles=1 rouble=1 roubles=1
day minute=0.000694 minutes=0.000694 hour=0.041667 hours=0.041667 day=1 days=1 week=7 weeks=7
day month=30.4 months=30.4 year=365 years=365 decade=3650 decades=3650 second=0.0000116 seconds=0.0000116
metre metre=1 metres=1 meter=1 meters=1 km=1000 kilometre=1000 kilometres=1000 kilometer=1000
metre kilometers=1000 mile=1609 miles=1609 foot=0.305 feet=0.305 cm=0.01 centimetre=0.01 centimetres=0.01
tonne tonne=1 tonnes=1 ton=1 tons=1 kg=0.001 kilogram=0.001 kilograms=0.001 kilo=0.001 kilos=0.001
hectare hectare=1 hectares=1 acre=0.405 acres=0.405
degree degree=1 degrees=1
litre litre=1 litres=1 liter=1 liters=1
watt megawatt=1 megawatts=1 mw=1 gigawatt=1000 gigawatts=1000 gw=1000
times times=1 fold=1
knot knot=1 knots=1
"""
_UNITS: Final = {
    pair.partition("=")[0]: (line.split()[0], float(pair.partition("=")[2]))
    for line in _LISTED.strip().splitlines()
    for pair in line.split()[1:]
}
CURRENCIES: Final = frozenset("dollar euro pound yen yuan rupee franc crown ruble".split())
_MONEY: Final = frozenset({"us", "american", "canadian", "australian"})


def unit_at(words: Sequence[Token], at: int) -> tuple[str, float, int]:
    """Return the unit at `at`, its factor, and where it ends; no unit is `""`, 1 and `at`."""
    lower = [word.lower for word in words[at : at + 4]] + [""] * 4
    if lower[0] == "per" and lower[1] == "cent":
        return "%", 1.0, at + 2
    if lower[0] in {"percentage", "percent", "%"} and lower[1] in {"point", "points"}:
        return "point", 1.0, at + 2
    if lower[0] == "-":
        name, factor, end = unit_at(words, at + 1)
        return _aged(words, name, factor, end) if name else ("", 1.0, at)
    if lower[0] in _MONEY and lower[1] in {"dollar", "dollars"}:
        return "dollar", 1.0, at + 2
    if lower[0] in _UNITS:
        name, factor = _UNITS[lower[0]]
        return _aged(words, name, factor, at + 1)
    return "", 1.0, at


def _aged(words: Sequence[Token], name: str, factor: float, end: int) -> tuple[str, float, int]:
    """Return the age that “years old” and “-year-old” say, else what was read."""
    rest = [word.lower for word in words[end : end + 2]]
    if name == "day" and rest[:1] == ["old"]:
        return "age", factor, end + 1
    if name == "day" and rest == ["-", "old"]:
        return "age", factor, end + 2
    return name, factor, end
