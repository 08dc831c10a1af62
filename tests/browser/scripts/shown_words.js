/* Everything that can be read on the page, element by element, but for the ways of sharing that need
   a script. */
() =>
  [...document.querySelectorAll("h1, h2, h3, p, a, summary, button, li, dt, dd, blockquote")]
    .filter((element) => !element.closest("[data-copy], [data-mastodon], [role=status], [role=listbox]"))
    .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((element) => element.textContent.trim())
