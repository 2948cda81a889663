// The console works without this. It stops a form from being sent twice, and brings faults into view.

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.querySelector("button")?.setAttribute("aria-busy", "true");
  });
}

// Back from the next page: the form can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("button")?.removeAttribute("aria-busy");
  }
});

// What came of the last act is where one goes on: said by screen readers, and in view.
const ENDED = "console.ended";
const news = () => {
  const ended = sessionStorage.getItem(ENDED) === location.pathname;
  sessionStorage.removeItem(ENDED);
  const worked = ended && document.querySelector("#preview :is(.good, .bad, .faults), #live .good");
  return document.getElementById("faults") || worked || document.querySelector(".said p");
};
const first = news();
if (first) {
  first.tabIndex = -1;
  first.focus();
}

// Of a row of tabs that is wider than a phone, the one that is open is in view.
document.querySelector(".many [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// How long a text is while it is typed.
for (const area of document.querySelectorAll("textarea[data-most]")) {
  const count = area.parentElement.querySelector(".count");
  const tell = () => {
    const length = [...area.value.trim().normalize("NFC")].length;
    const most = Number(area.dataset.most);
    count.textContent = `${length}/${most} ký tự${length > most ? ": dài quá, xin rút gọn" : ""}`;
    count.classList.toggle("over", length > most);
  };
  area.addEventListener("input", tell);
  tell();
}

// Work that takes a while: the page looks again, and takes over what has changed. What is said stays the same element,
// so that a screen reader says each step once.
const take = (old, now, part, change) => {
  const [was, is] = [old, now].map((side) => side.querySelector(part));
  if (was && is) change(was, is);
};
const words = (was, is) => {
  if (was.textContent !== is.textContent) was.replaceChildren(...is.childNodes);
};
const look = async () => {
  const busy = () => document.querySelector("[data-again]");
  while (busy()) {
    await new Promise((done) => setTimeout(done, 1000));
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!page.querySelector("[data-again]")) {
        sessionStorage.setItem(ENDED, location.pathname);
        location.reload();
        return;
      }
      for (const id of ["live", "preview"]) {
        const [old, now] = [document.getElementById(id), page.getElementById(id)];
        if (!old || !now) continue;
        take(old, now, "[role=status]", words);
        take(old, now, ".so-far", words);
        take(old, now, "progress", (was, is) => (was.value = is.value));
      }
    } catch {
      // No line for a moment: the next look tries again.
    }
  }
};
look();
