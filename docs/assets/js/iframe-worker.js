/* The search's worker, begun when the reader reaches for the search and not before. In pages opened from disk a browser refuses workers:
   a hidden frame runs the same script there. (The theme's offline plugin knows by this file's name that nothing has to be fetched for that.) */
(() => {
  class FrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #waiting = [];

    constructor(url) {
      super();
      this.#frame.hidden = true;
      this.#frame.title = "Search";
      this.#frame.srcdoc = "<!doctype html><title>Search</title>";
      this.#frame.addEventListener("load", () => this.#start(String(url)), { once: true });
      document.body.append(this.#frame);
    }

    /* The script answers through its own window's postMessage: lead that back to here. */
    #start(url) {
      const inside = this.#frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      const script = inside.document.createElement("script");
      script.src = url;
      script.addEventListener("load", () => {
        const waiting = this.#waiting;
        this.#waiting = null;
        waiting.forEach((data) => this.postMessage(data));
      });
      inside.document.head.append(script);
    }

    postMessage(data) {
      if (this.#waiting) this.#waiting.push(data);
      else this.#frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() {
      this.#frame.remove();
    }
  }

  const PLACES = '[data-md-component="search"], label[for="__search"]';
  const SIGNS = ["focusin", "pointerover", "pointerdown"];

  /* Calls `start` once, when the search is pointed at or focused (the theme's keys focus it), or at once where an address asks for something. */
  const whenReached = (start) => {
    const asked = new URLSearchParams(location.search).has("q");
    if (asked || document.activeElement?.closest(PLACES)) return start();
    const listen = (event) => {
      if (!event.target.closest?.(PLACES)) return;
      SIGNS.forEach((sign) => document.removeEventListener(sign, listen, true));
      start();
    };
    SIGNS.forEach((sign) => document.addEventListener(sign, listen, true));
  };

  const Plain = window.Worker;

  /* Keeps what it is told until there is a worker to tell it to. */
  class LateWorker extends EventTarget {
    #worker;
    #waiting = [];

    constructor(url) {
      super();
      whenReached(() => this.#start(url));
    }

    #start(url) {
      this.#worker = location.protocol === "file:" ? new FrameWorker(url) : new Plain(url);
      this.#worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
      this.#waiting.forEach((data) => this.#worker.postMessage(data));
    }

    postMessage(data) {
      if (this.#worker) this.#worker.postMessage(data);
      else this.#waiting.push(data);
    }

    terminate() {
      this.#worker?.terminate();
    }
  }

  const settings = () => JSON.parse(document.getElementById("__config").textContent);

  window.Worker = new Proxy(Plain, {
    construct: (Worker, [url, ...rest]) => (url === settings().search ? new LateWorker(url) : new Worker(url, ...rest)),
  });
})();
