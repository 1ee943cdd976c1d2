// Draws the list of what this device keeps. There is no button to throw work away: a receipt removes it, or a newer value does.
import { queue } from "./bar.js";

const list = document.querySelector("[data-unsent-list]");
const row = document.querySelector("[data-unsent-row]");
const empty = document.querySelector("[data-unsent-empty]");
const others = document.querySelector("[data-unsent-others]");
const clock = new Intl.DateTimeFormat("vi", {
  day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit",
});

async function draw() {
  const [records, counted] = [await queue.records(), await queue.counts()];
  list.replaceChildren(...records.map((record) => {
    const item = row.content.cloneNode(true);
    item.querySelector("[data-label]").textContent = record.label;
    item.querySelector("[data-when]").textContent = `làm lúc ${clock.format(record.at)}`;
    item.querySelector("[data-reason]").textContent = record.reason ? `Máy chủ chưa nhận: ${record.reason}` : "Đang chờ gửi";
    item.querySelector("[data-page]").href = record.page;
    return item;
  }));
  empty.hidden = records.length > 0;
  others.hidden = counted.others === 0;
  others.textContent = `Máy này còn giữ ${counted.others} việc của người khác đã dùng máy; họ cần đăng nhập để gửi.`;
}

for (const name of ["kept", "received", "refusal", "state"]) queue.addEventListener(name, draw);
draw();
