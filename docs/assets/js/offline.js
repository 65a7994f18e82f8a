/* Has the site kept for reading without a network, a file at a time while the page is idle, and says how far that is. */
(() => {
  const manifest = document.querySelector('link[rel="manifest"]');
  if (!location.protocol.startsWith("http")) manifest?.remove(); // opened from disk, where a browser refuses to read it
  if (!manifest?.isConnected || !window.isSecureContext || !navigator.serviceWorker) return;

  document.querySelectorAll(".qa-away").forEach((note) => (note.hidden = navigator.onLine));

  const WAIT = 2000; // on the first visit, so that the page comes before what is kept of the others
  const workers = navigator.serviceWorker;
  const saving = () => Boolean(navigator.connection?.saveData);
  const idle = () => new Promise((go) => (window.requestIdleCallback ? requestIdleCallback(go) : setTimeout(go, 200)));

  const ask = (worker, question) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", (event) => resolve(event.data), { once: true });
      port1.start();
      worker.postMessage(question, [port2]);
    });

  const describe = ({ kept, all }) => {
    const count = kept === all ? `all ${all} files` : `${kept} of ${all} files`;
    const away = navigator.onLine ? "" : "There is no network at the moment. ";
    const rest = kept < all && saving() ? " The others wait while the browser saves data." : "";
    return `${away}Kept for reading without a network: ${count}.${rest}`;
  };

  /* No live region: a count that changes a hundred times is not worth a hundred announcements. */
  const show = (state) =>
    document.querySelectorAll(".qa-offline").forEach((line) => {
      line.textContent = describe(state);
      line.hidden = false;
    });

  let run = 0; // a new run ends the one before it, whose worker may be gone
  let last = null;

  async function fill() {
    const own = ++run;
    const { active } = await workers.ready;
    for (let more = true; more && own === run; ) {
      const state = await ask(active, { page: location.href, all: !saving() });
      if (own !== run || state.stopped) return; // no network, or no room: the next page tries again
      last = state;
      show(state);
      more = state.more;
      await idle();
    }
  }

  const start = async () => {
    if (!workers.controller) await new Promise((go) => setTimeout(go, WAIT));
    try {
      await workers.register(new URL("sw.js", manifest.href));
      workers.addEventListener("controllerchange", fill);
      window.addEventListener("online", fill);
      window.addEventListener("offline", () => last && show(last));
      await fill();
    } catch (error) {
      console.info(`The site is not kept for reading without a network: ${error.message}`);
    }
  };

  if (document.readyState === "complete") start();
  else window.addEventListener("load", start, { once: true });
})();
