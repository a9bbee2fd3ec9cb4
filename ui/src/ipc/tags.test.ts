import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { keysOf, refresh } from "./tags";

it("a change to one record asks again for its page and its history, not for others", async () => {
  const client = new QueryClient();
  client.setQueryData(["record", "a"], 1);
  client.setQueryData(["record", "b"], 1);
  client.setQueryData(["history", "a"], 1);
  await refresh(client, [{ kind: "record", id: "a" }]);
  expect(client.getQueryState(["record", "a"])?.isInvalidated).toBe(true);
  expect(client.getQueryState(["history", "a"])?.isInvalidated).toBe(true);
  expect(client.getQueryState(["record", "b"])?.isInvalidated).toBe(false);
});

it("a change by another program asks again for everything", async () => {
  const client = new QueryClient();
  client.setQueryData(["record", "b"], 1);
  await refresh(client, [{ kind: "everything" }]);
  expect(client.getQueryState(["record", "b"])?.isInvalidated).toBe(true);
});

it("a change among records of a kind refreshes its lists and the search", () => {
  expect(keysOf({ kind: "records", recordKind: "project" })).toContainEqual(["records", "project"]);
  expect(keysOf({ kind: "records", recordKind: "project" })).toContainEqual(["search"]);
});
