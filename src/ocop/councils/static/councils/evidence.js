// Pictures of the dossier open in place, in a box on the same page; other files are downloads.
import { openBox } from "../web/js/dialogs.js";

function show(address, title) {
  const box = document.createElement("dialog");
  box.className = "dialog picture-box";
  box.setAttribute("aria-label", title);
  const picture = new Image();
  picture.src = address;
  picture.alt = title;
  box.append(picture);
  openBox(box, "Đóng ảnh");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-picture], .evidence:has(.evidence__picture img) .evidence__title a");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(link.dataset.picture ?? `${link.href}anh/?co=lon`, link.textContent.trim());
});
