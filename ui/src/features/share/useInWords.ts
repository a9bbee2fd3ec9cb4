import { useProgrammes } from "@/components/record/useProgrammes";
import { useSchema } from "@/components/record/useSchema";
import { useT } from "@/i18n/useT";

/** What a field that leaves says, as people read it: choices, days and programmes in words; the rest exactly as it is. */
export function useInWords(kind: string): (path: string, text: string) => string {
  const { day } = useT();
  const words = useSchema(kind);
  const programmes = useProgrammes();
  return (path, text) => {
    const [first = path, , inside] = path.split("/");
    const [name, list] = inside === undefined ? [first, undefined] : [inside, first];
    switch (words.field(name, list)?.type) {
      case "choice":
        return words.choices(name, list).find((choice) => choice.id === text)?.label ?? text;
      case "date":
        return day(text);
      case "reference":
        return programmes.find((programme) => programme.id === text)?.title ?? text;
      default:
        return text;
    }
  };
}
