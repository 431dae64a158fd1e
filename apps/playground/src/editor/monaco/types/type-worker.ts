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

addEventListener("message", async ({ data }: MessageEvent<Question>) => postMessage(await reply(data)));
