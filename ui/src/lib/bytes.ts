// Weights of files, written as people read them.

const UNITS = { fr: ["o", "Ko", "Mo", "Go"], en: ["B", "KB", "MB", "GB"] } as const;

/** "1,2 Mo": one decimal under ten, none above. */
export function formatBytes(bytes: number, language: "fr" | "en"): string {
  const units = UNITS[language];
  let amount = bytes;
  let step = 0;
  while (amount >= 1000 && step < units.length - 1) {
    amount /= 1000;
    step += 1;
  }
  const digits = step > 0 && amount < 10 ? 1 : 0;
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  const written = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount);
  return `${written}\u00a0${units[step]}`;
}
