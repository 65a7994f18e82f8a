/* The study page: choosing what to study, the stage on which one thing is shown at a time, its keys, and the way between the modes. */
(() => {
  const root = document.querySelector(".qa-study");
  const { element, copy, key, button, plural, voice, say } = qaStudy.view;
  const { deck, modes } = qaStudy;
  const THEME_KEYS = ["f", "s", "n", "p", ",", "."]; // the theme's own: to the search, to the next page, to the one before
  const OUTWARD = " (opens in a new tab)";
  const LABELS = { all: "All", due: "Due", new: "New", unknown: "Not known", known: "Known" };

  const addressed = new URLSearchParams(location.search);
  const random = deck.chance(addressed.has("seed") ? Number(addressed.get("seed")) : Math.floor(Math.random() * 2 ** 32));
  let filters = deck.ANY;
  let keys = []; // what the keyboard does on the stage, also its legend
  let leaving = () => {};

  /* ---- pieces that the modes share */

  qaStudy.choice = (label, choices, value, act) =>
    element(
      "label.qa-choice",
      {},
      element("span", {}, label),
      element(
        "select",
        { onchange: (event) => (act(event.target.value), count()) },
        choices.map(([id, name]) => element("option", { value: id, selected: id === value }, name)),
      ),
    );

  qaStudy.bar = ({ value, max, text, actions }) =>
    element(
      "div.qa-bar",
      {},
      element("progress", { value, max, "aria-label": "How far the session is" }),
      element("span.qa-where", {}, text),
      element("span.qa-bar-actions", {}, actions),
    );

  qaStudy.context = (question, before) =>
    before
      ? element("p.qa-context", {}, `${before} ${question.title}`)
      : element("p.qa-context", {}, `${question.category.title} · ${question.level} level · ${plural(question.minutes, "minute")}`);

  /* Links out of a session open beside it, so that it is not lost. */
  qaStudy.outward = (nodes) => {
    for (const link of nodes.flatMap((node) => (node.querySelectorAll ? [...node.querySelectorAll("a")] : []))) {
      link.target = "_blank";
      link.rel = "noopener";
      link.append(element("span.qa-voice", {}, OUTWARD));
    }
    return nodes;
  };
  qaStudy.link = (question, text = "The whole page", outward = true) => {
    const link = element("a", { href: question.address }, text);
    if (outward) qaStudy.outward([element("span", {}, link)]);
    return link;
  };

  /* ---- the stage */

  const stage = {
    show({ body, keys: bindings, focus }) {
      keys = bindings.filter(Boolean);
      const content = element("div.qa-stage", {}, body, legend());
      root.replaceChildren(...notices(), content, voice);
      const target = typeof focus === "string" ? content.querySelector(focus) : focus;
      target?.focus({ preventScroll: true });
      if (root.getBoundingClientRect().top < 0) root.scrollIntoView();
    },
    onleave: (act) => (leaving = act),
    leave: () => open(current()),
  };

  const isLetter = (name) => name.length === 1 && name !== " ";
  const works = (name) => !isLetter(name) || qaProgress.setting("keys");
  const shown = (name) => ({ " ": "Space", ArrowLeft: "←", ArrowRight: "→" })[name] ?? name;

  const legend = () => {
    if (!keys.length) return null;
    const all = keys.map(({ keys: names, shown: short, label }) => {
      const use = (short ?? names.map(shown)).filter((name) => works(name.slice(0, 1)) || name.length > 2 || "←→".includes(name));
      return use.length > 0 && element("span", {}, use.map(key), ` ${label}`);
    });
    const toggle = button(qaProgress.setting("keys") ? "Turn single-key shortcuts off" : "Turn single-key shortcuts on", switchKeys, {
      kind: "quiet",
    });
    return element("p.qa-legend", {}, all, toggle);
  };

  const switchKeys = () => {
    qaProgress.setSetting("keys", !qaProgress.setting("keys"));
    const fresh = legend();
    root.querySelector(".qa-legend").replaceWith(fresh);
    fresh.querySelector("button").focus();
    showHints();
  };
  const showHints = () => root.classList.toggle("qa-no-keys", !qaProgress.setting("keys"));

  const isField = (node) => node.matches?.("textarea, select, input:not([type=checkbox], [type=radio])");
  /* Whether Space or Enter already mean something where focus is; letters and arrows do not on buttons and links. */
  const takes = (node, name) => {
    if (isLetter(name) || (name === "Enter" && node.matches?.("input"))) return false;
    return Boolean(node.closest?.(name.startsWith("Arrow") ? "[type=radio]" : "a, button, input, summary, label"));
  };

  document.addEventListener("keydown", (event) => {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || document.querySelector("dialog[open]")) return;
    const binding = works(name) && keys.find((one) => one.keys.includes(name));
    if (binding && !takes(event.target, name)) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) binding.run(name);
    } else if (isLetter(name) && (!qaProgress.setting("keys") || (root.querySelector(".qa-stage") && THEME_KEYS.includes(name)))) {
      event.stopPropagation();
    }
  });

  /* ---- the choice */

  const NOTICES = {
    blocked: "This browser keeps nothing for this page, so your progress lasts until you close it. Export it under Progress to keep it.",
    full: "This browser’s space for this site is full. What you do now lasts until you close the page; export it under Progress to keep it.",
    newer:
      "Your progress here was kept by a newer version of this site and is left as it is. What you do now lasts until you close the page.",
    unreadable: "What was kept here cannot be read. You begin anew; a copy of it stays in this browser.",
  };
  const notices = () => (qaProgress.problem() ? [element("p.qa-notice", { role: "note" }, NOTICES[qaProgress.problem()])] : []);

  const chips = (legendText, type, name, choices, chosen, act) =>
    element(
      "fieldset.qa-chips",
      {},
      element("legend", {}, legendText),
      choices.map(([value, label]) =>
        element(
          "label.qa-chip",
          {},
          element("input", { type, name, value, checked: chosen.includes(value), onchange: act }),
          element("span", {}, label),
          element("span.qa-count", { "data-facet": name, "data-value": value }),
        ),
      ),
    );

  const form = (mode) => {
    const change = () => {
      filters = readForm(box);
      qaProgress.setSetting("filters", filters);
      count();
    };
    const titles = deck.categories.map(({ id, title }) => [id, title]);
    const shows = Object.entries(LABELS);
    const wrong = element("input", { type: "checkbox", name: "wrong", checked: filters.wrong, onchange: change });
    const box = element(
      "form.qa-choose",
      { onsubmit: (event) => (event.preventDefault(), begin(mode)) },
      chips(
        "Level",
        "checkbox",
        "levels",
        deck.levels.map((level) => [level, level[0].toUpperCase() + level.slice(1)]),
        filters.levels,
        change,
      ),
      chips("Questions", "radio", "show", shows, [filters.show], change),
      element(
        "details.qa-categories",
        { open: filters.categories.length > 0 },
        element("summary", {}),
        chips("Categories", "checkbox", "categories", titles, filters.categories, change),
      ),
      element(
        "div.qa-row",
        {},
        mode.options(),
        !mode.statements && element("label.qa-check", {}, wrong, element("span", {}, "Only questions with wrong claims")),
      ),
      element("p.qa-actions", {}, element("button.qa-button.qa-main", { type: "submit" }), element("span.qa-ready", { role: "status" })),
    );
    return box;
  };

  const readForm = (box) => {
    const chosen = new FormData(box);
    const wrong = box.elements.wrong ? chosen.has("wrong") : filters.wrong;
    return { categories: chosen.getAll("categories"), levels: chosen.getAll("levels"), show: chosen.get("show"), wrong };
  };

  /* The numbers behind every choice: how many questions it would give, the other choices being as they are. */
  const count = () => {
    const box = root.querySelector(".qa-choose");
    if (!box) return;
    const mode = modes[current()];
    const now = Date.now();
    const used = mode.statements ? { ...filters, wrong: false } : filters;
    for (const place of box.querySelectorAll(".qa-count")) {
      const { facet, value } = place.dataset;
      place.textContent = deck.select({ ...used, [facet]: facet === "show" ? value : [value] }, now).length;
    }
    const { count: found, text, label } = mode.ready(used);
    const names = deck.categories.filter(({ id }) => filters.categories.includes(id)).map(({ title }) => title);
    box.querySelector("summary").textContent = `Categories: ${names.length ? names.join(", ") : "all"}`;
    box.querySelector("[type=submit]").textContent = label;
    box.querySelector("[type=submit]").disabled = found === 0;
    box.querySelector(".qa-ready").textContent = `${text}.`;
  };

  const begin = (mode) => {
    leaving = () => {};
    mode.start(mode.statements ? { ...filters, wrong: false } : filters, stage, random);
  };

  /* ---- the way between the modes */

  const current = () => (location.hash.slice(1) in modes ? location.hash.slice(1) : "cards");

  const tabs = (name) =>
    element(
      "nav.qa-modes",
      { "aria-label": "Ways to study" },
      Object.entries(modes).map(([id, mode]) =>
        element("a", { href: `#${id}`, "aria-current": id === name ? "page" : false, onclick: (event) => go(event, id) }, mode.title),
      ),
    );

  /* The address changes as if the link were followed, but the page does not jump. */
  const go = (event, name) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", `#${name}`);
    open(name);
    root.querySelector("[aria-current]").focus();
  };

  const open = (name) => {
    leaving();
    leaving = () => {};
    keys = [];
    const mode = modes[name];
    const body = mode.render ? mode.render() : [element("p.qa-lead", {}, mode.lead), form(mode)];
    root.replaceChildren(tabs(name), ...notices(), element("div.qa-panel", { "data-mode": name }, body), voice);
    count();
  };

  const readAddress = () => {
    const list = (name) => addressed.getAll(name).flatMap((value) => value.split(","));
    return { categories: list("category"), levels: list("level"), show: addressed.get("show"), wrong: addressed.get("wrong") === "1" };
  };
  const isAddressed = ["category", "level", "show", "wrong"].some((name) => addressed.has(name));

  filters = deck.asFilters(isAddressed ? readAddress() : qaProgress.setting("filters"));
  document.querySelector(".qa-deck").remove(); // it is read; a page without it is quicker on its feet
  showHints();
  open(current());
  window.addEventListener("popstate", () => open(current()));
  qaProgress.subscribe(() => {
    showHints();
    count();
  });
})();
