/* The two ways of sharing that need a script: copying the address, opening the reader's own Mastodon server. */

const section = document.querySelector("[data-share]");
const { address, title } = section.dataset;
const status = section.querySelector("[role=status]");
const copy = section.querySelector("[data-copy]");
const mastodon = section.querySelector("[data-mastodon]");

/* "@me@server.example", "https://server.example/home" and "server.example" all name one server. */
function serverOf(words) {
  const host = words.trim().replace(/^https?:\/\//i, "").split("/")[0].split("@").at(-1);
  return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?$/u.test(host) ? host : "";
}

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
