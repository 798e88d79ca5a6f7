// <split-sentence>: the parts of a sentence, lit in it; choose one and select its words, or move its ends by word.
// Browsers count UTF-16 units; the desk stores code points, so the sentence is an array of characters.
const NONE = "No words yet: select them in the sentence.";

class SplitSentence extends HTMLElement {
  connectedCallback() {
    this.sentence = this.querySelector("[data-sentence]");
    this.list = this.querySelector("[data-parts]");
    if (!this.sentence || this.points) return;
    this.points = [...this.sentence.textContent];
    this.words = [...this.sentence.textContent.matchAll(/\S+/g)].map((found) => {
      const start = [...this.sentence.textContent.slice(0, found.index)].length;
      return { start, end: start + [...found[0]].length };
    });
    this.current = null;
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("change", () => this.show());
    this.addEventListener("pointerup", () => setTimeout(() => this.take()));
    this.sentence.addEventListener("keyup", () => this.take());
    if (!this.rows().length) this.add();
    this.show();
  }

  rows() {
    return [...this.list.querySelectorAll("[data-part-row]")];
  }

  span(row) {
    return { start: Number(row.querySelector("[data-start]").value), end: Number(row.querySelector("[data-end]").value) };
  }

  clicked(event) {
    const row = event.target.closest("[data-part-row]");
    const edge = event.target.closest("[data-edge]");
    const mark = event.target.closest("mark");
    if (edge) this.move(row, edge.dataset.edge, Number(edge.dataset.by));
    else if (event.target.closest("[data-choose]")) this.choose(row === this.current ? null : row);
    else if (event.target.closest("[data-add]")) this.add();
    else if (mark && document.getSelection().isCollapsed) this.choose(this.rows()[Number(mark.dataset.part) - 1]);
  }

  choose(row) {
    this.current = row;
    this.show();
    if (row) this.say(`Part ${this.rows().indexOf(row) + 1}: select its words in the sentence, or move its ends.`);
  }

  add() {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const place = this.rows().length;
    for (const field of row.querySelectorAll("[name]")) field.name = field.name.replace("part-0", `part-${place}`);
    this.list.append(row);
    this.choose(row);
  }

  // The words that the selection touches become those of the chosen part.
  take() {
    const selection = document.getSelection();
    if (!this.current || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!this.sentence.contains(range.commonAncestorContainer)) return;
    const [from, to] = [this.place(range.startContainer, range.startOffset), this.place(range.endContainer, range.endOffset)];
    const touched = this.words.filter((word) => word.end > from && word.start < to);
    if (!touched.length) return;
    this.set(this.current, touched[0].start, touched.at(-1).end);
    selection.removeAllRanges();
  }

  place(node, offset) {
    const range = document.createRange();
    range.setStart(this.sentence, 0);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  }

  move(row, edge, by) {
    const span = this.span(row);
    const inside = this.words.flatMap((word, at) => (word.end > span.start && word.start < span.end ? [at] : []));
    let [first, last] = inside.length ? [inside[0], inside.at(-1)] : [0, 0];
    if (edge === "start") first = Math.min(Math.max(0, first + by), last);
    else last = Math.max(Math.min(this.words.length - 1, last + by), first);
    this.set(row, this.words[first].start, this.words[last].end);
  }

  set(row, start, end) {
    row.querySelector("[data-start]").value = start;
    row.querySelector("[data-end]").value = end;
    row.querySelector("[data-keep]").checked = true;
    this.show();
    this.say(`Part ${this.rows().indexOf(row) + 1}: ${this.points.slice(start, end).join("")}`);
  }

  show() {
    const rows = this.rows();
    for (const row of rows) {
      const { start, end } = this.span(row);
      const isChosen = row === this.current;
      row.querySelector("[data-words]").textContent = end > start ? this.points.slice(start, end).join("") : NONE;
      row.querySelector("[data-keep]").disabled = end <= start;
      row.querySelector("[data-edit]").hidden = !isChosen;
      row.querySelector("[data-choose]").ariaExpanded = String(isChosen);
      row.querySelector("[data-choose]").textContent = isChosen ? "Done" : "Change";
      row.classList.toggle("is-chosen", isChosen);
    }
    this.light(rows);
    const kept = rows.filter((row) => this.isKept(row)).length;
    this.querySelector("[data-split]").disabled = kept === 0;
    this.querySelector("[data-split-label]").textContent = kept === 1 ? "Split off 1 claim" : `Split into ${kept} claims`;
  }

  isKept(row) {
    const keep = row.querySelector("[data-keep]");
    return keep.checked && !keep.disabled;
  }

  // Each stretch between two edges is lit for the first kept part that covers it.
  light(rows) {
    const spans = rows.map((row, at) => ({ ...this.span(row), row, number: at + 1 })).filter(({ row }) => this.isKept(row));
    const edges = [...new Set([0, this.points.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
    const pieces = edges.slice(1).map((end, at) => {
      const text = document.createTextNode(this.points.slice(edges[at], end).join(""));
      const part = spans.find((span) => span.start <= edges[at] && span.end >= end);
      if (!part) return text;
      const mark = document.createElement("mark");
      mark.dataset.part = part.number;
      mark.classList.toggle("is-first", part.start === edges[at]);
      mark.classList.toggle("is-chosen", part.row === this.current);
      mark.append(text);
      return mark;
    });
    this.sentence.replaceChildren(...pieces);
  }

  say(words) {
    this.querySelector("[data-split-status]").textContent = words;
  }
}

customElements.define("split-sentence", SplitSentence);
