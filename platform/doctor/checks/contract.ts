import { RatchetError } from '../../../pipeline/errors.ts';
import { openModelFolder } from '../../model-folder.ts';
import { sourceOf } from '../../sources/registry.ts';
import { error, type ModelCheck } from '../check.ts';

/** model.yaml and its tables are valid: everything else about a model is read by them. */
export const contract: ModelCheck = {
  title: 'model.yaml is valid',
  file: 'model.yaml',
  check: ({ root }, model) => {
    const file = `models/${model}/model.yaml`;
    try {
      sourceOf(openModelFolder(root, model).contract);
      return [];
    } catch (cause) {
      if (!(cause instanceof RatchetError)) throw cause;
      const isMissing = cause.code === 'not-found';
      const found = isMissing ? 'no such file' : cause.message;
      const fix = isMissing ? 'Restore it from git history.' : `${cause.hint}.`;
      return [
        error(cause.line === undefined ? file : `${file}:${cause.line}`, 'a valid contract', found, fix),
      ];
    }
  },
};
