import { ChevronRight } from "lucide-react";
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from "react-aria-components";
import styles from "./Disclosure.module.css";

/** Something more, shown when asked. */
export function Disclosure({ title, note, children, defaultExpanded = false, level = 3 }: { title: string; note?: string | undefined; children: React.ReactNode; defaultExpanded?: boolean; level?: 2 | 3 | 4 }) {
  return (
    <AriaDisclosure defaultExpanded={defaultExpanded} className={styles.disclosure ?? ""}>
      <Heading level={level} className={styles.heading ?? ""}>
        <Button slot="trigger" className={styles.trigger ?? ""}>
          <ChevronRight size="1rem" aria-hidden className={styles.arrow} />
          {title}
          {note === undefined ? null : <span className={styles.note}>{note}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ""}>
        <div className={styles.inside}>{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
