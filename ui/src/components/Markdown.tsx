import { createContext, lazy, Suspense, useContext, useState } from "react";
import type { Components, default as ReactMarkdown } from "react-markdown";
import { plainText } from "@/lib/markdown";
import styles from "./Markdown.module.css";

type Reader = typeof ReactMarkdown;

let reader: Reader | null = null;

/** Fetches the reader of Markdown, which is not needed to show the window. Once it is here, a text stands at once as it stays. */
export async function fetchMarkdown(): Promise<{ default: Reader }> {
  const module = await import("react-markdown");
  reader = module.default;
  return module;
}

// A text that is shown before has its bare words meanwhile.
const LateReader = lazy(fetchMarkdown);

/** What to do when a person follows a link: the window itself never goes anywhere. */
export const FollowLink = createContext<(address: string) => void>(() => undefined);

const ALLOWED = ["p", "strong", "em", "del", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "a", "code", "pre", "hr", "br"];

/** Only addresses that a browser or a mail program opens; anything else is text. */
export function safeAddress(address: string): string | null {
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : null;
}

/** Whether people read the address itself, and not words in its place. */
function isItsAddress(children: React.ReactNode, address: string): boolean {
  return typeof children === "string" && (children === address || `mailto:${children}` === address);
}

/** Behind words stands the address in full: nobody follows a link without having seen where it goes. */
function FollowedLink({ href = "", children }: { href?: string | undefined; children?: React.ReactNode }) {
  const follow = useContext(FollowLink);
  const address = safeAddress(href);
  if (address === null) return <span>{children}</span>;
  return (
    <>
      <button type="button" className={styles.link} onClick={() => follow(address)}>
        {children}
      </button>
      {isItsAddress(children, address) ? null : <span className={styles.address}> ({address})</span>}
    </>
  );
}

// A sheet's headings go under those of the page.
const PARTS: Components = {
  a: ({ href, children }) => <FollowedLink href={href}>{children}</FollowedLink>,
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h4>{children}</h4>,
};

/** Text written in Markdown: no HTML, no pictures from elsewhere, links that ask before opening. */
export function Markdown({ source }: { source: string }) {
  const [Reads] = useState(() => reader ?? LateReader);
  return (
    <div className={styles.text} data-selectable>
      <Suspense fallback={<p>{plainText(source)}</p>}>
        <Reads skipHtml unwrapDisallowed allowedElements={ALLOWED} components={PARTS} urlTransform={(address) => safeAddress(address) ?? ""}>
          {source}
        </Reads>
      </Suspense>
    </div>
  );
}
