/**
 * Asks again and again, with one question under way at most: while it is, only the newest of those that follow waits, and
 * the ones between are never asked. So a slider that moves faster than its answers come does not queue them up.
 *
 * @param ask the question
 * @param show told of every answer, which may belong to a question that is no longer the newest
 * @param fail told when a question could not be answered
 */
export function latest<Q, A>(
  ask: (question: Q) => Promise<A>,
  show: (answer: A, question: Q) => void,
  fail: (error: unknown) => void,
): (question: Q) => void {
  let busy = false;
  let waiting: { readonly question: Q } | null = null;
  const run = async (question: Q): Promise<void> => {
    busy = true;
    try {
      show(await ask(question), question);
    } catch (error) {
      fail(error);
    }
    busy = false;
    const next = waiting;
    waiting = null;
    if (next !== null) void run(next.question);
  };
  return (question) => {
    if (busy) waiting = { question };
    else void run(question);
  };
}
