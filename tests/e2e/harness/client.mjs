// A small client of the W3C WebDriver protocol. It knows the protocol, nothing of our pages.

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** An error the driver answered: `code` is the protocol's name for it. */
export class WebDriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

async function ask(address, method, body) {
  const response = await fetch(address, {
    method,
    headers: { "content-type": "application/json" },
    body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
  });
  const { value } = await response.json();
  if (!response.ok) throw new WebDriverError(value?.error ?? `status ${response.status}`, value?.message ?? "");
  return value;
}

/** Whether a driver answers at `server`. */
export async function isReady(server) {
  try {
    return (await ask(`${server}/status`, "GET")).ready !== false;
  } catch {
    return false;
  }
}

/** One session: the program started, its window driven. */
export class Session {
  #address;

  constructor(address) {
    this.#address = address;
  }

  /** Starts `application` with `args`. */
  static async start(server, application, args) {
    const capabilities = { alwaysMatch: { browserName: "wry", "tauri:options": { application, args } } };
    const { sessionId } = await ask(`${server}/session`, "POST", { capabilities });
    return new Session(`${server}/session/${sessionId}`);
  }

  get(path) {
    return ask(`${this.#address}/${path}`, "GET");
  }

  post(path, body) {
    return ask(`${this.#address}/${path}`, "POST", body);
  }

  /** Closes the window, and with it the program. */
  end() {
    return ask(this.#address, "DELETE");
  }

  /** Runs the text of a function in the page and gives what it returns. */
  run(script, ...args) {
    return this.post("execute/sync", { script, args });
  }

  /** The same for a script that calls its last argument when it is done. */
  runUntilCalled(script, ...args) {
    return this.post("execute/async", { script, args });
  }

  /** Elements by CSS selector. */
  async all(selector) {
    const found = await this.post("elements", { using: "css selector", value: selector });
    return found.map((reference) => new Element(this, reference[ELEMENT]));
  }

  /** Elements that a script returned. */
  elements(references) {
    return references.map((reference) => new Element(this, reference[ELEMENT]));
  }

  /** A PNG of the page. */
  async picture() {
    return Buffer.from(await this.get("screenshot"), "base64");
  }

  /** Gives the window an outer size, in pixels. */
  resize(width, height) {
    return this.post("window/rect", { x: 0, y: 0, width, height });
  }

  /** Performs key strokes: each a list of keys held together, in order. */
  async strokes(list) {
    const actions = list.flatMap((keys) => [
      ...keys.map((value) => ({ type: "keyDown", value })),
      ...keys.toReversed().map((value) => ({ type: "keyUp", value })),
    ]);
    await this.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

/** An element of the page. */
export class Element {
  #session;
  #id;

  constructor(session, id) {
    this.#session = session;
    this.#id = id;
  }

  /** As an argument of a script. */
  toJSON() {
    return { [ELEMENT]: this.#id };
  }

  #ask(what) {
    return this.#session.get(`element/${this.#id}/${what}`);
  }

  /** Its role for assistive tools. */
  role() {
    return this.#ask("computedrole");
  }

  /** Its name for assistive tools. */
  label() {
    return this.#ask("computedlabel");
  }

  /** The text one sees. */
  text() {
    return this.#ask("text");
  }

  property(name) {
    return this.#ask(`property/${name}`);
  }

  attribute(name) {
    return this.#ask(`attribute/${name}`);
  }

  isEnabled() {
    return this.#ask("enabled");
  }

  click() {
    return this.#session.post(`element/${this.#id}/click`);
  }

  clear() {
    return this.#session.post(`element/${this.#id}/clear`);
  }

  /** Types, as a person would, accents included. */
  type(text) {
    return this.#session.post(`element/${this.#id}/value`, { text });
  }

  focus() {
    return this.#session.run("arguments[0].focus();", this);
  }
}
