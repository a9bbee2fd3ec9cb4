import { useCallback, useState } from "react";

/** How wide an element is, in pixels; null until it is measured, and on paper. */
export function useWidth(): [(element: Element | null) => (() => void) | undefined, number | null] {
  const [width, setWidth] = useState<number | null>(null);
  const watch = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth === 0 ? null : element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, width];
}
