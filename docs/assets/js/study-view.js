/* Pieces of the study page: elements, words for times, and what is said to screen readers. */
(() => {
  const MINUTE = 60_000;
  const DAY = 86_400_000;

  /* `element("p.qa-x", { id: "a", onclick: f }, "text", node)`; properties that are false or missing are left out. */
  const element = (name, properties = {}, ...children) => {
    const [tag, ...classes] = name.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== undefined && value !== null) node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== false && child !== null && child !== undefined));
    return node;
  };

  /* A copy of what `node` holds, which stays where it is. */
  const copy = (node) => [...(node?.childNodes ?? [])].map((child) => child.cloneNode(true));

  const key = (name) => element("kbd", {}, name);
  const button = (label, act, { kind = "plain", hint, ...more } = {}) =>
    element(
      `button.qa-button.qa-${kind}`,
      { type: "button", onclick: act, ...more },
      label,
      hint && element("span.qa-hint", { "aria-hidden": "true" }, key(hint)),
    );

  /* A heading that focus is led to when the stage changes, without being a stop of its own. */
  const heading = (level, ...children) => element(`h${level}.qa-focus`, { tabindex: "-1" }, ...children);

  const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

  /* `10 min`, `8 days`, `3 months`: as coarse as a reader thinks. */
  const interval = (milliseconds) => {
    if (milliseconds < 60 * MINUTE) return `${Math.max(1, Math.round(milliseconds / MINUTE))} min`;
    if (milliseconds < DAY) return plural(Math.round(milliseconds / (60 * MINUTE)), "hour");
    const days = milliseconds / DAY;
    if (days < 45) return plural(Math.round(days), "day");
    return days < 365
      ? plural(Math.round(days / 30.4), "month")
      : `${(days / 365).toFixed(1).replace(".0", "")} years`.replace(/^1 years/, "1 year");
  };

  /* `4:05`; with a minus sign below nought. */
  const clock = (milliseconds) => {
    const seconds = Math.ceil(Math.abs(milliseconds) / 1000 - 1e-9);
    return `${milliseconds < 0 ? "−" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  const midnight = (time) => new Date(time).setHours(24, 0, 0, 0);

  /* `at 14:32`, `tomorrow`, `on 3 March`. */
  const when = (time, now) => {
    if (time < midnight(now)) return `today at ${new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
    if (time < midnight(midnight(now))) return "tomorrow";
    return `on ${new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
  };

  /* Said politely to those who cannot see what changed. */
  const voice = element("p.qa-voice", { role: "status" });
  const say = (text) => {
    voice.textContent = "";
    setTimeout(() => (voice.textContent = text), 60); // a text that is the same as before would not be read again
  };

  window.qaStudy = { modes: {}, view: { element, copy, key, button, heading, plural, interval, clock, midnight, when, voice, say } };
})();
