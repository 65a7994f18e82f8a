"""The scheduler of the study page gives the same numbers as its authors' own implementation, and as the cases that they publish."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler, State

pytestmark = pytest.mark.browser

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000

# A sequence is a list of [grade, milliseconds since the review before]; "due" waits until the card is due.
RUN = """([sequence, start]) => {
  let card = qaFsrs.newCard();
  let now = start;
  return sequence.map(([grade, wait]) => {
    now = wait === "due" ? (card.last === null ? start : card.due) : now + wait;
    const recall = qaFsrs.retrievability(card, now);
    card = qaFsrs.review(card, grade, now);
    return { ...card, recall };
  });
}"""


@pytest.fixture(scope="module")
def run(chromium, project):
    """A function that has the browser grade one card through a sequence and returns all its states."""
    page = chromium.new_page()
    page.add_script_tag(path=project / "docs/assets/js/fsrs.js")
    yield lambda sequence: page.evaluate(RUN, [sequence, milliseconds(START)])
    page.close()


def milliseconds(time):
    return round(time.timestamp() * 1000)


def run_reference(sequence):
    """The same by py-fsrs."""
    scheduler, card, now = Scheduler(enable_fuzzing=False), Card(), START
    for grade, wait in sequence:
        if wait != "due":
            now += timedelta(milliseconds=wait)
        elif card.last_review:
            now = card.due
        recall = scheduler.get_card_retrievability(card, now)
        card, _ = scheduler.review_card(card, Rating(grade), now)
        yield card, recall


def draw_sequence(seed):
    """Up to forty reviews: most when due, some early, some late, some at once, grades as people give them or wild."""
    chance = random.Random(seed)
    weights = chance.choice([(1, 1, 6, 2), (1, 1, 1, 1), (5, 1, 2, 0), (0, 0, 1, 4)])
    waits = ["due", "due", 0, 30_000, 9 * MINUTE, 5 * HOUR, DAY - 1, DAY, DAY + 1, 3 * DAY + HOUR, 40 * DAY, 2000 * DAY, -2 * HOUR]
    return [[chance.choices((1, 2, 3, 4), weights)[0], chance.choice(waits)] for _ in range(chance.randint(1, 40))]


@pytest.mark.parametrize("block", range(10))
def test_random_reviews_agree_with_the_authors_implementation(run, block):
    states = set()
    for seed in range(50 * block, 50 * block + 50):
        sequence = draw_sequence(seed)
        for ours, (card, recall) in zip(run(sequence), run_reference(sequence), strict=True):
            assert ours["stability"] == pytest.approx(card.stability, rel=1e-6), seed
            assert ours["difficulty"] == pytest.approx(card.difficulty, rel=1e-6), seed
            assert ours["recall"] == pytest.approx(recall, rel=1e-6), seed
            assert (State(ours["state"]), ours["step"]) == (card.state, card.step), seed
            assert (ours["due"], ours["last"]) == (milliseconds(card.due), milliseconds(card.last_review)), seed
            states.add((card.state, card.step))
    assert len(states) == 4  # two steps of learning, one of relearning, review: every block goes through all


# The next three are cases of py-fsrs's own tests (tests/test_basic.py, version 6).


def test_published_intervals(run):
    grades = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]
    days = [(card["due"] - card["last"]) // DAY for card in run([[grade, "due"] for grade in grades])]
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_published_memory(run):
    last = run([[1, 0], [3, 0], [3, DAY], [3, 3 * DAY], [3, 8 * DAY], [3, 21 * DAY]])[-1]
    assert last["stability"] == pytest.approx(53.62691, abs=1e-4)
    assert last["difficulty"] == pytest.approx(6.3574867, abs=1e-4)


def test_ten_easy_answers_make_the_easiest_card_and_a_thousand_lapses_leave_some_stability(run):
    assert run([[4, 1]] * 10)[-1]["difficulty"] == 1
    assert min(card["stability"] for card in run([[1, DAY + 10 * MINUTE]] * 1000)) >= 0.001


@pytest.mark.parametrize(
    ("grade", "stability", "difficulty", "wait"),
    [(1, 0.212, 6.4133, MINUTE), (2, 1.2931, 5.1121707, 5.5 * MINUTE), (3, 2.3065, 2.118104, 10 * MINUTE), (4, 8.2956, 1.0, 8 * DAY)],
)  # the published states of a new card, and the learning steps
def test_first_grade_of_a_new_card(run, grade, stability, difficulty, wait):
    card = run([[grade, 0]])[0]
    assert card["stability"] == stability
    assert card["difficulty"] == pytest.approx(difficulty, abs=1e-6)
    assert card["due"] - card["last"] == wait
