/* The keys of a page: who listens to which, a list of them, and the switch that turns all single keys off, the theme's too. */
(() => {
  const own = {};
  window.qaKeys = { add: (actions) => Object.assign(own, actions) };

  const enabled = () => window.qaProgress?.setting("keys") !== false;
  const isText = (element) => element?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? "");
  const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

  /* Before the theme hears of it. */
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key.length !== 1 || event.key === " " || !isPlain(event) || isText(event.target)) return;
      if (!enabled()) event.stopImmediatePropagation();
      else if (event.key === "?") show();
      else if (own[event.key] && !document.querySelector("dialog[open]")) own[event.key](event);
    },
    { capture: true },
  );

  const EVERYWHERE = [
    ["/", "Search"],
    ["n", "Next page"],
    ["p", "Previous page"],
    ["?", "This list"],
  ];
  const ON_A_QUESTION = [
    ["r", "Recall mode: fold the answer until you ask for it"],
    ["j", "Unfold the next part"],
    ["u", "Unfold all"],
    ["c", "Fold all"],
    ["k", "Mark as known"],
  ];

  const element = (name, attributes, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  };

  const rows = (pairs) => pairs.map(([key, what]) => element("div", {}, element("dt", {}, element("kbd", { textContent: key })), element("dd", { textContent: what })));

  let dialog;
  const build = () => {
    const box = element("input", { type: "checkbox", checked: enabled() });
    box.addEventListener("change", () => window.qaProgress?.setSetting("keys", box.checked));
    const close = element("button", { type: "button", className: "qa-tool", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    const question = document.querySelector(".qa-tools") ? ON_A_QUESTION : [];
    dialog = element(
      "dialog",
      { className: "qa-dialog md-typeset" },
      element("h2", { textContent: "Keys", id: "qa-keys-title" }),
      element("dl", { className: "qa-keys-list" }, ...rows([...question, ...EVERYWHERE])),
      element("p", {}, element("label", { className: "qa-switch" }, box, element("span", { textContent: "Single letters and digits work as shortcuts" }))),
      close,
    );
    dialog.setAttribute("aria-labelledby", "qa-keys-title");
    document.body.append(dialog);
  };

  const show = () => {
    if (!dialog) build();
    dialog.querySelector("input").checked = enabled();
    if (!dialog.open) dialog.showModal();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest?.('[data-do="keys"]')) show();
  });
})();
