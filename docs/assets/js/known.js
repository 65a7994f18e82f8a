/* What the reader knows already: the button on a question's page, a tick at links to questions, a count on the categories' cards. */
(() => {
  const progress = window.qaProgress;
  if (!progress) return;

  const button = document.querySelector('.qa-tools [data-do="known"]');
  const id = document.querySelector(".qa-tools")?.dataset.question;
  const flip = () => progress.setKnown(id, !progress.known(id));
  if (button) {
    button.addEventListener("click", flip);
    window.qaKeys?.add({ k: flip });
  }

  const idOf = (link) => /\/questions\/([a-z0-9-]+\/[a-z0-9-]+)\.html$/.exec(link.pathname)?.[1];
  const links = [...document.querySelectorAll("article :is(h2, li, td) > a[href*='.html']")].filter(
    (link) => !link.closest(".qa-path, .qa-chips") && idOf(link) && !idOf(link).endsWith("/index"),
  );
  const cards = [...document.querySelectorAll("[data-questions]")];

  const show = () => {
    button?.setAttribute("aria-pressed", String(progress.known(id)));
    links.forEach((link) => {
      const known = progress.known(idOf(link));
      link.classList.toggle("qa-is-known", known);
      if (known) link.title = "You know this one";
      else link.removeAttribute("title");
    });
    cards.forEach((card) => {
      const ids = card.dataset.questions.split(" ");
      const count = ids.filter((one) => progress.known(one)).length;
      card.textContent = count ? `${count} of ${ids.length} known` : "";
    });
  };

  progress.subscribe(show);
  show();
})();
