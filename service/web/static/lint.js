// The lint page with more comfort: drop a file, jump between findings, copy instead of download.
// Without this script the form, the links between text and findings, and the downloads do all of the work.

const form = document.getElementById("_lint");
const area = document.getElementById("_article");
const file = document.getElementById("_file");
const kind = document.getElementById("_kind");
const read = document.getElementById("_read");

// Files -------------------------------------------------------------------------------------------

async function take(chosen) {
  if (chosen.size > Number(area.dataset.largest)) {
    read.textContent = `${area.dataset.toolarge}: ${(chosen.size / 1e6).toFixed(1)} MB`;
    return false;
  }
  try {
    // another encoding is left to the server, which knows what pages say of themselves
    area.value = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await chosen.arrayBuffer());
  } catch {
    return false;
  }
  kind.value = /\.x?html?$/i.test(chosen.name) ? "html" : "markdown";
  read.textContent = chosen.name;
  return true;
}

file.addEventListener("change", async () => {
  if (file.files.length && (await take(file.files[0]))) file.value = "";
});

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
}
for (const name of ["dragleave", "drop"]) {
  form.addEventListener(name, (event) => {
    if (name === "drop" || !form.contains(event.relatedTarget)) form.classList.remove("dropping");
  });
}
form.addEventListener("drop", async (event) => {
  const [dropped] = event.dataTransfer.files;
  if (!dropped) return;
  event.preventDefault();
  if (!(await take(dropped)) && dropped.size <= Number(area.dataset.largest)) file.files = event.dataTransfer.files;
});

area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

// Findings ----------------------------------------------------------------------------------------

const findings = [...document.querySelectorAll("#_findings > li")];
let now = -1;

function jump(step) {
  if (!findings.length) return;
  const focused = findings.findIndex((one) => one.contains(document.activeElement));
  now = ((focused >= 0 ? focused : now) + step + findings.length) % findings.length;
  if (now < 0) now = findings.length - 1;
  show(now);
}

function show(number) {
  now = number;
  document.querySelectorAll(".now").forEach((old) => old.classList.remove("now"));
  const place = document.getElementById(`_m${number + 1}`);
  place?.classList.add("now");
  place?.scrollIntoView({ block: "nearest" });
  findings[number].classList.add("now");
  findings[number].focus({ preventScroll: true });
  findings[number].scrollIntoView({ block: "nearest" });
}

document.querySelectorAll(".jumps").forEach((jumps) => (jumps.hidden = false));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-jump]");
  if (button) jump(Number(button.dataset.jump));
  const place = event.target.closest("a.ref");
  if (place) {
    event.preventDefault();
    show(Number(place.textContent) - 1);
  }
});
document.addEventListener("keydown", (event) => {
  const inside = event.target.closest?.("#_findings") && !event.target.closest("summary");
  const step =
    event.key === "F8"
      ? event.shiftKey ? -1 : 1
      : inside && !event.altKey && !event.ctrlKey && !event.metaKey
        ? { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key]
        : 0;
  if (!step) return;
  event.preventDefault();
  jump(step);
});
if (findings.length || document.getElementById("_found")) document.getElementById("_found").focus();

// Copies ------------------------------------------------------------------------------------------

const said = document.getElementById("_copied");

async function answer(button) {
  const sent = new FormData(form);
  sent.set("as", button.value);
  const got = await fetch(form.action, { method: "POST", body: sent });
  if (!got.ok) throw new Error(`${got.status}`);
  return got.text();
}

function instead(button, name, deed) {
  button.textContent = name;
  let plain = false;
  button.addEventListener("click", async (event) => {
    if (plain) return; // the download it was
    event.preventDefault();
    try {
      await deed(await answer(button));
    } catch {
      said.textContent = said.dataset.failed;
      plain = true;
      button.click();
      plain = false;
    }
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard) {
    instead(button, button.dataset.copy, async (text) => {
      await navigator.clipboard.writeText(text);
      said.textContent = said.dataset.copied;
    });
  }
}
for (const button of document.querySelectorAll("[data-take]")) {
  instead(button, button.dataset.take, (text) => {
    area.value = text;
    said.textContent = said.dataset.taken;
    area.focus();
  });
}
