/* The scheduler FSRS-6: turns a card, a grade and a time into the card's next state. Pure functions; times are milliseconds since 1970.
   Formulas, parameters: github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm; the model: doi.org/10.1145/3534678.3539081 */
(() => {
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729,
    0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];
  const [LEARNING, REVIEW, RELEARNING] = [1, 2, 3];
  const MINUTE = 60_000;
  const DAY = 86_400_000;
  const STEPS = { [LEARNING]: [1, 10], [RELEARNING]: [10] }; // in minutes
  const RETENTION = 0.9;
  const LONGEST = 36_500; // days
  const SMALLEST = 0.001; // days of stability
  const FACTOR = 0.9 ** (-1 / W[20]) - 1; // so that the curve passes 90 % when the stability's days are over

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const daysBetween = (from, to) => Math.floor((to - from) / DAY);

  /* A card that was never graded. */
  const newCard = () => ({ state: LEARNING, step: 0, stability: null, difficulty: null, due: 0, last: null });

  /* The probability, from 0 to 1, that the card is recalled at `now`; 0 for a new one. */
  const retrievability = (card, now) =>
    card.last === null ? 0 : (1 + (FACTOR * Math.max(0, daysBetween(card.last, now))) / card.stability) ** -W[20];

  /* ---- difficulty, from 1 to 10 */

  const rawFirstDifficulty = (grade) => W[4] - Math.exp(W[5] * (grade - 1)) + 1;
  const firstDifficulty = (grade) => clamp(rawFirstDifficulty(grade), 1, 10);

  /* A grade moves it less the nearer it is to 10, and a little of every move leads back to where an easy card begins. */
  const nextDifficulty = (difficulty, grade) => {
    const moved = difficulty - (W[6] * (grade - GOOD) * (10 - difficulty)) / 9;
    return clamp(W[7] * rawFirstDifficulty(EASY) + (1 - W[7]) * moved, 1, 10);
  };

  /* ---- stability, in days */

  const afterSameDay = (stability, grade) => {
    const growth = Math.exp(W[17] * (grade - GOOD + W[18])) * stability ** -W[19];
    return stability * (grade === AGAIN ? growth : Math.max(growth, 1));
  };

  const afterRecall = ({ stability, difficulty }, recall, grade) => {
    const bonus = grade === HARD ? W[15] : grade === EASY ? W[16] : 1;
    return stability * (1 + Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * Math.expm1((1 - recall) * W[10]) * bonus);
  };

  const afterLapse = ({ stability, difficulty }, recall) =>
    Math.min(
      W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - recall) * W[14]),
      stability / Math.exp(W[17] * W[18]),
    );

  const nextStability = (card, grade, now) => {
    if (daysBetween(card.last, now) < 1) return afterSameDay(card.stability, grade);
    const recall = retrievability(card, now);
    return grade === AGAIN ? afterLapse(card, recall) : afterRecall(card, recall, grade);
  };

  const remember = (card, grade, now) =>
    card.stability === null
      ? { stability: W[grade - 1], difficulty: firstDifficulty(grade) }
      : { stability: Math.max(nextStability(card, grade, now), SMALLEST), difficulty: nextDifficulty(card.difficulty, grade) };

  /* ---- when it comes back */

  const daysUntil = (stability) => clamp(Math.round((stability / FACTOR) * (RETENTION ** (-1 / W[20]) - 1)), 1, LONGEST);
  const inReview = (stability) => ({ state: REVIEW, step: null, wait: daysUntil(stability) * DAY });

  /* Through the short steps of a card that is being learned, first or again; a step that there is not ends them. */
  const throughSteps = (state, step, grade, stability) => {
    const steps = STEPS[state];
    if (grade === AGAIN) return { state, step: 0, wait: steps[0] * MINUTE };
    if (grade === EASY || step >= steps.length || (grade === GOOD && step + 1 === steps.length)) return inReview(stability);
    if (grade === GOOD) return { state, step: step + 1, wait: steps[step + 1] * MINUTE };
    const hard = step > 0 ? steps[step] : steps.length > 1 ? (steps[0] + steps[1]) / 2 : steps[0] * 1.5;
    return { state, step, wait: hard * MINUTE };
  };

  const place = (card, grade, stability) => {
    if (card.state !== REVIEW) return throughSteps(card.state, card.step, grade, stability);
    return grade === AGAIN ? throughSteps(RELEARNING, 0, grade, stability) : inReview(stability);
  };

  /* The card after it was graded (1 again, 2 hard, 3 good, 4 easy) at `now`. */
  const review = (card, grade, now) => {
    const { stability, difficulty } = remember(card, grade, now);
    const { state, step, wait } = place(card, grade, stability);
    return { state, step, stability, difficulty, due: now + wait, last: now };
  };

  window.qaFsrs = Object.freeze({ AGAIN, HARD, GOOD, EASY, LEARNING, REVIEW, RELEARNING, newCard, retrievability, review });
})();
