// Searching while typing, suggestions, the keyboard, and what was searched lately. Without this file the form does it all.

const TYPING = 180; // ms of rest before what was typed is asked
const RECENT = "kawen.recent", MOST = 8;

const form = document.querySelector("form.search");
const box = form?.querySelector("input[name=q]");

document.addEventListener("keydown", (event) => {
  const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!box || !(slash || control)) return;
  event.preventDefault();
  box.focus();
  box.select();
});

if (box) {
  const results = document.getElementById("_results");
  const said = document.getElementById("_said");
  const searching = document.body.classList.contains("start") || document.body.classList.contains("found");
  live(searching ? results : null, said);
}

// What was searched lately stays in this browser ------------------------------------------------------

function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return []; // no storage, or not ours
  }
}

function remember(question) {
  const asked = question.trim();
  if (!asked) return;
  try {
    localStorage.setItem(RECENT, JSON.stringify([asked, ...recent().filter((one) => one !== asked)].slice(0, MOST)));
  } catch { /* full or forbidden: nothing is remembered */ }
}

function showRecent() {
  document.querySelector(".recent")?.remove();
  const kept = recent();
  if (!kept.length || box.value) return;
  const part = make("div", { class: "recent" });
  const list = make("ul", { class: "chips", "aria-label": form.dataset.recent });
  for (const question of kept) {
    const link = make("a", { class: "chip", href: address(question) }, question);
    list.append(wrap("li", link));
  }
  const clear = make("button", { type: "button", class: "plain small" }, form.dataset.clear);
  clear.addEventListener("click", () => {
    try { localStorage.removeItem(RECENT); } catch { /* nothing was kept */ }
    part.remove();
    box.focus();
  });
  part.append(make("span", { class: "label", "aria-hidden": "true" }, form.dataset.recent), list, clear);
  form.after(part);
}

// Results and suggestions -------------------------------------------------------------------------------

function live(results, said) {
  const offers = make("ul", { id: "_offers", role: "listbox", class: "offers", "aria-label": form.dataset.suggestions, hidden: "" });
  box.parentElement.append(offers);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "_offers", "aria-haspopup": "listbox",
  })) box.setAttribute(name, value);

  let asking = null, offering = null, resting = 0, chosen = -1, composing = false;
  let shown = box.value.trim(), pushed = false;

  const close = () => {
    offers.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (at) => {
    const all = [...offers.children];
    chosen = (at + all.length) % all.length;
    all.forEach((one, nth) => one.setAttribute("aria-selected", String(nth === chosen)));
    box.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };

  const take = (text) => {
    box.value = text;
    form.requestSubmit();
  };

  async function offer(question) {
    offering?.abort();
    if (!question || form.dataset.suggest === undefined) return close();
    const mine = (offering = new AbortController());
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: question, limit: "6" })}`, { signal: mine.signal });
      if (!answer.ok) return close();
      const { completions, did_you_mean: meant } = await answer.json();
      if (mine.signal.aborted || document.activeElement !== box || box.value.trim() !== question) return;
      const rows = [...(meant ? [[meant, form.dataset.meant]] : []), ...completions.map((one) => [one.text, ""])];
      const told = new Map(rows.filter(([text]) => text !== question).reverse());
      if (!told.size) return close();
      offers.replaceChildren(...[...told].reverse().map(([text, kind], nth) => {
        const row = make("li", { role: "option", id: `_offer-${nth}`, "aria-selected": "false" }, text);
        if (kind) row.append(make("span", { class: "kind" }, kind));
        row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(text); });
        return row;
      }));
      chosen = -1;
      offers.hidden = false;
      box.setAttribute("aria-expanded", "true");
      box.removeAttribute("aria-activedescendant");
    } catch (trouble) {
      if (trouble.name !== "AbortError") close();
    }
  }

  // The page of an address replaces what is shown; an older one never overtakes a newer one.
  async function show(url, { announce = true, typing = false } = {}) {
    asking?.abort();
    const mine = (asking = new AbortController());
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html", ...(typing && { "X-Kawen-Typing": "1" }) } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("_results");
      if (mine.signal.aborted) return false;
      if (!fresh) { location.assign(url); return false; }
      results.replaceChildren(...fresh.childNodes);
      document.title = page.title;
      document.body.className = page.body.className;
      document.querySelector(".hero")?.remove();
      const hero = page.querySelector(".hero");
      if (hero) form.before(hero);
      form.querySelectorAll("input[type=hidden]").forEach((one) => one.remove());
      form.append(...page.querySelectorAll("form.search input[type=hidden]"));
      for (const link of document.querySelectorAll(".languages a")) {
        const other = page.querySelector(`.languages a[hreflang="${link.hreflang}"]`);
        if (other) link.setAttribute("href", other.getAttribute("href"));
      }
      if (announce) said.textContent = results.querySelector(".safety h1, .count, .notice")?.textContent.trim() ?? "";
      return true;
    } catch (trouble) {
      if (trouble.name !== "AbortError") location.assign(url); // no network: the browser says so itself
      return false;
    } finally {
      if (asking === mine) results.removeAttribute("aria-busy");
    }
  }

  async function typed() {
    const question = box.value.trim();
    if (question === shown) return;
    showRecent();
    offer(question);
    if (!results) return;
    const url = question ? address(question, form) : form.action;
    if (!(await show(url, { typing: true }))) return;
    shown = question;
    if (!pushed) history.pushState({ kawen: true }, "", url); // one entry for a whole typed question: Back leads before it
    else history.replaceState({ kawen: true }, "", url);
    pushed = true;
  }

  box.addEventListener("input", () => {
    clearTimeout(resting);
    if (!composing) resting = setTimeout(typed, TYPING);
  });
  box.addEventListener("compositionstart", () => { composing = true; });
  box.addEventListener("compositionend", () => { composing = false; resting = setTimeout(typed, TYPING); });
  box.addEventListener("blur", close);

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !offers.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const down = event.key === "ArrowDown";
      if (open) mark(chosen < 0 ? (down ? 0 : -1) : chosen + (down ? 1 : -1));
      else if (down && hits().length) hits()[0].focus();
      else return;
      event.preventDefault();
    } else if (event.key === "Enter" && open && chosen >= 0) {
      event.preventDefault();
      take(offers.children[chosen].firstChild.textContent);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open) close();
      else { box.value = ""; box.dispatchEvent(new Event("input")); }
    }
  });

  const hits = () => [...document.querySelectorAll(".hit :is(h2, h3) a")];
  document.addEventListener("keydown", (event) => {
    const all = hits(), at = all.indexOf(document.activeElement);
    if (at < 0 || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || (step === -1 && at === 0)) { event.preventDefault(); box.focus(); }
    else if (step && all[at + step]) { event.preventDefault(); all[at + step].focus(); }
  });

  form.addEventListener("submit", async (event) => {
    remember(box.value);
    if (!results) return;
    event.preventDefault();
    clearTimeout(resting);
    offering?.abort();
    close();
    const question = box.value.trim();
    const url = address(question, form);
    if (question === shown && location.search) { pushed = false; return; } // it is there already
    if (!(await show(url))) return;
    if (pushed && history.state?.kawen) history.replaceState({ kawen: true }, "", url);
    else history.pushState({ kawen: true }, "", url);
    shown = question;
    pushed = false; // the next question gets an entry of its own
    showRecent();
  });

  // A chip leads to the same page with another condition; the words asked for stay as they are.
  results?.addEventListener("click", async (event) => {
    const link = event.target.closest("a.chip, a[rel=next], .meant a");
    if (link) remember(new URL(link.href).searchParams.get("q") ?? "");
    else if (event.target.closest(".hit a")) remember(box.value);
  });

  addEventListener("popstate", async () => {
    if (!results || location.hash) return;
    box.value = new URLSearchParams(location.search).get("q") ?? "";
    shown = box.value.trim();
    pushed = false;
    close();
    await show(location.href);
    showRecent();
  });

  showRecent();
}

// Elements, never from text as markup -----------------------------------------------------------------------

function make(tag, attributes, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}

function wrap(tag, child) {
  const made = document.createElement(tag);
  made.append(child);
  return made;
}

function address(question, from = null) {
  const asked = new URLSearchParams(from ? new FormData(from) : {});
  asked.set("q", question);
  return `${form.action}?${asked}`;
}
