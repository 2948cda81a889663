// The page of a code: copying it. Everything else there works without this.

import { copy } from "./copy.js";

const button = document.getElementById("copy");

if (button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await copy(button.dataset.code);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.failed;
    }
  });
}
