import { inReadingOrder } from "@/lib/readingOrder";
import type { IpcError, Label, Result } from "./bindings.gen";

/** Why something was refused: the core's words in both languages, none when the page itself failed. */
export type Refusal = { code: string; params: Partial<Record<string, string>>; trace: string; what: Label | null; action: Label | null };

/** What a command throws when it refuses. */
export class CommandRefused extends Error {
  readonly refusal: Refusal;

  constructor(error: IpcError) {
    super(error.code);
    this.name = "CommandRefused";
    this.refusal = { code: error.code, params: error.params, trace: error.trace, what: error.what, action: error.action };
  }
}

/** The value of a command, or its refusal thrown. No text in it turns the writing round: « gnp.exe » is not shown as « exe.png ». */
export async function answer<T>(result: Promise<Result<T, IpcError>>): Promise<T> {
  const settled = await result;
  if (settled.status === "error") throw new CommandRefused(settled.error);
  return inReadingOrder(settled.data);
}

/** Any failure as a refusal that can be put into words. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof CommandRefused) return error.refusal;
  return { code: "internal", params: {}, trace: error instanceof Error ? error.message : String(error), what: null, action: null };
}
