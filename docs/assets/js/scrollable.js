/* Whatever is wider than the page can be reached and scrolled by keyboard; the rest is no stop on the way. */
(() => {
  const mark = (box) => {
    if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  };

  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
  document.querySelectorAll(".qa-math, .qa-figure, .md-typeset__scrollwrap").forEach((box) => watcher.observe(box));
})();
