// Suggestions under the search field, as an editable combobox (WAI-ARIA). Without it the form works.
for (const form of document.querySelectorAll("form[data-suggestions]")) {
  const input = form.elements.q;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [], active = -1, timer, request;
  list.id = input.id + "-list";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.status);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.parentNode.append(list, status);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-controls", list.id);
  const show = (open) => {
    list.hidden = !open;
    set("aria-expanded", open);
    if (!open) mark(-1);
  };
  const mark = (index) => {
    active = index;
    options.forEach((option, i) => option.setAttribute("aria-selected", i === index));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    set("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    if (option.dataset.url) return location.assign(option.dataset.url);
    input.value = option.textContent;
    form.submit();
  };
  const offer = (words, urls) => {
    options = words.map((word, i) => {
      const option = document.createElement("li");
      option.id = list.id + i;
      option.textContent = word;
      option.dataset.url = urls[i];
      option.setAttribute("role", "option");
      // Before the field loses the focus, which would close the list.
      option.onpointerdown = (event) => event.preventDefault();
      option.onclick = () => choose(option);
      return option;
    });
    list.replaceChildren(...options);
    show(options.length > 0);
    mark(-1);
    status.textContent = form.dataset.status + " " + options.length;
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return show(false);
    try {
      const address = form.dataset.suggestions + "?q=" + encodeURIComponent(typed);
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) {
        const [, words, , urls] = await answer.json();
        offer(words, urls);
      }
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  };
  input.onblur = () => show(false);
  input.onkeydown = (event) => {
    const count = options.length;
    if (event.isComposing || !count) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = active < 0 && step < 0 ? count : active;
      event.preventDefault();
      if (list.hidden) show(true);
      mark((from + step + count) % count);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  };
  show(false);
}
