/* The home page's own search button opens the search that stands on every page. */
document.querySelector('[data-do="search"]')?.addEventListener("click", () => document.querySelector("header label[for=__search]").click());
