// A <dialog open> in the page becomes a modal box that its button opens.
export function enhanceDialogs(root) {
  for (const box of root.querySelectorAll("dialog[data-dialog-box]")) {
    if (box.dataset.enhanced) continue;
    box.dataset.enhanced = "true";
    if (!box.querySelector("[data-error-summary], .field--wrong")) box.removeAttribute("open");
    box.querySelector("[data-dialog-close]").hidden = false;
  }
  for (const opener of root.querySelectorAll("[data-dialog]")) {
    opener.addEventListener("click", (event) => {
      const box = document.getElementById(opener.dataset.dialog);
      if (!box) return;
      event.preventDefault();
      box.removeAttribute("open");
      box.showModal();
    });
  }
}
