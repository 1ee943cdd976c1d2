/* Shrinks photos on the phone before they are sent: at most 2,000 px and about 600 KB (a long one more), without the place of taking.
   Without this script the same form sends the photo as it is and the server shrinks it. */
const LONGEST = 2000;
const SHORTER = 1200; // of a screenshot that was scrolled or a panorama: its longest side would leave nothing to read
const HEAVY = 600 * 1024;
const HEAVY_POINT = 0.2; // bytes for each point of a large picture
const QUALITIES = [0.85, 0.75, 0.65, 0.55];

async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [shorter, longer] = [picture.width, picture.height].sort((one, other) => one - other);
  const scale = Math.min(1, longer > 2 * shorter ? SHORTER / shorter : LONGEST / longer);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

const asJpeg = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));

async function shrunk(file) {
  if (!/^image\/(jpeg|heic|heif)$/.test(file.type) || file.size <= HEAVY) return file;
  try {
    const canvas = await drawn(file);
    const heavy = Math.max(HEAVY, HEAVY_POINT * canvas.width * canvas.height);
    let blob = null;
    for (const quality of QUALITIES) {
      blob = await asJpeg(canvas, quality);
      if (blob && blob.size <= heavy) break;
    }
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // a picture this browser cannot read goes to the server, which says what is wrong
  }
}

async function shrinkAll(input) {
  const note = input.closest(".field").querySelector("[data-photo-note]") ?? input.closest(".field").appendChild(document.createElement("p"));
  note.dataset.photoNote = "";
  note.className = "soft";
  note.setAttribute("role", "status");
  note.textContent = "Đang thu nhỏ ảnh…";
  const list = new DataTransfer();
  for (const file of input.files) list.items.add(await shrunk(file));
  input.files = list.files;
  const kilobytes = [...input.files].reduce((sum, file) => sum + file.size, 0) / 1024;
  note.textContent = input.files.length
    ? `Đã chọn ${input.files.length} tệp, ${Math.ceil(kilobytes).toLocaleString("vi-VN")} KB. Tệp đi khi bạn bấm gửi hoặc lưu.`
    : "";
}

for (const input of document.querySelectorAll("[data-photos] input[type=file]")) {
  let busy = null;
  input.addEventListener("change", () => {
    busy = shrinkAll(input).finally(() => { busy = null; });
  });
  input.form?.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    busy.then(() => event.target.requestSubmit(event.submitter));
  });
}
