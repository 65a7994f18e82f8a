/* Search that forgives: a query that finds nothing is asked once more, with one wrong letter allowed in every longer word. */
(() => {
  const QUERY = 2;
  const RESULT = 3;
  const Plain = window.Worker;
  if (!Plain) return;

  /* `gradints norm` becomes `gradints~1 norm~1`; a word that already says how it is meant stays as it is. */
  const forgiving = (query) =>
    query.replace(/[^\s"]+/g, (word) => (/^[\p{L}\d]{4,}\*?$/u.test(word) ? `${word.replace("*", "")}~1` : word));

  window.Worker = class extends Plain {
    #asked = "";
    #again = false;

    constructor(...args) {
      super(...args);
      this.addEventListener("message", (event) => this.#receive(event));
    }

    postMessage(message, ...rest) {
      if (message?.type === QUERY) {
        this.#asked = message.data;
        this.#again = false;
      }
      super.postMessage(message, ...rest);
    }

    /* Runs before the page's own listener, which therefore sees the second answer only. */
    #receive(event) {
      const { type, data } = event.data ?? {};
      const query = forgiving(this.#asked);
      if (type !== RESULT || data?.items?.length || this.#again || query === this.#asked) return;
      this.#again = true;
      event.stopImmediatePropagation();
      super.postMessage({ type: QUERY, data: query });
    }
  };
})();
