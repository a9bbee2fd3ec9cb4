import { use } from "react";
import { FollowLink, safeAddress } from "@/components/Markdown";
import { Section } from "@/components/PageHead";
import { useShownValue } from "@/components/record/shownValue";
import { useSchema } from "@/components/record/useSchema";
import { itemsOf, textOf } from "@/lib/document";
import styles from "./solutions.module.css";

/** Where the figures and sentences come from, and where to read more. */
export function Sources({ document }: { document: unknown }) {
  const words = useSchema("solution");
  const follow = use(FollowLink);
  const show = useShownValue();
  const lists = (["sources", "links"] as const).map((list) => ({ list, items: itemsOf(document, list) })).filter(({ items }) => items.length > 0);
  return lists.map(({ list, items }) => (
    <Section key={list} title={words.label(list)}>
      <ol className={styles.sources} data-selectable>
        {items.map((item) => {
          const address = safeAddress(textOf(item, "url"));
          const name = textOf(item, "title") || textOf(item, "label") || textOf(item, "url");
          const rest = [textOf(item, "publisher"), show(item["date"]), textOf(item, "note")].filter((part) => part !== "").join(" · ");
          return (
            <li key={item.id}>
              {address === null ? (
                name
              ) : (
                <button type="button" className={styles.link} title={address} onClick={() => follow(address)}>
                  {name}
                </button>
              )}
              {rest === "" ? null : <span className={styles.soft}> — {rest}</span>}
            </li>
          );
        })}
      </ol>
    </Section>
  ));
}
