/* Cards: the question, then the short answer, then a grade by which the scheduler says when the card comes back. */
(() => {
  const { element, copy, button, heading, plural, interval, midnight, when, say } = qaStudy.view;
  const { deck } = qaStudy;
  const GRADES = [
    [qaFsrs.AGAIN, "Again"],
    [qaFsrs.HARD, "Hard"],
    [qaFsrs.GOOD, "Good"],
    [qaFsrs.EASY, "Easy"],
  ];
  const LIMITS = [0, 5, 10, 20, 40, 1000];
  const limit = () => (LIMITS.includes(qaProgress.setting("new")) ? qaProgress.setting("new") : 20);
  const dueOf = (question) => qaProgress.card(question.id)?.due ?? 0;

  const options = () => [
    qaStudy.choice(
      "New cards per session",
      LIMITS.map((count) => [count, count === 1000 ? "all" : count === 0 ? "none" : String(count)]),
      limit(),
      (value) => qaProgress.setSetting("new", Number(value)),
    ),
  ];

  const ready = (filters) => {
    const { due, fresh } = deck.drawCards(filters, limit(), Date.now());
    const count = due.length + fresh.length;
    return {
      count,
      text: count ? `${due.length} due and ${fresh.length} new` : nothingDue(filters),
      label: `Begin with ${plural(count, "card")}`,
    };
  };

  const nothingDue = (filters) => {
    const coming = deck.select(filters, Date.now()).filter((question) => qaProgress.card(question.id));
    if (!coming.length) return "No card is left in this choice";
    return `Nothing is due. The next card comes ${when(Math.min(...coming.map(dueOf)), Date.now())}`;
  };

  const start = (filters, stage) => {
    const { due, fresh } = deck.drawCards(filters, limit(), Date.now());
    const total = due.length + fresh.length;
    const past = []; // what undoing leads back to
    let session = { waiting: [...due, ...fresh], again: [], grades: [0, 0, 0, 0] };

    /* A card that is being learned comes back when its minutes are over, or when nothing else is left. */
    const next = () => {
      const [soonest] = [...session.again].sort((a, b) => dueOf(a) - dueOf(b));
      return soonest && dueOf(soonest) <= Date.now() ? soonest : (session.waiting[0] ?? soonest);
    };

    const grade = (question, mark) => {
      const before = qaProgress.card(question.id);
      const now = Date.now();
      const card = qaFsrs.review(before ?? qaFsrs.newCard(), mark, now);
      past.push({ question, before, session });
      const rest = (list) => list.filter((other) => other !== question);
      session = {
        waiting: rest(session.waiting),
        again: card.state === qaFsrs.REVIEW ? rest(session.again) : [...rest(session.again), question],
        grades: session.grades.map((count, at) => count + (at === mark - 1)),
      };
      qaProgress.review(question.id, card, [now, mark]);
      advance();
    };

    const undo = () => {
      const last = past.pop();
      if (!last) return;
      session = last.session;
      qaProgress.restore(last.question.id, last.before);
      show(last.question, true);
      say("The last grade is taken back.");
    };

    const advance = () => (next() ? show(next(), false) : finish());

    const bar = () => {
      const left = session.waiting.length + session.again.length;
      const again = session.again.length ? ` · ${session.again.length} to repeat` : "";
      return qaStudy.bar({
        value: total - left,
        max: total,
        text: `${total - left} of ${total} done${again}`,
        actions: [past.length > 0 && button("Undo", undo, { hint: "u" }), button("End", finish)],
      });
    };

    const show = (question, open) => {
      const title = heading(2, question.title);
      const answer = element(
        "div.qa-answer.qa-focus",
        { tabindex: "-1", role: "group", "aria-label": "Short answer" },
        copy(question.brief),
      );
      const reveal = () => show(question, true);
      const known = knownButton(question);
      stage.show({
        body: [
          bar(),
          qaStudy.context(question),
          title,
          ...(open
            ? [answer, element("p.qa-links", {}, qaStudy.link(question), known), gradeButtons(question, grade)]
            : [revealButton(reveal)]),
        ],
        keys: open
          ? [
              ...GRADES.map(([mark, name]) => ({ keys: [String(mark)], label: name.toLowerCase(), run: () => grade(question, mark) })),
              { keys: ["k"], label: "mark as known", run: () => known.click() },
              undoKey(),
            ]
          : [{ keys: [" ", "Enter"], label: "show the answer", run: reveal }, undoKey()],
        focus: open ? answer : title,
      });
    };

    const undoKey = () => past.length > 0 && { keys: ["u"], label: "undo", run: undo };
    const finish = () => stage.show({ body: summary(session.grades, past.length > 0 && undo, stage), keys: [undoKey()], focus: "h2" });

    advance();
  };

  const revealButton = (reveal) => element("p.qa-actions", {}, button("Show the answer", reveal, { kind: "main", hint: "Space" }));

  const gradeButtons = (question, grade) => {
    const card = qaProgress.card(question.id) ?? qaFsrs.newCard();
    const now = Date.now(); // one for all: half a minute less a millisecond would be rounded down
    const wait = (mark) => interval(qaFsrs.review(card, mark, now).due - now);
    return element(
      "div.qa-grades",
      { role: "group", "aria-label": "How well did you know it?" },
      GRADES.map(([mark, name]) =>
        button([element("strong", {}, name), element("span", {}, wait(mark))], () => grade(question, mark), {
          kind: `grade.qa-grade-${mark}`,
          hint: String(mark),
        }),
      ),
    );
  };

  const knownButton = (question) => {
    const mark = button(
      "Mark as known",
      () => {
        qaProgress.setKnown(question.id, !qaProgress.known(question.id));
        mark.setAttribute("aria-pressed", qaProgress.known(question.id));
        say(qaProgress.known(question.id) ? "Marked as known." : "No longer marked as known.");
      },
      { kind: "toggle", "aria-pressed": String(qaProgress.known(question.id)) },
    );
    return mark;
  };

  /* How many cards of the whole book are due when. */
  const calendar = (now) => {
    const times = deck.questions.flatMap((question) => qaProgress.card(question.id)?.due ?? []);
    const [today, tomorrow, week] = [midnight(now), midnight(midnight(now)), midnight(now) + 6 * 86_400_000];
    const between = (from, to) => times.filter((time) => time >= from && time < to).length;
    return [
      ["Today", between(-Infinity, today)],
      ["Tomorrow", between(today, tomorrow)],
      ["Within a week", between(tomorrow, week)],
      ["Later", between(week, Infinity)],
    ];
  };

  const summary = (grades, undo, stage) => {
    const count = grades.reduce((sum, some) => sum + some, 0);
    return [
      heading(2, count ? "Done for now" : "Nothing was graded"),
      count > 0 &&
        element("p", {}, `${plural(count, "grade")}: ${GRADES.map(([, name], at) => `${grades[at]} ${name.toLowerCase()}`).join(", ")}.`),
      element("h3", {}, "When your cards come back"),
      element(
        "dl.qa-calendar",
        {},
        calendar(Date.now()).map(([name, cards]) => element("div", {}, element("dt", {}, name), element("dd", {}, String(cards)))),
      ),
      element(
        "p.qa-actions",
        {},
        button("Back to the choice", stage.leave, { kind: "main" }),
        undo && button("Undo the last grade", undo, { hint: "u" }),
      ),
    ];
  };

  qaStudy.modes.cards = {
    title: "Cards",
    lead: "The question, then the short answer. How well you knew it decides when it comes back.",
    options,
    ready,
    start,
  };
})();
