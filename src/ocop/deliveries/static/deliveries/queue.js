// Sends what the device keeps: one record at a time, from one tab at a time, until a receipt comes. Nothing is let go without one.
import { endingAfter, isMine, sessionState } from "../web/js/session.js";
import { counts, keep, note, recordsOf, remove } from "./store.js";

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;
const PATIENCE = 15000;
const NO_RIGHT = "Bạn không còn quyền làm việc này; hãy hỏi người quản trị.";

const token = () =>
  document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

// Without crypto.randomUUID (plain http) a key of the same form is made from random bytes.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class DeviceQueue extends EventTarget {
  constructor(owner) {
    super();
    this.owner = String(owner);
    this.state = "online";
    this.pause = FIRST_PAUSE;
    this.sending = null;
    this.refused = new Set(); // refused since this page opened: not asked again by itself
    window.addEventListener("online", () => this.flush());
  }

  // Keep first, send then. `place` names what the values are for: a newer value for the same place takes the older one's part.
  async put({ address, place, values, label, page = window.location.pathname }) {
    const record = { key: newKey(), owner: this.owner, address, place, values, label, page, at: Date.now(), reason: "" };
    await keep(record);
    await this.tell("kept", { record });
    this.flush();
    return record.key;
  }

  records() { return recordsOf(this.owner); }
  counts() { return counts(this.owner); }

  // Another tab may hold the lock: then that tab sends, and this one looks again afterwards.
  flush() {
    clearTimeout(this.timer);
    this.sending ??= this.locked(() => this.drain()).finally(() => { this.sending = null; });
    return this.sending;
  }

  locked(work) {
    return navigator.locks ? navigator.locks.request(`ocop-unsent-${this.owner}`, work) : work();
  }

  async drain() {
    for (;;) {
      const waiting = (await this.records()).filter((one) => !this.refused.has(one.key));
      if (waiting.length === 0) break;
      await this.become("sending", { count: waiting.length });
      if (!(await this.send(waiting[0]))) return;
    }
    this.pause = FIRST_PAUSE;
    await this.become((await this.counts()).own ? "refused" : "online");
  }

  // True: go on with the next one. False: the server could not be reached or did not know us; try later.
  async send(record, again = false) {
    let answer, response;
    try {
      response = await fetch(record.address, {
        method: "POST",
        redirect: "manual",
        headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", "X-Ocop-Person": this.owner, "Idempotency-Key": record.key },
        body: new URLSearchParams(record.values),
        signal: endingAfter(PATIENCE),
      });
      answer = response.type === "opaqueredirect" ? null : await response.json().catch(() => null);
    } catch {
      return this.later("offline");
    }
    if (response.ok && answer?.received) {
      await remove(record.key);
      await this.tell("received", { record, answer });
      return true;
    }
    if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) return this.unknown(record, again);
    if (answer?.sentence) return this.refuse(record, answer.sentence);
    return this.later("failed");
  }

  // The server did not know us, or does not let us: an old token is fresh now, another sign-in waits for its person, a lost right is said.
  async unknown(record, again) {
    try {
      if (!isMine(await sessionState())) return this.later("signed-out");
    } catch {
      return this.later("offline");
    }
    return again ? this.refuse(record, NO_RIGHT) : this.send(record, true);
  }

  async refuse(record, sentence) {
    this.refused.add(record.key);
    await note(record.key, { reason: sentence });
    await this.tell("refusal", { record, sentence });
    return true;
  }

  async later(state) {
    const at = new Date(Date.now() + this.pause);
    this.timer = setTimeout(() => this.flush(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    await this.become(state, { at });
    return false;
  }

  async become(state, detail = {}) {
    this.state = state;
    await this.tell("state", { state, ...detail });
  }

  async tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail: { ...detail, ...(await this.counts()) } }));
  }
}
