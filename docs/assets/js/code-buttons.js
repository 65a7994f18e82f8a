/* The theme makes a landmark of every block's copy button; a page of many blocks would be all landmarks. */
(() => {
  const settle = () =>
    document.querySelectorAll("nav.md-code__nav").forEach((nav) => {
      const plain = document.createElement("div");
      plain.className = nav.className;
      plain.append(...nav.childNodes);
      nav.replaceWith(plain);
    });
  const article = document.querySelector("article");
  if (!article) return;
  new MutationObserver(settle).observe(article, { childList: true, subtree: true });
  settle();
})();
