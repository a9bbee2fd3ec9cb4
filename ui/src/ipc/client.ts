import type { IpcError, Result } from "./bindings.gen";

/** What a command answers when it refuses: a code that the catalogues put into words. */
export class CommandRefused extends Error {
  readonly code: string;
  readonly params: Record<string, string>;
  readonly trace: string;

  constructor(error: IpcError) {
    super(error.code);
    this.name = "CommandRefused";
    this.code = error.code;
    this.params = error.params;
    this.trace = error.trace;
  }
}

/** The value of a command, or its refusal thrown. */
export async function answer<T>(result: Promise<Result<T, IpcError>>): Promise<T> {
  const settled = await result;
  // A shell that refuses a command by itself (not allowed, unknown) answers with a sentence, not with one of our errors.
  if (settled.status === "error") throw typeof settled.error.code === "string" ? new CommandRefused(settled.error) : new Error(JSON.stringify(settled.error));
  return settled.data;
}

/** Any failure as a code and values for the catalogues. */
export function refusalOf(error: unknown): { code: string; params: Record<string, string>; trace: string } {
  if (error instanceof CommandRefused) return { code: error.code, params: error.params, trace: error.trace };
  return { code: "internal", params: {}, trace: error instanceof Error ? error.message : String(error) };
}
