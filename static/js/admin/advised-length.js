// Counts the characters of a title or a summary and says how many are advised. What it says comes
// from the field (cms/editing/advised_length.py). Screen readers hear it when the writer pauses,
// and only where the advice is crossed; the counter itself describes the field.

const PAUSE = 1500;
let number = 0;

class AdvisedLength extends window.StimulusModule.Controller {
  static values = { advised: Number, within: String, over: String };

  connect() {
    if (this.counter) return;
    const id = `advised-length-${(number += 1)}`;
    this.counter = Object.assign(document.createElement("p"), { className: "advised-length", id });
    this.status = Object.assign(document.createElement("p"), { className: "w-sr-only" });
    this.status.setAttribute("role", "status");
    this.element.after(this.counter, this.status);
    const described = this.element.getAttribute("aria-describedby");
    this.element.setAttribute("aria-describedby", [described, id].filter(Boolean).join(" "));
    this.update = this.update.bind(this);
    this.element.addEventListener("input", this.update);
    this.update();
  }

  disconnect() {
    clearTimeout(this.timer);
    this.element.removeEventListener("input", this.update);
  }

  update(event) {
    const used = [...this.element.value.trim()].length;
    const over = used > this.advisedValue;
    const words = (over ? this.overValue : this.withinValue)
      .replace("{used}", used)
      .replace("{advised}", this.advisedValue);
    const crossed = over !== this.over;
    this.over = over;
    this.counter.textContent = words;
    this.counter.dataset.over = over;
    if (!event || !crossed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.status.textContent = this.counter.textContent;
    }, PAUSE);
  }
}

window.wagtail.app.register("advised-length", AdvisedLength);
