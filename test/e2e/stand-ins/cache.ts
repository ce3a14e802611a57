import { linesOf, type StandIn } from './stand-in.ts';

/** Never finds anything: what is right without a cache is right with one. */
export const cache: StandIn = async (_, { inputs }) => {
  if (linesOf(inputs['path']).length === 0 || !inputs['key'])
    throw new Error('Input required and not supplied: key');
  return { log: [`Cache not found for input keys: ${inputs['key']}`], outputs: { 'cache-hit': '' } };
};
