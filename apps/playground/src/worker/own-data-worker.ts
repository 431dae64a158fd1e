import type { Code } from "./lesson-messages.js";
import { type LessonPort, serveLessons } from "./serve-lessons.js";

/** What reads each kind of visitors' files; each comes when it is first asked for. */
const readers: Readonly<Record<string, (() => Promise<Code>) | undefined>> = {
  table: async () => ({ compute: (await import("../own-data/read-table.js")).readTable }),
  image: async () => ({ compute: (await import("../own-data/read-image.js")).readImage }),
};

// a worker's global scope; the compiler knows only a page's
serveLessons((kind) => readers[kind]?.(), globalThis as unknown as LessonPort);
