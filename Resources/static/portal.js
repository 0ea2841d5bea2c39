// Niceties only: every journey works without this file.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => root.querySelectorAll(selector);

// A link or button that asks first: the dialog asks instead of the page the link leads to.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
  one("[data-close]", dialog)?.focus();
});

// A click beside a dialog's words closes it; only one menu is open, and a click outside or Escape closes it.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.matches("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right
      && event.clientY >= box.top && event.clientY <= box.bottom;
    // A key pressed on a button is a click without a place.
    if (!inside && event.detail) event.target.close();
  }
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.menu[open]")) {
    menu.open = false;
    if (menu.contains(document.activeElement)) one("summary", menu).focus();
  }
});

// "/" or Ctrl+K goes to the search field: the list's own if there is one, else the one for everything.
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!slash && !chord) return;
  if (slash && event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (one("dialog[open]")) return;
  const field = [...all("main [data-search]"), ...all("[data-search]")].find((item) => item.checkVisibility?.() ?? true);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// A form that was sent shows it, and is not sent twice. The server has its own guard; this one is for the eyes.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented || (button?.formMethod || form.method) !== "post" || form.matches("[data-themes]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  // Not disabled: a disabled button would not send its own name and value.
  button?.setAttribute("aria-busy", "true");
});
// Back to a page that was kept: its forms can be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const button of all("[aria-busy=true]")) button.removeAttribute("aria-busy");
});

// A filter chosen with the pointer applies at once; with the keyboard one may still be looking, and presses the button.
let pointed = null;
document.addEventListener("pointerdown", (event) => { pointed = event.target.closest("[data-auto]"); });
document.addEventListener("keydown", () => { pointed = null; });
document.addEventListener("change", (event) => {
  if (event.target === pointed && event.target.matches("[data-auto]")) event.target.form?.requestSubmit();
});

// The appearance changes under the eyes; the server remembers it.
for (const form of all("form[data-themes]")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, button));
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    if (button.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = button.value;
    for (const other of all("button", form)) other.removeAttribute("aria-pressed");
    button.setAttribute("aria-pressed", "true");
  });
}

// A password may be looked at while it is typed.
for (const button of all("[data-reveal]")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
  // Sent as a password, so that no browser keeps it among the words it suggests.
  field.form?.addEventListener("submit", () => { field.type = "password"; });
}

// How good a new password is, in words, from its length and variety; the server alone knows the well-known ones.
const strength = (text) => {
  const signs = [...text.normalize("NFC").toLowerCase()];
  if (signs.length < 8) return "short";
  const different = new Set(signs).size;
  // Neither the same again nor the next in a row, as in "aaaa" and "1234".
  const steps = signs.filter((sign, at) => at && Math.abs(sign.codePointAt(0) - signs[at - 1].codePointAt(0)) > 1).length;
  const oneWord = /^[\x20-\x40]*\p{L}{0,9}[\x20-\x40]*$/u.test(text);
  if (different < 5 || steps < signs.length / 2 || (oneWord && signs.length < 14)) return "weak";
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length;
  const sentence = text.split(/[^\p{L}]+/u).filter(Boolean).length >= 3;
  return signs.length >= 16 && different >= 8 && (sentence || kinds >= 3) ? "strong" : "good";
};
for (const words of all("[data-strength]")) {
  const field = document.getElementById(words.dataset.strength);
  field.addEventListener("input", () => {
    const said = field.value ? words.dataset[strength(field.value)] : "";
    // Said again only when it changes, so that nobody hears it at every key.
    if (words.textContent !== said) words.textContent = said;
  });
}

// The list of what is wrong is where the reader starts.
one("[data-errors]")?.focus();

// An interrupted network is said.
const offline = one("[data-offline]");
const connection = () => { if (offline) offline.hidden = navigator.onLine; };
addEventListener("online", connection);
addEventListener("offline", connection);
connection();
