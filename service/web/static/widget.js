// The search of kawen on another site: <script async src="https://…/widget.js"></script> and one element,
// <div data-kawen data-lang="zh-hans" data-q="" data-country="KZ"></div>, into which a sandboxed frame is put.
// Nothing of the page around is read, and nothing is kept in the reader's browser.

(() => {
  const base = new URL(".", document.currentScript.src);
  const LANGUAGES = ["zh-hans", "zh-hant", "en"];
  const ASKED = ["q", "country", "operator", "kind", "topic"];
  const SMALLEST = 120;
  const LARGEST = 4000;

  function put(place) {
    if (place.querySelector("iframe")) return;
    const { lang = "", height = "", title = "" } = place.dataset;
    const path = LANGUAGES.includes(lang.toLowerCase()) ? `${lang.toLowerCase()}/widget` : "widget";
    const address = new URL(path, base);
    for (const name of ASKED) if (place.dataset[name]) address.searchParams.set(name, place.dataset[name]);
    const frame = document.createElement("iframe");
    // scripts without an origin: they cannot reach this page, cookies or storage
    frame.setAttribute("sandbox", "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.title = title || "卡问 kawen";
    frame.loading = "lazy";
    frame.src = address.href;
    frame.width = "100%";
    frame.height = Number(height) || 220;
    frame.style.cssText = "border:0;display:block;width:100%";
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.data?.kawen !== "height" || Number(height)) return;
      const wanted = Number(event.data.height);
      if (wanted > 0) frame.height = Math.min(Math.max(Math.ceil(wanted), SMALLEST), LARGEST);
    });
    place.append(frame);
  }

  const start = () => document.querySelectorAll("[data-kawen]").forEach(put);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
