// The line of a page that works without a network: in words what is online, kept, sent; and a beat that notices a lost server.
import { endingAfter, signInHere } from "../web/js/session.js";
import { DeviceQueue } from "./queue.js";

const BEAT = 2500;
const bar = document.querySelector("[data-queue-bar]");
const words = bar.querySelector("[data-queue-words]");
const count = bar.querySelector("[data-queue-count]");
const retry = bar.querySelector("[data-queue-retry]");
const clock = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const queue = new DeviceQueue(bar.dataset.owner);

const SENTENCES = {
  online: () => "Trực tuyến",
  offline: () => "Ngoại tuyến – vẫn làm được",
  sending: ({ own }) => `Đang gửi ${own} việc…`,
  failed: ({ at }) => `Gửi lỗi – giữ trên máy, thử lại lúc ${clock.format(at)}`,
  "signed-out": () => "Phiên đăng nhập đã hết – việc giữ trên máy, đăng nhập tại đây để gửi",
  refused: () => "Máy chủ chưa nhận một số việc – xem lý do trong danh sách",
};

function show(detail) {
  bar.dataset.state = detail.state;
  words.textContent = SENTENCES[detail.state](detail);
  retry.textContent = detail.state === "signed-out" ? "Đăng nhập tại đây" : "Gửi lại ngay";
  retry.hidden = !["failed", "offline", "refused", "signed-out"].includes(detail.state) || !detail.own;
  showCount(detail);
}

function showCount({ own }) {
  count.hidden = own === 0;
  count.textContent = `${own} việc chưa gửi`;
}

queue.addEventListener("state", (event) => show(event.detail));
for (const name of ["kept", "received", "refusal"]) queue.addEventListener(name, (event) => showCount(event.detail));
retry.addEventListener("click", () => {
  if (queue.state === "signed-out") { signInHere(); return; }
  queue.refused.clear();
  queue.flush();
});
document.addEventListener("ocop:signed-in", () => queue.flush());

// Asked once for what was just done; put off, the button above asks again.
let putOff = 0;
queue.addEventListener("kept", () => { putOff = 0; });
queue.addEventListener("state", async ({ detail }) => {
  if (detail.state !== "signed-out" || putOff || !detail.own) return;
  putOff = 1;
  await signInHere();
});
window.addEventListener("offline", () => queue.become("offline"));

// Work that is kept stays kept; leaving is safe. The beat only keeps the words true.
async function beat() {
  if (document.hidden || queue.sending) return;
  let reached = false;
  try {
    reached = (await fetch(bar.dataset.beat, { method: "HEAD", cache: "no-store", signal: endingAfter(BEAT) })).ok;
  } catch { /* the words below say it */ }
  if (!reached && queue.state === "online") await queue.become("offline");
  if (reached && queue.state === "offline") { await queue.become("online"); queue.flush(); }
}
setInterval(beat, BEAT);

navigator.storage?.persist?.();
queue.counts().then(showCount);
queue.flush();
