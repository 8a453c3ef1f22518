// Sending a form to the server over a network that may fail at any moment.

const PATIENCE = 15000;
const WAITS = [1000, 2000, 4000, 8000];

/** The server cannot be reached, or is away for a moment. */
export class Unreachable extends Error {}

/** Post a form once. Answers {status, location, html}; throws Unreachable where no answer came. */
export async function post(url, body) {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "X-Fragment": "order", "Content-Type": "application/x-www-form-urlencoded" },
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if ([502, 503, 504].includes(answer.status)) throw new Unreachable();
    return { status: answer.status, location: answer.headers.get("Location"), html: await answer.text() };
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(error.message);
  }
}

/** Post a form until an answer comes; `onTrouble` is called at each failure. The body must be safe to repeat. */
export async function postUntilAnswered(url, body, onTrouble) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await post(url, body);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      onTrouble();
      await networkOrPause(WAITS[Math.min(attempt, WAITS.length - 1)]);
    }
  }
}

function networkOrPause(milliseconds) {
  return new Promise((go) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      go();
    }
    addEventListener("online", done);
  });
}
