import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { RIDE, type Server, startService } from './processes.ts';

const CLIENTS = 32;
const BODY = JSON.stringify(RIDE);

/**
 * Two replicas behind clients that send each request to one that is ready, as a load balancer does; one is sent SIGTERM
 * under load, and started again, several times. Gives the requests, those that failed, and the exit codes.
 */
export async function endUnderLoad(folder: string, times: number) {
  const start = (name: string) => startService(join(folder, name), { RATCHET_DRAIN_MS: '600' });
  const replicas: (Server | undefined)[] = [await start('a'), await start('b')];
  const ready = new Set(replicas as Server[]);
  const agent = new Agent({ keepAlive: true });
  let [sent, failed, isOver] = [0, 0, false];
  const watch = setInterval(() => {
    for (const replica of ready) {
      fetch(`${replica.address}/readyz`).then(
        ({ ok }) => ok || ready.delete(replica),
        () => ready.delete(replica),
      );
    }
  }, 100);
  const client = async (i: number) => {
    while (!isOver) {
      const choice = [...ready];
      const { address } = choice[(i + sent) % choice.length]!;
      sent++;
      if ((await ask(`${address}/predict`, agent)) !== 200) failed++;
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, i) => client(i));
  const codes: (number | null)[] = [];
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const which = i % 2;
    codes.push(await replicas[which]!.end());
    replicas[which] = await start('ab'[which]!);
    ready.add(replicas[which]!);
  }
  isOver = true;
  await Promise.all(clients);
  clearInterval(watch);
  agent.destroy();
  for (const replica of replicas) codes.push(await replica!.end());
  return { sent, failed, codes };
}

function ask(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(BODY.length) };
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', () => resolve(0));
    });
    asked.once('error', () => resolve(0));
    asked.end(BODY);
  });
}
