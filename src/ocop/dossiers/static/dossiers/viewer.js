// A file opens where its link stands, page by page; the page after is fetched while this one is read. Without scripts it is a page of its own.
import { signInHere } from "../web/js/session.js";

class SignedOut extends Error {}
const PLACES = ".split, .scoring-page";
const ahead = new Map();

async function fetched(address) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } });
  if (answer.status === 401) throw new SignedOut();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const viewer = page.querySelector("[data-viewer]");
  if (!viewer) throw new Error("no viewer");
  return document.adoptNode(viewer); // its picture begins to load at once
}

// What the person asked for: when the sign-in ended, they sign in here and go on reading.
async function get(address) {
  const waiting = ahead.get(address) ?? fetched(address);
  ahead.delete(address);
  try {
    return await waiting;
  } catch (fault) {
    if (!(fault instanceof SignedOut) || !(await signInHere())) throw fault;
    return fetched(address);
  }
}

function look(viewer) {
  const after = viewer.querySelector("[data-viewer-go=after]")?.href;
  ahead.clear();
  if (after) {
    const waiting = fetched(after);
    waiting.catch(() => ahead.delete(after));
    ahead.set(after, waiting);
  }
}

function ready(viewer, opener) {
  const close = viewer.querySelector("[data-viewer-close]");
  close.hidden = !opener;
  close.addEventListener("click", () => shut(viewer, opener));
  viewer.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-viewer-go]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(viewer, link.href, link.dataset.viewerGo, opener);
  });
  viewer.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && opener) {
      event.preventDefault();
      event.stopPropagation();
      shut(viewer, opener);
    }
    const link = viewer.querySelector(`[data-viewer-go=${{ ArrowLeft: "before", ArrowRight: "after", "+": "larger", "-": "smaller" }[event.key]}]`);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    link.click();
  });
  look(viewer);
}

async function go(viewer, address, how, opener) {
  let next;
  try {
    next = await get(address);
  } catch (fault) {
    if (!(fault instanceof SignedOut)) location.assign(address);
    return;
  }
  const was = viewer.querySelector(".viewer__window");
  const part = was && how !== "before" && how !== "after" ? was.scrollTop / was.scrollHeight : 0;
  viewer.replaceWith(next);
  ready(next, opener);
  const shown = next.querySelector(".viewer__window");
  if (shown) shown.scrollTop = part * shown.scrollHeight;
  (next.querySelector(`[data-viewer-go=${how}]`) ?? shown)?.focus({ preventScroll: true });
  if (!opener) history.replaceState(null, "", address);
}

function shut(viewer, opener) {
  const place = viewer.closest(PLACES);
  viewer.remove();
  if (place && !place.querySelector("[data-viewer]")) place.classList.remove("viewing");
  opener.focus();
}

async function open(link) {
  const viewer = await get(link.href);
  document.querySelectorAll("[data-viewer]").forEach((other) => other.remove());
  const card = link.closest(".evidence");
  if (card) card.append(viewer);
  else link.after(viewer);
  link.closest(PLACES)?.classList.add("viewing");
  ready(viewer, link);
  (viewer.querySelector(".viewer__window") ?? viewer.querySelector("a"))?.focus({ preventScroll: true });
  viewer.scrollIntoView({ block: "nearest" });
  viewer.dispatchEvent(new CustomEvent("viewer:opened", { bubbles: true }));
}

const own = document.querySelector("[data-viewer]");
if (own) {
  ready(own, null);
  own.querySelector(".viewer__window")?.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-view]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch((fault) => { if (!(fault instanceof SignedOut)) location.assign(link.href); });
});
