// Pictures of the dossier open in place, in a box on the same page; other files are downloads.
function show(address, title) {
  const box = document.createElement("dialog");
  box.className = "dialog picture-box";
  box.setAttribute("aria-label", title);
  const picture = new Image();
  picture.src = address;
  picture.alt = title;
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.className = "button button--secondary";
  close.textContent = "Đóng ảnh";
  form.append(close);
  box.append(picture, form);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-picture], .evidence:has(.evidence__picture img) .evidence__title a");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(link.dataset.picture ?? `${link.href}anh/?co=lon`, link.textContent.trim());
});
