// The scoring page: one tap saves one criterion; digits, Enter and Ctrl+Enter do what the buttons do.
import { Outbox } from "./outbox.js";

const page = document.querySelector("[data-scoring]");
const marks = [...page.querySelectorAll(".mark")];
const parts = [...page.querySelectorAll("[data-part]")];
const words = document.querySelector("[data-net-words]");
const retry = document.querySelector("[data-retry]");
let current = null;

const markOf = (code) => marks.find((mark) => mark.dataset.code === code);
const choiceOf = (mark) => mark.querySelector(`input[name="muc-${CSS.escape(mark.dataset.code)}"]:checked`);
const noteOf = (mark) => mark.querySelector("textarea").value;

function tell(state, sentence) {
  words.textContent = sentence;
  words.dataset.state = state;
  retry.hidden = state !== "failed";
}

function statusOf(code, state, sentence) {
  const status = markOf(code).querySelector("[data-status]");
  status.textContent = sentence;
  status.dataset.state = state;
}

const outbox = new Outbox(page.dataset.save, page.querySelector("[name=csrfmiddlewaretoken]").value, {
  onSending(code) {
    statusOf(code, "sending", "Đang gửi…");
    tell("sending", "Đang gửi…");
  },
  onReceived(code, answer) {
    statusOf(code, "received", answer.received);
    markOf(code).dataset.answered = "";
    for (const field of document.querySelectorAll("[data-foot]")) field.textContent = answer[field.dataset.foot] ?? "";
    countParts();
    tell("received", answer.received);
  },
  onFailed(code) {
    statusOf(code, "failed", "chưa gửi được – thử lại");
    tell("failed", `${outbox.waiting.size} tiêu chí chưa gửi được – đang giữ trên trang này`);
  },
  onRefused(code, sentence) {
    statusOf(code, "refused", sentence);
    tell("refused", sentence);
  },
});

function countParts() {
  for (const part of parts) {
    const own = [...part.querySelectorAll(".mark")];
    const done = own.filter((mark) => "answered" in mark.dataset).length;
    page.querySelector(`[data-count="${part.dataset.part}"]`).textContent = `${done}/${own.length}`;
  }
}

function save(mark) {
  const chosen = choiceOf(mark);
  if (chosen) outbox.put(mark.dataset.code, chosen.value, noteOf(mark));
  else if (noteOf(mark)) statusOf(mark.dataset.code, "refused", "Hãy chọn mức; ghi chú được gửi cùng mức.");
}

function showPart(code) {
  for (const part of parts) part.hidden = part.dataset.part !== code;
  for (const link of page.querySelectorAll("[data-step]:is(a)")) {
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

function choose(digit) {
  const wanted = digit === "0" ? `input[data-digit="0"], input[data-zero]` : `input[data-digit="${digit}"]`;
  const options = [...current.querySelectorAll(wanted)].filter((input) => input.offsetParent !== null);
  const cases = [...current.querySelectorAll("[data-case-choice]")];
  const target = cases.length && !cases.some((input) => input.checked) && digit !== "0" ? cases[Number(digit) - 1] : options[0];
  if (!target) return;
  target.focus({ preventScroll: true });
  target.click();
}

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
page.addEventListener("focusin", (event) => { const mark = event.target.closest(".mark"); if (mark) setCurrent(mark); });
retry.addEventListener("click", () => outbox.flush());

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
  await outbox.flush();
  if (outbox.unsent) tell("failed", `${outbox.unsent} tiêu chí chưa gửi được – đang giữ trên trang này`);
  else window.location.assign(address);
}
for (const link of document.querySelectorAll("[data-seal], [data-next-product]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); leave(link.href); });
}

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog:modal") || event.target.closest("textarea, summary")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.querySelector("[data-next-product]")?.click();
  } else if (event.key === "Enter" && !event.target.closest("a, button")) {
    event.preventDefault();
    nextButton.click();
  } else if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey && current) {
    event.preventDefault();
    choose(event.key);
  }
});

if (window.matchMedia("(width < 45rem)").matches) page.querySelector("[data-proofs]").open = false;
const wanted = document.getElementById(window.location.hash.slice(1));
const start = wanted?.matches(".mark") ? wanted : wanted?.querySelector(".mark");
goTo(start ?? marks.find((mark) => !("answered" in mark.dataset)) ?? marks[0], { focus: Boolean(start) });
