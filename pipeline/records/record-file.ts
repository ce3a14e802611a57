import { canonicalJson } from '../digest/canonical-json.ts';
import { RatchetError } from '../errors.ts';
import {
  RECORD_SCHEMAS,
  type RecordKind,
  type RecordLine,
  type RecordOf,
  recordPath,
} from './record-kinds.ts';

/**
 * Records of a file, oldest first; none for an empty text.
 *
 * @param file as a person finds it, and what to do where it is broken, for the error
 * @throws RatchetError `data` that names the first broken line and what is broken: none is left out silently
 */
export function parseRecords<Kind extends RecordKind>(
  text: string,
  kind: Kind,
  file: string,
  hint = 'the file is only ever appended to: restore the line from the history of its branch',
): RecordOf<Kind>[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i) => {
    const read = readLine(line, kind);
    if (read.success) return read.data;
    throw new RatchetError('data', `line ${i + 1} of ${file} is broken: ${read.what}`, {
      file,
      line: i + 1,
      hint,
    });
  });
}

/**
 * Texts of the files that new records change, by path. A record whose id is there already is not written again.
 *
 * @param textOf the file as it stands, empty where there is none
 * @throws RatchetError `data` for a broken line, of what stands there or of what is new
 */
export function addRecords(
  lines: readonly RecordLine[],
  textOf: (path: string) => string,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { model, kind, record } of lines) {
    const path = recordPath(model, kind);
    const text = texts.get(path) ?? textOf(path);
    if (parseRecords(text, kind, path).some(({ id }) => id === record.id)) continue;
    const line = `${canonicalJson(record)}\n`;
    parseRecords(line, kind, `what is new for ${path}`);
    texts.set(path, text === '' || text.endsWith('\n') ? text + line : `${text}\n${line}`);
  }
  return texts;
}

function readLine<Kind extends RecordKind>(line: string, kind: Kind) {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { success: false, what: 'it is not JSON' } as const;
  }
  const parsed = RECORD_SCHEMAS[kind].safeParse(value);
  if (parsed.success) return { success: true, data: parsed.data as RecordOf<Kind> } as const;
  const { path, message } = parsed.error.issues[0]!;
  return { success: false, what: `${path.join('.') || 'the line'}: ${message}` } as const;
}
