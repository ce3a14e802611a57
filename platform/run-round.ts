export async function runRound(payload: unknown): Promise<unknown> {
  return payload;
}
