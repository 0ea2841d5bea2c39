// For those who change albums, where scripts run: many files sent at once, each in pieces that survive a cut connection, and niceties of
// the edit mode. Without this file the forms work by themselves.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const PIECE = 4 << 20;
const AT_ONCE = 3;

/** A request that tells how much of it has gone: fetch does not. Resolves with status 0 where the network failed. */
function send(method, url, body, upload) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 180_000;
    if (upload) {
      upload.request = request;
      request.upload.addEventListener("progress", (event) => upload.went(event.loaded));
    }
    request.addEventListener("loadend", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText) ?? {}; } catch { /* A page, or nothing: the status says it. */ }
      resolve({ status: request.status, answer });
    });
    request.send(body);
  });
}

const token = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** One file on its way. */
class Upload {
  constructor(file, uploader) {
    this.file = file;
    this.uploader = uploader;
    this.words = uploader.template.dataset;
    this.row = uploader.template.content.cloneNode(true).firstElementChild;
    one(".upload-name", this.row).textContent = file.name;
    this.bar = one("progress", this.row);
    this.bar.setAttribute("aria-label", file.name);
    for (const button of all("[data-do]", this.row)) {
      button.setAttribute("aria-label", `${button.textContent.trim()} – ${file.name}`);
      button.addEventListener("click", () => (button.dataset.do === "retry" ? this.retry() : this.cancel()));
    }
    if (file.size > uploader.limit) this.finish("bad", this.words.large, "", 413);
    else this.wait();
  }

  /** Bytes of it that are there. */
  get done() { return this.state === "bad" ? this.file.size : this.offset + this.moving; }

  wait() {
    [this.state, this.offset, this.moving, this.pauses] = ["waiting", 0, 0, 0];
    this.say(this.words.waiting);
    this.bar.hidden = false;
    this.buttons({ retry: false, cancel: true });
  }

  retry() {
    this.wait();
    this.uploader.next();
    one("[data-do=cancel]", this.row).focus();
  }

  cancel() {
    this.state = "gone";
    this.request?.abort();
    this.wake?.();
    if (this.url) fetch(this.url, { method: "DELETE" }).catch(() => {});
    this.row.remove();
    this.uploader.forget(this);
  }

  /** Until it is in the album, refused, or taken back. */
  async run() {
    this.state = "sending";
    this.say(this.words.sending);
    while (this.state === "sending") {
      const { status, answer } = await this.step();
      if (this.state !== "sending") break;
      if (status === 0 || status === 429 || status >= 500 || (status === 404 && this.url)) await this.recover(status);
      else if (Number.isInteger(answer.offset)) this.reach(answer);
      else this.conclude(status, answer);
    }
    this.request = null;
    this.uploader.next();
  }

  step() {
    if (!this.file.size) {
      // Nothing that could come in pieces; the plain form's answer says what is wrong with it.
      const body = new FormData();
      body.append("_token", token());
      body.append("file", this.file);
      return send("POST", this.uploader.url, body);
    }
    if (!this.url) {
      return send("POST", this.uploader.url + "/pieces", new URLSearchParams({
        _token: token(), name: this.file.name, bytes: this.file.size,
      }));
    }
    const piece = this.file.slice(this.offset, this.offset + PIECE);
    this.isLast = this.offset + piece.size === this.file.size;
    return send("PATCH", `${this.url}?offset=${this.offset}`, piece, this);
  }

  /** The server says how far it is: the same after a piece, and after a question. */
  reach(answer) {
    this.url = answer.url;
    [this.offset, this.moving, this.pauses] = [answer.offset, 0, 0];
    this.say(this.words.sending);
    this.show();
  }

  /** The connection was cut: a pause that grows, then the server is asked how far it came. */
  async recover(status) {
    this.moving = 0;
    this.show();
    if (status === 404) {
      // It knows nothing of it any more: from the start. What was sent to its end may well be in the album.
      this.mayBeThere = this.isLast;
      [this.url, this.offset] = [undefined, 0];
      if (++this.pauses > 5) this.finish("bad", this.words.failed);
      return;
    }
    this.say(this.words.paused);
    const seconds = Math.min(30, 2 ** this.pauses++);
    await new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, seconds * 1000);
      addEventListener("online", resolve, { once: true });
    });
    if (this.state !== "sending" || !this.url) return;
    const { status: now, answer } = await send("GET", this.url);
    if (this.state !== "sending") return;
    if (now === 200) [this.offset, this.moving] = [answer.offset, 0];
    else if (now === 404) await this.recover(404);
  }

  conclude(status, answer) {
    this.url = undefined;
    this.offset = this.file.size;
    this.moving = 0;
    const isThere = status === 201 || (status === 409 && this.mayBeThere);
    if (isThere) this.finish("good", this.words.added, answer.url);
    else if (status === 401 || status === 403) this.finish("bad", this.words.refused);
    else if (status === 413) this.finish("bad", this.words.large, "", status);
    else this.finish("bad", answer.error ?? this.words.failed, answer.url, status);
  }

  finish(state, words, url, status) {
    this.state = state;
    this.say(words, state);
    this.bar.hidden = true;
    // Known already, too large or no picture: another try would end in the same way.
    this.buttons({ retry: state === "bad" && ![409, 413, 422].includes(status), cancel: false });
    if (url) {
      const link = Object.assign(document.createElement("a"), { href: url, textContent: this.file.name });
      one(".upload-name", this.row).replaceChildren(link);
    }
    this.uploader.show();
  }

  say(words, kind = "") {
    const state = one(".upload-state", this.row);
    state.textContent = words;
    state.className = `upload-state small ${kind}`;
  }

  buttons(shown) {
    for (const button of all("[data-do]", this.row)) button.hidden = !shown[button.dataset.do];
  }

  went(bytes) {
    this.moving = Math.min(bytes, this.file.size - this.offset);
    if (this.isLast && this.moving + this.offset === this.file.size) this.say(this.words.checking);
    this.show();
  }

  show() {
    this.bar.value = this.file.size ? this.done / this.file.size : 0;
    this.uploader.show();
  }
}

/** The upload page: files that are chosen or dropped are sent at once, three at a time. */
class Uploader {
  constructor(form) {
    this.url = form.dataset.upload;
    this.limit = Number(form.dataset.megabytes) << 20;
    this.template = one("template[data-row]");
    this.panel = one("[data-uploads]");
    this.uploads = [];
    const drop = one(".drop", form);
    const input = one("input[type=file]", form);
    drop.classList.add("lively");
    one("label", drop).classList.add("button", "main");
    one(".drop-hint", drop).hidden = false;
    one("[data-plain]", form).hidden = true;
    input.required = false;
    input.addEventListener("change", () => {
      this.add(input.files);
      input.value = "";
    });
    let depth = 0;
    const over = (event, step) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      depth = Math.max(0, depth + step);
      drop.classList.toggle("over", depth > 0);
    };
    addEventListener("dragenter", (event) => over(event, 1));
    addEventListener("dragleave", (event) => over(event, -1));
    addEventListener("dragover", (event) => over(event, 0));
    addEventListener("drop", (event) => {
      over(event, -depth);
      if (event.dataTransfer?.files.length) this.add(event.dataTransfer.files);
    });
    addEventListener("beforeunload", (event) => { if (this.isBusy) event.preventDefault(); });
  }

  get isBusy() { return this.uploads.some((upload) => ["waiting", "sending"].includes(upload.state)); }

  add(files) {
    this.panel.hidden = false;
    for (const file of files) {
      const upload = new Upload(file, this);
      this.uploads.push(upload);
      one(".uploads", this.panel).append(upload.row);
    }
    this.next();
  }

  /** As many at once as are allowed to. */
  next() {
    const running = this.uploads.filter((upload) => upload.state === "sending").length;
    for (const upload of this.uploads.filter(({ state }) => state === "waiting").slice(0, AT_ONCE - running)) upload.run();
    this.show();
  }

  forget(upload) {
    this.uploads = this.uploads.filter((other) => other !== upload);
    this.panel.hidden = !this.uploads.length;
    this.next();
  }

  show() {
    const good = this.uploads.filter((upload) => upload.state === "good").length;
    const summary = one("[data-summary]", this.panel);
    const words = summary.dataset.summary.replace("{n}", good).replace("{m}", this.uploads.length);
    if (summary.textContent !== words) summary.textContent = words;
    const sum = (size) => this.uploads.reduce((all, upload) => all + size(upload), 0);
    one("[data-total]", this.panel).value = sum((upload) => upload.done) / (sum((upload) => upload.file.size) || 1);
    one("[data-finished]", this.panel).hidden = this.isBusy || !good;
  }
}

/** Ticking photos: all at once, a range with Shift, and how many there are. */
class Selection {
  constructor(form) {
    this.boxes = all(".pick input", form);
    this.words = one("[data-chosen]", form);
    this.none = this.words.textContent;
    this.every = one("[data-all] input", form);
    one("[data-all]", form).hidden = false;
    this.every.addEventListener("change", () => { for (const box of this.boxes) box.checked = this.every.checked; this.count(); });
    this.boxes.forEach((box, index) => box.addEventListener("click", (event) => this.tick(index, event.shiftKey)));
    // The photo itself is the larger target; a key on it opens its page.
    one("[data-photos]", form).addEventListener("click", (event) => {
      const link = event.target.closest("li > a:first-child");
      if (!link || !event.detail || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const index = this.boxes.findIndex((box) => box.closest("li") === link.parentElement);
      this.boxes[index].checked = !this.boxes[index].checked;
      this.tick(index, event.shiftKey);
    });
    addEventListener("pageshow", () => this.count());
    this.count();
  }

  tick(index, isRange) {
    if (isRange && this.last !== undefined) {
      const [from, to] = [Math.min(index, this.last), Math.max(index, this.last)];
      for (const box of this.boxes.slice(from, to + 1)) box.checked = this.boxes[index].checked;
    }
    this.last = index;
    this.count();
  }

  count() {
    const count = this.boxes.filter((box) => box.checked).length;
    this.words.textContent = count ? this.words.dataset.chosen.replace("{n}", count) : this.none;
    this.every.checked = count > 0 && count === this.boxes.length;
    this.every.indeterminate = count > 0 && count < this.boxes.length;
  }
}

for (const form of all("form[data-upload]")) new Uploader(form);
for (const form of all("form[data-selection]")) new Selection(form);
