/* What readers get where scripts run: suggestions, sharing, the place in a dossier. All works without. */

/* Suggestions under the search field, as an editable combobox (WAI-ARIA). */
function suggest(form) {
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

/* The two ways of sharing that need a script: copying the address, opening the reader's own Mastodon server. */
function share(section) {
  const { address, title } = section.dataset;
  const status = section.querySelector("[role=status]");
  const copy = section.querySelector("[data-copy]");
  const mastodon = section.querySelector("[data-mastodon]");

  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      copy.textContent = status.textContent = copy.dataset.done;
    });
  }

  mastodon.hidden = false;
  mastodon.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.instance;
    const server = serverOf(field.value);
    field.setCustomValidity(server ? "" : field.dataset.wrong);
    if (!server) return field.reportValidity();
    location.assign(`https://${server}/share?text=${encodeURIComponent(`${title} ${address}`)}`);
  });
  mastodon.querySelector("input").addEventListener("input", (event) => event.target.setCustomValidity(""));
}

/* "@me@server.example", "https://server.example/home" and "server.example" all name one server. */
function serverOf(words) {
  const host = words.trim().replace(/^https?:\/\//i, "").split("/")[0].split("@").at(-1);
  return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?$/u.test(host) ? host : "";
}

/* Marks, in the contents of a dossier, the part that is being read. */
function follow(contents) {
  const links = [...contents.querySelectorAll("a")];
  const linkTo = new Map(links.map((link) => [link.hash.slice(1), link]));
  const parts = [...linkTo.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const visible = new Set();

  function mark() {
    const reading = parts.findLast((part) => visible.has(part));
    if (!reading) return;
    for (const link of links) link.removeAttribute("aria-current");
    linkTo.get(reading.id).setAttribute("aria-current", "true");
  }

  /* A part is being read while it crosses a line a third of the way down the window. */
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      mark();
    },
    { rootMargin: "-33% 0% -66% 0%" },
  );

  for (const part of parts) observer.observe(part);
}

/* Lays out what the first layout left (layout.css), a part in each pause, so that no tap waits for it. */
function layOut(parts) {
  const inAPause = window.requestIdleCallback ?? setTimeout;
  function next() {
    const part = parts.shift();
    if (!part) return;
    part.style.contentVisibility = "visible";
    requestAnimationFrame(() => inAPause(next));
  }
  inAPause(next);
}

for (const form of document.querySelectorAll("form[data-suggestions]")) suggest(form);
for (const section of document.querySelectorAll("[data-share]")) share(section);
for (const contents of document.querySelectorAll("[data-contents]")) follow(contents);
layOut([...document.querySelectorAll(".body > *, .entry, .chapter, .section, .front__latest, .neighbours, .colophon")]);
