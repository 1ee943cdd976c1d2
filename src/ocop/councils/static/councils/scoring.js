// The scoring page: one tap saves one criterion; letters, Enter and Ctrl+Enter do what the buttons do.
import { queue } from "../deliveries/bar.js";
import { boxIsOpen } from "../web/js/dialogs.js";
import { signInHere } from "../web/js/session.js";

const page = document.querySelector("[data-scoring]");
const marks = [...page.querySelectorAll(".mark")];
const parts = [...page.querySelectorAll("[data-part]")];
const words = document.querySelector("[data-net-words]");
const restored = document.querySelector("[data-restored]");
const PLACE = `council.mark:${page.dataset.item}:`;
const codeOf = (record) => (record.place.startsWith(PLACE) ? record.place.slice(PLACE.length) : "");
let current = null;

const markOf = (code) => marks.find((mark) => mark.dataset.code === code);
const choiceOf = (mark) => mark.querySelector(`input[name="muc-${CSS.escape(mark.dataset.code)}"]:checked`);
const noteOf = (mark) => mark.querySelector("textarea").value;

function tell(state, sentence) {
  words.textContent = sentence;
  words.dataset.state = state;
}

function statusOf(code, state, sentence) {
  const status = markOf(code).querySelector("[data-status]");
  status.textContent = sentence;
  status.dataset.state = state;
}

// A mark is on this device before it is on its way, and stays there until the server says that it received it.
function keep(mark, choice) {
  const code = mark.dataset.code;
  statusOf(code, "sending", "Đang gửi…");
  return queue.put({
    address: page.dataset.save,
    place: PLACE + code,
    values: { luot: page.dataset.pass, tieu_chi: code, muc: choice, ghi_chu: noteOf(mark) },
    label: `${page.dataset.product} · tiêu chí ${code}`,
    page: `${window.location.pathname}#${mark.id}`,
  });
}

queue.addEventListener("received", (event) => {
  const { record, answer } = event.detail;
  const code = codeOf(record);
  if (!code) return;
  for (const field of document.querySelectorAll("[data-foot]")) field.textContent = answer[field.dataset.foot] ?? "";
  tell("received", answer.received);
  const mark = markOf(code);
  if (!mark) return;
  mark.dataset.answered = "";
  countParts();
  const shown = choiceOf(mark)?.value;
  if (shown === record.values.muc) statusOf(code, "received", answer.received);
});
queue.addEventListener("refusal", (event) => {
  const code = codeOf(event.detail.record);
  if (!code) return;
  if (markOf(code)) statusOf(code, "refused", event.detail.sentence);
  tell("refused", event.detail.sentence);
});
queue.addEventListener("state", async (event) => {
  if (["online", "sending", "refused"].includes(event.detail.state)) return;
  const waiting = (await queue.records()).map(codeOf).filter((code) => code && markOf(code));
  for (const code of waiting) statusOf(code, "failed", "giữ trên máy này, chưa gửi");
  if (waiting.length) tell("failed", `${waiting.length} tiêu chí giữ trên máy này, chưa gửi`);
});

// What a lost network or a dead browser left behind is shown again as it was chosen.
async function restore() {
  const left = (await queue.records()).filter((record) => markOf(codeOf(record)));
  for (const record of left) {
    const mark = markOf(codeOf(record));
    const input = [...mark.querySelectorAll("input[type=radio]")].find((one) => one.name.startsWith("muc-") && one.value === record.values.muc);
    if (input) input.checked = true;
    mark.querySelector("textarea").value = record.values.ghi_chu;
    statusOf(mark.dataset.code, "failed", record.reason || "giữ trên máy này, chưa gửi");
  }
  restored.hidden = left.length === 0;
  restored.querySelector("[data-restored-count]").textContent = String(left.length);
}
restore();

function countParts() {
  for (const part of parts) {
    const own = [...part.querySelectorAll(".mark")];
    const done = own.filter((mark) => "answered" in mark.dataset).length;
    page.querySelector(`[data-count="${part.dataset.part}"]`).textContent = `${done}/${own.length}`;
  }
}

function save(mark) {
  const chosen = choiceOf(mark);
  if (chosen) keep(mark, chosen.value);
  else if (noteOf(mark)) statusOf(mark.dataset.code, "refused", "Hãy chọn mức; ghi chú được gửi cùng mức.");
}

function showPart(code) {
  for (const part of parts) part.hidden = part.dataset.part !== code;
  for (const link of page.querySelectorAll("a[data-step]")) {
    if (link.dataset.step === code) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

function goTo(mark, { focus = true } = {}) {
  if (!mark) return;
  showPart(mark.dataset.step);
  setCurrent(mark);
  if (!focus) return;
  const target = choiceOf(mark) ?? mark.querySelector("input[type=radio]");
  target.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "nearest" });
}

function setCurrent(mark) {
  if (mark === current) return;
  current?.classList.remove("mark--current");
  current = mark;
  mark.classList.add("mark--current");
  for (const proof of page.querySelectorAll(".proof[data-for]")) proof.hidden = proof.dataset.for !== mark.dataset.code;
}

const after = (mark) => marks[marks.indexOf(mark) + 1];

// "A" chooses level A; the case of a criterion with cases first. "0" is no level or the level of 0 points, whichever the criterion has.
function choose(key) {
  const wanted = key === "0" ? "input[data-zero]" : `input[data-letter="${key}"]`;
  const options = [...current.querySelectorAll(wanted)].filter((input) => input.offsetParent !== null);
  const cases = [...current.querySelectorAll("[data-case-choice]")];
  const asksCase = cases.length && !cases.some((input) => input.checked) && key !== "0";
  const target = asksCase ? cases.find((input) => input.value.toUpperCase() === key) : options[0];
  if (!target) return;
  target.focus({ preventScroll: true });
  target.closest("label").scrollIntoView({ block: "nearest" });
  target.click();
}

// A number could mean the place of a level or its points, and they differ: it chooses nothing.
const NO_NUMBERS = "Phím số không chọn mức: hãy bấm chữ trên nút (A, B, C …), hoặc 0.";

// A Vietnamese keyboard may make Â of a second A, and Đ of a second D: the letter that was pressed counts.
// Keys with a name (Backspace, CapsLock, Delete, ArrowDown) are no letters.
const letterOf = (key) => key.normalize("NFC").length > 1 ? "" : key.normalize("NFD")[0].replace(/[đĐ]/, "d").toUpperCase();

page.addEventListener("change", (event) => {
  const mark = event.target.closest(".mark");
  if (!mark) return;
  if (event.target.dataset.caseChoice) {
    mark.querySelectorAll(`input[name="muc-${CSS.escape(mark.dataset.code)}"]`).forEach((input) => { input.checked = false; });
    statusOf(mark.dataset.code, "refused", "Chọn mức của trường hợp này.");
    return;
  }
  save(mark);
});
// On a tablet a paper opens above the marks and stays there: the mark at hand comes below it. Where it does not stay, it is read first.
page.addEventListener("viewer:opened", () => {
  const stays = getComputedStyle(page.querySelector(".scoring-page__dossier")).position === "sticky";
  if (stays && !window.matchMedia("(min-width: 64rem)").matches) current?.scrollIntoView({ block: "start" });
});
page.addEventListener("focusin", (event) => { const mark = event.target.closest(".mark"); if (mark) setCurrent(mark); });

const nextButton = document.querySelector("[data-next-criterion]");
nextButton.hidden = false;
nextButton.addEventListener("click", () => goTo(after(current) ?? marks.find((mark) => !("answered" in mark.dataset)) ?? marks[0]));

for (const link of page.querySelectorAll("a[data-step]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    goTo(page.querySelector(`[data-part="${link.dataset.step}"] .mark`));
    page.scrollIntoView({ block: "start" });
  });
}
for (const part of parts) {
  part.addEventListener("submit", (event) => {
    const following = parts[parts.indexOf(part) + 1];
    event.preventDefault();
    delete part.dataset.sent;
    event.submitter?.removeAttribute("aria-busy");
    if (!following) { leave(document.querySelector("[data-seal]").href); return; }
    goTo(following.querySelector(".mark"));
    page.scrollIntoView({ block: "start" });
  });
}

// Leave only when everything has arrived; otherwise stay and say so.
async function leave(address) {
  await queue.flush();
  if (queue.state === "signed-out" && await signInHere()) await queue.flush();
  const { own } = await queue.counts();
  if (own) tell("failed", `${own} việc chưa gửi được – giữ trên máy này`);
  else window.location.assign(address);
}
for (const link of document.querySelectorAll("[data-seal], [data-next-product]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); leave(link.href); });
}

document.addEventListener("keydown", (event) => {
  if (boxIsOpen() || event.target.closest("textarea, summary")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.querySelector("[data-next-product]")?.click();
  } else if (event.key === "Enter" && !event.target.closest("a, button")) {
    event.preventDefault();
    nextButton.click();
  } else if (event.ctrlKey || event.altKey || event.metaKey || !current) {
    return;
  } else if (/^[1-9]$/.test(event.key)) {
    event.preventDefault();
    statusOf(current.dataset.code, "hint", NO_NUMBERS);
  } else if (event.key === "0" || current.querySelector(`input[data-letter="${CSS.escape(letterOf(event.key))}"]`)) {
    event.preventDefault();
    choose(letterOf(event.key));
  } else if (/^[A-F]$/.test(letterOf(event.key))) {
    statusOf(current.dataset.code, "hint", `Tiêu chí này không có mức ${letterOf(event.key)}.`);
  }
});

if (window.matchMedia("(max-width: 44.99rem)").matches) page.querySelector("[data-proofs]").open = false;
const wanted = document.getElementById(window.location.hash.slice(1));
const start = wanted?.matches(".mark") ? wanted : wanted?.querySelector(".mark");
goTo(start ?? marks.find((mark) => !("answered" in mark.dataset)) ?? marks[0], { focus: Boolean(start) });
