import { useQuery } from "@tanstack/react-query";
import { refusalOf } from "@/ipc/client";
import { recordQuery } from "@/ipc/queries";

/** A record being shown: it, or why it cannot be. */
export function useRecord(id: string) {
  const query = useQuery(recordQuery(id));
  return { view: query.data, refusal: query.isError ? refusalOf(query.error) : null };
}
