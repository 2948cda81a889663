// Copying a text, also where the browser has no clipboard for pages.

export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http, as in a commune's own network, has no clipboard.
  const area = document.createElement("textarea");
  area.className = "heard";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
  return undefined;
}
