// What is refused, by the codes and reasons of docs/bundle-format.md.

/** A refusal of a bundle, or of one part of it. */
export class Refusal extends Error {
  constructor(code, reason) {
    super(reason ? `${code} ${reason}` : code);
    this.code = code;
    this.reason = reason;
  }
}

export function dangerous(reason) {
  throw new Refusal("dangerous", reason);
}

export function altered(reason) {
  throw new Refusal("altered", reason);
}

/** What `read` gives, or `{ code, reason }` where it refuses. Mistakes of this program are not caught. */
export function verdict(read) {
  try {
    return { code: "ok", value: read() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, reason: error.reason };
  }
}
