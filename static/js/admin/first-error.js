// Leads to the first thing that is wrong, where the server has refused a form: opens the tab and
// the folded panel in which it stands, and puts the cursor into the field.

// Where one writes or chooses, before what moves and deletes a block.
const FIELDS = ["[aria-invalid=true]", "[contenteditable=true]", "input:not([type=hidden]), select, textarea", "button"];

function firstError() {
  const form = document.querySelector("[data-edit-form]");
  const shown = (element) => !element.closest("template") && element.textContent.trim();
  return [...(form?.querySelectorAll(".error-message, .w-field__errors") ?? [])].find(shown);
}

function show(element) {
  const tab = element.closest("[role=tabpanel]");
  if (tab?.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
  for (let panel = element.closest("[data-panel]"); panel; panel = panel.parentElement?.closest("[data-panel]")) {
    const toggle = panel.querySelector(":scope > * [data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  }
}

function lead() {
  const error = firstError();
  if (!error) return;
  show(error);
  const place = error.closest("[data-field], [data-contentpath], [data-panel]") ?? error.parentElement;
  const field = FIELDS.flatMap((selector) => [...place.querySelectorAll(selector)]).find(
    (element) => element.checkVisibility(),
  );
  place.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

// Wagtail builds the blocks of a text after the page has loaded.
window.addEventListener("load", () => setTimeout(lead, 300));
