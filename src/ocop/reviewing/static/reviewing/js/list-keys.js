// J and K walk through the rows of a work list, Enter opens the row; each key has its button (shell.js presses it).
const box = document.querySelector("[data-list-keys]");
const links = [...document.querySelectorAll(".work-table .main-cell > a")];

if (box && links.length > 0) {
  let at = -1;
  box.hidden = false;
  document.addEventListener("focusin", (event) => {
    const index = links.indexOf(event.target);
    if (index >= 0) at = index;
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-move], button[data-open]");
    if (!button) return;
    if ("open" in button.dataset) {
      links[Math.max(at, 0)].click();
      return;
    }
    at = Math.min(Math.max(at + Number(button.dataset.move), 0), links.length - 1);
    links[at].focus();
    links[at].closest("tr").scrollIntoView({ block: "nearest" });
  });
}

// One box ticks every row; the number ticked stands beside the bulk buttons.
const all = document.querySelector("[data-tick-all]");
const ticks = [...document.querySelectorAll("[data-tick]")];
const counter = document.querySelector("[data-ticked]");

function count() {
  const ticked = ticks.filter((tick) => tick.checked).length;
  if (counter) counter.textContent = `Đã chọn ${ticked} ${counter.dataset.ticked || "hồ sơ"}`;
  if (all) {
    all.checked = ticked > 0 && ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
  }
}

if (all) {
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
    count();
  });
}
for (const tick of ticks) tick.addEventListener("change", count);
if (ticks.length > 0) {
  count();
  window.addEventListener("pageshow", count);
}
