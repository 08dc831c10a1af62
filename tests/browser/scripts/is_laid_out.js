/* Whether every part of the page has been laid out, also what nobody has come near to yet. */
() =>
  [...document.body.querySelectorAll("*")].every(
    (part) => getComputedStyle(part).contentVisibility !== "auto",
  )
