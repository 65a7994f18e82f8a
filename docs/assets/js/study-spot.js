/* Spot the mistake: a statement; the reader commits to whether it holds, then sees what is true. */
(() => {
  const { element, copy, button, heading, plural } = qaStudy.view;
  const { deck } = qaStudy;
  const SIZES = [10, 20, 40];
  const size = () => (SIZES.includes(qaProgress.setting("statements")) ? qaProgress.setting("statements") : 10);
  const HOLDS = "It holds";
  const FAILS = "It does not hold";

  const options = () => [
    qaStudy.choice(
      "Statements per session",
      SIZES.map((count) => [count, String(count)]),
      size(),
      (value) => qaProgress.setSetting("statements", Number(value)),
    ),
  ];

  const ready = (filters) => {
    const drawn = deck.drawSayings(filters, size(), Math.random);
    const missed = drawn.filter((saying) => deck.wasMissed(saying.key)).length;
    const back = missed ? `, ${missed} of them missed before` : "";
    return {
      count: drawn.length,
      text: drawn.length ? `${plural(drawn.length, "statement")}${back}` : "No statement is left in this choice",
      label: "Begin",
    };
  };

  const start = (filters, stage, random) => {
    const sayings = deck.drawSayings(filters, size(), random);
    const missed = [];
    let at = 0;

    const bar = (judged) =>
      qaStudy.bar({
        value: judged,
        max: sayings.length,
        text: `Statement ${at + 1} of ${sayings.length}${judged ? ` · ${judged - missed.length} of ${judged} right` : ""}`,
        actions: [button("End", () => finish(judged))],
      });

    const ask = () => {
      const saying = sayings[at];
      const said = statement(saying);
      const [holds, fails] = [() => judge(saying, true), () => judge(saying, false)];
      stage.show({
        body: [
          bar(at),
          qaStudy.context(saying.question, "On:"),
          said,
          element(
            "div.qa-verdicts",
            { role: "group", "aria-label": "Does it hold?" },
            button(HOLDS, holds, { kind: "main", hint: "h" }),
            button(FAILS, fails, { kind: "main", hint: "x" }),
          ),
        ],
        keys: [
          { keys: ["h", "ArrowLeft"], shown: ["h", "←"], label: "it holds", run: holds },
          { keys: ["x", "ArrowRight"], shown: ["x", "→"], label: "it does not", run: fails },
        ],
        focus: said,
      });
    };

    const judge = (saying, holds) => {
      const right = holds === saying.holds;
      if (!right) missed.push(saying);
      qaProgress.judge(saying.key, right);
      const last = at + 1 === sayings.length;
      const go = () => (last ? finish(at + 1) : (at++, ask()));
      stage.show({
        body: [
          bar(at + 1),
          qaStudy.context(saying.question, "On:"),
          statement(saying, true),
          heading(
            2,
            element("span.qa-outcome", { "data-right": String(right) }, right ? "Right." : "Not so."),
            ` ${saying.holds ? HOLDS : FAILS}.`,
          ),
          element("div.qa-answer", {}, qaStudy.outward(copy(saying.why))),
          element("p.qa-links", {}, qaStudy.link(saying.question)),
          element("p.qa-actions", {}, button(last ? "See the result" : "Next statement", go, { kind: "main", hint: "Space" })),
        ],
        keys: [{ keys: [" ", "Enter"], label: last ? "see the result" : "next statement", run: go }],
        focus: "h2",
      });
    };

    const finish = (judged) => stage.show({ body: summary(judged, missed, stage), keys: [], focus: "h2" });

    ask();
  };

  const statement = (saying, judged = false) =>
    element("blockquote.qa-statement.qa-focus", { tabindex: "-1", "data-holds": judged ? String(saying.holds) : false }, copy(saying.said));

  const summary = (judged, missed, stage) => [
    heading(2, judged ? `${judged - missed.length} of ${judged} right` : "Nothing was judged"),
    missed.length > 0 && element("p", {}, "These come back first in a later session:"),
    missed.length > 0 &&
      element(
        "ul.qa-missed",
        {},
        missed.map((saying) => element("li", {}, statement(saying, true), element("div.qa-answer", {}, copy(saying.why)))),
      ),
    judged > 0 && missed.length === 0 && element("p", {}, "None was missed."),
    element("p.qa-actions", {}, button("Back to the choice", stage.leave, { kind: "main" })),
  ];

  qaStudy.modes.spot = {
    title: "Spot the mistake",
    lead: "Claims of two widely copied lists among true statements that sound wrong. Commit first; then see what is true.",
    options,
    ready,
    start,
    statements: true,
  };
})();
