/* The theme puts each block's copy button into a landmark of its own; a page of many blocks would be all landmarks. */
(() => {
  const settle = () =>
    document.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "group"));
  const article = document.querySelector("article");
  if (!article) return;
  new MutationObserver(settle).observe(article, { childList: true, subtree: true });
  settle();
})();
