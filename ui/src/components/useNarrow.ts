import { useCallback, useState } from "react";

/** Whether an element is narrower than a number of rem: with large letters there is less room in the same window. */
export function useNarrow(rem: number): [(element: HTMLDivElement | null) => (() => void) | undefined, boolean] {
  const [narrow, setNarrow] = useState(false);
  const watch = useCallback(
    (element: HTMLDivElement | null) => {
      if (element === null) return undefined;
      const measure = () => setNarrow(element.clientWidth < rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      return () => observer.disconnect();
    },
    [rem],
  );
  return [watch, narrow];
}
