import { RatchetError } from '../errors.ts';

/** A fault in an expression of model.yaml. */
export function contractError(message: string, hint = 'correct the expression in model.yaml'): RatchetError {
  return new RatchetError('contract', message, { hint });
}
