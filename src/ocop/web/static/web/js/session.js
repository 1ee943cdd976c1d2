// The sign-in of a page ends while somebody works on it: a warning a minute before, afterwards a sign-in in place. The page stays as it
// is; its forms get fresh tokens, and what was pressed goes on by itself. Without this script the server keeps what was sent instead.
const WARNING = 60; // seconds before the end
const PATIENCE = 8000;
const watch = document.querySelector("template[data-session-watch]");
const mine = watch ? Number(watch.dataset.person) : null;
const others = "BroadcastChannel" in window ? new BroadcastChannel("ocop-session") : null;
let endsAt = watch ? Date.now() + Number(watch.dataset.seconds) * 1000 : 0;
let heardAt = Date.now(); // when the server last said who is signed in, and the secret of that sign-in
let cookieHeard = null;
let timer = null;
let warning = null;
let asking = null;
let box = null;

// Ends a request after so many milliseconds: a signal that does it by itself is known since 2022.
export function endingAfter(milliseconds) {
  const end = new AbortController();
  setTimeout(() => end.abort(), milliseconds);
  return end.signal;
}

async function call(address, options = {}) {
  return fetch(address, { cache: "no-store", headers: { "X-Requested-With": "page" }, signal: endingAfter(PATIENCE), ...options });
}

// Who is signed in here, for how long; a page of the same person takes the fresh token at once. Throws where the server is not reached.
export async function sessionState(options) {
  const response = await call(watch.dataset.state, options);
  if (!response.ok) throw new Error(String(response.status));
  const now = await response.json();
  if (now.person === mine) heard(now);
  return now;
}

export const isMine = (now) => now.person === mine;
export const pageOf = () => mine;

function heard({ seconds, token }) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  if (document.body.hasAttribute("hx-headers")) document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  endsAt = Date.now() + seconds * 1000;
  [heardAt, cookieHeard] = [Date.now(), cookie()];
  plan();
}

function plan() {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(0, endsAt - Date.now() - WARNING * 1000));
}

// Time to look: another page of this person may have prolonged the session meanwhile, or somebody ended it.
async function look() {
  clearTimeout(timer);
  let now;
  try { now = await sessionState(); } catch { timer = setTimeout(look, 5000); return; }
  if (!isMine(now)) { signInHere(now); return; }
  if (now.seconds <= WARNING) warn();
  else warning?.close();
}

function made(selector) {
  const piece = watch.content.querySelector(selector).cloneNode(true);
  document.body.append(piece);
  return piece;
}

function warn() {
  clearTimeout(timer);
  if (warning) return;
  warning = made("[data-session-warning]");
  const shown = warning;
  const left = shown.querySelector("[data-session-left]");
  const tick = setInterval(() => {
    const seconds = Math.round((endsAt - Date.now()) / 1000);
    left.textContent = String(Math.max(0, seconds));
    if (seconds <= 0) { shown.close(); look(); }
  }, 1000);
  shown.addEventListener("close", () => { clearInterval(tick); shown.remove(); warning = null; });
  shown.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  shown.querySelector("[data-session-stay]").addEventListener("click", stay);
  shown.showModal();
}

async function stay() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const asked = { method: "POST", headers: { "X-CSRFToken": token, "X-Requested-With": "fetch", "X-Ocop-Person": String(mine) } };
  try { await sessionState(asked); } catch { look(); return; }
  warning?.close();
  others?.postMessage("prolonged");
}

// Ask for the sign-in in a box over the page; true once the person of the page is signed in, false when they put it off.
export function signInHere(now = null) {
  asking ??= ask(now).finally(() => { asking = null; });
  return asking;
}

function ask(now) {
  warning?.close();
  box = made("[data-session-box]");
  const own = box;
  return new Promise((resolve) => {
    let done = false;
    own.addEventListener("signed-in", () => { done = true; own.close(); });
    own.addEventListener("close", () => {
      own.remove();
      resolve(done);
      if (!done) return;
      others?.postMessage("signed in");
      document.dispatchEvent(new CustomEvent("ocop:signed-in"));
    });
    own.querySelector("[data-session-later]").addEventListener("click", () => own.close());
    own.querySelector("[data-session-again]").addEventListener("click", () => step());
    own.querySelector("[data-session-own]").addEventListener("click", signOutFirst);
    own.showModal();
    if (now?.person) showOther();
    else step();
  });
}

const part = (name) => box.querySelector(`[data-session-${name}]`);

function say(words) {
  const line = part("words");
  line.textContent = words ? line.dataset[words] : "";
  part("again").hidden = words !== "offline";
}

function showOther() {
  for (const line of box.querySelectorAll("[data-session-why]")) line.hidden = line.dataset.sessionWhy !== "other";
  part("step").replaceChildren();
  part("own").hidden = false;
  say("");
}

async function signOutFirst() {
  try {
    const { token } = await (await call(watch.dataset.state)).json();
    if (token) await call(watch.dataset.signOut, { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: token }) });
  } catch { say("offline"); return; }
  for (const line of box.querySelectorAll("[data-session-why]")) line.hidden = line.dataset.sessionWhy === "other";
  part("own").hidden = true;
  step();
}

// One step of the sign-in: whatever page the server answers with, its form is shown here; the last step leads to the state.
async function step(address = `${watch.dataset.signIn}?next=${encodeURIComponent(watch.dataset.state)}`, options = {}) {
  say("loading");
  try {
    const response = await call(address, options);
    if (new URL(response.url).pathname === watch.dataset.state) finish(await response.json());
    else show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch { if (box.isConnected) say("offline"); }
}

function finish(now) {
  if (!isMine(now)) { showOther(); return; }
  heard(now);
  box.dispatchEvent(new Event("signed-in"));
}

function show(answer) {
  say("");
  const main = answer.querySelector("main");
  const form = [...main.querySelectorAll("form[method=post]")].find((one) => one.querySelector("input:not([type=hidden])"));
  const wrong = main.querySelector("[data-error-summary]");
  if (!form) { // come back later, an account that is locked: the words of the page
    part("step").replaceChildren(...[...main.children].map((one) => document.adoptNode(one)));
    part("again").hidden = false;
    return;
  }
  for (const foreign of form.querySelectorAll("button[form]")) foreign.remove();
  for (const link of form.querySelectorAll("a")) link.target = "_blank"; // nothing leads away from the page
  const fields = [...form.elements].filter((one) => one.matches("input:not([type=hidden])"));
  const login = fields.find((one) => one.name === "login");
  if (login && !login.value) login.value = watch.dataset.name;
  part("step").replaceChildren(...[wrong, form].filter(Boolean).map((one) => document.adoptNode(one)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    step(form.getAttribute("action") || watch.dataset.signIn, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  });
  (fields.find((one) => !one.value) ?? fields[0]).focus();
}

// A form waits until it is known who is signed in: then it goes with a fresh token, under the same name, or not at all. One that is sent
// soon after the server was heard goes at once, unless it has files, which only this page keeps, or the telephone itself says that it has
// no network: the browser's own page would take the place of what was typed.
const FRESH = 20000;
const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
const isInDoubt = (form) => !navigator.onLine || Date.now() - heardAt > FRESH || Date.now() > endsAt || cookie() !== cookieHeard
  || [...form.querySelectorAll("input[type=file]")].some((one) => one.files.length > 0);
const passed = new WeakSet();
const held = new WeakSet();
let said = null; // the server was not reached and the person was told: the next press goes as the browser would send it

function lost() {
  said?.remove();
  said = made("[data-session-lost]");
  setTimeout(() => { said?.remove(); said = null; }, 12000);
  return false;
}

async function mayGo(form) {
  let now;
  try { now = await sessionState(); } catch { return said && navigator.onLine ? true : lost(); }
  if (isMine(now)) return true;
  if ("leaving" in form.dataset) { form.querySelector("[name=csrfmiddlewaretoken]").value = now.token ?? ""; return true; }
  return signInHere(now);
}

async function hold(event) {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post" || form.closest("[data-session-box]")) return;
  if (passed.delete(form) || !isInDoubt(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (held.has(form)) return;
  held.add(form);
  const button = event.submitter;
  button?.setAttribute("aria-busy", "true");
  const goes = await mayGo(form);
  held.delete(form);
  button?.removeAttribute("aria-busy");
  if (!goes) return;
  passed.add(form);
  form.requestSubmit(button?.isConnected ? button : null);
  passed.delete(form);
}

function watchSession() {
  cookieHeard = cookie();
  plan();
  document.addEventListener("submit", hold, true);
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) signInHere(); });
  for (const [target, name] of [[document, "visibilitychange"], [window, "online"]]) {
    target.addEventListener(name, () => { heardAt = 0; if (!document.hidden && Date.now() > endsAt - WARNING * 1000) look(); });
  }
  window.addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  others?.addEventListener("message", async () => {
    if (!box?.isConnected && !warning) return;
    try {
      const now = await sessionState();
      if (!isMine(now)) return;
      if (now.seconds > WARNING) warning?.close();
      if (box?.isConnected) box.dispatchEvent(new Event("signed-in"));
    } catch { /* the box says it when the person goes on */ }
  });
}

if (watch) watchSession();
