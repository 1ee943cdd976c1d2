// One key does what a visible button does; "?" lists the keys of the page.
import { boxIsOpen, openBox } from "./dialogs.js";

const isTyping = (element) => element.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function listOfKeys(root) {
  return [...root.querySelectorAll("[data-key]")].map((element) => ({
    key: element.dataset.key,
    words: element.dataset.keyLabel || element.textContent.trim(),
  }));
}

function showHelp(root) {
  document.getElementById("phim-tat")?.remove();
  const box = document.createElement("dialog");
  box.id = "phim-tat";
  box.className = "dialog keys";
  box.setAttribute("aria-labelledby", "phim-tat-ten");
  const title = document.createElement("h2");
  title.id = "phim-tat-ten";
  title.textContent = "Phím tắt của trang này";
  const list = document.createElement("dl");
  for (const { key, words } of [...listOfKeys(root), { key: "?", words: "Bảng phím tắt này" }, { key: "Esc", words: "Đóng" }]) {
    const term = document.createElement("dt");
    const label = document.createElement("kbd");
    label.textContent = key;
    term.append(label);
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    list.append(term, meaning);
  }
  box.append(title, list);
  openBox(box, "Đóng");
}

export function enhanceKeys(root) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || boxIsOpen()) return;
    if (event.key === "?") {
      event.preventDefault();
      showHelp(root);
      return;
    }
    const target = [...root.querySelectorAll("[data-key]")].find((element) => element.dataset.key.toLowerCase() === event.key.toLowerCase());
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.click();
  });
}
