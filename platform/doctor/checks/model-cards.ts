import { sha256 } from '../../../pipeline/digest/digest.ts';
import { RatchetError } from '../../../pipeline/errors.ts';
import { versionsOf } from '../../../pipeline/publish/registry-state.ts';
import { versionPath } from '../../../pipeline/publish/version-folder.ts';
import { type ModelFolder, openModelFolder } from '../../model-folder.ts';
import { checkCard } from '../../run/check-card.ts';
import { type PublishedVersion, readRegistry, readVersion } from '../../run/published.ts';
import { storedFiles } from '../../stored-files.ts';
import { type Finding, type ModelCheck, warning } from '../check.ts';

/** Cards say what their facts say. Of versions made with another contract nothing can be said. */
export const modelCards: ModelCheck = {
  title: 'Model cards say what manifest and metrics say',
  file: 'versions/',
  check: ({ root }, model) => {
    try {
      const folder = openModelFolder(root, model);
      return versionsOf(readRegistry(folder))
        .map((ref) => readVersion(folder, ref))
        .filter(({ manifest }) => manifest.contract === folder.contractDigest)
        .filter((version) => isSealed(folder, version))
        .flatMap((version): Finding[] => {
          const { difference } = checkCard(folder, version);
          if (difference === undefined) return [];
          const { line, expected, found } = difference;
          const file = `models/${model}/${versionPath(version.version)}/card.md:${line}`;
          const fix = `Compare with npm run ratchet -- card ${version.version}: somebody changed it, or another Ratchet wrote it.`;
          return [warning(file, expected, found, fix)];
        });
    } catch (error) {
      // What cannot be read at all is told by the checks before this one.
      if (error instanceof RatchetError) return [];
      throw error;
    }
  },
};

/** Whether the card is the one that the manifest names; one that is not is told of by the check of the files. */
function isSealed(folder: ModelFolder, { version, manifest }: PublishedVersion): boolean {
  const card = storedFiles(folder.dir).read(`${versionPath(version)}/card.md`);
  const wanted = manifest.files.find(({ path }) => path === 'card.md')?.sha256;
  return card !== undefined && sha256(card) === wanted;
}
