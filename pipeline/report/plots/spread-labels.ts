/**
 * Moves values apart until no two are closer than `gap`, each as little as it takes: places for labels beside the points
 * that they name. Values that are too close share the shift around their middle. In the order of the values.
 */
export function spreadLabels(values: readonly number[], gap: number): number[] {
  interface Block {
    readonly members: readonly number[];
    readonly middle: number;
  }
  const spanOf = ({ members }: Block) => ((members.length - 1) * gap) / 2;
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const blocks: Block[] = [];
  for (const i of order) {
    let block: Block = { members: [i], middle: values[i]! };
    for (let below = blocks.at(-1); below; below = blocks.at(-1)) {
      if (block.middle - spanOf(block) - (below.middle + spanOf(below)) >= gap) break;
      blocks.pop();
      const members = [...below.members, ...block.members];
      const sum = members.reduce((total, member) => total + values[member]!, 0);
      block = { members, middle: sum / members.length };
    }
    blocks.push(block);
  }
  const placed = values.slice();
  for (const block of blocks)
    for (const [at, member] of block.members.entries())
      placed[member] = block.middle - spanOf(block) + at * gap;
  return placed;
}
