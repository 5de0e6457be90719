// Before the editor starts: its language, and that it works with the folder of files.js without asking.
(() => {
  "use strict";
  const stored = (key) => JSON.parse(localStorage.getItem(key) ?? "{}") ?? {};
  window.bansacSetup = fetch("/setup.json").then((answer) => answer.json());
  localStorage.setItem("sveltia-cms.user", JSON.stringify({ backendName: "test-repo" }));
  const language = document.documentElement.lang === "en" ? "en-GB" : "vi";
  // The command says the language; the editor would offer that of the browser.
  Object.defineProperty(navigator, "language", { value: language });
  const chosen = { locale: language, closeOnSave: false, closeWithEscape: false, ...stored("sveltia-cms.prefs") };
  localStorage.setItem("sveltia-cms.prefs", JSON.stringify(chosen));
  const told = () => parent.postMessage({ place: location.hash }, location.origin);
  addEventListener("hashchange", told);
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name];
    history[name] = function (...args) {
      own.apply(this, args);
      told();
    };
  }
})();
