// The chat page: puts memory, line and view together.

import { Line } from "./line.js";
import { memory, randomId } from "./memory.js";
import { TEXTS } from "./texts.js";
import { View, printOnly } from "./view.js";

const WELCOME = "1:n"; // the menu's action

const find = (id) => document.getElementById(id);
const question = find("question");
const banner = find("banner");

const view = new View(find("log"), (action, label) => say({ action, label }));
const line = new Line(memory.conversation(), {
  reply(reply) {
    if (view.reply(reply)) view.reveal("smooth");
  },
  refused(item, message) {
    view.notice(message || TEXTS.refused);
  },
  state(state) {
    document.body.classList.toggle("cut-off", state !== "ok");
    banner.hidden = state === "ok";
    banner.textContent = state === "ok" ? "" : TEXTS[state];
    if (state !== "ok") view.reveal("auto"); // the banner must not cover the question
  },
  working(working) {
    find("working").textContent = working ? TEXTS.working : "";
  },
});

function showOwn(item) {
  const text = item.text === undefined ? item.label : item.text;
  if (text) view.own(item.event, text);
}

function say(content) {
  const item = { event: randomId(), ...content };
  showOwn(item);
  line.send(item);
  view.reveal("smooth");
}

function submit() {
  const text = question.value;
  if (!text.trim()) return;
  question.value = "";
  grow();
  say({ text });
  question.focus();
}

function grow() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + question.offsetHeight - question.clientHeight}px`;
}

// A code that a poster's or an invitation's page brought along (`/#m=K7M3PX`): taken once, and gone from the address.
function broughtCode() {
  const [, code] = /^#m=([0-9A-Za-z]{6})$/.exec(location.hash) || [];
  if (code) history.replaceState(null, "", location.pathname);
  return code;
}

async function begin() {
  // Remembered before anything is asked for: neither a reload nor a bad line loses or repeats it.
  const code = broughtCode();
  if (code) memory.add({ event: randomId(), text: code });
  // What waits shows at once, also while there is no network.
  memory.pending().forEach(showOwn);
  const replies = await line.history();
  const waiting = memory.pending();
  view.quietly(() => {
    view.clear();
    replies.forEach((reply) => line.take(reply));
    waiting.forEach(showOwn);
  });
  if (replies.length || waiting.length) line.flush();
  else line.send({ event: randomId(), action: WELCOME });
  line.listen();
}

find("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
question.addEventListener("keydown", (event) => {
  // While a Vietnamese input method composes a letter, Enter belongs to it.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
question.addEventListener("input", grow);
find("print-all").addEventListener("click", () => {
  find("more").open = false;
  printOnly(null);
});
find("forget").addEventListener("click", () => {
  if (!confirm(TEXTS.forget)) return;
  memory.forget();
  location.reload();
});
find("more").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  find("more").open = false;
  find("more").querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (!find("more").contains(event.target)) find("more").open = false;
});
addEventListener("hashchange", () => {
  const code = broughtCode();
  if (code) say({ text: code });
});
addEventListener("offline", () => {
  document.body.classList.add("cut-off");
  banner.hidden = false;
  banner.textContent = TEXTS.offline;
});
addEventListener("online", () => {
  if (memory.pending().length) return; // what waits is sent now, and its answer says how the line is
  document.body.classList.remove("cut-off");
  banner.hidden = true;
});
memory.onChange(() => location.reload());

// Where there is a real keyboard nothing pops up over the page when the field is chosen.
if (matchMedia("(hover: hover) and (pointer: fine)").matches) question.focus({ preventScroll: true });

begin();
