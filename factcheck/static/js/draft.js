// <draft-form data-save-url>: saves the form inside it to the server after each pause in typing, and says so.
// Of the words nothing is kept in browser storage: a draft may hold what only the desk may read.
const PAUSE = 600; // milliseconds after the last key; with the request itself this stays within a second
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 30000;
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse larger bodies that outlive their page

class DraftForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form || this.ready) return;
    this.ready = true;
    this.dirty = false;
    this.stopped = false;
    this.wait = FIRST_RETRY;
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.away = () => { if (document.visibilityState === "hidden") this.save({ leaving: true }); };
    this.leave = () => this.save({ leaving: true });
    this.online = () => { if (this.dirty) this.save(); };
    // Here, not only at pagehide: that one comes when the next page is rendered already, without these words.
    this.unload = (event) => {
      this.leave();
      if (this.failing && !this.sent) event.preventDefault();
    };
    this.back = () => { this.sent = false; }; // the page came back from the browser's history
    document.addEventListener("visibilitychange", this.away);
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("online", this.online);
    window.addEventListener("beforeunload", this.unload);
    window.addEventListener("pageshow", this.back);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.away);
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("online", this.online);
    window.removeEventListener("beforeunload", this.unload);
    window.removeEventListener("pageshow", this.back);
    clearTimeout(this.timer);
  }

  changed() {
    this.dirty = true;
    if (!this.stopped) this.later(PAUSE);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  // The button "Save" works without a script too; with one it saves in place.
  submitted(event) {
    if (event.submitter?.hasAttribute("data-save")) {
      event.preventDefault();
      this.dirty = true;
      this.save();
    } else {
      this.sent = true;
      clearTimeout(this.timer);
    }
  }

  // Whoever leaves cannot wait for the save under way to end.
  async save({ leaving = false } = {}) {
    if (!this.dirty || this.stopped || this.sent) return;
    if (this.busy && !leaving) { this.later(PAUSE); return; }
    clearTimeout(this.timer);
    this.dirty = false;
    this.busy = true;
    this.dispatchEvent(new CustomEvent("desk:saving", { bubbles: true, detail: { leaving } })); // see left.js
    try {
      await this.answered(await this.post());
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch reports a lost connection as a TypeError
      this.again("Not saved: no connection. Trying again.");
    } finally {
      this.busy = false;
    }
  }

  post() {
    const body = new URLSearchParams(new FormData(this.form));
    const headers = { Accept: "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "" };
    const keepalive = body.toString().length < KEEPALIVE_LIMIT;
    return fetch(this.dataset.saveUrl, { method: "POST", body, headers, keepalive, redirect: "manual", credentials: "same-origin" });
  }

  async answered(response) {
    if (response.ok) {
      const { saved_at: savedAt, version } = await response.json();
      this.wait = FIRST_RETRY;
      this.say(`Saved ${new Date(savedAt).toLocaleTimeString("en-GB")}`);
      this.dispatchEvent(new CustomEvent("desk:saved", { bubbles: true, detail: { version } }));
    } else if (response.status === 409) {
      await this.refused(response);
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      this.again("Not saved: you are signed out. Sign in again in another tab; your text stays here.");
    } else if (response.status < 500 && response.status !== 429) {
      this.dirty = true;
      this.say(`Not saved: ${await this.detail(response, "the desk refused it.")}`, "bad");
    } else {
      this.again("Not saved: the desk does not answer. Trying again.");
    }
  }

  // Where another window saved first, what is typed here is kept apart, on and on: see windows.js.
  async refused(response) {
    const { error } = await response.json();
    if (error.code !== "draft_changed") return this.stop(error.message);
    this.say("Kept apart: another window has saved a different text.", "bad");
    this.failing = false; // one may leave
    this.dispatchEvent(new CustomEvent("desk:changed", { bubbles: true, detail: { text: error.message } }));
  }

  async detail(response, otherwise) {
    const text = await response.text();
    try {
      return JSON.parse(text).error?.message || otherwise;
    } catch {
      return otherwise; // an error page, not an answer for people
    }
  }

  again(words) {
    this.dirty = true;
    this.say(words, "bad");
    this.later(this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_RETRY);
  }

  stop(words) {
    this.stopped = true;
    this.dirty = true;
    this.say(`Not saved: ${words} Your text stays on this page.`, "bad");
    this.dispatchEvent(new CustomEvent("desk:conflict", { bubbles: true, detail: { text: words } }));
  }

  say(words, kind = "good") {
    this.failing = kind === "bad";
    for (const status of document.querySelectorAll("[data-draft-status]")) {
      status.dataset.kind = kind;
      if (status.textContent !== words) status.textContent = words;
    }
  }
}

customElements.define("draft-form", DraftForm);
