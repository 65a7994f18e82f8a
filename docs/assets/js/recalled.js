/* Runs before the page is painted: in recall mode the answer is folded from the start, so that nobody reads it by accident. */
(() => {
  try {
    if (localStorage.getItem("qa-recall") === "on") document.documentElement.dataset.qaRecall = "on";
  } catch {
    /* Storage is blocked, so nothing was remembered. */
  }
})();
