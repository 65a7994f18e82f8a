/* Reads the questions and statements of the study page, and chooses among them: by filters, for a session, in a seeded order. */
(() => {
  const ANY = { categories: [], levels: [], show: "all", wrong: false };
  const SHOWS = ["all", "due", "new", "unknown", "known"];

  const readQuestion = (node, category) => {
    const link = node.querySelector(".qa-page");
    const question = {
      id: node.dataset.id,
      category,
      level: node.dataset.level,
      minutes: Number(node.dataset.minutes),
      title: node.querySelector("summary").textContent,
      address: link.getAttribute("href"),
      brief: node.querySelector(".qa-brief"),
      points: [...node.querySelectorAll(".qa-points li")],
    };
    question.sayings = [...node.querySelectorAll(".qa-saying")].map((saying) => ({
      key: saying.dataset.key,
      holds: saying.dataset.holds === "yes",
      said: saying.querySelector(".qa-said"),
      why: saying.querySelector(".qa-why"),
      question,
    }));
    return question;
  };

  const groups = [...document.querySelectorAll(".qa-deck .qa-group")];
  const categories = groups.map((group) => ({ id: group.dataset.category, title: group.querySelector("h3").firstChild.textContent }));
  const questions = groups.flatMap((group, at) =>
    [...group.querySelectorAll(".qa-item")].map((node) => readQuestion(node, categories[at])),
  );
  const levels = [...new Set(questions.map((question) => question.level))];

  /* ---- filters */

  const isShown = {
    all: () => true,
    due: (id, now) => qaProgress.card(id)?.due <= now,
    new: (id) => !qaProgress.card(id),
    unknown: (id) => !qaProgress.known(id),
    known: (id) => qaProgress.known(id),
  };

  const among = (chosen, value) => chosen.length === 0 || chosen.includes(value);
  const matches = (question, filters, now) =>
    among(filters.categories, question.category.id) &&
    among(filters.levels, question.level) &&
    isShown[filters.show](question.id, now) &&
    (!filters.wrong || question.sayings.some((saying) => !saying.holds));
  const select = (filters, now) => questions.filter((question) => matches(question, filters, now));

  /* Whatever was kept or stands in an address, as filters; names that there are not are left out. */
  const asFilters = (raw) => ({
    categories: [raw?.categories ?? []].flat().filter((id) => categories.some((category) => category.id === id)),
    levels: [raw?.levels ?? []].flat().filter((level) => levels.includes(level)),
    show: SHOWS.includes(raw?.show) ? raw.show : "all",
    wrong: raw?.wrong === true,
  });

  /* ---- chance that can be repeated: the generator mulberry32 */

  const chance = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };

  const shuffle = (list, random) => {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  };

  /* ---- sessions */

  /* Cards that are due, the longest first, then at most `limit` new ones in the order of the book. */
  const drawCards = (filters, limit, now) => {
    const chosen = select(filters, now);
    const due = chosen.filter((question) => qaProgress.card(question.id)?.due <= now);
    due.sort((a, b) => qaProgress.card(a.id).due - qaProgress.card(b.id).due);
    const fresh = chosen.filter((question) => !qaProgress.card(question.id));
    return { due, fresh: fresh.slice(0, limit) };
  };

  const wasMissed = (key) => qaProgress.statement(key).at(-1)?.[1] === 0;

  /* What was judged wrongly comes first, then what was never seen, then what was seen longest ago. */
  const rank = (key) => {
    const last = qaProgress.statement(key).at(-1);
    return last ? (last[1] ? last[0] : -2) : -1;
  };

  /* At most `size` statements, as many true as false ones while there are enough of both, each once. */
  const drawSayings = (filters, size, random) => {
    const all = select({ ...filters, wrong: false }, Date.now()).flatMap((question) => question.sayings);
    const order = (holds) => {
      const some = shuffle(
        all.filter((saying) => saying.holds === holds),
        random,
      );
      return some.sort((a, b) => rank(a.key) - rank(b.key));
    };
    const [sound, wrong] = [order(true), order(false)];
    const half = Math.round(size / 2);
    const taken = Math.min(sound.length, Math.max(half, size - wrong.length));
    return shuffle([...sound.slice(0, taken), ...wrong.slice(0, size - taken)], random);
  };

  /* Questions from all chosen categories in turn, until `length` is reached: `{ count }` or `{ minutes }`. */
  const drawInterview = (filters, length, random) => {
    const chosen = select(filters, Date.now());
    const piles = shuffle(categories, random).map((category) =>
      shuffle(
        chosen.filter((question) => question.category === category),
        random,
      ),
    );
    const turns = Array.from({ length: chosen.length }, (_, round) => piles.map((pile) => pile[round]))
      .flat()
      .filter(Boolean);
    if (length.count) return turns.slice(0, length.count);
    let left = length.minutes;
    return turns.filter((question) => question.minutes <= left && ((left -= question.minutes), true));
  };

  qaStudy.deck = {
    ANY,
    categories,
    levels,
    questions,
    matches,
    select,
    asFilters,
    chance,
    shuffle,
    drawCards,
    drawSayings,
    drawInterview,
    wasMissed,
  };
})();
