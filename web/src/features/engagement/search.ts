export const spans = [7, 28, 91] as const;
export type Days = (typeof spans)[number];

/** What the address of the page holds: over how many days; four weeks without. */
export type EngagementSearch = { days?: Days };

export function engagementSearch(search: Record<string, unknown>): EngagementSearch {
  const days = spans.find((span) => span === Number(search.days));
  return days && days !== 28 ? { days } : {};
}
