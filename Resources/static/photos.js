// The viewer on top of any list with data-photos. Without this file the same links lead to the pages of the photos.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const between = (least, value, most) => Math.min(Math.max(value, least), most);

/** One photo of the list, as its link tells it. */
class Slide {
  constructor(link) {
    this.link = link;
    this.thumbnail = one('img:not([src^="data:"])', link);
    this.isVideo = "video" in link.dataset;
    this.pictures = link.dataset.pictures ?? link.href + "/";
    this.tag = this.thumbnail ? new URL(this.thumbnail.src).search : "";
    this.alt = this.thumbnail?.alt ?? link.textContent.trim();
    this.caption = "caption" in link.dataset ? this.alt : "";
  }

  /** The address of the smallest rendition that is sharp on this screen. */
  source(scale = 1) {
    const shape = this.thumbnail?.naturalWidth ? this.thumbnail.naturalWidth / this.thumbnail.naturalHeight : 1.5;
    const shown = Math.min(innerWidth, innerHeight * shape) * devicePixelRatio * scale;
    return `${this.pictures}${shown > 1280 ? 2048 : 1280}.webp${this.tag}`;
  }

  preload() {
    if (this.thumbnail && !this.isVideo) new Image().src = this.source();
  }
}

/** The photo that is looked at: where it is moved to, and how much it is enlarged. */
class Stage {
  constructor(element, viewer) {
    this.element = element;
    this.viewer = viewer;
    this.pointers = new Map();
    element.addEventListener("pointerdown", (event) => this.press(event));
    element.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, (event) => this.release(event));
    element.addEventListener("dblclick", (event) => this.toggle(event));
    element.addEventListener("wheel", (event) => {
      if (!this.image) return;
      event.preventDefault();
      this.zoom(this.scale * Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0025)), event.clientX, event.clientY);
    }, { passive: false });
  }

  show(slide) {
    this.slide = slide;
    this.image = null;
    this.pointers.clear();
    if (slide.isVideo) {
      const video = Object.assign(document.createElement("video"), { controls: true, src: slide.pictures + "video" });
      if (slide.thumbnail) video.poster = slide.source();
      video.setAttribute("aria-label", slide.alt);
      this.element.replaceChildren(video);
    } else if (slide.thumbnail) {
      this.image = Object.assign(new Image(), { alt: slide.alt, draggable: false });
      this.image.src = slide.thumbnail.currentSrc || slide.thumbnail.src;
      this.element.replaceChildren(this.image);
      this.sharpen(slide.source());
    } else {
      this.say(slide.alt);
    }
    this.reset();
  }

  say(text) {
    this.element.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
  }

  /** Puts the large picture in place of the small one as soon as it is there. */
  async sharpen(source) {
    const { image, slide } = this;
    const large = Object.assign(new Image(), { src: source });
    const here = () => this.image === image && this.slide === slide;
    try {
      await large.decode();
      if (here()) image.src = source;
    } catch {
      if (here() && !image.naturalWidth) this.say(this.viewer.dialog.dataset.broken);
    }
  }

  reset() {
    [this.scale, this.x, this.y] = [1, 0, 0];
    this.place();
  }

  place() {
    this.element.classList.toggle("zoomed", this.scale > 1);
    if (this.image) this.image.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
  }

  /** Enlarges around a point of the window; without one, around the middle. */
  zoom(scale, clientX, clientY) {
    if (!this.image) return;
    const box = this.element.getBoundingClientRect();
    const x = clientX === undefined ? 0 : clientX - box.left - box.width / 2;
    const y = clientY === undefined ? 0 : clientY - box.top - box.height / 2;
    const next = between(1, scale, 6);
    this.x = x - (x - this.x) * next / this.scale;
    this.y = y - (y - this.y) * next / this.scale;
    this.scale = next;
    this.bound();
    if (next > 1) this.sharpen(this.slide.source(next));
  }

  /** No empty edge comes in while there is picture left on the other side. */
  bound() {
    const box = this.element.getBoundingClientRect();
    const fit = Math.min(box.width / this.image.naturalWidth, box.height / this.image.naturalHeight) || 1;
    const spareX = Math.max(0, (this.image.naturalWidth * fit * this.scale - box.width) / 2);
    const spareY = Math.max(0, (this.image.naturalHeight * fit * this.scale - box.height) / 2);
    this.x = between(-spareX, this.x, spareX);
    this.y = between(-spareY, this.y, spareY);
    this.place();
  }

  toggle(event) {
    if (this.scale > 1) this.reset();
    else this.zoom(2.5, event.clientX, event.clientY);
  }

  press(event) {
    if (!this.image || event.button) return;
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size === 1) this.start = { x: event.clientX, y: event.clientY, time: event.timeStamp };
    else this.start = null;
  }

  drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    if (other) {
      const distance = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
      this.zoom(this.scale * distance(now) / distance(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (this.scale > 1) {
      this.x += now.x - before.x;
      this.y += now.y - before.y;
      this.bound();
    } else if (this.start) {
      const [x, y] = [now.x - this.start.x, now.y - this.start.y];
      [this.x, this.y] = Math.abs(x) > Math.abs(y) ? [x, 0] : [0, Math.max(0, y)];
      this.place();
    }
  }

  release(event) {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
    const start = this.start;
    this.start = null;
    if (!start || this.scale > 1) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    this.reset();
    if (event.type === "pointercancel") return;
    const far = event.timeStamp - start.time < 250 ? 30 : 80;
    if (Math.abs(x) > Math.abs(y)) { if (Math.abs(x) > far) this.viewer.go(this.viewer.index + (x < 0 ? 1 : -1)); }
    else if (y > far) this.viewer.actions.close();
    else if (event.pointerType === "touch" && Math.hypot(x, y) < 10) this.tap(event);
  }

  /** Two taps at one place: a phone sends no dblclick where it is told to leave touches alone. */
  tap(event) {
    const last = this.tapped;
    this.tapped = { x: event.clientX, y: event.clientY, time: event.timeStamp };
    if (!last || event.timeStamp - last.time > 300 || Math.hypot(event.clientX - last.x, event.clientY - last.y) > 30) return;
    this.tapped = null;
    this.toggle(event);
  }
}

const KEYS = {
  ArrowLeft: "previous", ArrowRight: "next", Home: "first", End: "last", "+": "larger", "=": "larger", "-": "smaller",
};

/** The dialog; the photo with number n has the address #n, counted through all pages of the list. */
class Viewer {
  /** What its buttons and keys do. */
  actions = {
    previous: () => this.go(this.index - 1), next: () => this.go(this.index + 1),
    first: () => this.go(1 - this.first), last: () => this.go(this.total - this.first),
    larger: () => this.stage.zoom(this.stage.scale * 1.5), smaller: () => this.stage.zoom(this.stage.scale / 1.5),
    like: () => this.like(), close: () => this.dialog.close(),
  };

  constructor(list, template) {
    this.list = list;
    this.first = Number(list.dataset.first) || 1;
    this.slides = all(":scope > li > a:first-child", list).map((link) => new Slide(link));
    this.dialog = template.content.cloneNode(true).firstElementChild;
    list.after(this.dialog);
    this.stage = new Stage(one(".viewer-stage", this.dialog), this);
    this.listen();
    this.follow();
  }

  /** How many photos the list has on all its pages, as far as this page knows. */
  get total() { return Number(this.list.dataset.total) || this.first + this.slides.length - 1; }

  listen() {
    this.list.addEventListener("click", (event) => {
      const index = this.slides.findIndex((slide) => slide.link === event.target.closest("a"));
      if (index < 0 || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      // The page must stay where it is when the way back is taken.
      history.scrollRestoration = "manual";
      history.pushState({ viewer: true }, "", "#" + (this.first + index));
      this.show(index);
    });
    addEventListener("hashchange", () => this.follow());
    addEventListener("popstate", () => this.follow());
    this.dialog.addEventListener("close", () => this.leave());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => this.actions[event.target.closest("[data-do]")?.dataset.do]?.());
  }

  /** What the address says: a number opens its photo, on another page of the list if it is there; none closes. */
  follow() {
    const number = /^#[1-9]\d{0,8}$/.test(location.hash) ? Number(location.hash.slice(1)) : 0;
    if (!number) {
      history.scrollRestoration = "auto";
      if (this.dialog.open) this.dialog.close();
      return;
    }
    const index = number - this.first;
    if (this.slides[index]) this.show(index);
    else if (number <= this.total) this.turn(number);
  }

  /** To the page of the list that has this photo. */
  turn(number) {
    const size = Number(this.list.dataset.size);
    if (!size) return;
    const address = new URL(location.href);
    address.searchParams.set("page", Math.ceil(number / size));
    address.hash = number;
    location.assign(address);
  }

  show(index) {
    const slide = this.slides[index];
    if (this.dialog.open && index === this.index) return;
    this.index = index;
    if (!this.dialog.open) {
      this.dialog.showModal();
      document.documentElement.classList.add("viewing");
    }
    this.stage.show(slide);
    const number = one("[data-number]", this.dialog);
    number.textContent = number.dataset.number.replace("{n}", this.first + index).replace("{m}", this.total);
    one(".viewer-words", this.dialog).textContent = slide.caption;
    for (const link of all("[data-to]", this.dialog)) {
      link.href = link.dataset.to ? slide.pictures + link.dataset.to : slide.link.href;
    }
    this.button("previous").disabled = this.first + index === 1;
    this.button("next").disabled = this.first + index === this.total;
    this.button("like")?.setAttribute("aria-pressed", "favourite" in slide.link.dataset);
    for (const button of all(".pointer-only", this.dialog)) button.hidden = !this.stage.image;
    this.slides[index + 1]?.preload();
    this.slides[index - 1]?.preload();
  }

  button(name) { return one(`[data-do=${name}]`, this.dialog); }

  go(index) {
    const number = this.first + index;
    if (number < 1 || number > this.total) return;
    if (!this.slides[index]) return this.turn(number);
    history.replaceState(history.state, "", "#" + number);
    this.show(index);
  }

  key(event) {
    const deed = KEYS[event.key];
    if (!deed || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("video")) return;
    event.preventDefault();
    this.actions[deed]();
  }

  /** Shown at once, and taken back if the server did not take it. */
  async like() {
    const button = this.button("like");
    const { link, pictures } = this.slides[this.index];
    const wanted = !("favourite" in link.dataset);
    const set = (value) => {
      link.toggleAttribute("data-favourite", value);
      if (this.slides[this.index].link === link) button.setAttribute("aria-pressed", value);
    };
    set(wanted);
    const token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const body = new URLSearchParams({ _token: token, wanted: wanted ? "1" : "0" });
    // Done is answered with the way to the photo's page, which nobody needs here.
    const answer = await fetch(pictures + "favourite", { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect" && !answer?.ok) set(!wanted);
  }

  /** The number leaves the address, and the eye finds the photo that was shown last. */
  leave() {
    document.documentElement.classList.remove("viewing");
    this.stage.element.replaceChildren();
    if (location.hash) {
      if (history.state?.viewer) history.back();
      else history.replaceState(null, "", location.pathname + location.search);
    }
    this.slides[this.index]?.link.focus();
  }
}

const list = one("[data-photos]");
const template = one("template[data-viewer]");
if (list && template) new Viewer(list, template);
