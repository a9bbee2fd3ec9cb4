// Text from elsewhere is shown in the order in which it is read: characters that turn the order round are taken out.

/** Embeddings, overrides and isolates of the bidirectional algorithm. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** The same value, its texts without characters that turn the order of letters round. Nothing is copied where there are none. */
export function inReadingOrder<T>(value: T): T {
  return turned(value) as T;
}

function turned(value: unknown): unknown {
  if (typeof value === "string") return value.search(TURNING) < 0 ? value : value.replace(TURNING, "");
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) value[index] = turned(one);
    return value;
  }
  if (value !== null && typeof value === "object") {
    const members = value as Record<string, unknown>;
    for (const name of Object.keys(members)) members[name] = turned(members[name]);
  }
  return value;
}
