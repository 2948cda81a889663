// What this browser remembers: the conversation's id and what has not been answered yet, so that nothing is lost by a reload.

const CONVERSATION = "troly.conversation";
const PENDING = "troly.pending";

// Storage may be forbidden or full; then the page remembers until it is closed.
const kept = new Map();

function read(key) {
  try {
    const stored = localStorage.getItem(key);
    if (stored !== null) return stored;
  } catch {
    // Forbidden: what is kept here has to do.
  }
  return kept.has(key) ? kept.get(key) : null;
}

function write(key, value) {
  kept.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    erase(key, false);
  }
}

function erase(key, everywhere = true) {
  if (everywhere) kept.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored.
  }
}

/** 128 random bits. `crypto.randomUUID` is missing on plain http, which a commune's own network may use. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const memory = {
  /** The id of this browser's conversation; a new one when there is none. */
  conversation() {
    let id = read(CONVERSATION);
    if (!id || !/^[A-Za-z0-9_-]{1,128}$/.test(id)) {
      id = randomId();
      write(CONVERSATION, id);
    }
    return id;
  },

  /** What was sent and not answered yet, oldest first: {event, text} or {event, action, label}. */
  pending() {
    try {
      const items = JSON.parse(read(PENDING) || "[]");
      return Array.isArray(items) ? items.filter((item) => item && typeof item.event === "string") : [];
    } catch {
      return [];
    }
  },

  add(item) {
    write(PENDING, JSON.stringify([...this.pending(), item]));
  },

  drop(event) {
    write(PENDING, JSON.stringify(this.pending().filter((item) => item.event !== event)));
  },

  forget() {
    erase(CONVERSATION);
    erase(PENDING);
  },

  /** Call back when another tab forgot or changed the conversation. */
  onChange(callback) {
    addEventListener("storage", (event) => {
      if (event.key === CONVERSATION || event.key === null) callback();
    });
  },
};
