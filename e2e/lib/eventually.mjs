/** Repeats a check until it holds or the time is over; then tells what it said last. */
export async function eventually(check, what, seconds = 5) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw new Error(`${what}: ${error.message}`, { cause: error });
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
}
