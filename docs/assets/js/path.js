/* The path that the reader follows: chosen by opening a question from the path's page, shown at the foot of its questions. */
(() => {
  const KEY = "qa-path";
  const read = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; /* storage is blocked: no path is remembered */
    }
  };
  const write = (id) => {
    try {
      if (id) localStorage.setItem(KEY, id);
      else localStorage.removeItem(KEY);
    } catch {
      /* Storage is blocked: the path ends with this page. */
    }
  };

  const page = document.querySelector(".qa-meta[data-path]");
  page?.parentElement.addEventListener("click", (event) => {
    if (event.target.closest("li > a")) write(page.dataset.path);
  });

  const steps = document.querySelector(`.qa-path[data-path="${CSS.escape(read() ?? "")}"]`);
  if (!steps) return;
  steps.classList.add("qa-chosen");
  const leave = document.createElement("button");
  leave.type = "button";
  leave.className = "qa-tool";
  leave.textContent = "Leave this path";
  leave.addEventListener("click", () => {
    write(null);
    steps.classList.remove("qa-chosen");
  });
  steps.append(leave);
})();
