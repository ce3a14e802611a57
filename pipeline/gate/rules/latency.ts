import { fail, pass, type Rule } from '../rule.ts';

export const latencyRule: Rule = {
  name: 'latency',
  judge: ({ policy, candidate }) => {
    const figures = `a prediction takes ${candidate.latencyMs.toFixed(3)} ms, max_latency_ms is ${policy.max_latency_ms}`;
    return candidate.latencyMs <= policy.max_latency_ms
      ? pass(`Fast enough: ${figures}.`)
      : fail(`Too slow: ${figures}.`);
  },
};
