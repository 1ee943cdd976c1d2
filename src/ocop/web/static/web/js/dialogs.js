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

// Is a box open over the page? Then keys are its own.
export const boxIsOpen = () => document.querySelector("dialog[open]") !== null;

// Show a box made here, with the button that closes it; once closed it is gone.
export function openBox(box, words) {
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.className = "button button--secondary";
  close.textContent = words;
  form.append(close);
  box.append(form);
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
