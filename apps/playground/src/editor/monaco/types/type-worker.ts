import * as declarations from "virtual:declarations";
import type { Answer, Question } from "./questions.js";
import { TypeChecker } from "./type-checker.js";

// The worker in which the compiler runs: one question after the other, each about the program that comes with it.

const checker = new TypeChecker(declarations);

const reply = async ({ id, program, asked }: Question): Promise<Answer> => {
  try {
    return { id, answer: await checker.answer(program, asked) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
};

let isFirst = true;

addEventListener("message", async ({ data }: MessageEvent<Question>) => {
  postMessage(await reply(data));
  if (data.asked.kind !== "problems" || !isFirst) return;
  isFirst = false; // the program is marked; now there is time for what it does not import
  await checker.offerAll();
});
