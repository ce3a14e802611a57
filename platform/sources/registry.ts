import { didYouMean } from '../../pipeline/contract/nearest.ts';
import type { Contract } from '../../pipeline/contract/schema.ts';
import { RatchetError } from '../../pipeline/errors.ts';
import { monthlyFile } from './monthly-file.ts';
import type { SourceKind } from './source-kind.ts';

/** Every kind of source that a contract can name; a new kind is one more file and one more line. */
const SOURCE_KINDS: readonly SourceKind[] = [monthlyFile];

/** The source that a contract names. Throws `contract` for a kind that there is not. */
export function sourceOf({ name, source }: Pick<Contract, 'name' | 'source'>): SourceKind {
  const found = SOURCE_KINDS.find(({ kind }) => kind === source.kind);
  if (found) return found;
  const kinds = SOURCE_KINDS.map(({ kind }) => kind);
  throw new RatchetError('contract', `model ${name}: source.kind: there is no "${source.kind}"`, {
    hint: didYouMean(source.kind, kinds),
  });
}
