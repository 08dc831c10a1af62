// Renews the remarks of the checks panel (`cms.writing`) after a preview, and leads to their places.
(() => {
  const panel = document.querySelector("[data-writing-review]");
  const preview = document.querySelector("[data-controller='w-preview']");
  if (!panel) return;

  // After the last change, in ms: a pause in writing, not the next letter.
  const PAUSE = 1200;
  const NARROW = "(max-width: 50rem)";
  const HIGHLIGHT = "writing-check";
  const counter = document.querySelector(
    "[data-side-panel-toggle=checks] [data-side-panel-toggle-counter]",
  );
  let ofWagtail = 0;
  let timer;

  // Wagtail writes the number of its own issues; ours are added to it.
  function count() {
    const review = panel.querySelector("[data-count]");
    const all = ofWagtail + Number(review?.dataset.count ?? 0);
    if (!counter) return;
    counter.textContent = all;
    counter.hidden = all === 0;
  }

  async function renew() {
    // A page that has just been saved for the first time has got another address.
    const address = preview.dataset.wPreviewUrlValue.replace(/preview\/$/, "remarks/");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const words = await answer.text();
      const open = panel.querySelector("details")?.open;
      if (panel.innerHTML.trim() === words.trim()) return;
      const focused = panel.contains(document.activeElement) && document.activeElement.dataset;
      panel.innerHTML = words;
      const details = panel.querySelector("details");
      if (details && open) details.open = true;
      if (focused?.writingPath) {
        panel.querySelector(`[data-writing-path="${CSS.escape(focused.writingPath)}"]`)?.focus();
      }
      count();
    } catch {
      // The network is away; the next preview may be luckier.
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(renew, PAUSE);
  }

  // The innermost part of the form on the way to the place.
  function partOf(path) {
    let part = null;
    for (const step of path.split(".")) {
      const next = (part ?? document).querySelector(`[data-contentpath="${CSS.escape(step)}"]`);
      if (!next) break;
      part = next;
    }
    return part;
  }

  // Opens the tab and the panels that hide it.
  function reveal(part) {
    const tab = part.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    for (let at = part; at; at = at.parentElement?.closest("[data-panel]")) {
      at.querySelector(":scope > .w-panel__header [data-panel-toggle][aria-expanded=false]")?.click();
    }
  }

  // Marks the words in running text, where the browser can.
  function mark(part, words) {
    if (!window.Highlight) return;
    CSS.highlights.delete(HIGHLIGHT);
    const wanted = words?.replace(/…$/, "");
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (wanted && walker.nextNode()) {
      const start = walker.currentNode.data.indexOf(wanted);
      if (start < 0) continue;
      const range = new Range();
      range.setStart(walker.currentNode, start);
      range.setEnd(walker.currentNode, start + wanted.length);
      CSS.highlights.set(HIGHLIGHT, new Highlight(range));
      return;
    }
  }

  function lead(button) {
    const part = partOf(button.dataset.writingPath);
    if (!part) return;
    if (matchMedia(NARROW).matches) {
      document.querySelector("[data-side-panel-toggle=checks][aria-expanded=true]")?.click();
    }
    reveal(part);
    part.scrollIntoView({ block: "center" });
    const field =
      part.querySelector("[contenteditable=true]") ??
      part.querySelector("input:not([type=hidden]), textarea, select") ??
      part.querySelector("button");
    field?.focus({ preventScroll: true });
    mark(part, button.querySelector("q")?.textContent);
  }

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-writing-path]");
    if (button) lead(button);
  });
  document.addEventListener("w-preview:loaded", later);
  document.addEventListener("w-preview:content", () => {
    const own = document.querySelector("[data-side-panel=checks] [data-content-checker-count]");
    ofWagtail = Number(own?.textContent ?? 0);
    count();
  });
  count();
})();
