// Warn before typed answers are left, say what was chosen for upload, and send a form once.
const megabytes = (bytes) => new Intl.NumberFormat("vi", { maximumFractionDigits: 1 }).format(bytes / 1048576);

function guard(form) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

function preview(input) {
  const list = document.createElement("ul");
  list.className = "plain upload-list";
  list.setAttribute("role", "status");
  input.after(list);
  input.addEventListener("change", () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const row = document.createElement("li");
      row.textContent = `${file.name} – ${megabytes(file.size)} MB`;
      if (file.type.startsWith("image/")) {
        const picture = new Image(96, 96);
        const reader = new FileReader();
        reader.addEventListener("load", () => { picture.src = reader.result; });
        reader.readAsDataURL(file);
        picture.alt = "";
        row.prepend(picture);
      }
      return row;
    }));
  });
}

// The browser's own file button speaks the browser's language: ours lies under it, and the input, made invisible, on top takes click, drop and key.
function ownWords(picker) {
  const [input, names] = [picker.querySelector("input"), picker.querySelector("[data-file-names]")];
  const none = names.textContent;
  const say = () => { names.textContent = [...input.files].map((file) => file.name).join(", ") || none; };
  picker.classList.add("file-picker--own");
  input.addEventListener("change", say);
  say();
}

function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "true";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
}

export function enhanceForms(root) {
  for (const form of root.querySelectorAll("form")) {
    if (form.dataset.enhanced) continue;
    form.dataset.enhanced = "true";
    if ("guard" in form.dataset) guard(form);
    if (form.method === "post" && !form.hasAttribute("hx-post")) sendOnce(form);
    form.querySelectorAll("[data-file-picker]").forEach(ownWords);
    form.querySelectorAll("input[type=file][data-preview]").forEach(preview);
  }
}
