/* Marks, in the contents of a dossier, the part that is being read. Without it the contents are plain links. */

const contents = document.querySelector("[data-contents]");
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
