// JSON as the format wants it: strict UTF-8, no mark before it, bounded nesting, and every member kept, also a second one.

const DEPTH = 32;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WHOLE = /^(?:0|-?[1-9][0-9]{0,19})$/;
const HALF_A_PAIR = /[\ud800-\udfff]/u;
// Everything but quotes, backslashes and what comes before the space.
const PLAIN = /[ !#-[\]-\uffff]*/y;
const SPACE = /[ \t\r\n]*/y;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Not JSON, or not such JSON; `deep` when it is nested too deeply. */
export class NotJson extends Error {
  constructor(deep = false) {
    super(deep ? "nested too deeply" : "not JSON");
    this.deep = deep;
  }
}

/** The named members of an object, as they were written: a name may come twice. */
export class Members {
  constructor(list) {
    this.list = list;
  }

  all(name) {
    return this.list.filter(([other]) => other === name).map(([, value]) => value);
  }
}

/** What is JSON but no value of ours: a number that is not whole or too long, a text with half a pair of surrogates. */
export class NoValue {}

/** One value and nothing behind it. Whole numbers come as BigInt, objects as Members. */
export function parse(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotJson();
  }
  const parser = new Parser(text);
  const value = parser.value(0);
  if (!parser.atEnd()) throw new NotJson();
  return value;
}

class Parser {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
    this.#skip(SPACE);
  }

  atEnd() {
    return this.#at === this.#text.length;
  }

  value(depth) {
    const value = this.#bare(depth);
    this.#skip(SPACE);
    return value;
  }

  #bare(depth) {
    switch (this.#text[this.#at]) {
      case "{":
        return this.#members(depth + 1);
      case "[":
        return this.#items(depth + 1);
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #members(depth) {
    this.#enter(depth);
    const list = [];
    if (this.#took("}")) return new Members(list);
    do {
      if (this.#text[this.#at] !== '"') throw new NotJson();
      const name = this.#string();
      this.#skip(SPACE);
      if (!this.#took(":")) throw new NotJson();
      list.push([name, this.value(depth)]);
    } while (this.#took(","));
    this.#leave("}");
    return new Members(list);
  }

  #items(depth) {
    this.#enter(depth);
    const list = [];
    if (this.#took("]")) return list;
    do list.push(this.value(depth));
    while (this.#took(","));
    this.#leave("]");
    return list;
  }

  #enter(depth) {
    if (depth > DEPTH) throw new NotJson(true);
    this.#at += 1;
    this.#skip(SPACE);
  }

  // White space behind the last bracket is skipped by `value`.
  #leave(bracket) {
    if (this.#text[this.#at] !== bracket) throw new NotJson();
    this.#at += 1;
  }

  #took(sign) {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    this.#skip(SPACE);
    return true;
  }

  #string() {
    this.#at += 1;
    let text = "";
    for (;;) {
      text += this.#skip(PLAIN);
      const sign = this.#text[this.#at];
      this.#at += 1;
      if (sign === '"') break;
      if (sign !== "\\") throw new NotJson();
      text += this.#escape();
    }
    return HALF_A_PAIR.test(text) ? new NoValue() : text;
  }

  #escape() {
    const sign = this.#text[this.#at];
    this.#at += 1;
    if (sign !== "u") {
      if (!Object.hasOwn(ESCAPES, sign ?? "")) throw new NotJson();
      return ESCAPES[sign];
    }
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) throw new NotJson();
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #word(word, value) {
    if (!this.#text.startsWith(word, this.#at)) throw new NotJson();
    this.#at += word.length;
    return value;
  }

  #number() {
    const digits = this.#skip(NUMBER);
    if (digits === "") throw new NotJson();
    return WHOLE.test(digits) ? BigInt(digits) : new NoValue();
  }

  #skip(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
