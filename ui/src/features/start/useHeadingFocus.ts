import { useEffect, useRef } from "react";

/** Puts the focus on the heading of what has come: what one pressed is gone, and whoever listens to the page is told where they are. */
export function useHeadingFocus(): React.RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return title;
}
