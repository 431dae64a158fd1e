import type { Sample } from "./catalogue.js";

const texts = import.meta.glob<string>(["./*.ts", "!./*.test.ts", "!./{catalogue,load-sample}.ts"], {
  query: "?raw",
  import: "default",
});

/** The text of a sample. @throws {Error} when it cannot be fetched */
export async function loadSample({ id, title }: Sample): Promise<string> {
  return texts[`./${id}.ts`]().catch((error: unknown) => {
    throw new Error(`The sample “${title}” could not be loaded. Look whether you are online, and reload the page.`, {
      cause: error,
    });
  });
}
