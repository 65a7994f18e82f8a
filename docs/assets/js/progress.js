/* What the reader knows, kept in this browser alone. Works in memory where nothing can be kept, and never throws but for a file
   that cannot be imported. Values carry their times, so that two copies merge: the newer wins, and no review is lost. */
(() => {
  const KEY = "qa-progress";
  const VERSION = 1;
  const DEFAULTS = { keys: true };
  const isNumber = Number.isFinite;
  const stamped = (entry) => Array.isArray(entry) && isNumber(entry[1]) && entry; // [value, time]
  const events = (list) => (Array.isArray(list) ? list.filter((event) => Array.isArray(event) && event.every(isNumber)) : []); // [time, result]
  const newer = (a, b) => (b[1] > a[1] ? b : a);
  const union = (a, b) => [...new Map([...a, ...b].map((event) => [event[0], event])).values()].sort((x, y) => x[0] - y[0]);

  /* Of each part: an entry as far as it is sound, and what two of them make. */
  const PARTS = {
    known: [(entry) => stamped(entry) && typeof entry[0] === "boolean" && entry, newer],
    settings: [stamped, newer],
    statements: [(list) => events(list).length && events(list), union],
    cards: [
      (card) =>
        [card?.stability, card?.difficulty, card?.due, card?.last].every(isNumber) &&
        card.stability > 0 &&
        (card.state === 2 || ([1, 3].includes(card.state) && isNumber(card.step))) && { ...card, log: events(card.log) },
      (a, b) => ({ ...(b.last > a.last ? b : a), log: union(a.log, b.log) }),
    ],
  };

  const mend = (raw) => {
    const sound = {};
    for (const [part, [check]] of Object.entries(PARTS)) {
      sound[part] = Object.create(null);
      for (const [id, entry] of Object.entries(raw?.[part] ?? {})) if (check(entry)) sound[part][id] = check(entry);
    }
    return sound;
  };

  const merge = (a, b) => {
    for (const [part, [, join]] of Object.entries(PARTS))
      for (const id in b[part]) a[part][id] = id in a[part] ? join(a[part][id], b[part][id]) : b[part][id];
    return a;
  };

  const readers = new Set();
  let data = mend();
  let problem = ""; // why not all is kept: blocked, full, unreadable, newer

  const tell = () => readers.forEach((reader) => reader());
  const write = () => JSON.stringify({ format: KEY, version: VERSION, ...data });

  /* Another tab may have written since; what could not be written here is not forgotten. */
  const read = () => {
    const unkept = problem && data;
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      problem = "blocked";
    }
    if (problem === "blocked") return;
    let raw = null;
    problem = "";
    try {
      raw = JSON.parse(text);
    } catch {
      problem = "unreadable";
    }
    if (raw?.version > VERSION) problem = "newer";
    data = unkept ? merge(mend(raw), unkept) : mend(raw);
  };

  const change = (edit) => {
    if (problem !== "newer") read();
    if (problem === "unreadable") attempt(() => localStorage.setItem(`${KEY}-unreadable`, localStorage.getItem(KEY)));
    edit();
    if (problem !== "newer" && problem !== "blocked") problem = attempt(() => localStorage.setItem(KEY, write())) ? "" : "full";
    tell();
  };

  const attempt = (act) => {
    try {
      act();
      return true;
    } catch {
      return false;
    }
  };

  const importText = (text) => {
    let raw;
    attempt(() => (raw = JSON.parse(text)));
    if (raw?.format !== KEY) throw new Error("This file holds no progress of this site.");
    if (!(raw.version <= VERSION)) throw new Error("A newer version of this site wrote this file. Reload the page and try again.");
    const found = mend(raw);
    change(() => (data = merge(data, found)));
    return Object.fromEntries(Object.keys(PARTS).map((part) => [part, Object.keys(found[part]).length]));
  };

  read();
  addEventListener("storage", ({ key }) => {
    if (key !== null && key !== KEY) return;
    read();
    tell();
  });

  window.qaProgress = Object.freeze({
    known: (id) => data.known[id]?.[0] ?? false,
    setKnown: (id, known) => change(() => (data.known[id] = [Boolean(known), Date.now()])),
    setting: (name) => data.settings[name]?.[0] ?? DEFAULTS[name],
    setSetting: (name, value) => change(() => (data.settings[name] = [value, Date.now()])),
    card: (id) => data.cards[id],
    review: (id, card, event) => change(() => (data.cards[id] = { ...card, log: [...(data.cards[id]?.log ?? []), event] })),
    restore: (id, card) => change(() => (card ? (data.cards[id] = card) : delete data.cards[id])), // takes back a review
    statement: (id) => data.statements[id] ?? [], // [time, 1 if judged rightly] of each judgement
    judge: (id, right) => change(() => (data.statements[id] = [...(data.statements[id] ?? []), [Date.now(), right ? 1 : 0]])),
    erase: () => change(() => (data = { ...mend(), settings: data.settings })),
    subscribe: (reader) => readers.add(reader) && (() => readers.delete(reader)),
    problem: () => problem,
    exportText: write,
    importText,
  });
})();
