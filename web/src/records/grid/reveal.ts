/** Brings a column out from under the pinned ones, or in from the right. */
export function revealColumn(scroller: HTMLElement | null, column: number, lefts: number[]): void {
  if (!scroller || (lefts[column] ?? -1) >= 0) return;
  const heads = scroller.querySelectorAll<HTMLElement>('[role="columnheader"]');
  const head = heads[column];
  if (!head) return;
  let frozen = 0;
  lefts.forEach((left, index) => {
    if (left >= 0) frozen += heads[index]?.offsetWidth ?? 0;
  });
  const left = head.offsetLeft - frozen;
  const right = head.offsetLeft + head.offsetWidth - scroller.clientWidth;
  if (scroller.scrollLeft > left) scroller.scrollLeft = left;
  else if (scroller.scrollLeft < right) scroller.scrollLeft = right;
}
