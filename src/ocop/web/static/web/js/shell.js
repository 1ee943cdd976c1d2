// Loaded on every page. Everything here makes a page quicker; nothing here is needed to use it.
import { enhanceDialogs } from "./dialogs.js";
import { enhanceKeys } from "./keys.js";
import { enhanceForms } from "./forms.js";

const summary = document.querySelector("[data-error-summary]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    const label = field.labels?.[0] ?? field;
    label.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}

for (const menu of document.querySelectorAll("details[data-menu]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

document.querySelector(".worknav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

enhanceDialogs(document);
enhanceForms(document);
enhanceKeys(document);
document.addEventListener("htmx:afterSwap", (event) => {
  enhanceDialogs(event.target);
  enhanceForms(event.target);
});
