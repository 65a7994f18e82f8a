/* Mock interview: questions against the clock, self-graded by the points that must be said, and a report to print. */
(() => {
  const { element, copy, button, heading, plural, clock, say } = qaStudy.view;
  const { deck } = qaStudy;
  const MINUTE = 60_000;
  const LENGTHS = [
    ["5", "5 questions"],
    ["10", "10 questions"],
    ["15", "15 questions"],
    ["15m", "15 minutes"],
    ["30m", "30 minutes"],
    ["45m", "45 minutes"],
  ];
  const length = () => (LENGTHS.some(([value]) => value === qaProgress.setting("interview")) ? qaProgress.setting("interview") : "5");
  const asked = () => (length().endsWith("m") ? { minutes: parseInt(length(), 10) } : { count: Number(length()) });

  const options = () => [qaStudy.choice("Length", LENGTHS, length(), (value) => qaProgress.setSetting("interview", value))];

  const ready = (filters) => {
    const drawn = deck.drawInterview(filters, asked(), Math.random);
    const minutes = drawn.reduce((sum, question) => sum + question.minutes, 0);
    const text = asked().count
      ? plural(drawn.length, "question")
      : `About ${plural(drawn.length, "question")} in ${plural(minutes, "minute")}`;
    return { count: drawn.length, text: drawn.length ? text : "No question is left in this choice", label: "Begin the interview" };
  };

  const inSeconds = (milliseconds) => Math.round(milliseconds / 1000) * 1000; // so that what is shown adds up

  /* Counts the time while it runs; `tick` is called about four times a second. */
  const stopwatch = (tick) => {
    let before = 0;
    let since = null;
    const used = () => before + (since === null ? 0 : Date.now() - since);
    const beat = setInterval(() => since !== null && tick(used()), 250);
    return {
      used,
      running: () => since !== null,
      go: () => (since ??= Date.now()),
      pause: () => ([before, since] = [used(), null]),
      end: () => clearInterval(beat),
    };
  };

  /* What is said aloud as time passes: once with a minute left, at the end, and at every minute over. */
  const announcer = (planned) => {
    let said = planned > MINUTE ? -2 : -1;
    return (used) => {
      const over = Math.floor((used - planned) / MINUTE);
      if (over <= said || over < -1) return;
      said = over;
      say(over < 0 ? "One minute left." : over === 0 ? "The time is up." : `${plural(over, "minute")} over.`);
    };
  };

  const start = (filters, stage, random) => {
    const rounds = deck
      .drawInterview(filters, asked(), random)
      .map((question) => ({ question, used: 0, said: new Set(), notes: "", seen: false, answered: false }));
    let watch = null;

    const halt = () => {
      watch?.end();
      watch = null;
    };
    stage.onleave(halt);

    const bar = (at) =>
      qaStudy.bar({ value: at, max: rounds.length, text: `Question ${at + 1} of ${rounds.length}`, actions: [button("End", finish)] });

    const ask = (at) => {
      const round = rounds[at];
      const planned = round.question.minutes * MINUTE;
      const face = element("p.qa-clock", { role: "timer", "aria-live": "off" }, clock(planned));
      const announce = announcer(planned);
      const tick = (used) => {
        face.textContent = used > planned ? `${clock(used - planned)} over` : clock(planned - used);
        face.classList.toggle("qa-over", used > planned);
        announce(used);
      };
      halt();
      watch = stopwatch(tick);
      watch.go();
      round.seen = true;
      const own = watch;
      const pause = () => {
        if (own.running()) own.pause();
        else own.go();
        hold.firstChild.textContent = own.running() ? "Pause" : "Go on";
        face.classList.toggle("qa-paused", !own.running());
        say(own.running() ? "The clock runs." : "The clock stands.");
      };
      const hold = button("Pause", pause, { hint: "t" });
      const reveal = () => {
        round.used = inSeconds(own.used());
        round.answered = true;
        halt();
        check(at, planned);
      };
      const title = heading(2, round.question.title);
      stage.show({
        body: [
          bar(at),
          element("div.qa-time", {}, face, hold),
          qaStudy.context(round.question),
          title,
          element("p", {}, "Answer aloud, as you would in the room."),
          notes(round),
          element("p.qa-actions", {}, button("I have answered", reveal, { kind: "main", hint: "Space" })),
        ],
        keys: [
          { keys: [" ", "Enter"], label: "answered", run: reveal },
          { keys: ["t"], label: "stop or start the clock", run: pause },
        ],
        focus: title,
      });
    };

    const check = (at, planned) => {
      const round = rounds[at];
      const last = at + 1 === rounds.length;
      const go = () => (last ? finish() : ask(at + 1));
      const boxes = round.question.points.map((point, number) => pointBox(round, point, number));
      const over = round.used > planned ? `, ${clock(round.used - planned)} over` : "";
      stage.show({
        body: [
          bar(at),
          element("p.qa-context", {}, `${clock(round.used)} of ${clock(planned)}${over}`),
          heading(2, round.question.title),
          element("fieldset.qa-checks", {}, element("legend.qa-focus", { tabindex: "-1" }, "Which of these did you say?"), boxes),
          element("div.qa-answer", {}, element("h3", {}, "Short answer"), copy(round.question.brief)),
          element("p.qa-links", {}, qaStudy.link(round.question)),
          notes(round),
          element("p.qa-actions", {}, button(last ? "See the report" : "Next question", go, { kind: "main", hint: "Space" })),
        ],
        keys: [
          ...(boxes.length
            ? [
                {
                  keys: boxes.map((_, number) => String(number + 1)),
                  shown: [`1–${boxes.length}`],
                  label: "tick a point",
                  run: (name) => boxes[name - 1].querySelector("input").click(),
                },
              ]
            : []),
          { keys: [" ", "Enter"], label: last ? "see the report" : "next question", run: go },
        ],
        focus: "legend",
      });
    };

    const finish = () => {
      if (watch) rounds.filter((round) => round.seen).at(-1).used = inSeconds(watch.used());
      halt();
      stage.show({
        body: report(
          rounds.filter((round) => round.seen),
          stage,
        ),
        keys: [],
        focus: "h2",
      });
    };

    ask(0);
  };

  const notes = (round) =>
    element(
      "label.qa-notes",
      {},
      element("span", {}, "Notes, for the report only"),
      element("textarea", { rows: "2", oninput: (event) => (round.notes = event.target.value) }, round.notes),
    );

  const pointBox = (round, point, number) =>
    element(
      "label.qa-check",
      {},
      element("input", {
        type: "checkbox",
        onchange: (event) => (event.target.checked ? round.said.add(number) : round.said.delete(number)),
      }),
      element("span", {}, copy(point)),
    );

  /* ---- the report */

  const report = (rounds, stage) => {
    const answered = rounds.filter((round) => round.answered); // the last is not, if the interview was ended while it was asked
    const total = (of) => answered.reduce((sum, round) => sum + of(round), 0);
    const date = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const cells = (used, planned, points) => [
      element("td", { "data-label": "Time" }, `${clock(used)} of ${clock(planned)}`),
      element("td", { "data-label": "Points" }, points),
    ];
    const points = (round) => (round.answered ? `${round.said.size} of ${round.question.points.length}` : "not answered");
    return [
      element(
        "div.qa-report",
        {},
        heading(2, "Mock interview"),
        element("p.qa-context", {}, date),
        element(
          "table.qa-table",
          {},
          element(
            "thead",
            {},
            element(
              "tr",
              {},
              ["Question", "Time", "Points"].map((name) => element("th", { scope: "col" }, name)),
            ),
          ),
          element(
            "tbody",
            {},
            rounds.map((round) =>
              element(
                "tr",
                {},
                questionCell(round),
                cells(round.used, round.question.minutes * MINUTE, points(round)),
              ),
            ),
          ),
          element(
            "tfoot",
            {},
            element(
              "tr",
              {},
              element("th", { scope: "row" }, "Together"),
              cells(
                total((r) => r.used),
                total((r) => r.question.minutes * MINUTE),
                `${total((r) => r.said.size)} of ${total((r) => r.question.points.length)}`,
              ),
            ),
          ),
        ),
        answered.length > 0 && weakest(answered),
      ),
      element(
        "p.qa-actions",
        {},
        button("Print the report", () => window.print(), { kind: "main" }),
        button("Back to the choice", stage.leave),
      ),
    ];
  };

  const questionCell = (round) => {
    const missing = round.answered ? round.question.points.filter((_, number) => !round.said.has(number)) : [];
    return element(
      "th",
      { scope: "row" },
      qaStudy.link(round.question, round.question.title, false),
      missing.length > 0 && element("p", {}, "Not said:"),
      missing.length > 0 &&
        element(
          "ul",
          {},
          missing.map((point) => element("li", {}, copy(point))),
        ),
      round.notes.trim() && element("p.qa-note", {}, round.notes.trim()),
    );
  };

  /* Up to three categories in which the smallest share of the points was said. */
  const weakest = (rounds) => {
    const shares = new Map();
    for (const { question, said } of rounds) {
      const share = shares.get(question.category.title) ?? { said: 0, of: 0 };
      shares.set(question.category.title, { said: share.said + said.size, of: share.of + question.points.length });
    }
    const weak = [...shares].filter(([, share]) => share.said < share.of).sort(([, a], [, b]) => a.said / a.of - b.said / b.of);
    const names = weak.slice(0, 3).map(([title, share]) => `${title} (${share.said} of ${share.of})`);
    return element("p", {}, names.length ? `Weakest: ${names.join(", ")}.` : "Every point was said.");
  };

  qaStudy.modes.interview = {
    title: "Mock interview",
    lead: "Questions from all over the book against the clock. Answer aloud, then tick what you said.",
    options,
    ready,
    start,
  };
})();
