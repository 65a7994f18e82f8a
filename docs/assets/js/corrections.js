/* Sorts and filters the page of all corrections; the choice stands in the address, so that it can be passed on. */
(() => {
  const form = document.querySelector(".qa-sorting");
  const list = document.querySelector(".qa-mistakes");
  const none = document.querySelector(".qa-none");
  if (!form || !list) return;
  const boxes = [...list.querySelectorAll(":scope > .qa-correction")];
  const order = new Map(boxes.map((box, position) => [box, position]));
  const texts = new Map(boxes.map((box) => [box, box.textContent.toLowerCase()]));
  const options = (name) => [...form.elements[name].options].map((option) => option.value);
  const verdicts = options("verdict");
  const categories = options("category");
  const ranks = {
    entries: (box) => -box.dataset.entries,
    verdict: (box) => verdicts.indexOf(box.dataset.verdict),
    category: (box) => categories.indexOf(box.dataset.category),
  };

  const choice = () => Object.fromEntries(["sort", "verdict", "category", "words"].map((name) => [name, form.elements[name].value.trim()]));

  const show = () => {
    const { sort, verdict, category, words } = choice();
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const rank = ranks[sort] ?? ranks.entries;
    const shown = boxes.filter((box) => {
      const fits = (!verdict || box.dataset.verdict === verdict) && (!category || box.dataset.category === category);
      box.hidden = !(fits && wanted.every((word) => texts.get(box).includes(word)));
      return !box.hidden;
    });
    list.append(...[...boxes].sort((a, b) => rank(a) - rank(b) || order.get(a) - order.get(b)));
    form.elements.count.textContent = shown.length === 1 ? "1 correction" : `${shown.length} corrections`;
    none.hidden = shown.length > 0;
  };

  const remember = () => {
    const chosen = Object.entries(choice()).filter(([name, value]) => value && !(name === "sort" && value === "entries"));
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}`);
  };

  new URLSearchParams(location.search).forEach((value, name) => {
    const field = ["sort", "verdict", "category", "words"].includes(name) && form.elements[name];
    if (field && (field.type === "search" || options(name).includes(value))) field.value = value;
  });
  form.addEventListener("input", () => {
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    setTimeout(() => form.dispatchEvent(new Event("input"))); // when the fields are empty
    form.elements.words.focus(); // the button goes
  });
  show();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
