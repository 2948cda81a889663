// The line to the server: sending until it answers, and receiving what comes later.

import { memory } from "./memory.js";

const PAUSES = [1, 2, 4, 8, 15]; // seconds between tries
const PATIENCE = 30; // seconds until a try counts as failed
const EXPECT = 60; // seconds that a later reply is announced for
const POLL = 5; // seconds between looks when events don't come

async function fetchJson(path, options = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE * 1000);
  try {
    const response = await fetch(path, { ...options, cache: "no-store", signal: abort.signal });
    const data = await response.json();
    return { status: response.status, data, after: Number(response.headers.get("Retry-After")) || 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** A pause that ends early when the network comes back. */
function pause(seconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    addEventListener("online", done);
  });
}

/** Try until the server answers with something final. `report` hears "ok", "offline" or "waiting". */
async function insist(path, options, report) {
  for (let tries = 0; ; tries += 1) {
    let wait = PAUSES[Math.min(tries, PAUSES.length - 1)];
    try {
      const { status, data, after } = await fetchJson(path, options);
      if (status !== 429 && status < 500) {
        report("ok");
        return { status, data };
      }
      wait = after || wait;
      report("waiting");
    } catch {
      report(navigator.onLine === false ? "offline" : "waiting");
    }
    await pause(wait);
  }
}

export class Line {
  /** `on`: reply(reply), refused(item, message), state("ok" | "offline" | "waiting"), working(bool). */
  constructor(conversation, on) {
    this.conversation = conversation;
    this.on = on;
    this.last = 0; // the newest reply seen
    this.sending = false;
    this.expected = new Set(); // events taken by the server whose replies come later
    this.stream = null;
    this.timer = 0;
  }

  /** All replies so far. */
  async history() {
    const { data } = await insist(this.path("/api/chat", 0), {}, this.on.state);
    return data.replies || [];
  }

  /** Send something, after what waits already. It is remembered until the server has answered. */
  send(item) {
    memory.add(item);
    this.flush();
  }

  /** Send what waits, one after the other, each with the event id that it got once and for all. */
  async flush() {
    if (this.sending) return;
    this.sending = true;
    for (let [item] = memory.pending(); item; [item] = memory.pending()) {
      this.showWorking();
      await this.deliver(item);
      memory.drop(item.event);
    }
    this.sending = false;
    this.showWorking();
  }

  async deliver(item) {
    const { event, text, action } = item;
    const content = action === undefined ? { text } : { action };
    const { status, data } = await insist(
      "/api/chat",
      {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ conversation: this.conversation, event, ...content }),
      },
      this.on.state,
    );
    if (status !== 200) {
      this.on.refused(item, data.error && data.error.message);
    } else if (data.replies.length) {
      data.replies.forEach((reply) => this.take(reply));
    } else {
      this.expected.add(event);
      setTimeout(() => this.giveUp(event), EXPECT * 1000);
      this.look();
    }
  }

  take(reply) {
    this.last = Math.max(this.last, reply.id);
    if (reply.asked) this.expected.delete(reply.asked.event);
    this.on.reply(reply);
    this.showWorking();
  }

  giveUp(event) {
    this.expected.delete(event);
    this.showWorking();
  }

  showWorking() {
    this.on.working(this.sending ? memory.pending().length > 0 : this.expected.size > 0);
  }

  /** Listen for later replies while the page is looked at; a hidden page needs neither line nor battery. */
  listen() {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", () => this.open());
    this.open();
  }

  open() {
    if (this.stream || document.hidden) return;
    if (!("EventSource" in window)) {
      this.look();
      return;
    }
    this.stream = new EventSource(this.path("/api/chat/events", this.last));
    this.stream.onmessage = (event) => this.take(JSON.parse(event.data));
    this.stream.onerror = () => {
      // A browser connects again by itself unless it was answered with an error.
      if (this.stream && this.stream.readyState === EventSource.CLOSED) {
        this.close();
        this.look();
      }
    };
  }

  close() {
    if (this.stream) this.stream.close();
    this.stream = null;
    clearTimeout(this.timer);
    this.timer = 0;
  }

  /** Ask for later replies from time to time, as long as events don't bring them. */
  look() {
    if (this.timer) return;
    this.timer = setTimeout(async () => {
      try {
        const { status, data } = await fetchJson(this.path("/api/chat", this.last));
        if (status === 200) data.replies.forEach((reply) => this.take(reply));
      } catch {
        // The next look may do better.
      }
      this.timer = 0;
      this.open();
      if (!document.hidden && (!this.stream || this.expected.size)) this.look();
    }, POLL * 1000);
  }

  path(path, after) {
    return `${path}?conversation=${encodeURIComponent(this.conversation)}&after=${after}`;
  }
}
