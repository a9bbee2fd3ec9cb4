import { useQuery } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { FollowLinks } from "./FollowLinks";
import { Refused } from "./Refused";
import { router } from "./router";
import { fetchMarkdown } from "@/components/Markdown";
import { StartPage } from "@/features/start/StartPage";
import { refusalOf } from "@/ipc/client";
import { appStateQuery } from "@/ipc/queries";

/** First start, work, or a workspace that cannot be opened: one of the three, never half of two. */
export function Phases() {
  const state = useQuery(appStateQuery);
  const open = state.data?.phase === "open";
  // Not before there is something to show: the start waits for nothing that it does not need.
  useEffect(() => {
    if (open) void fetchMarkdown();
  }, [open]);
  if (state.isError) return <Refused refusal={refusalOf(state.error)} />;
  // Nothing is drawn before the core has answered: the background stands, and the answer takes a few milliseconds.
  if (state.data === undefined) return null;
  switch (state.data.phase) {
    case "setup":
      return <StartPage />;
    case "refused":
      return <Refused refusal={state.data.error} />;
    case "open":
      return (
        <FollowLinks>
          <RouterProvider router={router} />
        </FollowLinks>
      );
  }
}
