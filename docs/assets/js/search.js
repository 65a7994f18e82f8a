/* Search: ranks the pages for what a reader types. Runs as a worker, or in a hidden frame on pages opened from disk, and speaks the theme's protocol.

   A query becomes slots, one for each word that says something; a slot knows the normal forms that may stand for the word and how well they do.
   A page is worth what its best name (title, alias, a list's wording, a follow-up question) has in common with the query, and what its texts have. */
(() => {
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;

  const TUNING = {
    names: 0.5, // share of the names in a page's worth
    section: 0.3, // share of its best section; the rest is the whole text's
    whole: 0.35, // share of a name's worth that depends on how much of the name was asked for
    exact: 0.05, // what a name gains that is the query and nothing else
    others: 0.1, // share of a page's other names
    weak: 0.3, // what "explain" or "work" count beside a word of the subject
    turn: 0.45, // what "difference" or "used" do
    half: 4, // weight at which a word's presence in a page is half as good as can be
    halfPart: 0.8, // the same for a section
    same: 0.85, // a synonym beside the word itself
    kin: 0.6, // a word of the same root: forger, forge
    phrase: 0.93, // a phrase that stands for another one
    near: 0.4, // a word of common language that comes near to a term
    loose: 0.85, // a phrase that does
    typo: [1, 0.8, 0.55], // by the number of wrong letters
    begun: 0.85, // a word that is still being typed
    begunKnown: 0.35, // the same, though what is typed is a word as well
    cut: 0.3, // results below this share of the best are left out
    rare: 3, // a word that no name has and no more sections than this may be a slip of another one
    words: 32, // more words of a query are not read
    most: 24,
  };

  /* ---------------------------------------------------------------- words */

  const fold = (text, greek) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[\u0370-\u03ff∇]/gu, (letter) => (greek[letter] ? ` ${greek[letter]} ` : letter))
      .replace(/['’](?:s\b)?/g, "")
      .replace(/\b(?:[a-z]\.){2,}/g, (letters) => `${letters.replaceAll(".", "")} `);

  const splitWords = (text, greek) => fold(text, greek).match(/[a-z0-9]+/g) ?? [];

  const toStem = (word, { irregular, endings }) =>
    endings.reduce((form, [ending, replacement]) => form.replace(ending, replacement), irregular[word] ?? word);

  const remembered = (memory, key, make) => {
    if (!memory.has(key)) memory.set(key, make());
    return memory.get(key);
  };

  /* The number of wrong, missing, surplus or swapped letters between two words; more than `most` is as good as infinite. */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before = [];
    let last = [];
    let row = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let i = 1; i <= a.length; i++) {
      before = last;
      last = row;
      row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const changed = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return Infinity;
    }
    return row[b.length] > most ? Infinity : row[b.length];
  };

  /* Which letters a word has, as bits: one wrong letter changes two of them at most. */
  const letters = (word) => {
    let bits = 0;
    for (let place = 0; place < word.length; place++) bits |= 1 << (word.charCodeAt(place) & 31);
    return bits;
  };

  const countBits = (bits) => {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count++;
    return count;
  };

  /* ---------------------------------------------------------------- the index */

  const FIRST_GAP = 35;
  const GAP_BASE = 90; // the characters from # to } without the backslash count from 0, ~ is a sign that more follows

  const gapValue = (code) => code - FIRST_GAP - (code > 92 ? 1 : 0);

  const WEIGHTS = Object.fromEntries([..."0123456789abcdef"].map((level, place) => [level.charCodeAt(0), 0.1 * 2 ** (place / 2)]));

  /* For every normal form the numbers of the parts it stands in, and what it counts there. */
  const readPostings = ({ gaps, levels }, forms) => {
    const parts = new Uint16Array(levels.length);
    const weights = new Float32Array(levels.length);
    for (let place = 0; place < levels.length; place++) weights[place] = WEIGHTS[levels.charCodeAt(place)];
    const ends = new Uint32Array(forms + 1);
    let filled = 0;
    let step = 0;
    let part = -1;
    for (let place = 0, form = 0; place < gaps.length; place++) {
      const value = gapValue(gaps.charCodeAt(place));
      step += value;
      if (value === GAP_BASE) continue;
      if (step) parts[filled++] = part += step;
      else [ends[++form], part] = [filled, -1];
      step = 0;
    }
    return Array.from({ length: forms }, (_, form) => ({
      parts: parts.subarray(ends[form], ends[form + 1]),
      weights: weights.subarray(ends[form], ends[form + 1]),
    }));
  };

  /* pages: [location, title, summary, standing, names, parts]; names: [weight in percent, number of the part, normal forms…];
     parts but for the page itself: [title, anchor if the title does not give it, beginning of the text]. */
  const readPages = (packed) => {
    const pages = [];
    const names = [];
    const parts = [];
    packed.forEach(([location, title, summary, standing, named, sections], page) => {
      pages.push({ location, title, summary, standing, first: parts.length, end: parts.length + sections.length + 1 });
      for (const [weight, part, ...forms] of named) names.push({ page, part: parts.length + part, weight: weight / 100, forms });
      parts.push({ page });
      for (const [heading, anchor, text] of sections) parts.push({ page, title: heading, anchor: anchor || slug(heading), text });
    });
    return { pages, names, parts };
  };

  const slug = (title) =>
    title
      .normalize("NFKD")
      .replace(/[^\x00-\x7f]/g, "")
      .replace(/[^\w\s-]/g, "")
      .trim()
      .toLowerCase()
      .replace(/[-\s]+/g, "-");

  const readIndex = (raw) => {
    const forms = raw.words.split(",").map((surfaces) => surfaces.split(" "));
    const { pages, names, parts } = readPages(raw.pages);
    const index = {
      greek: raw.greek,
      stop: new Set(raw.stop.split(" ")),
      irregular: raw.irregular,
      endings: raw.endings.map(([ending, replacement]) => [new RegExp(ending), replacement]),
      forms,
      kin: new RegExp(raw.kin),
      alike: new Map(),
      resembling: new Map(),
      seen: new Map(),
      starts: new Map(),
      known: new Map(forms.flatMap((surfaces, form) => surfaces.map((surface) => [surface, form]))),
      postings: readPostings(raw, forms.length),
      pages,
      names,
      parts,
      pageOf: Uint16Array.from(parts, ({ page }) => page),
    };
    index.sorted = [...index.known.keys()].sort();
    index.stems = new Map();
    index.stem = (word) => remembered(index.stems, word, () => toStem(word, index));
    [index.weak, index.turns] = [raw.weak, raw.turns].map((words) => new Set(words.split(" ").flatMap((word) => formOf(word, index) ?? [])));
    weighForms(index);
    weighNames(index);
    readSynonyms(raw, index);
    return index;
  };

  /* Rare words say more: in names, and in texts. */
  const weighForms = (index) => {
    const count = index.pages.length;
    const idf = (pages) => Math.log(1 + (count - pages + 0.5) / (pages + 0.5));
    const inNames = index.forms.map(() => new Set());
    for (const name of index.names) for (const form of name.forms) inNames[form].add(name.page);
    const say = (surface, form) => (index.weak.has(form) || isNumber(surface) ? TUNING.weak : index.turns.has(form) ? TUNING.turn : 1);
    const force = index.forms.map(([surface], form) => say(surface, form));
    index.named = inNames.map((pages) => pages.size);
    index.nameForce = force.map((share, form) => share * idf(index.named[form]));
    index.textForce = force.map((share, form) => share * idf(countPages(index.postings[form].parts, index)));
    index.strangeForce = idf(0);
  };

  const isNumber = (word) => /^\d+$/.test(word);

  /* The parts of a page follow one another. */
  const countPages = (parts, index) => {
    let [count, last] = [0, -1];
    for (let place = 0; place < parts.length; place++) {
      const page = index.pageOf[parts[place]];
      if (page !== last) count++;
      last = page;
    }
    return count;
  };

  const weighNames = (index) => {
    index.namesOf = index.forms.map(() => []);
    index.names.forEach((name, number) => {
      name.force = name.forms.reduce((sum, form) => sum + index.nameForce[form], 0);
      for (const form of name.forms) index.namesOf[form].push(number);
    });
  };

  /* words: normal form → other words; phrases: normal forms, joined → other phrases, of which one side has several words. */
  const readSynonyms = (raw, index) => {
    index.words = new Map();
    index.phrases = new Map();
    const add = (from, to, weight) => {
      const key = from.map(index.stem).join(" ");
      const table = from.length === 1 && to.length === 1 ? index.words : index.phrases;
      if (!table.has(key)) table.set(key, []);
      table.get(key).push({ words: to, weight });
    };
    const addWith = (from, to, word, phrase) => add(from.split(" "), to.split(" "), from.includes(" ") || to.includes(" ") ? phrase : word);
    for (const group of raw.same)
      for (const a of group) for (const b of group) if (a !== b) addWith(a, b, TUNING.same, TUNING.phrase);
    for (const [term, ...plain] of raw.meant) for (const phrase of plain) addWith(phrase, term, TUNING.same, TUNING.phrase);
    for (const [term, ...common] of raw.near) for (const phrase of common) addWith(phrase, term, TUNING.near, TUNING.loose);
    for (const compound of raw.compounds.split(" ")) {
      const parts = compound.split("-");
      add([parts.join("")], parts, 1);
      add(parts, [parts.join("")], 1);
    }
  };

  const formOf = (word, index) => index.known.get(word) ?? formOfStem(word, index);

  /* All words of the texts that begin like this. */
  const beginning = (start, index) => {
    let [low, high] = [0, index.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < index.sorted.length && index.sorted[end].startsWith(start)) end++;
    return index.sorted.slice(low, end);
  };

  /* The form of a word that no text has, but another ending of it: stems are made as they are needed, for words that begin alike. */
  const formOfStem = (word, index) => {
    const start = word.slice(0, 3);
    const forms = remembered(index.alike, start, () => {
      return new Map(beginning(start, index).map((surface) => [index.stem(surface), index.known.get(surface)]));
    });
    return forms.get(index.stem(word));
  };

  /* ---------------------------------------------------------------- the query */

  /* `+must`, `-not` and `"one after another"` are told from the rest. */
  const readQuery = (query, index) => {
    const read = { words: [], required: [], excluded: [], typing: /[\p{L}\p{N}]$/u.test(query) };
    for (const [, sign, phrase, plain] of query.matchAll(/(?<!\S)([+-]?)(?:"([^"]*)"?|(\S+))/g)) {
      const words = splitWords(phrase ?? plain, index.greek);
      if (sign === "-") read.excluded.push(...words);
      else read.words.push(...words);
      read.words.length = Math.min(read.words.length, TUNING.words);
      if (sign === "+" || phrase !== undefined) read.required.push(words.filter((word) => !index.stop.has(word)));
    }
    return read;
  };

  const VARIANTS = 24;

  /* The query as it is, and as it could have been put: compounds written otherwise, abbreviations and what they stand for. */
  const vary = (words, index) => {
    const found = new Map();
    const queue = [{ words, fixed: words.map(() => false), weight: 1 }];
    while (queue.length && found.size < VARIANTS) {
      const variant = queue.shift();
      const key = variant.words.join(" ");
      if (found.has(key)) continue;
      found.set(key, variant);
      for (let start = 0; start < variant.words.length; start++)
        for (let end = Math.min(start + 4, variant.words.length); end > start; end--)
          if (!variant.fixed.slice(start, end).includes(true)) queue.push(...replacements(variant, start, end, index));
    }
    return [...found.values()];
  };

  const replacements = (variant, start, end, index) => {
    const span = variant.words.slice(start, end);
    const known = index.phrases.get(span.map(index.stem).join(" ")) ?? [];
    const others = [...known, ...joined(span, index), ...parted(span, index), ...corrected(span, index)];
    return others.map(({ words, weight, open = false }) => ({
      words: [...variant.words.slice(0, start), ...words, ...variant.words.slice(end)],
      fixed: [...variant.fixed.slice(0, start), ...words.map(() => !open), ...variant.fixed.slice(end)],
      weight: variant.weight * weight,
    }));
  };

  const joined = (span, index) => {
    const word = span.join("");
    return span.length === 2 && formOf(word, index) !== undefined ? [{ words: [word], weight: 1 }] : [];
  };

  const strange = (word, index) => !index.stop.has(word) && formOf(word, index) === undefined;

  const numbered = (word) => (/^[a-z]+\d+$/.test(word) ? [word.match(/[a-z]+|\d+/g)] : []);

  /* A word that no page has may be two that some have. */
  const parted = ([word, ...more], index) => {
    if (more.length || index.named[formOf(word, index)]) return [];
    if (!strange(word, index)) return numbered(word).map((words) => ({ words, weight: 0.9 }));
    const places = Array.from({ length: Math.max(0, word.length - 5) }, (_, place) => place + 3);
    const pairs = [...places.map((place) => [word.slice(0, place), word.slice(place)]), ...numbered(word)]; // lossfunction, vgg16
    const known = (part) => isNumber(part) || formOf(part, index) !== undefined;
    return pairs.filter((pair) => pair.every(known)).map((pair) => ({ words: pair, weight: 0.9 }));
  };

  /* What an unknown word was probably meant to be: compounds and abbreviations are looked for again in the query put right. */
  const corrected = ([word, ...more], index) => {
    if (more.length || !strange(word, index)) return [];
    const best = [...resembling(word, index)].sort(([, a], [, b]) => b.weight - a.weight).slice(0, 2);
    return best.map(([surface, { weight }]) => ({ words: [surface], weight: weight ** 0.5, open: true }));
  };

  /* The normal forms that a typed word may stand for, with how well each does. */
  const meanings = (word, typing, index) => {
    const found = new Map();
    const add = (form, weight) => form !== undefined && weight > (found.get(form) ?? 0) && found.set(form, weight);
    const own = formOf(word, index);
    add(own, 1);
    for (const form of kin(word, index)) add(form, TUNING.kin);
    for (const { words, weight } of index.words.get(index.stem(word)) ?? []) add(formOf(words[0], index), weight);
    const rare = own !== undefined && ![...found].some(([form]) => index.named[form]) && index.postings[own].parts.length <= TUNING.rare;
    const share = own === undefined ? 1 : rare ? 0.6 : 0;
    if (share) for (const { form, weight } of resembling(word, index).values()) add(form, share * weight);
    if (word.length > 1 && (typing || (own === undefined && word.length > 2))) begin(word, own, index, add);
    return found;
  };

  /* The forms of words with the same root. */
  const kin = (word, index) => {
    if (word.length < 5) return [];
    const root = rootOf(word, index);
    return beginning(word.slice(0, 4), index).filter((surface) => rootOf(surface, index) === root).map((surface) => index.known.get(surface));
  };

  const rootOf = (word, index) => index.stem(word).replace(index.kin, "");

  /* The words that a typed one may be a slip of, with what each counts. */
  const resembling = (word, index) => remembered(index.resembling, word, () => new Map(resemble(word, index)));

  const resemble = (word, index) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most || /\d/.test(word)) return [];
    index.letters ??= index.sorted.map(letters);
    const own = letters(word);
    const near = index.sorted.filter((surface, place) => surface.length > 2 && surface !== word && countBits(own ^ index.letters[place]) <= 2 * most);
    return near.flatMap((surface) => {
      const wrong = distance(word, surface, most);
      const form = index.known.get(surface);
      const weight = TUNING.typo[wrong] * (index.named[form] ? 1 : 0.7) * (surface[0] === word[0] ? 1 : 0.8);
      return wrong > most ? [] : [[surface, { form, weight }]];
    });
  };

  const begin = (word, own, index, add) => {
    const base = own === undefined ? TUNING.begun : TUNING.begunKnown;
    for (const surface of beginning(word, index)) {
      const form = index.known.get(surface);
      add(form, base * (index.named[form] ? 1 : 0.7) * (word.length / surface.length) ** 0.25);
    }
  };

  const readSlots = (words, typing, index, memory) =>
    words.flatMap((word, place) => {
      if (index.stop.has(word)) return [];
      const last = typing && place === words.length - 1;
      const key = `${word} ${last}`;
      return [remembered(memory, key, () => readSlot(word, last, index))];
    });

  const readSlot = (word, typing, index) => {
    const forms = meanings(word, typing, index);
    const [best] = [...forms].reduce((a, b) => (b[1] > a[1] ? b : a), [undefined, 0]);
    const weak = index.weak.has(formOf(word, index)) || isNumber(word);
    const strange = index.strangeForce * (weak ? TUNING.weak : 1);
    return {
      word,
      forms,
      weak,
      nameForce: best === undefined ? strange : index.nameForce[best],
      textForce: best === undefined ? strange : index.textForce[best],
    };
  };

  /* ---------------------------------------------------------------- ranking */

  /* What the best name of every page has in common with the query (0 to 1), and which name that is. */
  const rateNames = (slots, index) => {
    const asked = slots.reduce((sum, slot) => sum + slot.nameForce, 0) || 1;
    const shared = new Map();
    for (const slot of slots) {
      const met = new Map();
      for (const [form, weight] of slot.forms)
        for (const name of index.namesOf[form]) if (weight > (met.get(name)?.weight ?? 0)) met.set(name, { weight, form });
      for (const [name, { weight, form }] of met) {
        const sum = shared.get(name) ?? { query: 0, name: 0 };
        const force = index.nameForce[form];
        shared.set(name, { query: sum.query + weight * Math.min(slot.nameForce, force), name: sum.name + weight * force });
      }
    }
    const rated = index.pages.map(() => []);
    for (const [number, sum] of shared) {
      const name = index.names[number];
      const covered = Math.min(1, sum.name / (name.force || 1));
      const query = sum.query / asked;
      const exact = query > 0.99 && covered > 0.99 ? TUNING.exact : 0;
      rated[name.page].push({ name, worth: name.weight * (query * (1 - TUNING.whole + TUNING.whole * covered) + exact) });
    }
    return rated.map(addUp);
  };

  /* The best name decides; that others match as well speaks for the page a little. */
  const addUp = (rated) => {
    const [best, ...rest] = rated.sort((a, b) => b.worth - a.worth);
    if (!best) return undefined;
    const more = rest.slice(0, 3).reduce((sum, { worth }) => sum + worth, 0) / 3;
    return { name: best.name, worth: (1 - TUNING.others) * best.worth + TUNING.others * more };
  };

  /* What the texts of every page have in common with the query (0 to 1): the page as a whole, and its best section. */
  const rateTexts = (slots, index) => {
    const asked = slots.reduce((sum, slot) => sum + slot.textForce, 0) || 1;
    const whole = new Float64Array(index.pages.length);
    const sections = new Float64Array(index.parts.length);
    for (const slot of slots) {
      addTo(whole, meet(slot, index).pages, slot.textForce / asked);
      addTo(sections, meet(slot, index).parts, slot.textForce / asked);
    }
    const best = new Float64Array(index.pages.length);
    for (let part = 0; part < sections.length; part++) {
      const page = index.pageOf[part];
      if (sections[part] > best[page]) best[page] = sections[part];
    }
    return { whole, best };
  };

  const addTo = (sums, values, share) => {
    for (let place = 0; place < sums.length; place++) sums[place] += share * values[place];
  };

  /* How well a slot is met (0 to 1) in every page and in every section, and by which form: the one that does best. */
  const meet = (slot, index) => {
    if (slot.met) return slot.met;
    const [pages, parts] = [index.pages, index.parts].map(({ length }) => new Float64Array(length));
    const [pageForms, partForms] = [index.pages, index.parts].map(({ length }) => new Int32Array(length).fill(-1));
    const offer = (values, forms, place, value, form) => {
      if (value > values[place]) [values[place], forms[place]] = [value, form];
    };
    for (const [form, weight] of slot.forms) {
      const sums = new Map();
      const { parts: places, weights } = index.postings[form];
      places.forEach((part, place) => {
        const page = index.pageOf[part];
        sums.set(page, (sums.get(page) ?? 0) + weights[place]);
        offer(parts, partForms, part, (weight * weights[place]) / (weights[place] + TUNING.halfPart), form);
      });
      for (const [page, sum] of sums) offer(pages, pageForms, page, (weight * sum) / (sum + TUNING.half), form);
    }
    return (slot.met = { pages, parts, pageForms, partForms });
  };

  /* The sections of a page by what they have in common with the query (0 to 1), best first. */
  const rateParts = (number, slots, index) => {
    const { first, end } = index.pages[number];
    const asked = slots.reduce((sum, slot) => sum + slot.textForce, 0) || 1;
    const parts = Array.from({ length: end - first - 1 }, (_, place) => first + 1 + place);
    const worth = (part) => slots.reduce((sum, slot) => sum + (meet(slot, index).parts[part] * slot.textForce) / asked, 0);
    return parts.map((part) => ({ part, worth: worth(part) })).sort((a, b) => b.worth - a.worth);
  };

  const has = (number, words, index) => {
    const { first, end } = index.pages[number];
    return words.every((word) => {
      const form = formOf(word, index);
      return form !== undefined && index.postings[form].parts.some((part) => part >= first && part < end);
    });
  };

  /* The pages that answer, best first: the number of the page, its worth, and how the query was understood. */
  const rank = (read, index) => {
    const memory = new Map();
    const best = [];
    for (const variant of vary(read.words, index)) {
      const slots = readSlots(variant.words, read.typing, index, memory);
      if (!slots.length) continue;
      const names = rateNames(slots, index);
      const texts = rateTexts(slots, index);
      index.pages.forEach((page, number) => {
        const named = names[number]?.worth ?? 0;
        const { names: nameShare, section: sectionShare } = TUNING;
        const text = sectionShare * texts.best[number] + (1 - nameShare - sectionShare) * texts.whole[number];
        const worth = variant.weight * page.standing * (nameShare * named + text);
        if (worth > (best[number]?.worth ?? 0)) best[number] = { number, worth, slots, name: names[number]?.name, typed: variant.weight === 1 };
      });
    }
    const allowed = best.filter(
      ({ number }) => read.required.every((words) => has(number, words, index)) && !read.excluded.some((word) => has(number, [word], index)),
    );
    allowed.sort((a, b) => b.worth - a.worth || a.number - b.number);
    return allowed.filter(({ worth }) => worth >= TUNING.cut * allowed[0].worth).slice(0, TUNING.most);
  };

  /* ---------------------------------------------------------------- results, as the theme shows them */

  const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  const mark = (text, forms, index) =>
    escape(text).replace(/&\w+;|[\p{L}\p{N}]+/gu, (piece) => {
      const form = remembered(index.seen, piece, () => index.known.get(fold(piece, index.greek).trim()));
      return forms.has(form) ? `<mark>${piece}</mark>` : piece;
    });

  /* What is common to the beginnings of all words of a form: the theme marks it on the page that is opened. */
  const commonStart = (form, index) =>
    index.forms[form].reduce((common, surface) => {
      let length = 0;
      while (length < common.length && common[length] === surface[length]) length++;
      return common.slice(0, length);
    });

  /* The words that were found or missed in a page or, where a number is given, in one of its sections; the theme says which were missed. */
  const findTerms = ({ slots, typed, number }, index, part) => {
    const terms = {};
    for (const slot of slots.filter(({ weak }) => !weak || slots.every((other) => other.weak))) {
      const { pageForms, partForms } = meet(slot, index);
      const form = part === undefined ? pageForms[number] : partForms[part];
      const common = form < 0 ? "" : remembered(index.starts, form, () => commonStart(form, index));
      if (form < 0 && typed) terms[slot.word] = false;
      if (common.length > 2) terms[common] = true;
    }
    return terms;
  };

  const FOLDED = 0.4; // a section with less of the query is not shown

  const toItem = (hit, index) => {
    const page = index.pages[hit.number];
    const forms = new Set(hit.slots.flatMap((slot) => [...slot.forms.keys()]));
    const score = 100 * hit.worth;
    const shown = { title: mark(page.title, forms, index), text: `<p>${mark(page.summary, forms, index)}</p>` };
    const article = { location: page.location, ...shown, score, terms: findTerms(hit, index) };
    const parts = rateParts(hit.number, hit.slots, index).filter(({ worth }) => worth >= FOLDED);
    const named = hit.name && hit.name.part !== page.first ? hit.name.part : undefined;
    const share = ({ part, worth }) => (part === named ? 1 : 0.9 * Math.min(1, worth));
    const sections = parts.slice(0, 5).map((section) => toSection(section.part, share(section) * score, hit, forms, index));
    sections.sort((a, b) => b.score - a.score);
    return [article, ...sections];
  };

  const toSection = (number, score, hit, forms, index) => {
    const { page, title, anchor, text } = index.parts[number];
    return {
      location: `${index.pages[page].location}#${anchor}`,
      title: mark(title, forms, index),
      text: text ? `<p>${mark(text, forms, index)}</p>` : "",
      score,
      terms: findTerms(hit, index, number),
    };
  };

  const NARROW = 24; // the theme lays a suggestion behind what is typed, which holds as long as that fits into the box of a phone

  /* How the word that is being typed goes on in the names of the best pages. */
  const suggest = (query, read, hits, index) => {
    const begun = read.typing && query.length <= NARROW ? read.words.at(-1) : undefined;
    if (!begun) return [];
    for (const { number } of hits.slice(0, 3)) {
      const forms = index.names.filter((name) => name.page === number).flatMap((name) => name.forms);
      const words = forms.flatMap((form) => index.forms[form]).filter((word) => word.startsWith(begun) && word !== begun);
      if (words.length) return [words.reduce((a, b) => (b.length < a.length ? b : a))];
    }
    return [];
  };

  const find = (query, index) => {
    const read = readQuery(query, index);
    const hits = rank(read, index);
    return { items: hits.map((hit) => toItem(hit, index)), suggest: suggest(query, read, hits, index) };
  };

  /* ---------------------------------------------------------------- the worker */

  const here = typeof document === "undefined" ? location.href : document.currentScript.src;

  /* A frame of a page opened from disk has no importScripts, and may not fetch. */
  const load = (url) =>
    new Promise((done, failed) => {
      if (typeof importScripts === "function") {
        importScripts(url);
        return done();
      }
      const script = document.createElement("script");
      script.src = url;
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });

  let ready;
  let latest;

  const receive = async ({ type, data }) => {
    if (type === SETUP) {
      ready ??= load(new URL(`../../${data.config.index}`, here)).then(() => readIndex(self.qaIndex));
      await ready;
      postMessage({ type: READY });
    } else if (type === QUERY) {
      latest = data;
      const index = await ready;
      await new Promise((done) => setTimeout(done)); // whoever types fast is answered once
      if (data === latest) postMessage({ type: RESULT, data: find(data, index) });
    }
  };

  self.qaSearch = { readIndex, find, splitWords, distance };
  addEventListener("message", (event) => receive(event.data));
})();
