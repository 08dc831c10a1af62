// Cleans what is pasted into running text from a word processor or a web page, before the editor
// reads it: paragraphs, our one level of headings, lists, links, bold and italics. Fonts, colours,
// empty paragraphs, double spaces and the marks of the program it comes from are left behind.
// The server cleans once more what is saved (cms/editing/tidying.py).

const HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading], .MsoTitle, .MsoSubtitle";
const DROPPED =
  "style, script, template, noscript, meta, link, title, xml, img, picture, svg, video, audio, iframe, " +
  "object, embed, input, button, select, textarea, nav, hr, del, sup.footnote, [hidden], " +
  "[style*='mso-list:Ignore'], [style*='mso-list: Ignore'], [style*='display:none'], [style*='display: none']";
const BLOCKS =
  "address, article, aside, blockquote, body, center, dd, div, dl, dt, figcaption, figure, footer, " +
  "header, main, p, pre, section, table, tbody, td, th, thead, tr, li, ul, ol, " + HEADINGS;
const BULLET = /^[\s\u00a0]*[·•▪◦‣●§o\uf0a7\uf0b7-][\s\u00a0]+/u;
const NUMBER = /^[\s\u00a0]*(\d{1,2}|[a-z])[.)][\s\u00a0]+/iu;
const SAFE = /^(https?:|mailto:|tel:)/i;

// A paragraph that Word shows as an item of a list: "ol", "ul", or null.
function wordList(element) {
  if (!/mso-list:\s*l\d/i.test(element.getAttribute("style") ?? "")) return null;
  const mark = element.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
  return NUMBER.test(`${mark?.textContent ?? element.textContent} `) ? "ol" : "ul";
}

function marked(element, style) {
  const { fontWeight, fontStyle } = element.style;
  const tag = element.localName;
  if (style === "b") {
    if (fontWeight) return fontWeight === "bold" || Number(fontWeight) >= 600;
    return tag === "b" || tag === "strong";
  }
  if (fontStyle) return fontStyle === "italic" || fontStyle === "oblique";
  return tag === "i" || tag === "em" || tag === "cite";
}

// Google's addresses lead through its own server.
function addressOf(link) {
  const href = link.getAttribute("href") ?? "";
  if (!SAFE.test(href)) return null;
  const url = new URL(href);
  if (/^(www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url") {
    const target = url.searchParams.get("q") ?? url.searchParams.get("url") ?? "";
    return SAFE.test(target) ? target : null;
  }
  return href;
}

class Cleaner {
  constructor() {
    this.blocks = [];
    this.open = null;
  }

  // The words of a node go into the open paragraph; a block of the source opens a new one.
  read(node, kind, look) {
    if (node.nodeType === Node.TEXT_NODE) return this.write(node.data, kind, look);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(DROPPED)) return undefined;
    if (node.localName === "br") return this.write("\n", kind, look, true);
    if (node.matches(BLOCKS)) return this.readBlock(node, kind, look);
    return this.readAll(node, kind, this.lookOf(node, look));
  }

  readAll(node, kind, look) {
    for (const child of node.childNodes) this.read(child, kind, look);
  }

  readBlock(node, kind, look) {
    const paragraphInItem = kind.list && node.localName === "p";
    if (!paragraphInItem) this.open = null;
    else if (this.open) this.write("\n", kind, look, true);
    let inner = kind;
    if (node.matches("ul, ol")) inner = { tag: "li", list: node.localName };
    else if (node.matches(HEADINGS)) inner = kind.list ? kind : { tag: "h3" };
    else if (wordList(node)) inner = { tag: "li", list: wordList(node), mark: true };
    const plain = inner.tag === "h3" ? { ...look, heading: true } : this.lookOf(node, look);
    this.readAll(node, inner, plain);
    if (!paragraphInItem) this.open = null;
  }

  lookOf(element, look) {
    const own = { ...look };
    for (const style of ["b", "i"]) {
      if (marked(element, style)) own[style] = true;
      else if (element.style[style === "b" ? "fontWeight" : "fontStyle"]) own[style] = false;
    }
    if (element.localName === "a") own.href = addressOf(element) ?? look.href;
    return own;
  }

  write(text, kind, look, lineBreak = false) {
    const words = lineBreak ? text : text.replace(/[\u200b\ufeff\u00ad]/g, "").replace(/[ \t\n\r\f]+/g, " ");
    if (!words || (!this.open && !words.trim())) return;
    if (!this.open) {
      this.open = { ...kind, runs: [] };
      this.blocks.push(this.open);
    }
    this.open.runs.push({ text: words, ...look });
  }

  // Paragraphs that begin with a typed bullet or number are items of a list.
  finished() {
    for (const block of this.blocks) {
      const first = block.runs[0];
      const typed = block.tag === "p" && /^[\s\u00a0]*([·•▪◦‣●\uf0a7\uf0b7])[\s\u00a0]+/u.test(first.text);
      if (typed) Object.assign(block, { tag: "li", list: "ul" });
      if (typed || block.mark) {
        first.text = first.text.replace(BULLET, "").replace(block.list === "ol" ? NUMBER : /^$/, "");
      }
      tidySpaces(block);
    }
    return this.blocks.filter((block) => block.runs.some((run) => run.text.trim()));
  }
}

// One space between two words, none at either end of a paragraph or beside a line break.
function tidySpaces(block) {
  let before = "\n";
  for (const run of block.runs) {
    run.text = run.text.replace(/[ \u00a0]*[ ][ \u00a0]*|\u00a0{2,}/g, " ").replace(/ ?\n[\n ]*/g, "\n");
    if (/\s$/.test(before)) run.text = run.text.replace(/^[ \n]+/, "");
    if (run.text) before = run.text;
  }
  for (const run of [...block.runs].reverse()) {
    run.text = run.text.trimEnd();
    if (run.text) break;
  }
}

function asElement({ text, b, i, href, heading }) {
  const words = document.createDocumentFragment();
  text.split("\n").forEach((line, number) => {
    if (number) words.append(document.createElement("br"));
    words.append(line);
  });
  const tags = [i && "i", !heading && b && "b", href && "a"].filter(Boolean);
  return tags.reduce((inner, tag) => {
    const element = document.createElement(tag);
    if (tag === "a") element.setAttribute("href", href);
    element.append(inner);
    return element;
  }, words);
}

// The clean HTML of a pasted one; `text` is what it says, block by block.
export function cleaned(html) {
  const source = new DOMParser().parseFromString(html, "text/html");
  const cleaner = new Cleaner();
  cleaner.readAll(source.body, { tag: "p" }, {});
  const holder = document.createElement("div");
  for (const { tag, list, runs } of cleaner.finished()) {
    const element = document.createElement(tag);
    element.append(...runs.filter((run) => run.text).map(asElement));
    if (list && holder.lastChild?.localName === list) holder.lastChild.append(element);
    else if (list) holder.appendChild(document.createElement(list)).append(element);
    else holder.append(element);
  }
  return holder;
}

// Text that comes from an editor of the same kind keeps what it is: it is ours.
const OURS = /data-draftail-content|data-offset-key|data-editor=/;

function paste(event) {
  if (event.cleaned) return;
  const editor = event.target.closest?.(".Draftail-Editor");
  const html = event.clipboardData?.getData("text/html");
  if (!editor || !html || OURS.test(html)) return;
  const clean = cleaned(html);
  if (!clean.textContent.trim()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const data = new DataTransfer();
  data.setData("text/html", clean.innerHTML);
  data.setData("text/plain", [...clean.querySelectorAll("p, h3, li")].map((each) => each.textContent).join("\n"));
  const again = new Event("paste", { bubbles: true, cancelable: true });
  Object.defineProperties(again, { clipboardData: { value: data }, cleaned: { value: true } });
  event.target.dispatchEvent(again);
}

document.addEventListener("paste", paste, { capture: true });
