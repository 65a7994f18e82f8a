/* The colour that a browser gives its own frame follows the palette that the reader chose, once the theme has named it. */
(() => {
  const settle = () => {
    if (!document.head.querySelector('meta[name="theme-color"]:not([media])[content]')) return;
    document.head.querySelectorAll('meta[name="theme-color"][media]').forEach((meta) => meta.remove());
    watcher.disconnect();
  };
  const watcher = new MutationObserver(settle);
  watcher.observe(document.head, { childList: true, subtree: true, attributeFilter: ["content"] });
  settle();
})();
