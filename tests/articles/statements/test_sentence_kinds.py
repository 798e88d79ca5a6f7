"""Each kind of sentence end that English knows, and each thing that only looks like one."""

from __future__ import annotations

import pytest

from articles.statements.sentences import split_sentences

ONE = [
    "The prize went to Ada N. Field.",
    "Look it up on p. 214.",
    "Did Harlow and co. come to the hearing?",
    "The suit names Brand, Ode & Co. as the buyer.",
    "From the pier you can see Mt. Orrin.",
    "St. Bride's School lies on 12th st. by the canal.",
    "He read out Tom Reed Jr.'s letter.",
    "She toured the U.S.A. in spring.",
    "He works for the U.S. Department of Ports.",
    "They have lived in the U.K. for 9 years.",
    "The ticket costs $12.50 at the gate.",
    "He drives a tram (He once drove lorries for ten years.) in the old town.",
    "She looked up, 'It is late.' he said.",
    'She looked up, "It is late." he said.',
    "This line was\nbroken in the middle by the printer.",
    "It was a wet \nmorning at the docks.",
    "He sold his shares in Yahoo! before the summer.",
    "The essay says that “the plain life has its own reward. . . .”",
    '"Ferrier [...] drew the same staircase twice [...]" (Ode 12).',
    "I did not ... well, not quite...you see . . . the point is . . . I forgot.",
    "J.R.R. Tolkien and C. S. Lewis met in a pub.",
    "The ship lay at 60.3913° N, 5.3221° E. until dawn.",
    "Version 2.1.3 replaces version 2.0.",
    "See Fig. 4, No. 7 and Vol. 2 of the report.",
    "Norland vs. Kaveria ended in a draw.",
    "Prof. Dr. Lena Hart chairs Smith & Sons Inc. in Orrin.",
    "The ferry left at 7.30 p.m. Monday with 40 cars.",
    "“Was it safe?” asked the coroner.",
    "«Stop!» she cried.",
    "“Who knows?” Mr. Lee replied.",
    "He wrote www.harbour.example/a.b.html on the board.",
    "Write to press.office@harbour.example today.",
    "They sold fruit, fish, etc. at the market.",
    "About 3.5 million, i.e. Orrin and its suburbs, voted.",
    "The minister (see sec. 4) declined to comment.",
    "At 6 a.m. Mrs. Field opened the gate.",
    "The E.U.-backed plan, approx. 40 pages long, was dropped.",
]
SEVERAL = [
    ["Good morning Orrin.", "The bridge is open."],
    ["Who paid for it?", "The council did."],
    ["Here it comes!", "The crowd rose."],
    ["Ask Harlow and co.", "They were there."],
    ["The buyer was Brand, Ode & Co.", "It paid in May."],
    ["She moved to the E.U.", "How did it go?"],
    ["He never left the U.S.", "The reason is plain."],
    ["At 5 a.m. Mr. Ode woke up.", "He slept again at 9 P.M.", "Mr. Ode was tired."],
    ["It cost $40.00.", "It was a bargain."],
    ["Her address is lee.ode@harbour.example.", "I wrote to her."],
    ["It stands at https://harbour.example/2.0/plan.html.", "Do read it."],
    ['She looked up, "It is late."', "He shut the door."],
    ["Well!!", "That took years."],
    ["What??", "Who said so?"],
    ["Really!?", "Was it you?"],
    ["Really?!", "Was it me?"],
    ["1.) The first pier", "2.) The second pier"],
    ["1.) The first pier.", "2.) The second pier."],
    ["1) The first pier", "2) The second pier"],
    ["1) The first pier.", "2) The second pier."],
    ["1. The first pier", "2. The second pier"],
    ["1. The first pier.", "2. The second pier.", "3. The third pier."],
    ["• 9. The first pier", "• 10. The second pier"],
    ["⁃9. The first pier", "⁃10. The second pier"],
    ["a. The first pier", "b. The second pier", "c. The third pier"],
    ["The wreck lies at N°. 204.118.33.", "Divers found it there."],
    ["It was between you and I.", "Did Karl I. Reed know?"],
    ["The quotation stops here . . . .", "Another begins."],
    ["He never said that....", "She walked out."],
    ["It was weaker . . . than before.", ". . . It was never dropped. . . ."],
    ["The drug contains vitamin C.", "Doctors advise against it."],
    ["Phase I.", "The trial begins."],
    ["He said no.", "The vote went on."],
    ["(It rained.)", "The match went on."],
    ["The figures are in.[4]", "They are bad."],
    ["« C’est fini. »", "He left."],
    ["It fell to $3.", "£2 is next."],
]  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_this_is_one_sentence(text: str) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == [text]


@pytest.mark.parametrize("parts", SEVERAL, ids=lambda parts: parts[0])
def test_these_are_several_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in split_sentences(text)] == parts


def test_sentences_may_lack_the_space_between_them() -> None:
    text = "Hello harbour.Today is Monday.Mr. Ode sold 4,000.That is a lot."
    parts = ["Hello harbour.", "Today is Monday.", "Mr. Ode sold 4,000.", "That is a lot."]
    assert [text[start:end] for start, end in split_sentences(text)] == parts


def test_a_column_of_short_lines_is_a_list() -> None:
    text = "piers\nharbour office\nboats, ferries\n"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "piers",
        "harbour office",
        "boats, ferries",
    ]


def test_a_blank_line_and_a_bullet_part_sentences() -> None:
    text = "The piers are shut\n\nso is the bridge\n- and the lock"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "The piers are shut",
        "so is the bridge",
        "- and the lock",
    ]


@pytest.mark.parametrize("text", ["1. The council met on 3. June", "It has 2. The rest has 3. The end"])
def test_a_list_counts_from_its_first_marker_without_a_gap(text: str) -> None:
    assert "3." not in [text[start:end][:2] for start, end in split_sentences(text)]
