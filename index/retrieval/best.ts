/**
 * The places of the highest scores above 0, highest first, equals in their order. A heap of the best so far: sorting all
 * matches of a common word would take longer than finding them.
 */
export function best(scores: Float64Array, limit: number): number[] {
  const heap: number[] = [];
  const isWorse = (a: number, b: number): boolean => {
    const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
    return difference < 0 || (difference === 0 && a > b);
  };
  const sink = (from: number): void => {
    const moved = heap[from] as number;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isWorse(heap[child + 1] as number, heap[child] as number)) child++;
      if (!isWorse(heap[child] as number, moved)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = moved;
  };
  let threshold = 0;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place] as number;
    if (score <= threshold) continue;
    if (heap.length < limit) {
      heap.push(place);
      if (heap.length === limit) for (let at = limit >> 1; at >= 0; at--) sink(at);
    } else {
      heap[0] = place;
      sink(0);
    }
    if (heap.length === limit) threshold = scores[heap[0] as number] as number;
  }
  return heap.sort((a, b) => (isWorse(a, b) ? 1 : -1)).slice(0, limit);
}
