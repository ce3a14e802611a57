import { type Contract, type MonitorPolicy, monitorSchema } from '../contract/schema.ts';

/** What an ordinary month may look like; a contract that says nothing has the defaults. */
export function monitorPolicy({ monitor }: Pick<Contract, 'monitor'>): MonitorPolicy {
  return monitor ?? monitorSchema.parse({});
}
