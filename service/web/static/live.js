// Filters that answer while they are changed: the page of the form is fetched and its list put in place of ours.
// Without this script the form is sent by its button and does the same.

const PAUSE = 200;

for (const form of document.querySelectorAll("form[data-live]")) {
  let timer = 0;
  let request = null;

  const show = async () => {
    request?.abort();
    const mine = (request = new AbortController());
    const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = new URL(form.action);
    address.search = new URLSearchParams(chosen);
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== request) return;
      const fresh = page.getElementById(form.dataset.live);
      if (!fresh) return;
      document.getElementById(form.dataset.live).replaceWith(fresh);
      // the live region stays in place, so that screen readers notice its new text
      document.getElementById("_count").textContent = page.getElementById("_count").textContent;
      history.replaceState(null, "", address);
    } catch (trouble) {
      if (trouble.name !== "AbortError") form.submit();
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show();
  });
}
