// How members say in which language a passage is: a button in the toolbar of running text, its
// shortcut, and the menu that both open. The words come from `cms.language_marks`.
(() => {
  const { DraftJS, React, draftail, wagtail } = window;
  const { EditorState, KeyBindingUtil, Modifier } = DraftJS;
  const TYPE = "language";
  const OPEN_MENU = "open-language-menu";
  const SHORTCUT_KEY = "l";

  const words = () => JSON.parse(document.getElementById("language-marks").textContent);

  // The selected words, or all of the mark in which the caret stands; else nothing to mark.
  function rangeToMark(state, languages) {
    const selection = state.getSelection();
    if (!selection.isCollapsed()) return selection;
    const block = state.getCurrentContent().getBlockForKey(selection.getStartKey());
    const caret = selection.getStartOffset();
    let range = null;
    for (const { style } of languages) {
      block.findStyleRanges(
        (character) => character.hasStyle(style),
        (start, end) => {
          if (start < caret && caret <= end) {
            range = selection.merge({ anchorOffset: start, focusOffset: end, isBackward: false });
          }
        },
      );
    }
    return range;
  }

  function languageHere(state, languages) {
    const styles = state.getCurrentInlineStyle();
    return languages.find(({ style }) => styles.has(style));
  }

  // A passage is in one language: what it was marked as before goes.
  function marked(state, range, languages, chosen) {
    let content = state.getCurrentContent();
    for (const { style } of languages) content = Modifier.removeInlineStyle(content, range, style);
    if (chosen) content = Modifier.applyInlineStyle(content, range, chosen.style);
    return EditorState.push(state, content, "change-inline-style");
  }

  function item(name, checked, choose, attributes = {}) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: name, tabIndex: -1, ...attributes });
    button.setAttribute("role", "menuitemradio");
    button.setAttribute("aria-checked", checked);
    button.addEventListener("click", choose);
    return button;
  }

  function moveAmong(items, event) {
    const at = items.indexOf(document.activeElement);
    const next = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[next].focus();
  }

  function place(menu, anchor) {
    const { innerWidth, innerHeight } = window;
    const left = Math.min(anchor.left, innerWidth - menu.offsetWidth - 8);
    const below = anchor.bottom + 4;
    const fits = below + menu.offsetHeight < innerHeight;
    menu.style.left = `${Math.max(8, left)}px`;
    menu.style.top = `${fits ? below : Math.max(8, anchor.top - menu.offsetHeight - 4)}px`;
  }

  // The menu takes the focus, so the toolbar that floats over a selection closes meanwhile.
  function openMenu({ getEditorState, onChange, anchor }) {
    const { label, none, select, languages } = words();
    const editor = document.activeElement;
    const selection = getEditorState().getSelection();
    const range = rangeToMark(getEditorState(), languages);
    const menu = document.createElement("div");
    menu.className = "language-menu";
    menu.popover = "auto";
    const choose = (chosen) => () => {
      const next = marked(getEditorState(), range, languages, chosen);
      onChange(EditorState.acceptSelection(next, selection));
      menu.hidePopover();
    };
    if (range) {
      const here = languageHere(getEditorState(), languages);
      menu.setAttribute("role", "menu");
      menu.setAttribute("aria-label", label);
      menu.append(
        item(none, !here, choose(null)),
        ...languages.map((one) =>
          item(one.name, one === here, choose(one), { lang: one.lang }),
        ),
      );
      menu.addEventListener("keydown", (event) => {
        if (event.key === "Tab") menu.hidePopover();
        moveAmong([...menu.children], event);
      });
    } else {
      menu.setAttribute("role", "alert");
      menu.tabIndex = -1;
      menu.textContent = select;
    }
    menu.addEventListener("toggle", ({ newState }) => {
      if (newState !== "closed") return;
      menu.remove();
      editor.focus();
      setTimeout(() => onChange(EditorState.forceSelection(getEditorState(), selection)));
    });
    document.body.append(menu);
    menu.showPopover();
    place(menu, anchor);
    (menu.querySelector("[aria-checked=true]") ?? menu).focus();
  }

  function LanguageButton({ getEditorState, onChange }) {
    const { label, shortcut, languages } = words();
    const here = languageHere(getEditorState(), languages);
    const active = here ? " Draftail-ToolbarButton--active" : "";
    return React.createElement(
      "button",
      {
        type: "button",
        name: TYPE,
        className: `Draftail-ToolbarButton language-button${active}`,
        tabIndex: -1,
        "aria-label": `${here ? `${label}: ${here.name}` : label}\n${shortcut}`,
        "aria-haspopup": "menu",
        "data-draftail-balloon": "up",
        // The words must stay selected.
        onMouseDown: (event) => event.preventDefault(),
        onClick: ({ currentTarget }) =>
          openMenu({ getEditorState, onChange, anchor: currentTarget.getBoundingClientRect() }),
      },
      React.createElement(wagtail.components.Icon, { name: "globe" }),
    );
  }

  function keyBindingFn(event) {
    const pressed = KeyBindingUtil.hasCommandModifier(event) && event.shiftKey;
    return pressed && event.key.toLowerCase() === SHORTCUT_KEY ? OPEN_MENU : undefined;
  }

  function handleKeyCommand(command, ...rest) {
    if (command !== OPEN_MENU) return "not-handled";
    const { getEditorState, setEditorState } = rest.at(-1);
    const anchor = document.getSelection().getRangeAt(0).getBoundingClientRect();
    openMenu({ getEditorState, onChange: setEditorState, anchor });
    return "handled";
  }

  draftail.registerPlugin({ type: TYPE, inline: LanguageButton }, "controls");
  draftail.registerPlugin({ type: TYPE, keyBindingFn, handleKeyCommand }, "plugins");
})();
