// How long a person waits for the screen to answer: from the key or the click to the next paint, as the browser itself
// measures it (Event Timing), and the longest frame while something moves.

/** Begins to measure in every page of the window from its next load on. */
export async function watchPaint(page) {
  await page.addInitScript(() => {
    const seen = [];
    const open = new Map();
    // One interaction is several events (down, press, up); its slowest counts.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.interactionId) continue;
        open.set(entry.interactionId, Math.max(open.get(entry.interactionId) ?? 0, entry.duration));
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true });
    let frames = null;
    let last = 0;
    const tick = (now) => {
      if (!frames) return;
      if (last) frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    window.kithPaint = {
      begin() {
        open.clear();
        seen.length = 0;
        frames = [];
        last = 0;
        requestAnimationFrame(tick);
      },
      async end() {
        // Entries come after the paint, at the browser's leisure.
        for (let n = 0; n < 3; n += 1) await new Promise((wake) => requestAnimationFrame(() => setTimeout(wake, 30)));
        const durations = [...open.values()];
        const gaps = frames ?? [];
        frames = null;
        return { durations, frames: gaps };
      },
    };
  });
}

/**
 * Does something and tells how it was answered: the durations of its interactions of 16 ms and more (the browser tells of no
 * quicker ones; steps of 8 ms), and the gaps between frames meanwhile.
 */
export async function painted(page, work) {
  await page.evaluate(() => window.kithPaint.begin());
  await work();
  return page.evaluate(() => window.kithPaint.end());
}

export const slowest = (values) => values.reduce((most, value) => Math.max(most, value), 0);

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)];
}
