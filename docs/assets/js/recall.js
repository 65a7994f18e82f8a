/* Folding on a question's page: all of it in recall mode, follow-ups and the interviewer's sheet in any. */
(() => {
  const tools = document.querySelector(".qa-tools");
  if (!tools) return;
  const article = tools.parentElement;
  const root = document.documentElement;
  const button = (name) => tools.querySelector(`[data-do="${name}"]`);
  const recalling = () => root.dataset.qaRecall === "on";

  /* A section is a heading with all that follows it up to the next one; what leads onward belongs to none. */
  const sections = [];
  for (let element = tools.nextElementSibling; element; element = element.nextElementSibling) {
    if (element.matches("h2")) sections.push({ heading: element, parts: [] });
    else if (!element.matches(".qa-path, .qa-source")) sections.at(-1)?.parts.push(element);
  }

  const isOpen = (section) => section.parts.some((part) => part.classList.contains("qa-open"));

  const toggle = (section, open) => {
    section.parts.forEach((part) => part.classList.toggle("qa-open", open));
    section.heading.querySelector(".qa-fold")?.setAttribute("aria-expanded", String(open));
  };

  /* In recall mode the words of a heading are the button that unfolds it. */
  const arm = (section) => {
    const fold = document.createElement("button");
    fold.type = "button";
    fold.className = "qa-fold";
    fold.setAttribute("aria-expanded", "false");
    fold.append(...[...section.heading.childNodes].filter((node) => !node.classList?.contains("headerlink")));
    fold.addEventListener("click", () => toggle(section, !isOpen(section)));
    section.heading.prepend(fold);
    toggle(section, false);
  };

  const disarm = (section) => {
    const fold = section.heading.querySelector(".qa-fold");
    if (fold) fold.replaceWith(...fold.childNodes);
    toggle(section, false);
  };

  const setRecall = (on) => {
    root.dataset.qaRecall = on ? "on" : "off";
    button("recall").setAttribute("aria-pressed", String(on));
    sections.forEach(on ? arm : disarm);
    try {
      localStorage.setItem("qa-recall", on ? "on" : "off");
    } catch {
      /* Storage is blocked: the mode holds for this page. */
    }
  };

  const all = (open) => {
    if (recalling()) sections.forEach((section) => toggle(section, open));
    article.querySelectorAll("details").forEach((details) => (details.open = open));
  };

  const next = () => {
    const section = recalling() ? sections.find((one) => !isOpen(one)) : undefined;
    const details = [...article.querySelectorAll("details:not([open])")].find((one) => one.checkVisibility());
    if (section) {
      toggle(section, true);
      section.heading.querySelector(".qa-fold").focus();
    } else if (details) {
      details.open = true;
      details.querySelector("summary").focus();
    }
  };

  /* Whoever follows a link to a place that is folded is shown it. */
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !article.contains(target)) return;
    const section = sections.find(({ heading, parts }) => heading === target || parts.some((part) => part.contains(target)));
    if (section && recalling()) toggle(section, true);
    const details = target.closest("details") ?? target.nextElementSibling;
    if (details?.matches("details")) details.open = true;
    target.scrollIntoView();
  };

  const actions = { recall: () => setRecall(!recalling()), unfold: () => all(true), fold: () => all(false) };
  tools.addEventListener("click", (event) => actions[event.target.closest("button")?.dataset.do]?.());
  window.qaKeys.add({ r: actions.recall, u: actions.unfold, c: actions.fold, j: next });
  window.addEventListener("hashchange", reveal);

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...article.querySelectorAll("details:not([open])")];
    folded.forEach((details) => (details.open = true));
  });
  window.addEventListener("afterprint", () => folded.forEach((details) => (details.open = false)));

  if (recalling()) setRecall(true);
  reveal();
})();
