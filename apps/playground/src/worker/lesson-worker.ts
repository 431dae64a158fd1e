import type { Code } from "./lesson-messages.js";
import { type LessonPort, serveLessons } from "./serve-lessons.js";

const codes = import.meta.glob<Code>("../lessons/*/code.ts");

// a worker's global scope; the compiler knows only a page's
serveLessons((lesson) => codes[`../lessons/${lesson}/code.ts`]?.(), globalThis as unknown as LessonPort);
