// In a preview, shows the page by day, by night or on paper whatever the device prefers: the media
// queries of the style sheets are answered here. It stands right after the style sheet and holds
// the first paint back, so that nothing flashes.

const look = document.currentScript.dataset.look;
const answers = {
  light: [[/\(prefers-color-scheme:\s*dark\)/g, false], [/\(prefers-color-scheme:\s*light\)/g, true]],
  dark: [[/\(prefers-color-scheme:\s*dark\)/g, true], [/\(prefers-color-scheme:\s*light\)/g, false]],
  print: [
    [/\bprint\b/g, true],
    [/\bscreen\b/g, false],
    [/\(prefers-color-scheme:\s*dark\)/g, false],
    [/\(prefers-color-scheme:\s*light\)/g, true],
  ],
}[look];

function answered(query) {
  const always = "(min-width: 0)", never = "(max-width: 0)";
  return answers.reduce((text, [asked, answer]) => text.replace(asked, answer ? always : never), query);
}

function answerIn(rules) {
  for (const rule of rules) {
    if (rule.media) rule.media.mediaText = answered(rule.media.mediaText);
    if (rule.styleSheet) answerIn(rule.styleSheet.cssRules);
    else if (rule.cssRules) answerIn(rule.cssRules);
  }
}

if (answers) {
  document.documentElement.dataset.look = look;
  for (const sheet of document.styleSheets) answerIn(sheet.cssRules);
  if (look !== "print") document.documentElement.style.colorScheme = look;
}
