// What this device has not sent yet, in IndexedDB. Values are enciphered with a key that cannot leave the browser;
// where the browser has no cipher (plain http in a hall) they are kept as they are, which the record says.
const NAME = "ocop-unsent";
let opening = null;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const records = request.result.createObjectStore("records", { keyPath: "key" });
      records.createIndex("owner", "owner");
      request.result.createObjectStore("ciphers", { keyPath: "owner" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

// `change` runs on the store at once: a transaction closes itself as soon as it has nothing to do.
async function within(store, mode, change) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(store, mode, { durability: "strict" });
    const request = change(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

async function cipherOf(owner) {
  if (!globalThis.crypto?.subtle) return null;
  const known = await within("ciphers", "readonly", (store) => store.get(owner));
  if (known) return known.cipher;
  const cipher = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await within("ciphers", "readwrite", (store) => store.add({ owner, cipher })).catch(() => {}); // another tab was first
  return (await within("ciphers", "readonly", (store) => store.get(owner))).cipher;
}

async function closed(owner, values) {
  const cipher = await cipherOf(owner);
  if (!cipher) return { open: values };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(values));
  return { iv, text: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, cipher, text) };
}

async function opened(record) {
  if (record.values.open) return { ...record, values: record.values.open };
  const cipher = await cipherOf(record.owner);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: record.values.iv }, cipher, record.values.text);
  return { ...record, values: JSON.parse(new TextDecoder().decode(text)) };
}

// Keep a record; an older one of the same owner and place is replaced in the same transaction.
export async function keep(record) {
  const values = await closed(record.owner, record.values);
  await within("records", "readwrite", (store) => {
    const cursor = store.index("owner").openCursor(record.owner);
    cursor.onsuccess = () => {
      const found = cursor.result;
      if (!found) { store.put({ ...record, values }); return; }
      if (found.value.place === record.place && found.value.key !== record.key) found.delete();
      found.continue();
    };
    return null;
  });
}

export const remove = (key) => within("records", "readwrite", (store) => store.delete(key));

export async function note(key, changes) {
  await within("records", "readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => { if (request.result) store.put({ ...request.result, ...changes }); };
    return null;
  });
}

// The records of one person, oldest first, opened.
export async function recordsOf(owner) {
  const found = await within("records", "readonly", (store) => store.index("owner").getAll(owner));
  return Promise.all(found.sort((one, other) => one.at - other.at).map(opened));
}

export async function counts(owner) {
  const all = await within("records", "readonly", (store) => store.index("owner").count());
  const own = await within("records", "readonly", (store) => store.index("owner").count(owner));
  return { own, others: all - own };
}

// After the last receipt the cipher has no work left; a new one is made when it is needed again.
export async function forgetCipher(owner) {
  if ((await counts(owner)).own === 0) await within("ciphers", "readwrite", (store) => store.delete(owner));
}
