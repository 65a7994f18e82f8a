/* Progress: what is known, learned and due in each category; taking it along in a file, bringing it back, erasing it. */
(() => {
  const { element, button, heading, plural, say } = qaStudy.view;
  const { deck } = qaStudy;
  const LARGEST = 20_000_000; // bytes of a file that can be progress

  const count = (questions, now) => ({
    total: questions.length,
    known: questions.filter(({ id }) => qaProgress.known(id)).length,
    learned: questions.filter(({ id }) => qaProgress.card(id)?.state === qaFsrs.REVIEW).length,
    due: questions.filter(({ id }) => qaProgress.card(id)?.due <= now).length,
  });

  const barOf = (kind, part, total) => {
    const bar = element(`span.qa-bar-of.qa-bar-${kind}`);
    bar.style.setProperty("--qa-share", total ? part / total : 0);
    return bar;
  };

  const row = (title, { total, known, learned, due }) =>
    element(
      "li",
      {},
      element("span.qa-tally-title", {}, title),
      element("span.qa-bars", { "aria-hidden": "true" }, barOf("known", known, total), barOf("learned", learned, total)),
      element(
        "span.qa-tally-text",
        {},
        `${known} known, ${learned} learned of ${total}`,
        due > 0 && element("strong", {}, ` · ${due} due`),
      ),
    );

  const judgements = () => {
    const all = deck.questions.flatMap((question) => question.sayings);
    const events = all.flatMap((saying) => qaProgress.statement(saying.key));
    if (!events.length) return "No statement was judged yet.";
    const missed = all.filter((saying) => deck.wasMissed(saying.key)).length;
    const right = events.filter(([, result]) => result === 1).length;
    return `Statements: ${right} of ${plural(events.length, "judgement")} right${missed ? `; ${plural(missed, "statement")} to come back` : ""}.`;
  };

  const tally = () => {
    const now = Date.now();
    const rows = deck.categories.map((category) =>
      row(
        category.title,
        count(
          deck.questions.filter((question) => question.category === category),
          now,
        ),
      ),
    );
    return [
      element(
        "p.qa-key",
        {},
        element("span.qa-bar-known", {}, "Known"),
        ": you marked it as known. ",
        element("span.qa-bar-learned", {}, "Learned"),
        ": the card is past its first steps.",
      ),
      element("ul.qa-tally", {}, rows, row("All questions", count(deck.questions, now))),
      element("p", {}, judgements()),
    ];
  };

  /* ---- the file */

  const save = () => {
    const address = URL.createObjectURL(new Blob([qaProgress.exportText()], { type: "application/json" }));
    const link = element("a", { href: address, download: `study-progress-${new Date().toISOString().slice(0, 10)}.json`, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    report("The file is on its way to your downloads.");
  };

  const load = async (input) => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Error("This file is too large to be progress of this site.");
      const { cards, known, statements } = qaProgress.importText(await file.text());
      report(`Merged ${plural(cards, "card")}, ${plural(known, "mark")} and ${plural(statements, "statement")} from the file.`);
    } catch (error) {
      report(error.message);
    }
  };

  let outcome = element("p");
  const report = (text) => {
    outcome.textContent = text;
    say(text);
  };

  const confirm = () => {
    const dialog = element(
      "dialog.qa-dialog",
      { "aria-labelledby": "qa-erase" },
      element("h2", { id: "qa-erase" }, "Erase your progress?"),
      element("p", {}, "Marks, cards and judgements go from this browser for good. Export them first if you may want them back."),
      element(
        "p.qa-actions",
        {},
        button("Keep it", () => dialog.close(), { kind: "main", autofocus: true }),
        button("Erase it", () => (qaProgress.erase(), dialog.close(), report("Your progress is erased.")), { kind: "danger" }),
      ),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.querySelector(".qa-study").append(dialog);
    dialog.showModal();
  };

  const render = () => {
    const input = element("input", {
      type: "file",
      accept: ".json,application/json",
      hidden: true,
      "aria-label": "A file with progress",
      onchange: () => load(input),
    });
    const keys = element("input", {
      type: "checkbox",
      checked: qaProgress.setting("keys"),
      onchange: () => qaProgress.setSetting("keys", keys.checked),
    });
    const numbers = element("div", {}, tally());
    const unsubscribe = qaProgress.subscribe(() => {
      if (!numbers.isConnected) return unsubscribe();
      numbers.replaceChildren(...tally().filter(Boolean));
      keys.checked = qaProgress.setting("keys");
    });
    outcome = element("p.qa-outcome-text");
    return [
      heading(2, "Your progress"),
      numbers,
      element("h3", {}, "Take it along"),
      element(
        "p",
        {},
        "A file with all of it: for another browser, another machine, or as a copy. An imported file is merged with what is here; of two reviews of a card, the newer counts.",
      ),
      element(
        "p.qa-actions",
        {},
        button("Export to a file", save),
        button("Import a file", () => input.click()),
        input,
        button("Erase", confirm, { kind: "danger" }),
      ),
      outcome,
      element("h3", {}, "Keys"),
      element(
        "label.qa-check",
        {},
        keys,
        element("span", {}, "Single letters and digits work as shortcuts. Space, Enter and the arrows always do."),
      ),
    ];
  };

  qaStudy.modes.account = { title: "Progress", render };
})();
