// <lease-timer data-expires data-now data-warn>: how long the task is still yours, a warning, and one key for more.
// Counts by the database's clock: data-now is its time when the page was made.
class LeaseTimer extends HTMLElement {
  connectedCallback() {
    this.left = this.querySelector("[data-lease-left]");
    this.form = this.querySelector("form");
    if (!this.left) return;
    this.set(this.dataset.expires, this.dataset.now);
    this.form?.addEventListener("submit", (event) => this.renew(event));
    this.ticker = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  disconnectedCallback() {
    clearInterval(this.ticker);
  }

  set(expires, now) {
    this.skew = now ? Date.parse(now) - Date.now() : 0;
    this.expires = Date.parse(expires);
    this.warned = false;
    this.ended = false;
  }

  // A tab in the background ticks only once a minute, so the warning comes at two minutes: never under one.
  tick() {
    const seconds = Math.max(0, Math.round((this.expires - Date.now() - this.skew) / 1000));
    const warnAt = Number(this.dataset.warn ?? 120);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    this.dataset.state = seconds === 0 ? "over" : seconds <= warnAt ? "soon" : "held";
    this.left.textContent = seconds === 0 ? "No longer yours" : `Yours for ${clock}`;
    if (seconds === 0 && !this.ended) {
      this.ended = true;
      this.say("The task went back to the queue. What you typed is kept as your draft.");
    } else if (seconds > 0 && seconds <= warnAt && !this.warned) {
      this.warned = true;
      this.say(`This task is yours for ${Math.max(1, Math.round(seconds / 60))} more minutes. Press ${this.key()} to extend.`);
    }
  }

  key() {
    return this.querySelector("kbd")?.textContent ?? "the button";
  }

  async renew(event) {
    event.preventDefault();
    const token = this.form.elements.csrfmiddlewaretoken?.value ?? "";
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    try {
      const response = await fetch(this.form.action, { method: "POST", body: new URLSearchParams(new FormData(this.form)), headers, redirect: "manual" });
      await this.answered(response);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // a lost connection
      this.say("Not extended: no connection. Try again.");
    }
  }

  async answered(response) {
    if (response.ok) {
      const { expires_at: expires, now } = await response.json();
      this.set(expires, now);
      this.tick();
      this.say("Extended.");
    } else if (response.status === 409) {
      const { error } = await response.json();
      this.expires = 0;
      this.ended = true;
      this.tick();
      this.say(error.message);
    } else {
      this.say("Not extended: the desk refused it. Reload the page; your draft is kept.");
    }
  }

  say(words) {
    document.getElementById("announce").textContent = words;
    const shown = this.querySelector("[data-lease-note]");
    if (shown) shown.textContent = words;
  }
}

customElements.define("lease-timer", LeaseTimer);
