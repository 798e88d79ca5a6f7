"""Learning: where statements of sport rank before and after 300 decisions of a desk that cares for sport.

    python -m bench.learning [--decisions 300] [--against 0.1] [--seeds 20]

The statements are made up (800, half of them of sport). The desk checks those of sport and dismisses the
others, but for a share `--against` of its decisions, which go the other way. Ranked are the 500 that it did
not decide on: by a model trained as the nightly job does, and by the engine's worth, which is also what ranks
at a desk that decided nothing. Means over the draws.
"""

from __future__ import annotations

import argparse
import random
from statistics import mean

from reviews.learning.features import features
from reviews.learning.precision import average_precision, mean_rank
from reviews.learning.training import Example, train
from tests.reviews.learning.sports_desk import OTHER, SPORT, worth

Row = dict[str, float]


def run(decisions: int, against: float, seed: int) -> Row:
    """Return one draw's figures: how many were ranked, mean rank and average precision, before and after."""
    draw = random.Random(seed)  # noqa: S311  # a draw, no secret
    rows = [(text, True) for text in SPORT] + [(text, False) for text in OTHER]
    draw.shuffle(rows)
    decided = [
        Example(text, worth(text), is_sport is not (draw.random() < against))
        for text, is_sport in rows[:decisions]
    ]
    trained = train(decided, before=lambda _, worth: worth)
    texts, wanted = zip(*rows[decisions:], strict=True)
    before = [worth(text) for text in texts]
    after = [trained.weights.score(features(text, worth(text))) for text in texts]
    return {
        "ranked": len(texts),
        "of sport": sum(wanted),
        "rank before": mean_rank(before, wanted),
        "rank after": mean_rank(after, wanted),
        "precision before": average_precision(before, wanted),
        "precision after": average_precision(after, wanted),
        "taken": float(trained.is_better),
    }


def main() -> None:
    """Print the table."""
    wishes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    wishes.add_argument("--decisions", type=int, default=300)
    wishes.add_argument("--against", type=float, default=0.1)
    wishes.add_argument("--seeds", type=int, default=20)
    given = wishes.parse_args()
    draws = [run(given.decisions, given.against, seed) for seed in range(given.seeds)]
    figures = {name: mean(draw[name] for draw in draws) for name in draws[0]}
    told = f"{figures['of sport']:.0f} of sport among {figures['ranked']:.0f} held back"
    print(
        f"{given.decisions} decisions, {given.against:.0%} of them the other way; {len(draws)} draws; {told}"
    )
    print(f"{'':<38} {'mean rank':>9} {'average precision':>18}")
    best = (figures["of sport"] + 1) / 2
    print(f"{'all of sport first':<38} {best:>9.1f} {1:>18.3f}")
    for name, when in (
        ("engine; a desk without decisions", "before"),
        ("the desk that cares for sport", "after"),
    ):
        print(f"{name:<38} {figures[f'rank {when}']:>9.1f} {figures[f'precision {when}']:>18.3f}")
    print(f"models that rank: {sum(draw['taken'] for draw in draws):.0f} of {len(draws)}")


if __name__ == "__main__":
    main()
