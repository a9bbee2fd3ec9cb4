// What a person does in the window: finds things by what they are and are called, types, presses keys, waits.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** The keys by name, as the protocol writes them. */
const KEYS = {
  Enter: "\uE007", Tab: "\uE004", Escape: "\uE00C", Space: " ", Backspace: "\uE003", Delete: "\uE017",
  Up: "\uE013", Down: "\uE015", Left: "\uE012", Right: "\uE014", Home: "\uE011", End: "\uE010",
  PageUp: "\uE00E", PageDown: "\uE00F", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", F2: "\uE032", F10: "\uE03A",
};

/** Where elements of a role may be; the driver then says what they really are. */
const CANDIDATES = {
  button: "button, [role=button], input[type=submit], input[type=button], summary",
  link: "a[href], [role=link]",
  textbox: "input, textarea, [role=textbox], [contenteditable=true]",
  searchbox: "input[type=search], [role=searchbox]",
  combobox: "select, [role=combobox], input[list]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  radio: "input[type=radio], [role=radio]",
  switch: "[role=switch], input[type=checkbox]",
  spinbutton: "input[type=number], [role=spinbutton]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  option: "option, [role=option]",
  tab: "[role=tab]",
  menuitem: "[role=menuitem]",
  dialog: "dialog, [role=dialog], [role=alertdialog]",
  region: "section, [role=region]",
  group: "fieldset, [role=group]",
  article: "article, [role=article]",
  complementary: "aside, [role=complementary]",
  list: "ul, ol, [role=list]",
  row: "tr, [role=row]",
  gridcell: "[role=gridcell]",
  status: "output, [role=status]",
  alert: "[role=alert]",
  img: "img, svg, [role=img]",
  navigation: "nav, [role=navigation]",
  main: "main, [role=main]",
};

/** Keeps the visible elements whose visible or hidden words may make up the name: few are then asked for it. */
const NARROW = `
  const [selector, source, flags, root] = arguments;
  const pattern = new RegExp(source, flags);
  const words = (element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(/\\s+/).map((id) => document.getElementById(id));
    const parts = [...by, ...(element.labels ?? [])].map((other) => other?.textContent ?? "");
    for (const name of ["aria-label", "title", "alt", "placeholder", "value"]) parts.push(element.getAttribute(name) ?? "");
    return [element.textContent ?? "", ...parts];
  };
  const seen = (element) => element.getClientRects().length > 0 && element.closest("[aria-hidden=true], [inert]") === null;
  const near = (element) => {
    const all = words(element).map((text) => text.replace(/\\s+/g, " ").trim());
    return [...all, all.filter(Boolean).join(" ")].some((text) => pattern.test(text));
  };
  return [...(root ?? document).querySelectorAll(selector)].filter((element) => seen(element) && near(element)).slice(0, 40);
`;

const LABEL_OF = `
  const label = arguments[0].matches("input[type=radio], input[type=checkbox]") ? arguments[0].closest("label") : null;
  return label === null ? [] : [label];
`;

/** The line of a list that the field with the focus points at. */
const ACTIVE_LINE = `
  const line = document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "");
  return line === null ? [] : [line];
`;

/** Whether all that a field holds is selected; not every kind of field tells. */
const ALL_SELECTED = `
  const { value, selectionStart, selectionEnd } = arguments[0];
  return selectionStart === null || (selectionStart === 0 && selectionEnd === value.length);
`;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
const plain = (text) => text.replace(/\s+/g, " ").trim();

/** Where an element stands, or nothing while the page says of what it stands in that it is about to change. */
const PLACE = `
  if (arguments[0].closest("[aria-busy=true]") !== null) return null;
  const { x, y, width, height } = arguments[0].getBoundingClientRect();
  return [x, y, width, height].join();
`;

/** Makes the page note where the pointer next goes down: on the element, or else on what. */
const WATCH_POINTER = `
  const [element] = arguments;
  window.essaimPressed = "nothing";
  document.addEventListener("pointerdown", ({ target }) => {
    window.essaimPressed = element.contains(target) ? "" : target.outerHTML.slice(0, 200);
  }, { capture: true, once: true });
`;

const WHAT_ELSE_WAS_PRESSED = `return window.essaimPressed ?? "";`;

/** Notes after each change of the page how high the elements of a selector are, where that has changed. */
const WATCH_HEIGHTS = `
  const [selector] = arguments;
  const seen = (window.essaimHeights = []);
  new MutationObserver(() => {
    const heights = [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect().height).join(" ");
    if (heights !== "" && seen.at(-1) !== heights) seen.push(heights);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
`;

/** Asks until the answer is neither empty nor an error; else fails with `what` and the last error. */
export async function until(what, question, { within = 20_000, every = 60 } = {}) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${within} ms in vain for ${what}`, { cause: last });
    await new Promise((next) => setTimeout(next, every));
  }
}

/** The error of a wait, with the text that the page showed then. */
function withPage(error, shown) {
  const told = shown.length > 3000 ? `${shown.slice(0, 1000)} … ${shown.slice(-2000)}` : shown;
  return new Error(`${error.message}; the page says: ${told}`, { cause: error });
}

/** The page of the window, or a part of it. */
export class Page {
  #root;

  constructor(session, artefacts, root = null) {
    this.session = session;
    this.artefacts = artefacts;
    this.#root = root;
  }

  /** The part of the page that is of that role and name: what is found there is found in it alone. */
  async inside(role, name) {
    return new Page(this.session, this.artefacts, await this.byRole(role, name));
  }

  title() {
    return this.session.get("title");
  }

  /** The elements of that role now on the page whose accessible name is `name` (text: all of it; or a pattern). */
  async everyByRole(role, name = /(?:)/) {
    const selector = CANDIDATES[role] ?? `[role=${role}]`;
    const pattern = typeof name === "string" ? new RegExp(escaped(name), "u") : name;
    const near = this.session.elements(await this.session.run(NARROW, selector, pattern.source, pattern.flags, this.#root));
    const found = [];
    for (const element of near) {
      const label = plain(await this.#nameOf(element, role));
      const named = typeof name === "string" ? label === plain(name) : name.test(label);
      if (named && (await element.role()) === role) found.push(element);
    }
    return found;
  }

  /** The one element of that role and name; waits for it, and fails when several have them. */
  async byRole(role, name, options) {
    const found = await until(`${role} ${name ?? ""}`, async () => {
      const all = await this.everyByRole(role, name);
      return all.length > 0 ? all : undefined;
    }, options).catch(async (error) => {
      throw withPage(error, await this.shown().catch(() => "nothing"));
    });
    if (found.length > 1) throw new Error(`${found.length} elements are ${role} ${name}`);
    return found[0];
  }

  /** Waits until no element has that role and name. */
  async gone(role, name, options) {
    await until(`${role} ${name} to be gone`, async () => (await this.everyByRole(role, name)).length === 0, options);
  }

  /** Clicks the element of that role and name once it stands still; again when the page drew it anew or moved it away. */
  async click(role, name) {
    let before = null;
    await until(`a click on ${role} ${name}`, async () => {
      const element = await this.byRole(role, name);
      const place = await this.session.run(PLACE, element);
      const still = place !== null && place === before;
      before = place;
      return still && this.#hit(element, `${role} ${name}`);
    }, { every: 20 });
  }

  /** Clicks an element; gives whether it was there when the pointer went down. */
  async #hit(element, what) {
    // A drawn box or dot hides the real one: one clicks on its label.
    const [label] = this.session.elements(await this.session.run(LABEL_OF, element));
    const target = label ?? element;
    await this.session.run(WATCH_POINTER, target);
    await target.click();
    const other = await this.session.run(WHAT_ELSE_WAS_PRESSED);
    if (other !== "") process.stderr.write(`a click on ${what} met ${other}: it is made again\n`);
    return other === "";
  }

  /** Replaces what the field called `name` holds; what is typed is there when it ends. */
  async fill(name, text, role = "textbox") {
    const field = await this.byRole(role, name);
    await field.click();
    await this.press("Control+a");
    await until(`all that ${name} holds to be selected`, () => this.session.run(ALL_SELECTED, field));
    await (text === "" ? this.press("Delete") : field.type(text));
    let holds;
    await until(`${name} to hold « ${text} »`, async () => (holds = await field.property("value")) === text).catch((error) => {
      throw new Error(`${error.message}; it holds « ${holds} »`, { cause: error });
    });
    return field;
  }

  /** The text one sees now. */
  async shown() {
    return plain(await this.session.run("return (arguments[0] ?? document.body).innerText;", this.#root));
  }

  /** Waits for text one sees. */
  async text(wanted, options) {
    let shown = "";
    await until(`the text ${wanted}`, async () => {
      shown = await this.shown();
      return typeof wanted === "string" ? shown.includes(plain(wanted)) : wanted.test(shown);
    }, options).catch((error) => {
      throw withPage(error, shown);
    });
  }

  /** Chooses one answer of the field called `name`. */
  async choose(name, answer) {
    await this.click("button", name);
    // What opens lies over the page, outside the part that one is in.
    await new Page(this.session, this.artefacts).click("option", answer);
  }

  /** Writes a date (2026-11-30) into the field called `name`, part by part as one types it in French. */
  async date(name, date) {
    const [year, month, day] = date.split("-");
    const field = await this.inside("group", name);
    await (await field.byRole("spinbutton", /^jour/u)).click();
    await this.type(`${day}${month}${year}`);
    await this.press("Tab");
  }

  /** Watches the elements of a selector, there already or not; gives what tells which heights they have had until then. */
  async watchHeights(selector) {
    await this.session.run(WATCH_HEIGHTS, selector);
    return () => this.session.run("return window.essaimHeights;");
  }

  /** Presses keys in order: "Tab", "Control+k", "a". */
  async press(...strokes) {
    await this.session.strokes(strokes.map((stroke) => stroke.split(/\+(?=.)/u).map((key) => KEYS[key] ?? key)));
  }

  /** Types into whatever has the focus. */
  async type(text) {
    await this.session.strokes([...text].map((letter) => [letter]));
  }

  /** Role and name of what has the focus. */
  async focused() {
    const [element] = this.session.elements([await this.session.get("element/active")]);
    const role = await element.role();
    return { role, name: plain(await this.#nameOf(element, role)) };
  }

  /** The accessible name. WebKit leaves that of a row to its cells. */
  async #nameOf(element, role) {
    const label = await element.label();
    return label !== "" || role !== "row" ? label : this.session.run("return arguments[0].innerText;", element);
  }

  /** What the field with the focus holds. */
  focusedValue() {
    return this.session.run("return document.activeElement?.value ?? null;");
  }

  /** Presses Tab until the focus is on that role and name, as one without a mouse does. */
  async tabTo(role, name, { most = 80, key = "Tab" } = {}) {
    const is = (there) => there.role === role && (typeof name === "string" ? there.name === plain(name) : name.test(there.name));
    const passed = [];
    for (let count = 0; count <= most; count += 1) {
      const there = await this.focused();
      if (is(there)) return;
      passed.push(`${there.role} ${there.name}`);
      await this.press(key);
    }
    throw new Error(`${role} ${name} was not reached by ${key}; passed: ${passed.join(" · ")}`);
  }

  /** Presses the arrow until the line of that name is the one that Enter would take. */
  async arrowTo(name, { most = 40, key = "Down" } = {}) {
    const passed = [];
    for (let count = 0; count <= most; count += 1) {
      const [line] = this.session.elements(await this.session.run(ACTIVE_LINE));
      const there = line === undefined ? "nothing" : plain(await line.label());
      if (typeof name === "string" ? there === plain(name) : name.test(there)) return;
      passed.push(there);
      await this.press(key);
    }
    throw new Error(`${name} was not reached by ${key}; passed: ${passed.join(" · ")}`);
  }

  /** Goes to an address of ours, such as "/projets". */
  async go(address) {
    await this.session.run("location.hash = arguments[0];", `#${address}`);
    await this.settled();
  }

  /** Waits until the letters are there, nothing moves, and two pictures in a row are the same. */
  async settled(options) {
    let before;
    await until("a page that stands still", async () => {
      const calm = await this.session.run(`
        // A caret that blinks is no change.
        document.documentElement.style.caretColor = "transparent";
        const moving = document.getAnimations().some((one) => one.playState === "running");
        return document.fonts.status === "loaded" && !moving && document.body.innerText.trim() !== "";
      `);
      const now = calm ? (await this.session.picture()).toString("base64") : undefined;
      const same = now !== undefined && now === before;
      before = now;
      return same;
    }, { every: 120, ...options });
  }

  /** Enlarges all, as Ctrl and + do; 2 is 200 %. */
  async zoom(factor) {
    await this.session.runUntilCalled(`
      const [value, done] = arguments;
      window.__TAURI_INTERNALS__.invoke("plugin:webview|set_webview_zoom", { value }).then(done, done);
    `, factor);
  }

  /** Keeps a picture of the page among the artefacts. */
  async picture(name, folder = "screens") {
    const file = path.join(this.artefacts, folder, `${name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 90)}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await this.session.picture());
    return file;
  }
}
