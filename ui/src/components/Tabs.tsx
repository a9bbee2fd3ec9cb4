import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import styles from "./Tabs.module.css";

/** One page of several in the same place. */
export type TabPage<Id extends string> = { id: Id; label: string; count?: number | undefined; content: React.ReactNode };

type TabsProps<Id extends string> = { label: string; pages: readonly TabPage<Id>[]; value: Id; onChange: (id: Id) => void };

/** Several pages in one place, one at a time. */
export function Tabs<Id extends string>({ label, pages, value, onChange }: TabsProps<Id>) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => {
        const page = pages.find((candidate) => candidate.id === key);
        if (page !== undefined) onChange(page.id);
      }}
      className={styles.tabs ?? ""}
    >
      <TabList aria-label={label} className={styles.list ?? ""}>
        {pages.map((page) => (
          <Tab key={page.id} id={page.id} className={styles.tab ?? ""}>
            {page.label}
            {page.count === undefined || page.count === 0 ? null : <span className={styles.count}>{page.count}</span>}
          </Tab>
        ))}
      </TabList>
      {pages.map((page) => (
        <TabPanel key={page.id} id={page.id} className={styles.panel ?? ""}>
          {page.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
