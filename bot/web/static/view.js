// The conversation on the screen. Everything that comes from outside becomes text nodes, never markup.

import { copy } from "./copy.js";
import { TEXTS } from "./texts.js";

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function list(tag, items) {
  const made = element(tag);
  made.append(...items.map((item) => element("li", "", item)));
  return made;
}

function link(block) {
  const paragraph = element("p", "link");
  if (!/^(https?:\/\/|tel:|mailto:)/i.test(block.url)) {
    paragraph.textContent = `${block.label}: ${block.url}`;
    return paragraph;
  }
  const anchor = element("a", "", block.label);
  anchor.href = block.url;
  if (/^http/i.test(block.url)) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    anchor.append(element("span", "heard", ` (${TEXTS.newTab})`));
  }
  paragraph.append(anchor);
  return paragraph;
}

// A picture says the same as its table, which takes its place when it can't be loaded (its address lives an hour).
function picture(block) {
  const table = () => element("p", "table", block.table);
  if (!/^\/p\/[0-9a-f]+\.(png|jpg)$/.test(block.url)) return table();
  const image = element("img", "picture");
  image.alt = block.alt;
  image.src = block.url;
  image.addEventListener("error", () => image.replaceWith(table()), { once: true });
  return image;
}

const BLOCKS = {
  title: (block) => element("h2", "", block.text),
  paragraph: (block) => element("p", "", block.text),
  bullets: (block) => list("ul", block.items),
  steps: (block) => list("ol", block.items),
  link,
  small: (block) => element("p", "small", block.text),
  picture,
};

export function printOnly(article) {
  document.body.classList.toggle("one", Boolean(article));
  if (article) article.classList.add("printed");
  addEventListener(
    "afterprint",
    () => {
      document.body.classList.remove("one");
      if (article) article.classList.remove("printed");
    },
    { once: true },
  );
  print();
}

export class View {
  /** `press(action, label)` is called when a button of a reply is pressed. */
  constructor(log, press) {
    this.log = log;
    this.press = press;
    this.clear();
  }

  clear() {
    this.log.replaceChildren();
    this.replies = new Set();
    this.events = new Set();
    this.labels = new Map(); // what the buttons with an action said
    this.newest = null; // the newest question
  }

  /** Fill the log without having it read aloud line by line. */
  quietly(fill) {
    this.log.setAttribute("aria-live", "off");
    fill();
    this.reveal("auto");
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
  }

  /** What the person said, once for each event. */
  own(event, text) {
    if (this.events.has(event)) return;
    this.events.add(event);
    const article = element("article", "own");
    article.append(element("span", "heard", TEXTS.asked), element("p", "", text));
    this.log.append(article);
    this.newest = article;
  }

  /** A reply, once for each id; false when it was here already. */
  reply(reply) {
    if (this.replies.has(reply.id)) return false;
    this.replies.add(reply.id);
    this.ownOf(reply.asked);
    const article = element("article", "answer");
    article.append(element("span", "heard", TEXTS.answered), this.card(reply, article));
    if (reply.buttons.length) article.append(this.choices(reply.buttons));
    this.log.querySelectorAll(".latest").forEach((old) => old.classList.remove("latest"));
    article.classList.add("latest");
    this.log.append(article);
    return true;
  }

  /** Something that the page has to say about a message. */
  notice(text) {
    this.log.append(element("p", "notice", text));
  }

  /** Show the newest question at the top, its answer below it: a long answer is read from its beginning. */
  reveal(behavior) {
    if (!this.newest) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.newest.scrollIntoView({ block: "start", behavior: calm ? "auto" : behavior });
  }

  ownOf(asked) {
    if (!asked) return;
    const text = asked.text === undefined ? this.labels.get(asked.action) : asked.text;
    if (text) this.own(asked.event, text);
  }

  card(reply, article) {
    const card = element("div", "card");
    const blocks = reply.blocks || [{ kind: "paragraph", text: reply.text }];
    card.append(...blocks.map((block) => (BLOCKS[block.kind] || BLOCKS.paragraph)(block)));
    if (reply.keep) card.append(this.keeping(reply, article));
    return card;
  }

  keeping(reply, article) {
    const row = element("div", "keeping");
    const printing = element("button", "", TEXTS.print);
    printing.type = "button";
    printing.addEventListener("click", () => printOnly(article));
    const copying = element("button", "", TEXTS.copy);
    copying.type = "button";
    copying.addEventListener("click", async () => {
      try {
        await copy(reply.text);
        copying.textContent = TEXTS.copied;
      } catch {
        copying.textContent = TEXTS.notCopied;
      }
      setTimeout(() => (copying.textContent = TEXTS.copy), 2500);
    });
    row.append(printing, copying);
    return row;
  }

  choices(buttons) {
    const group = element("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", TEXTS.choices);
    for (const { label, action } of buttons) {
      this.labels.set(action, label);
      const button = element("button", "", label);
      button.type = "button";
      button.addEventListener("click", () => this.press(action, label));
      group.append(button);
    }
    return group;
  }
}
