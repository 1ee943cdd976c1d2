// Sends one criterion at a time, newest choice first kept, and keeps what did not arrive until it does.
const PAUSE = 4000;

export class Outbox {
  constructor(address, token, { onSending, onReceived, onFailed, onRefused }) {
    Object.assign(this, { address, token, onSending, onReceived, onFailed, onRefused });
    this.waiting = new Map();
    this.busy = null;
    window.addEventListener("online", () => this.flush());
    window.addEventListener("beforeunload", (event) => { if (this.unsent) event.preventDefault(); });
  }

  get unsent() { return this.waiting.size + (this.busy ? 1 : 0); }

  put(code, choice, note) {
    this.waiting.set(code, { choice, note });
    return this.flush();
  }

  flush() {
    clearTimeout(this.timer);
    this.busy ??= this.drain().finally(() => { this.busy = null; if (this.waiting.size && !this.failed) this.flush(); });
    return this.busy;
  }

  async drain() {
    this.failed = false;
    while (this.waiting.size && !this.failed) {
      const [code, mark] = this.waiting.entries().next().value;
      this.waiting.delete(code);
      this.onSending(code);
      await this.send(code, mark);
    }
  }

  async send(code, mark) {
    let answer;
    try {
      answer = await this.post(code, mark);
    } catch {
      if (!this.waiting.has(code)) this.waiting.set(code, mark);
      this.failed = true;
      this.timer = setTimeout(() => this.flush(), PAUSE);
      this.onFailed(code);
      return;
    }
    if (answer.sentence) this.onRefused(code, answer.sentence);
    else this.onReceived(code, answer);
  }

  // A redirect (signed out) or an answer that is not ours counts as not received.
  async post(code, { choice, note }) {
    const response = await fetch(this.address, {
      method: "POST",
      redirect: "error",
      headers: { "X-CSRFToken": this.token, "X-Requested-With": "fetch" },
      body: new URLSearchParams({ tieu_chi: code, muc: choice, ghi_chu: note }),
      signal: AbortSignal.timeout(15000),
    });
    const answer = await response.json();
    if (!response.ok && !answer.sentence) throw new Error("not received");
    return answer;
  }
}
