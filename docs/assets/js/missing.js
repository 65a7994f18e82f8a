/* The page for addresses that lead nowhere: lists the pages whose names come nearest to the words of the address, found by the site's own search. */
(() => {
  const MOST = 5;
  const place = document.querySelector(".qa-near");
  const settings = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(settings.base.replace(/\/?$/, "/"), location.href);

  /* The words of a part of the address; a number alone is none. */
  const words = (text) => (/\p{L}/u.test(text.replace(/\.html?$/, "")) ? text.replace(/\.html?$/, "").match(/[\p{L}\p{N}]+/gu) : []);

  const decode = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return ""; /* no text in UTF-8 */
    }
  };

  /* What is asked for: the address's last part, or else all of it. */
  const queries = () => {
    const path = decode(location.pathname.slice(base.pathname.length));
    const parts = path.split("/").map(words).filter((found) => found.length);
    return [...new Set([parts.at(-1) ?? [], parts.flat()].map((found) => found.join(" ")))].filter((query) => query && query !== "404");
  };

  const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

  const show = (items) => {
    const list = place.querySelector("ul");
    for (const [page] of items.slice(0, MOST)) {
      const link = document.createElement("a");
      link.href = new URL(page.location, base);
      link.textContent = plain(page.title);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    place.hidden = false;
  };

  const find = async () => {
    const waiting = queries();
    if (!waiting.length) return;
    const answer = await fetch(new URL("search/search_index.json", base));
    const worker = new Worker(new URL(settings.search, base)); // given as an address, it begins at once and not with the search field
    const ask = () => worker.postMessage({ type: 2, data: waiting.shift() });
    worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type === 1) return ask();
      if (data.items.length) show(data.items);
      else if (waiting.length) return ask();
      worker.terminate();
    });
    worker.postMessage({ type: 0, data: await answer.json() });
  };

  find().catch(() => undefined); // without a network there is nothing to be found: the page says so
})();
