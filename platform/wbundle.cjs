"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// platform/worker.ts
var worker_exports = {};
module.exports = __toCommonJS(worker_exports);
var import_node_worker_threads = require("node:worker_threads");

// pipeline/errors.ts
var EXIT_CODES = Object.freeze({
  leakage: 1,
  undecided: 1,
  usage: 2,
  contract: 2,
  "not-found": 2,
  data: 3,
  schema: 3,
  lock: 3,
  numeric: 3,
  io: 4,
  network: 4,
  registry: 4,
  internal: 4
});
var PERMISSION_ERRNOS = /* @__PURE__ */ new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"]);
var RatchetError = class extends Error {
  name = "RatchetError";
  code;
  hint;
  file;
  line;
  exitCode;
  constructor(code, message, options = {}) {
    super(message, "cause" in options ? { cause: options.cause } : void 0);
    this.code = code;
    this.hint = options.hint ?? "";
    this.file = options.file;
    this.line = options.line;
    this.exitCode = code === "io" && isPermissionError(options.cause) ? 2 : EXIT_CODES[code];
  }
};
function isPermissionError(cause) {
  return cause instanceof Error && "code" in cause && PERMISSION_ERRNOS.has(cause.code);
}

// platform/read-csv.ts
var import_node_fs2 = require("node:fs");
var import_node_module = require("node:module");

// pipeline/ingest/physical-type.ts
var UNITS = {
  SECOND: "s",
  MILLISECOND: "ms",
  MICROSECOND: "us",
  NANOSECOND: "ns"
};
var PHYSICAL_TYPES = [
  // A column that is null throughout is often written without a type of its own.
  [/^Null$/, () => "null", ["timestamp", "number", "category"]],
  [/^(Int|Uint)(\d+)$/, (m) => `${m[1].toLowerCase()}${m[2]}`, ["number", "category"]],
  [/^Float(\d+)$/, (m) => `float${m[1]}`, ["number", "category"]],
  [/^Decimal\[(\d+)e([+-]?\d+)\]$/, (m) => `decimal(${m[1]}, ${Number(m[2])})`, ["number"]],
  [/^Bool$/, () => "bool", ["number", "category"]],
  [/^(Large)?Utf8(View)?$/, () => "string", ["category"]],
  [/^Timestamp<(\w+)>$/, (m) => `timestamp[${UNITS[m[1]]}]`, ["timestamp"]],
  // A zone other than UTC would need its clock to be read; values would silently move by hours.
  [/^Timestamp<(\w+), (?:UTC|Etc\/UTC|\+00:00)>$/, (m) => `timestamp[${UNITS[m[1]]}, UTC]`, ["timestamp"]],
  [/^Timestamp<(\w+), (.+)>$/, (m) => `timestamp[${UNITS[m[1]]}, ${m[2]}]`, []],
  [/^Date32/, () => "date32", ["timestamp"]],
  [/^Date64/, () => "date64", ["timestamp"]]
];
var TEXT = { name: "text", holds: ["timestamp", "number", "category"] };
var JSON_VALUE = { name: "json", holds: TEXT.holds };
function describeType(arrow2) {
  const dictionary = /^Dictionary<[^,]+, (.+)>$/.exec(arrow2);
  if (dictionary) {
    const { name, holds } = describeType(dictionary[1]);
    return { name: `dictionary<${name}>`, holds };
  }
  for (const [pattern, name, holds] of PHYSICAL_TYPES) {
    const match = pattern.exec(arrow2);
    if (match) return { name: name(match), holds };
  }
  return { name: arrow2.toLowerCase(), holds: [] };
}

// platform/file-blob.ts
var import_node_fs = require("node:fs");
var FileBlob = class _FileBlob extends Blob {
  #descriptor;
  #start;
  /** Defined on the object itself, as Blob's own `size` knows nothing of the file. */
  size;
  constructor(descriptor, start, end) {
    super([]);
    this.#descriptor = descriptor;
    this.#start = start;
    this.size = end - start;
  }
  slice(start = 0, end = this.size) {
    const from = Math.min(start, this.size);
    const to = Math.max(from, Math.min(end, this.size));
    return new _FileBlob(this.#descriptor, this.#start + from, this.#start + to);
  }
  async arrayBuffer() {
    return this.readBytes().buffer;
  }
  /** The bytes of the range; fewer when the file has become shorter. */
  readBytes() {
    const bytes = new Uint8Array(this.size);
    let read = 0;
    while (read < bytes.length) {
      const n = (0, import_node_fs.readSync)(this.#descriptor, bytes, read, bytes.length - read, this.#start + read);
      if (n === 0) break;
      read += n;
    }
    return read === bytes.length ? bytes : bytes.slice(0, read);
  }
};

// platform/io-error.ts
var HINTS = {
  ENOENT: "check the path",
  EISDIR: "name a file, not a folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  EACCES: "choose a folder that you may write to, or change its permissions",
  EPERM: "choose a folder that you may write to, or change its permissions",
  EROFS: "choose a folder on a file system that can be written to",
  ENOSPC: "free some disk space"
};
function ioError(message, cause, file) {
  const code = errnoOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RatchetError(code === "ENOENT" ? "not-found" : "io", `${message}: ${reason}`, {
    cause,
    ...file === void 0 ? {} : { file },
    hint: HINTS[code ?? ""] ?? "see the reason in the message"
  });
}
function errnoOf(cause) {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : void 0;
}

// platform/read-csv.ts
var import_meta = {};
var BATCH_ROWS = 16384;
var SNIFF_BYTES = 4096;
async function openCsv(path, name = path) {
  checkText(path, name);
  const header = await readHeader(path, name);
  return {
    file: name,
    schema: header.map((column) => ({ ...TEXT, name: column, type: TEXT.name })),
    batches: (columns) => streamBatches(path, name, header, columns),
    close: () => {
    }
  };
}
function checkText(path, name) {
  let head;
  try {
    const descriptor = (0, import_node_fs2.openSync)(path, "r");
    try {
      head = new FileBlob(descriptor, 0, Math.min(SNIFF_BYTES, (0, import_node_fs2.fstatSync)(descriptor).size)).readBytes();
    } finally {
      (0, import_node_fs2.closeSync)(descriptor);
    }
  } catch (cause) {
    throw ioError(`${name} cannot be read`, cause, name);
  }
  if (!head.includes(0)) return;
  const start = Buffer.from(head.subarray(0, 12)).toString("latin1");
  throw notCsv(name, `bytes that are no text, ${JSON.stringify(start)} first`);
}
async function readHeader(path, name) {
  for await (const header of records(path, name)) {
    const twice = header.find((column, i) => header.indexOf(column) !== i);
    if (twice !== void 0) throw notCsv(name, `two columns named ${JSON.stringify(twice)}`);
    return header;
  }
  throw notCsv(name, "an empty file");
}
async function* streamBatches(path, name, header, columns) {
  const places = columns.map((column) => header.indexOf(column));
  let cells = columns.map(() => []);
  let firstRow = 1;
  let rows = 0;
  const take = () => {
    const [loose, start] = [cells, firstRow];
    const batch = {
      rows,
      column: (name2) => ({ loose: loose[columns.indexOf(name2)], firstRow: start })
    };
    cells = columns.map(() => []);
    firstRow += rows;
    rows = 0;
    return batch;
  };
  let isHeader = true;
  for await (const record of records(path, name)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    for (let c = 0; c < places.length; c++) cells[c].push(record[places[c]]);
    if (++rows === BATCH_ROWS) yield take();
  }
  if (rows > 0) yield take();
}
async function* records(path, name) {
  const csv = (0, import_node_module.createRequire)(import_meta.url)("csv-parse");
  const input = (0, import_node_fs2.createReadStream)(path);
  const parser = csv.parse({ bom: true, skip_empty_lines: true });
  input.on("error", (error) => parser.destroy(error));
  try {
    yield* input.pipe(parser);
  } catch (cause) {
    throw isCsvError(cause) ? notCsv(name, cause.message, cause, cause.lines) : ioError(`${name} cannot be read`, cause, name);
  } finally {
    input.destroy();
  }
}
function isCsvError(cause) {
  return cause instanceof Error && "code" in cause && String(cause.code).startsWith("CSV_");
}
function notCsv(name, found, cause, line) {
  return new RatchetError("data", `${name}: expected a CSV file with a header line, found ${found}`, {
    file: name,
    ...cause === void 0 ? {} : { cause },
    ...line === void 0 ? {} : { line },
    hint: "correct the file, or give it the extension of its kind"
  });
}

// platform/read-json.ts
var import_node_fs3 = require("node:fs");

// pipeline/ingest/record-source.ts
var BATCH_ROWS2 = 16384;
function recordSource(records2, file) {
  const names = /* @__PURE__ */ new Set();
  for (const record of records2) for (const name of Object.keys(record)) names.add(name);
  async function* batches() {
    for (let start = 0; start < records2.length; start += BATCH_ROWS2) {
      const some = records2.slice(start, start + BATCH_ROWS2);
      const column = (name) => ({ loose: some.map((record) => record[name]), firstRow: start + 1 });
      yield { rows: some.length, column };
    }
  }
  return {
    file,
    schema: [...names].map((name) => ({ name, type: JSON_VALUE.name, holds: JSON_VALUE.holds })),
    batches,
    close: () => {
    }
  };
}

// platform/read-json.ts
async function openJson(path, name = path) {
  const value = parseJson(readText(path, name), name);
  const records2 = Array.isArray(value) ? value : [value];
  const wrong = records2.findIndex(
    (record) => typeof record !== "object" || record === null || Array.isArray(record)
  );
  if (wrong >= 0) throw notRows(name, `${JSON.stringify(records2[wrong])?.slice(0, 80)} as row ${wrong + 1}`);
  return recordSource(records2, name);
}
function readText(path, name) {
  try {
    return (0, import_node_fs3.readFileSync)(path, "utf8");
  } catch (cause) {
    throw ioError(`${name} cannot be read`, cause, name);
  }
}
function parseJson(text, name) {
  if (text.trim() === "") throw notRows(name, "an empty file");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notRows(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
function notRows(name, found, cause) {
  return new RatchetError("data", `${name}: expected a JSON object, or an array of them, found ${found}`, {
    file: name,
    ...cause === void 0 ? {} : { cause },
    hint: 'write each row as {"column": value, \u2026}'
  });
}

// platform/read-parquet.ts
var import_node_fs4 = require("node:fs");

// platform/arrow.ts
var import_node_module2 = require("node:module");
var import_meta2 = {};
var loaded;
function arrow() {
  loaded ??= (0, import_node_module2.createRequire)(import_meta2.url)("apache-arrow/Arrow.esnext.min");
  return loaded;
}
function readIpc(bytes) {
  return arrow().tableFromIPC(bytes);
}

// platform/parquet-magic.ts
var MAGIC = "PAR1";
var SMALLEST_FILE_BYTES = 12;
function checkParquetMagic(blob, name) {
  const head = textOf(blob.slice(0, SMALLEST_FILE_BYTES));
  const tail = textOf(blob.slice(Math.max(0, blob.size - MAGIC.length)));
  const startsRight = head.startsWith(MAGIC);
  if (startsRight && tail === MAGIC && blob.size >= SMALLEST_FILE_BYTES) return;
  const [found, hint] = blob.size === 0 ? ["an empty file", "fetch the file again"] : startsRight ? [
    `${blob.size} bytes that start like one and end in ${JSON.stringify(tail)}: the file is cut short`,
    "fetch the file again; its end is missing"
  ] : [
    `${blob.size} bytes that start with ${JSON.stringify(head)}`,
    "give the file the extension of its kind (.csv, .json), or fetch it again"
  ];
  throw new RatchetError(
    "data",
    `${name}: expected a Parquet file (${MAGIC} at its start and end), found ${found}`,
    {
      file: name,
      hint
    }
  );
}
function textOf(blob) {
  return Buffer.from(blob.readBytes()).toString("latin1");
}

// platform/parquet-wasm.ts
var import_node_module3 = require("node:module");
var import_meta3 = {};
var require2 = (0, import_node_module3.createRequire)(import_meta3.url);
var PENDING = /* @__PURE__ */ new Set();
function parquetWasm() {
  return require2("parquet-wasm");
}
async function decode(step) {
  let stop;
  const panicked = new Promise((_, reject2) => {
    stop = reject2;
    PENDING.add(reject2);
  });
  watch();
  try {
    return await Promise.race([step(), panicked]);
  } finally {
    PENDING.delete(stop);
    if (PENDING.size === 0) unwatch();
  }
}
function isPanic(error) {
  return error instanceof Error && error.name === "RuntimeError";
}
var watching = false;
function watch() {
  if (watching || process.hasUncaughtExceptionCaptureCallback()) return;
  process.setUncaughtExceptionCaptureCallback((error) => {
    if (!isPanic(error)) {
      unwatch();
      setImmediate(() => {
        throw error;
      });
      return;
    }
    delete require2.cache[require2.resolve("parquet-wasm")];
    for (const stop of PENDING) stop(error);
  });
  watching = true;
}
function unwatch() {
  if (watching) process.setUncaughtExceptionCaptureCallback(null);
  watching = false;
}

// platform/wasm-batch.ts
var FIXED_WIDTH = [
  [/^(Int64|Timestamp<.*|Date64.*)$/, BigInt64Array],
  [/^Uint64$/, BigUint64Array],
  [/^Float64$/, Float64Array],
  [/^Float32$/, Float32Array],
  [/^(Int32|Date32.*)$/, Int32Array],
  [/^Uint32$/, Uint32Array]
];
var ARRAY = { length: 0, nulls: 8, offset: 16, children: 32, buffersAt: 40, childrenAt: 44 };
function viewBatch(batch, fields, memory2) {
  const arrays = fields.map(({ type }) => FIXED_WIDTH.find(([pattern]) => pattern.test(String(type)))?.[1]);
  if (arrays.includes(void 0)) return void 0;
  const places = placesOf(batch, fields.length, memory2());
  if (places?.some(({ values }, i) => values % arrays[i].BYTES_PER_ELEMENT !== 0) !== false)
    return void 0;
  const { makeData, Vector: ArrowVector } = arrow();
  return (name) => {
    const i = fields.findIndex((field) => field.name === name);
    const { length, nulls, bitmap, values } = places[i];
    const buffer2 = memory2();
    const data = makeData({
      type: fields[i].type,
      length,
      nullCount: nulls,
      nullBitmap: bitmap === 0 ? null : new Uint8Array(buffer2, bitmap, Math.ceil(length / 8)),
      data: new arrays[i](buffer2, values, length)
    });
    return new ArrowVector([data]);
  };
}
function placesOf(batch, columns, buffer2) {
  const words = new Uint32Array(buffer2);
  const at = (address) => words[address >>> 2];
  const ffi = batch.toFFI();
  try {
    const root = ffi.arrayAddr();
    if (at(root + ARRAY.offset) !== 0 || at(root + ARRAY.children) !== columns) return void 0;
    const children = Array.from({ length: columns }, (_, i) => at(at(root + ARRAY.childrenAt) + 4 * i));
    if (children.some((column) => at(column + ARRAY.offset) !== 0)) return void 0;
    return children.map((column) => {
      const buffers = at(column + ARRAY.buffersAt);
      return {
        length: at(column + ARRAY.length),
        nulls: at(column + ARRAY.nulls),
        bitmap: at(buffers),
        values: at(buffers + 4)
      };
    });
  } finally {
    ffi.free();
  }
}

// platform/read-parquet.ts
var BATCH_ROWS3 = 16384;
async function openParquet(path, name = path) {
  const descriptor = open(path, name);
  try {
    const blob = new FileBlob(descriptor, 0, (0, import_node_fs4.fstatSync)(descriptor).size);
    checkParquetMagic(blob, name);
    const wasm = parquetWasm();
    const file = await decode(() => wasm.ParquetFile.fromFile(blob)).catch((cause) => {
      throw damaged(name, cause);
    });
    return new ParquetSource(wasm, file, descriptor, name);
  } catch (error) {
    (0, import_node_fs4.closeSync)(descriptor);
    throw error;
  }
}
function open(path, name) {
  try {
    return (0, import_node_fs4.openSync)(path, "r");
  } catch (cause) {
    throw ioError(`${name} cannot be opened`, cause, name);
  }
}
var ParquetSource = class {
  file;
  schema;
  rowGroups;
  #wasm;
  #parquet;
  #descriptor;
  #fields;
  constructor(wasm, parquet, descriptor, name) {
    this.#wasm = wasm;
    this.#parquet = parquet;
    this.#descriptor = descriptor;
    this.#fields = readIpc(parquet.schema().intoIPCStream()).schema.fields;
    this.file = name;
    const metadata = parquet.metadata();
    this.rowGroups = metadata.rowGroups().map((group) => group.numRows());
    this.schema = this.#fields.map(({ name: column, type }) => {
      const { name: text, holds } = describeType(String(type));
      return { name: column, type: text, holds };
    });
  }
  async *batches(columns, rowGroups) {
    if (rowGroups?.length === 0) return;
    const wanted = new Set(columns);
    const fields = this.#fields.filter((field) => wanted.has(field.name));
    const options = {
      batchSize: BATCH_ROWS3,
      columns: [...columns],
      ...rowGroups && { rowGroups: [...rowGroups] }
    };
    const stream = await this.#decode(() => this.#parquet.stream(options));
    const reader = stream.getReader();
    let isDone = false;
    try {
      for (; ; ) {
        const { done, value } = await this.#decode(() => reader.read());
        isDone = done;
        if (done) return;
        const column = viewBatch(value, fields, () => this.#wasm.wasmMemory().buffer);
        if (column) {
          yield { rows: fields.length === 0 ? 0 : column(fields[0].name).length, column };
          value.free();
        } else yield* copyBatch(value);
      }
    } finally {
      if (!isDone && this.#isSound()) await reader.cancel();
    }
  }
  close() {
    if (this.#isSound()) this.#parquet.free();
    (0, import_node_fs4.closeSync)(this.#descriptor);
  }
  /** False after a panic: what lies in the decoder's memory is then not even given back. */
  #isSound() {
    return this.#wasm === parquetWasm();
  }
  #decode(step) {
    return decode(step).catch((cause) => {
      throw damaged(this.file, cause);
    });
  }
};
function* copyBatch(value) {
  for (const batch of readIpc(value.intoIPCStream()).batches) {
    yield { rows: batch.numRows, column: (name) => batch.getChild(name) };
  }
}
function damaged(name, cause) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const text = isPanic(cause) ? "its pages are damaged" : reason;
  return new RatchetError(
    "data",
    `${name}: expected a Parquet file, found one that cannot be decoded: ${text}`,
    {
      cause,
      file: name,
      hint: "fetch the file again; it is damaged or uses a feature that parquet-wasm does not read"
    }
  );
}

// platform/open-rows.ts
var FORMATS = [
  { extension: ".parquet", open: openParquet },
  { extension: ".csv", open: openCsv },
  { extension: ".json", open: openJson }
];
var READABLE_EXTENSIONS = FORMATS.map(({ extension }) => extension);
function openRows(path, name = path) {
  const format = FORMATS.find(({ extension }) => path.toLowerCase().endsWith(extension));
  if (format) return format.open(path, name);
  throw new RatchetError("usage", `${name}: expected a file ending in ${READABLE_EXTENSIONS.join(", ")}`, {
    file: name,
    hint: "convert the file, or rename it when only its name is wrong"
  });
}

// platform/inspect-file.ts
async function inspectFile({ path, name }) {
  const source = await openRows(path, name);
  const { schema, rowGroups } = source;
  source.close();
  return rowGroups ? { schema, rowGroups } : { schema };
}

// pipeline/ingest/keep-rows.ts
var MS_PER_MINUTE = 6e4;
function targetValues(target, block) {
  if ("column" in target) return block.numbers[target.column];
  const [from, to] = target.minutes_between;
  const start = block.numbers[from];
  const end = block.numbers[to];
  const out = new Float64Array(block.rows);
  for (let i = 0; i < out.length; i++) out[i] = (end[i] - start[i]) / MS_PER_MINUTE;
  return out;
}
function keepRows(targets, [low, high]) {
  const kept = new Uint32Array(targets.length);
  let count = 0;
  for (let i = 0; i < targets.length; i++) {
    const value = targets[i];
    kept[count] = i;
    count += value >= low && value <= high && Number.isFinite(value) ? 1 : 0;
  }
  return kept.subarray(0, count);
}

// pipeline/ingest/label-dictionary.ts
var MAX_LABELS = 65535;
var DENSE = 65536;
var LabelDictionary = class {
  #column;
  #file;
  #codes = /* @__PURE__ */ new Map();
  #byNumber = /* @__PURE__ */ new Map();
  #labels = [];
  #snapshot = [];
  /** Code of each small integer, -1 where it has none yet. */
  dense = new Int32Array(DENSE).fill(-1);
  constructor(column, file) {
    this.#column = column;
    this.#file = file;
  }
  /** Labels so far; the very same array until a label is added, so that what is derived from it can be kept. */
  labels() {
    if (this.#snapshot.length !== this.#labels.length) this.#snapshot = Object.freeze([...this.#labels]);
    return this.#snapshot;
  }
  codeOf(label) {
    return this.#codes.get(label) ?? this.#add(label);
  }
  /** The code of a number's label: 74 and 74.0 are both '74', NaN is null. */
  codeOfNumber(value) {
    const known = this.#byNumber.get(value);
    if (known !== void 0) return known;
    const code = this.codeOf(Number.isNaN(value) ? "" : String(value + 0));
    this.#byNumber.set(value, code);
    if (Number.isInteger(value) && value >= 0 && value < DENSE) this.dense[value] = code;
    return code;
  }
  #add(label) {
    const code = this.#labels.length;
    if (code >= MAX_LABELS) {
      throw new RatchetError(
        "data",
        `${this.#file}: column ${this.#column}: expected a category of at most ${MAX_LABELS} values, found more`,
        { file: this.#file, hint: "declare the column as a number in model.yaml, or leave it out" }
      );
    }
    this.#labels.push(label);
    this.#codes.set(label, code);
    return code;
  }
};

// pipeline/ingest/read-numbers.ts
var TWO_TO_32 = 4294967296;
function int64ToNumbers(values) {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const highs = values instanceof BigInt64Array ? new Int32Array(words.buffer, words.byteOffset, words.length) : words;
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = highs[2 * i + 1] * TWO_TO_32 + words[2 * i];
  return out;
}
function blankNulls(vector, out) {
  const data = vector.data[0];
  if (!data || data.nullCount === 0) return;
  const { nullBitmap, offset } = data;
  for (let i = 0; i < out.length; i++) {
    const bit = offset + i;
    if ((nullBitmap[bit >> 3] >> (bit & 7) & 1) === 0) out[i] = Number.NaN;
  }
}
function readNumbers(vector) {
  const { length } = vector;
  const values = vector.data[0]?.values;
  const type = String(vector.type);
  if (type === "Null") return new Float64Array(length).fill(Number.NaN);
  let out;
  if (type.startsWith("Dictionary")) out = readDictionary(vector);
  else if (type.startsWith("Decimal"))
    out = readDecimals(vector, Number(type.slice(type.lastIndexOf("e") + 1, -1)));
  else if (type === "Bool" || type === "Float16")
    out = Float64Array.from({ length }, (_, i) => Number(vector.get(i)));
  else if (values instanceof BigInt64Array || values instanceof BigUint64Array) out = int64ToNumbers(values);
  else out = new Float64Array(values);
  blankNulls(vector, out);
  return out.length === length ? out : out.slice(0, length);
}
function readDictionary(vector) {
  const data = vector.data[0];
  const values = readNumbers(data.dictionary);
  return Float64Array.from(data.values, (position) => values[position] ?? Number.NaN);
}
function readDecimals(vector, scale) {
  const words = vector.data[0].values;
  const width = words.length / vector.length;
  const out = new Float64Array(vector.length);
  for (let i = 0; i < out.length; i++) {
    let unscaled = 0n;
    for (let w = width - 1; w >= 0; w--) unscaled = unscaled << 32n | BigInt(words[i * width + w]);
    out[i] = Number(`${BigInt.asIntN(width * 32, unscaled)}e${-scale}`);
  }
  return out;
}

// pipeline/ingest/read-categories.ts
function readCategories(vector, dictionary) {
  const type = String(vector.type);
  if (type.startsWith("Dictionary")) return readDictionary2(vector, dictionary);
  if (type.includes("Utf8") || type === "Bool") return readTexts(vector, dictionary);
  const values = readNumbers(vector);
  return hasUnsafeInteger(values) ? readTexts(vector, dictionary) : encodeNumbers(values, dictionary);
}
function encodeNumbers(values, dictionary) {
  const codes = new Uint16Array(values.length);
  const { dense } = dictionary;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const small = value & 65535;
    const code = small === value ? dense[small] : -1;
    codes[i] = code >= 0 ? code : dictionary.codeOfNumber(value);
  }
  return codes;
}
function readTexts(vector, dictionary) {
  const codes = new Uint16Array(vector.length);
  for (let i = 0; i < codes.length; i++) {
    const value = vector.get(i);
    codes[i] = dictionary.codeOf(value === null || value === void 0 ? "" : String(value));
  }
  return codes;
}
function readDictionary2(vector, dictionary) {
  const data = vector.data[0];
  const values = data.dictionary;
  const codeOf = new Int32Array(values.length).fill(-1);
  const positions = data.values;
  const codes = new Uint16Array(vector.length);
  for (let i = 0; i < codes.length; i++) {
    const position = positions[i];
    const known = data.nullCount > 0 && !data.getValid(i) ? dictionary.codeOf("") : codeOf[position];
    if (known >= 0) codes[i] = known;
    else {
      const value = values.get(position);
      codes[i] = codeOf[position] = dictionary.codeOf(value === null ? "" : String(value));
    }
  }
  return codes;
}
function hasUnsafeInteger(values) {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) return true;
  }
  return false;
}

// pipeline/ingest/parse-cell.ts
var NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
var INFINITE = /^([+-]?)inf(inity)?$/i;
var TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|\+00:?00)?)?$/;
var NOTHING = /* @__PURE__ */ new Set(["", "NA", "NaN", "nan", "null", "NULL", "None"]);
var UNREADABLE = /* @__PURE__ */ Symbol("unreadable");
function parseNumber(cell) {
  if (cell === null || cell === void 0) return Number.NaN;
  if (typeof cell === "number") return cell;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell !== "string") return UNREADABLE;
  const text = cell.trim();
  if (NOTHING.has(text)) return Number.NaN;
  if (NUMBER.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  return infinite ? Number(`${infinite[1]}Infinity`) : UNREADABLE;
}
function parseTimestamp(cell) {
  if (cell === null || cell === void 0) return Number.NaN;
  if (typeof cell !== "string") return UNREADABLE;
  const text = cell.trim();
  if (NOTHING.has(text)) return Number.NaN;
  const match = TIMESTAMP.exec(text);
  if (!match) return UNREADABLE;
  const [year, month, day2, hour2, minute, second] = match.slice(1, 7).map((part2) => Number(part2 ?? 0));
  const ms = Date.UTC(year, month - 1, day2, hour2, minute, second);
  const date = new Date(ms);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day2) return UNREADABLE;
  if (hour2 > 23 || minute > 59 || second > 59) return UNREADABLE;
  return ms + Math.round(Number(`0.${match[7] ?? 0}`) * 1e6) / 1e3;
}
function parseLabel(cell) {
  if (cell === null || cell === void 0) return "";
  if (typeof cell === "number") return Number.isNaN(cell) ? "" : String(cell + 0);
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell !== "string") return UNREADABLE;
  const text = cell.trim();
  return NOTHING.has(text) ? "" : text.replace(/^(-?\d+)\.0+$/, "$1");
}

// pipeline/ingest/read-loose.ts
function readLooseNumbers(vector, place) {
  return readFloats(vector, place, parseNumber, "a number");
}
function readLooseTimestamps(vector, place) {
  return readFloats(vector, place, parseTimestamp, "a timestamp such as 2021-01-31 23:59:59");
}
function readLooseCategories({ loose, firstRow }, place, dictionary) {
  const codes = new Uint16Array(loose.length);
  for (let i = 0; i < codes.length; i++) {
    const label = parseLabel(loose[i]);
    if (label === UNREADABLE) throw unreadable(place, "a category", loose[i], firstRow + i);
    codes[i] = dictionary.codeOf(label);
  }
  return codes;
}
function readFloats({ loose, firstRow }, place, parse, expected) {
  const out = new Float64Array(loose.length);
  for (let i = 0; i < out.length; i++) {
    const value = parse(loose[i]);
    if (value === UNREADABLE) throw unreadable(place, expected, loose[i], firstRow + i);
    out[i] = value;
  }
  return out;
}
function unreadable({ file, column }, expected, cell, row) {
  const found = JSON.stringify(cell)?.slice(0, 80) ?? String(cell);
  return new RatchetError(
    "schema",
    `${file}: column ${column}, row ${row}: expected ${expected}, found ${found}`,
    {
      file,
      hint: "correct the cell, leave it empty, or change the type of the column in model.yaml"
    }
  );
}

// pipeline/ingest/read-timestamps.ts
var SCALES = [
  [/^(Null|Date64|Timestamp<MILLISECOND)/, () => {
  }],
  [/^Date32/, (values) => multiply(values, 864e5)],
  [/^Timestamp<SECOND/, (values) => multiply(values, 1e3)],
  [/^Timestamp<MICROSECOND/, (values) => divide(values, 1e3)],
  [/^Timestamp<NANOSECOND/, nanosecondsToMs]
];
function readTimestamps(vector) {
  const type = String(vector.type);
  const values = readNumbers(vector);
  const inner = /^Dictionary<[^,]+, (.+)>$/.exec(type)?.[1] ?? type;
  SCALES.find(([pattern]) => pattern.test(inner))?.[1](values);
  return values;
}
function multiply(values, factor) {
  for (let i = 0; i < values.length; i++) values[i] = values[i] * factor;
}
function divide(values, divisor) {
  for (let i = 0; i < values.length; i++) values[i] = values[i] / divisor;
}
function nanosecondsToMs(values) {
  for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i] / 1e3) / 1e3;
}

// pipeline/ingest/row-source.ts
function isLoose(vector) {
  return "loose" in vector;
}

// pipeline/ingest/normalize.ts
var FLOAT_READERS = {
  number: { arrow: readNumbers, loose: readLooseNumbers },
  timestamp: { arrow: readTimestamps, loose: readLooseTimestamps }
};
function createNormalizer({ file, columns }) {
  const dictionaries = new Map(
    columns.filter(({ type }) => type === "category").map(({ name }) => [name, new LabelDictionary(name, file)])
  );
  const normalize = (batch) => {
    const numbers = {};
    const codes = {};
    const labels = {};
    for (const { name, type, source } of columns) {
      const vector = batch.column(source);
      const place = { file, column: source };
      if (type !== "category") {
        const read = FLOAT_READERS[type];
        numbers[name] = isLoose(vector) ? read.loose(vector, place) : read.arrow(oneChunk(vector));
        continue;
      }
      const dictionary = dictionaries.get(name);
      codes[name] = isLoose(vector) ? readLooseCategories(vector, place, dictionary) : readCategories(oneChunk(vector), dictionary);
      labels[name] = dictionary.labels();
    }
    return { rows: batch.rows, numbers, codes, labels };
  };
  return { sourceColumns: [...new Set(columns.map(({ source }) => source))], normalize };
}
function oneChunk(vector) {
  if (vector.data.length > 1) throw new RangeError("a batch holds one chunk a column");
  return vector;
}

// pipeline/contract/expression.ts
var TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)?)|([()*+,-]))/y;
function parseExpression(text) {
  const tokens = tokenize(text);
  let at = 0;
  const fail = (expected) => {
    const token = tokens[at];
    const found = token ? `"${token.text}" at character ${token.start + 1}` : "the end";
    throw new RatchetError("contract", `in the expression "${text}": expected ${expected}, found ${found}`, {
      hint: "an expression is made of column names, numbers, function calls and the signs * + -"
    });
  };
  const accept = (sign) => tokens[at]?.text === sign ? Boolean(++at) : false;
  const atom = () => {
    const token = tokens[at];
    if (accept("-")) return { op: "-", left: { op: "literal", value: 0 }, right: atom() };
    if (accept("(")) {
      const inner = sum();
      return accept(")") ? inner : fail(")");
    }
    if (token?.kind === "number") {
      at++;
      return { op: "literal", value: Number(token.text) };
    }
    if (token?.kind !== "name") return fail("a name, a number or (");
    at++;
    if (!accept("(")) return { op: "name", name: token.text };
    const args = [];
    if (!accept(")")) {
      do
        args.push(sum());
      while (accept(","));
      if (!accept(")")) fail(") or ,");
    }
    return { op: "call", name: token.text, args };
  };
  const product = () => {
    let left = atom();
    while (accept("*")) left = { op: "*", left, right: atom() };
    return left;
  };
  const sum = () => {
    let left = product();
    for (; ; ) {
      if (accept("+")) left = { op: "+", left, right: product() };
      else if (accept("-")) left = { op: "-", left, right: product() };
      else return left;
    }
  };
  const tree = sum();
  return at === tokens.length ? tree : fail("* + - or the end");
}
function printExpression(tree) {
  switch (tree.op) {
    case "literal":
      return String(tree.value);
    case "name":
      return tree.name;
    case "call":
      return `${tree.name}(${tree.args.map(printExpression).join(", ")})`;
    default: {
      const side = (e) => tree.op === "*" && (e.op === "+" || e.op === "-") ? `(${printExpression(e)})` : printExpression(e);
      const right = tree.op === "-" && (tree.right.op === "+" || tree.right.op === "-") ? `(${printExpression(tree.right)})` : side(tree.right);
      return `${side(tree.left)} ${tree.op} ${right}`;
    }
  }
}
function tokenize(text) {
  const tokens = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let start = 0; start < end; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new RatchetError(
        "contract",
        `in the expression "${text}": cannot read "${text.slice(start).trim()}" at character ${firstCharacter(text, start)}`,
        {
          hint: "an expression is made of column names, numbers, function calls and the signs * + -"
        }
      );
    }
    const kind = match[1] !== void 0 ? "number" : match[2] !== void 0 ? "name" : "sign";
    const word = match[1] ?? match[2] ?? match[3];
    tokens.push({ kind, text: word, start: TOKEN.lastIndex - word.length });
  }
  return tokens;
}
var firstCharacter = (text, start) => text.length - text.slice(start).trimStart().length + 1;

// pipeline/ingest/needed-columns.ts
function neededColumns(contract) {
  const uses = /* @__PURE__ */ new Map();
  const visited = /* @__PURE__ */ new Set();
  const { numbers, keys: keys2 } = contract.features;
  const visitName = (name) => {
    const definition = numbers[name] ?? keys2[name];
    if (definition === void 0) {
      if (name in contract.columns) uses.set(name, "value");
    } else if (!visited.has(name)) {
      visited.add(name);
      visit(parseExpression(definition));
    }
  };
  const visit = (tree) => {
    if (tree.op === "name") visitName(tree.name);
    else if (tree.op === "call") visitCall(tree.name, tree.args);
    else if (tree.op !== "literal") {
      visit(tree.left);
      visit(tree.right);
    }
  };
  const visitCall = (name, args) => {
    const only = args[0];
    if (name === "is_null" && only?.op === "name" && only.name in contract.columns) {
      if (!uses.has(only.name)) uses.set(only.name, "null-flag");
    } else for (const arg of args) visit(arg);
  };
  for (const expression of expressionsOf(contract)) visit(parseExpression(expression));
  return uses;
}
function expressionsOf({ features, recipe, comparisons, gate }) {
  const { geometry } = features;
  const recipes = [recipe, ...Object.values(comparisons)];
  return [
    ...Object.values(features.numbers),
    ...Object.values(features.keys),
    ...geometry ? [...geometry.between, geometry.measured, geometry.unless] : [],
    ...recipes.flatMap(({ base, final, weight }) => [
      ...base,
      ...final,
      ...weight === void 0 ? [] : [weight]
    ]),
    ...recipes.flatMap(
      ({ encodings }) => encodings.flatMap(
        ({ chains }) => Object.values(chains).flat().flatMap(({ by, slope }) => [...by, ...slope === void 0 ? [] : [slope]])
      )
    ),
    ...Object.values(gate.slices).flatMap(({ by }) => by)
  ];
}

// pipeline/ingest/prepared-columns.ts
var STORAGE_BYTES = { float64: 8, uint16: 2, "null-flag": 1 };
var STORAGE_ORDER = ["float64", "uint16", "null-flag"];
function preparedColumns(contract) {
  const uses = neededColumns(contract);
  uses.set(contract.time, "value");
  uses.delete(contract.target.name);
  const columns = Object.entries(contract.columns).flatMap(([name, { type }]) => {
    const use = uses.get(name);
    if (use === void 0) return [];
    if (type === "category") return [{ name, storage: "uint16" }];
    return [{ name, storage: use === "null-flag" ? "null-flag" : "float64" }];
  });
  columns.push({ name: contract.target.name, storage: "float64" });
  return STORAGE_ORDER.flatMap((storage) => columns.filter((column) => column.storage === storage));
}
var sortColumn = ({ features }) => features.geometry?.between[0];
function shardLayout(columns, rows) {
  const starts = [];
  let at = 0;
  for (const { storage } of columns) {
    starts.push(at);
    at += rows * STORAGE_BYTES[storage];
  }
  return { starts, hashes: at, bytes: Math.ceil((at + rows) / 8) * 8 };
}

// pipeline/contract/nearest.ts
var import_fastest_levenshtein = require("fastest-levenshtein");
function nearest(word, names) {
  let best;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const d = (0, import_fastest_levenshtein.distance)(word.toLowerCase(), name.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [name, d];
  }
  return best !== void 0 && bestDistance <= Math.max(1, Math.ceil(Math.max(word.length, best.length) / 3)) ? best : void 0;
}
function didYouMean(word, names) {
  const all = [...names];
  const near = nearest(word, all);
  return near === void 0 ? `known: ${all.join(", ")}` : `did you mean "${near}"?`;
}

// pipeline/digest/digest.ts
var import_node_crypto = require("node:crypto");

// pipeline/digest/canonical-json.ts
function canonicalJson(value) {
  return print(value, "$", []);
}
function print(value, path, ancestors) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw reject(path, String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== "object") throw reject(path, typeof value);
  if (ancestors.includes(value)) throw reject(path, "a cycle");
  const lineage = [...ancestors, value];
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, i) => print(item, `${path}[${i}]`, lineage)).join(",")}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw reject(path, `an instance of ${value.constructor?.name ?? "a class"}`);
  }
  const members = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, member]) => `${JSON.stringify(key)}:${print(member, `${path}.${key}`, lineage)}`);
  return `{${members.join(",")}}`;
}
function reject(path, what) {
  return new RatchetError("internal", `Cannot write ${path} as canonical JSON: it is ${what}.`, {
    hint: "Pass only null, booleans, finite numbers, strings, arrays and plain objects."
  });
}

// pipeline/digest/digest.ts
function sha256(content) {
  return (0, import_node_crypto.createHash)("sha256").update(content).digest("hex");
}
function digestOf(value) {
  return `sha256:${sha256(canonicalJson(value))}`;
}

// pipeline/ingest/resolve-columns.ts
function resolveColumns(contract, source, required = Object.keys(contract.columns)) {
  const { file, schema } = source;
  const needed = new Set(required);
  const byName = new Map(schema.map((column) => [column.name, column]));
  const columns = [];
  const violations = [];
  const notes = [];
  for (const [name, { type, from }] of Object.entries(contract.columns)) {
    const names = [.../* @__PURE__ */ new Set([...from ?? [], name])];
    const present = names.filter((alias) => byName.has(alias));
    const found = byName.get(present[0] ?? "");
    if (!found) {
      if (needed.has(name)) violations.push(missing(file, name, type, names, schema));
      continue;
    }
    if (!found.holds.includes(type)) {
      violations.push(wrongType(file, name, type, found));
      continue;
    }
    if (present.length > 1)
      notes.push(`${name} is read from ${present[0]}; ${present.slice(1).join(", ")} is there too`);
    if (found.type === "null") notes.push(`${found.name} holds nothing in this file`);
    columns.push({ name, type, source: found.name, physical: found.type });
  }
  if (violations.length > 0) {
    throw new RatchetError("schema", violations.join("\n"), {
      file,
      hint: "name the column among the `from:` names of model.yaml, change its type there, or correct the file"
    });
  }
  const used = new Set(columns.map((column) => column.source));
  const physical = schema.map(({ name, type }) => [name, type]);
  return {
    file,
    columns,
    physical,
    extra: schema.filter(({ name }) => !used.has(name)).map(({ name }) => name),
    notes,
    digest: digestOf(physical)
  };
}
function missing(file, name, type, names, schema) {
  const present = schema.map((column) => column.name);
  return `${file}: column ${name}: expected a ${type} named ${names.join(" or ")}, found none of them; ${didYouMean(names[0], present)}`;
}
function wrongType(file, name, type, found) {
  const named = found.name === name ? "" : ` (in ${found.name})`;
  return `${file}: column ${name}: expected a ${type}, found ${found.type}${named}`;
}

// pipeline/stats/hash-row.ts
var HASH_SEED = 2538058380;
var C1 = 3432918353;
var C2 = 461845907;
var FLOAT = new Float64Array(1);
var WORDS = new Uint32Array(FLOAT.buffer);
function hashNumber(h, value) {
  if (Number.isNaN(value)) return mixWord(mixWord(h, 0), 2146959360);
  FLOAT[0] = value + 0;
  return mixWord(mixWord(h, WORDS[0]), WORDS[1]);
}
function hashString(h, s) {
  let hash = h;
  const { length } = s;
  let i = 0;
  for (; i + 1 < length; i += 2) hash = mixWord(hash, s.charCodeAt(i) | s.charCodeAt(i + 1) << 16);
  if (i < length) hash = mixWord(hash, s.charCodeAt(i));
  return mixWord(hash, length);
}
function finishHash(h) {
  let hash = h ^ h >>> 16;
  hash = Math.imul(hash, 2246822507);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 3266489909);
  return (hash ^ hash >>> 16) >>> 0;
}
function mixWord(h, word) {
  const k = Math.imul(word, C1);
  const mixed = h ^ Math.imul(k << 15 | k >>> 17, C2);
  return Math.imul(mixed << 13 | mixed >>> 19, 5) + 3864292196 | 0;
}

// pipeline/ingest/row-hasher.ts
var SECOND_SEED = 1374496523;
var RowHasher = class {
  #numbers;
  #categories;
  /** Hash of each label, kept while a column's labels stay the same array. */
  #labelHashes = /* @__PURE__ */ new WeakMap();
  constructor(columns) {
    const names = Object.keys(columns).sort();
    this.#numbers = names.filter((name) => columns[name].type !== "category");
    this.#categories = names.filter((name) => columns[name].type === "category");
  }
  /** 32-bit hashes of all rows. */
  first(block) {
    const hashes = new Int32Array(block.rows).fill(HASH_SEED);
    for (const name of this.#numbers) {
      const values = block.numbers[name];
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i], values[i]);
    }
    for (const name of this.#categories) {
      const codes = block.codes[name];
      const labels = this.#hashesOf(block.labels[name]);
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i], labels[codes[i]]);
    }
    return finished(hashes);
  }
  /** Hashes of the rows at the positions given, independent of `first`: together they are a 64-bit hash. */
  second(block, rows) {
    const hashes = new Int32Array(rows.length).fill(SECOND_SEED);
    for (const name of this.#numbers) {
      const values = block.numbers[name];
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i], values[rows[i]]);
    }
    for (const name of this.#categories) {
      const codes = block.codes[name];
      const labels = this.#hashesOf(block.labels[name]);
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashNumber(hashes[i], labels[codes[rows[i]]]);
    }
    return finished(hashes);
  }
  #hashesOf(labels) {
    let hashes = this.#labelHashes.get(labels);
    if (!hashes) {
      hashes = Float64Array.from(labels, (label) => finishHash(hashString(HASH_SEED, label)));
      this.#labelHashes.set(labels, hashes);
    }
    return hashes;
  }
};
function finished(hashes) {
  for (let i = 0; i < hashes.length; i++) hashes[i] = finishHash(hashes[i]);
  return new Uint32Array(hashes.buffer);
}
function foldByte(hash) {
  return hash >>> 24;
}

// pipeline/ingest/column-buffer.ts
var COLUMN_BUFFERS = {
  float64: (name, isTarget, capacity) => {
    const values = new Float64Array(capacity);
    return {
      gather(at, block, targets, rows) {
        const from = isTarget ? targets : block.numbers[name];
        for (let i = 0; i < rows.length; i++) values[at + i] = from[rows[i]];
      },
      write(shard, start, order) {
        const out = new Float64Array(shard, start, order.length);
        for (let i = 0; i < order.length; i++) out[i] = values[order[i]];
      }
    };
  },
  uint16: (name, _, capacity) => {
    const values = new Uint16Array(capacity);
    return {
      codes: values,
      gather(at, block, _targets, rows) {
        const from = block.codes[name];
        for (let i = 0; i < rows.length; i++) values[at + i] = from[rows[i]];
      },
      write(shard, start, order) {
        const out = new Uint16Array(shard, start, order.length);
        for (let i = 0; i < order.length; i++) out[i] = values[order[i]];
      }
    };
  },
  "null-flag": (name, _, capacity) => {
    const values = new Uint8Array(capacity);
    return {
      gather(at, block, _targets, rows) {
        const from = block.numbers[name];
        for (let i = 0; i < rows.length; i++) values[at + i] = Number.isNaN(from[rows[i]]) ? 1 : 0;
      },
      write(shard, start, order) {
        const out = new Uint8Array(shard, start, order.length);
        for (let i = 0; i < order.length; i++) out[i] = values[order[i]];
      }
    };
  }
};

// pipeline/ingest/prepared.ts
var SHARD_ROWS = 65536;

// pipeline/ingest/shard-writer.ts
var ShardWriter = class {
  #columns;
  #buffers;
  #sortCodes;
  #sink;
  #bytes = new Uint8Array(SHARD_ROWS);
  /** Used in turn, so that one can be written out while the next is filled. */
  #shards;
  #rows = 0;
  /**
   * @param target name of the column that is filled from the rows' targets
   * @param sortBy a stored category: rows that share its value lie together, so that what is looked up by it stays in
   * the processor's cache; without it, rows stay as they came
   */
  constructor(columns, target, sortBy, sink) {
    this.#columns = columns;
    this.#buffers = columns.map(
      ({ name, storage }) => COLUMN_BUFFERS[storage](name, name === target, SHARD_ROWS)
    );
    this.#sortCodes = this.#buffers[columns.findIndex(({ name }) => name === sortBy)]?.codes;
    this.#sink = sink;
    const { bytes } = shardLayout(columns, SHARD_ROWS);
    this.#shards = [new ArrayBuffer(bytes), new ArrayBuffer(bytes)];
  }
  async append({ block, targets, hashes, kept }) {
    for (let start = 0; start < kept.length; ) {
      const n = Math.min(kept.length - start, SHARD_ROWS - this.#rows);
      const rows = kept.subarray(start, start + n);
      for (const buffer2 of this.#buffers) buffer2.gather(this.#rows, block, targets, rows);
      for (let i = 0; i < n; i++) this.#bytes[this.#rows + i] = foldByte(hashes[rows[i]]);
      this.#rows += n;
      start += n;
      if (this.#rows === SHARD_ROWS) await this.flush();
    }
  }
  /** Writes what is left as a last, shorter shard. */
  async flush() {
    if (this.#rows === 0) return;
    const rows = this.#rows;
    const order = sortByCode(this.#sortCodes ?? new Uint16Array(rows), rows);
    const layout = shardLayout(this.#columns, rows);
    this.#shards.reverse();
    const shard = new Uint8Array(this.#shards[0], 0, layout.bytes);
    for (const [c, buffer2] of this.#buffers.entries()) buffer2.write(shard.buffer, layout.starts[c], order);
    for (let i = 0; i < rows; i++) shard[layout.hashes + i] = this.#bytes[order[i]];
    shard.fill(0, layout.hashes + rows);
    this.#rows = 0;
    await this.#sink(shard, rows);
  }
};
function sortByCode(codes, rows) {
  const next = new Uint32Array(65537);
  for (let i = 0; i < rows; i++) next[codes[i] + 1]++;
  for (let code = 0; code < 65536; code++) next[code + 1] += next[code];
  const order = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) order[next[codes[i]]++] = i;
  return order;
}

// pipeline/validate/duplicate-counter.ts
var MAX_DISTINCT = 131072;
var FEWEST_SLOTS = 4096;
var DuplicateCounter = class {
  #bits;
  #distinct = 0;
  #table;
  /** @param expectedRows rows of the whole file, where known: sampling then starts at once and hashes fewer rows */
  constructor(expectedRows = 0) {
    this.#bits = Math.max(0, Math.ceil(Math.log2(expectedRows / MAX_DISTINCT)));
    let slots = FEWEST_SLOTS;
    while (slots < 2 * Math.min(expectedRows, MAX_DISTINCT)) slots *= 2;
    this.#table = new Table(slots);
  }
  add({ hashes, secondHashes, firstRow }) {
    const sampled = new Uint32Array(hashes.length);
    const mask = 2 ** this.#bits - 1;
    let n = 0;
    for (let i = 0; i < hashes.length; i++) {
      sampled[n] = i;
      n += (hashes[i] & mask) === 0 ? 1 : 0;
    }
    const rows = sampled.subarray(0, n);
    const seconds = secondHashes(rows);
    for (let i = 0; i < n; i++)
      this.#insert(hashes[rows[i]] | 0, seconds[i] | 0, 1, firstRow + rows[i], 0);
  }
  merge({ bits, first, second, counts, rows, repeats }) {
    if (bits > this.#bits) this.#rebuild(bits, this.#table.counts.length);
    for (let i = 0; i < first.length; i++) {
      this.#insert(first[i], second[i], counts[i], rows[i], repeats[i]);
    }
    return this;
  }
  state() {
    const { counts } = this.#table;
    const used = new Uint32Array(this.#distinct);
    for (let slot = 0, n = 0; slot < counts.length; slot++) if (counts[slot] > 0) used[n++] = slot;
    const take = (from, out) => {
      for (let i = 0; i < used.length; i++) out[i] = from[used[i]];
      return out;
    };
    return {
      bits: this.#bits,
      first: take(this.#table.first, new Int32Array(used.length)),
      second: take(this.#table.second, new Int32Array(used.length)),
      counts: take(counts, new Int32Array(used.length)),
      rows: take(this.#table.rows, new Float64Array(used.length)),
      repeats: take(this.#table.repeats, new Float64Array(used.length))
    };
  }
  #insert(first, second, count, row, repeat) {
    if ((first & 2 ** this.#bits - 1) !== 0) return;
    const table = this.#table;
    const mask = table.counts.length - 1;
    let slot = (first ^ Math.imul(second, 2654435761)) & mask;
    while (table.counts[slot] > 0) {
      if (table.first[slot] === first && table.second[slot] === second) {
        table.repeat(slot, count, row, repeat);
        return;
      }
      slot = slot + 1 & mask;
    }
    table.put(slot, first, second, count, row, repeat);
    this.#distinct++;
    if (this.#distinct > MAX_DISTINCT) this.#rebuild(this.#bits + 1, table.counts.length);
    else if (this.#distinct * 2 > table.counts.length) this.#rebuild(this.#bits, table.counts.length * 2);
  }
  /** Puts what belongs to a share 1/2^bits of the hash space into a new table. */
  #rebuild(bits, slots) {
    const old = this.state();
    this.#bits = bits;
    this.#distinct = 0;
    this.#table = new Table(slots);
    this.merge({ ...old, bits });
  }
};
var Table = class {
  first;
  second;
  counts;
  rows;
  repeats;
  constructor(slots) {
    this.first = new Int32Array(slots);
    this.second = new Int32Array(slots);
    this.counts = new Int32Array(slots);
    this.rows = new Float64Array(slots);
    this.repeats = new Float64Array(slots);
  }
  put(slot, first, second, count, row, repeat) {
    this.first[slot] = first;
    this.second[slot] = second;
    this.counts[slot] = count;
    this.rows[slot] = row;
    this.repeats[slot] = repeat;
  }
  /** Counts more rows like the one at a place, and keeps the two lowest row numbers of all of them. */
  repeat(slot, count, row, repeat) {
    this.counts[slot] += count;
    const numbers = [this.rows[slot], this.repeats[slot], row, repeat].filter((n) => n > 0);
    numbers.sort((a, b) => a - b);
    this.rows[slot] = numbers[0] ?? 0;
    this.repeats[slot] = numbers[1] ?? 0;
  }
};

// pipeline/validate/category-counts.ts
var MAX_LABELS2 = 1e3;
function toCategoryCounts(counts, others = 0) {
  const byCount = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const listed = byCount.slice(0, MAX_LABELS2).sort(([a], [b]) => a < b ? -1 : 1);
  const rest = byCount.slice(MAX_LABELS2).reduce((sum, [, n]) => sum + n, others);
  return { counts: Object.fromEntries(listed), others: rest };
}

// pipeline/stats/float-bin.ts
var MANTISSA_BITS = 5;
var DROPPED_BITS = 20 - MANTISSA_BITS;
var FLOAT2 = new Float64Array(1);
var WORDS2 = new Int32Array(FLOAT2.buffer);
var BINS_PER_SIGN = (2146435072 >>> DROPPED_BITS) + 1;
function floatBin(value) {
  FLOAT2[0] = value + 0;
  const high = WORDS2[1];
  const size = (high & 2147483647) >>> DROPPED_BITS;
  return size ^ high >> 31;
}
function floatBinEdges(bin) {
  const size = bin < 0 ? -1 - bin : bin;
  const near = sizeOf(size);
  const far = sizeOf(Math.min(size + 1, BINS_PER_SIGN - 1));
  return bin < 0 ? [-far, near === 0 ? 0 : -near] : [near, far];
}
function sizeOf(size) {
  WORDS2[0] = 0;
  WORDS2[1] = size << DROPPED_BITS;
  return FLOAT2[0];
}

// pipeline/stats/interpolate.ts
function interpolate(a, b, t) {
  if (a === b || t === 0) return a;
  if (t === 1) return b;
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}

// pipeline/stats/float-histogram.ts
var PAGE_BITS = 10;
var PAGE_SIZE = 1 << PAGE_BITS;
var FloatHistogram = class _FloatHistogram {
  /** Values counted, without nulls. */
  count = 0;
  /** Values that were NaN. */
  nulls = 0;
  /** Counts by bin - (-BINS_PER_SIGN), in pages made when first touched. */
  #pages = [];
  static edges(bin) {
    return floatBinEdges(bin);
  }
  /** Throws a RatchetError 'schema' if bins are not ascending or counts are not whole numbers, as `toJSON` gives them. */
  static fromJSON(json) {
    const histogram = new _FloatHistogram();
    histogram.nulls = checkCount(json.nulls, 0);
    let previous = Number.NEGATIVE_INFINITY;
    for (const [bin, count] of json.bins) {
      if (!(Number.isInteger(bin) && bin > previous && bin >= -BINS_PER_SIGN && bin < BINS_PER_SIGN)) {
        throw new RatchetError(
          "schema",
          `A histogram's bins must be ascending whole numbers: ${bin} is not.`
        );
      }
      histogram.#increase(bin, checkCount(count, 1));
      previous = bin;
    }
    return histogram;
  }
  addOne(value) {
    if (Number.isNaN(value)) this.nulls++;
    else this.#increase(floatBin(value), 1);
  }
  /** Counts the first `count` values, all of them unless given. */
  add(values, count = values.length) {
    const pages = this.#pages;
    let nulls = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (Number.isNaN(value)) {
        nulls++;
        continue;
      }
      const slot = floatBin(value) + BINS_PER_SIGN;
      const page = pages[slot >>> PAGE_BITS] ?? this.#addPage(slot >>> PAGE_BITS);
      page[slot & PAGE_SIZE - 1] += 1;
    }
    this.nulls += nulls;
    this.count += count - nulls;
  }
  /** Adds the counts of `other` to this one's, and gives this one. */
  merge(other) {
    for (const [bin, count] of other.#bins()) this.#increase(bin, count);
    this.nulls += other.nulls;
    return this;
  }
  /**
   * Quantile `q`, as `quantile` defines it, of the values without nulls, from values assumed to lie evenly in their
   * bin: off by at most 1/32 of the larger in absolute value of the two sorted values that it lies between. NaN if
   * there are none. Throws a RatchetError 'internal' unless q lies in [0, 1].
   */
  quantile(q) {
    if (!(q >= 0 && q <= 1)) {
      throw new RatchetError("internal", `A quantile is asked for by a share from 0 to 1, not ${q}.`);
    }
    if (this.count === 0) return Number.NaN;
    const position = (this.count - 1) * q;
    const rank = Math.floor(position);
    const next = Math.min(rank + 1, this.count - 1);
    let lower = Number.NaN;
    let before = 0;
    for (const [bin, count] of this.#bins()) {
      if (rank >= before && rank < before + count) lower = valueInBin(bin, rank - before, count);
      if (next < before + count) {
        return interpolate(lower, valueInBin(bin, next - before, count), position - rank);
      }
      before += count;
    }
    return lower;
  }
  toJSON() {
    return { bins: [...this.#bins()], nulls: this.nulls };
  }
  /** Bins that hold a value, ascending. */
  *#bins() {
    for (let p = 0; p < this.#pages.length; p++) {
      const page = this.#pages[p];
      if (page === void 0) continue;
      for (let i = 0; i < PAGE_SIZE; i++) {
        if (page[i] > 0) yield [p * PAGE_SIZE + i - BINS_PER_SIGN, page[i]];
      }
    }
  }
  #increase(bin, by) {
    const slot = bin + BINS_PER_SIGN;
    const page = this.#pages[slot >>> PAGE_BITS] ?? this.#addPage(slot >>> PAGE_BITS);
    page[slot & PAGE_SIZE - 1] += by;
    this.count += by;
  }
  #addPage(index) {
    const page = new Float64Array(PAGE_SIZE);
    this.#pages[index] = page;
    return page;
  }
};
function valueInBin(bin, rank, count) {
  if (bin === 0) return 0;
  const [lower, upper] = floatBinEdges(bin);
  return interpolate(lower, upper, (rank + 0.5) / count);
}
function checkCount(count, least) {
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new RatchetError("schema", `A histogram counts in whole numbers from ${least} up, not ${count}.`);
}

// pipeline/validate/profile-histogram.ts
var MAX_BINS = 512;
function toProfileHistogram({ bins, nulls }) {
  return shorten({ bins: bins.map(([bin, count]) => [bin, count]), nulls, coarseness: 0 });
}
function coarsen(histogram, coarseness) {
  const bins = [];
  for (const [bin, count] of histogram.bins) {
    const lowest = bin >> coarseness << coarseness;
    const last = bins.at(-1);
    if (last?.[0] === lowest) last[1] += count;
    else bins.push([lowest, count]);
  }
  return { bins, nulls: histogram.nulls, coarseness };
}
function shorten(histogram) {
  let short = histogram;
  while (short.bins.length > MAX_BINS) short = coarsen(histogram, short.coarseness + 1);
  return short;
}

// pipeline/ingest/period.ts
var PERIOD = /^(\d{4})-(0[1-9]|1[0-2])$/;
function periodBounds(period) {
  const [year, month] = split(period);
  return [Date.UTC(year, month - 1), Date.UTC(year, month)];
}
function split(period) {
  const match = PERIOD.exec(period);
  if (match) return [Number(match[1]), Number(match[2])];
  throw new RatchetError("usage", `expected a month such as 2021-01, found "${period}"`, {
    hint: "write a month as YYYY-MM, or give the path of a .parquet or .csv file"
  });
}

// pipeline/validate/hour-counter.ts
var MS_PER_HOUR = 36e5;
var HOURS = 24;
var HourCounter = class {
  #time;
  #startMs;
  /** Rows by hour since the start of the period, from which both follow. */
  #inside;
  #outside = new Uint32Array(HOURS);
  #nulls = 0;
  constructor(time2, period) {
    const [startMs, endMs] = periodBounds(period);
    this.#time = time2;
    this.#startMs = startMs;
    this.#inside = new Uint32Array((endMs - startMs) / MS_PER_HOUR);
  }
  add({ block }) {
    const times = block.numbers[this.#time];
    const inside = this.#inside;
    const startMs = this.#startMs;
    for (let i = 0; i < times.length; i++) {
      const hour2 = (times[i] - startMs) / MS_PER_HOUR;
      if (hour2 >= 0 && hour2 < inside.length) inside[hour2 | 0]++;
      else this.#addOutside(Math.floor(hour2));
    }
  }
  /** Rows by day inside the period; a day without rows is left out. */
  days() {
    const days = [];
    for (let hour2 = 0; hour2 < this.#inside.length; hour2 += HOURS) {
      const count = this.#inside.subarray(hour2, hour2 + HOURS).reduce((sum, n) => sum + n, 0);
      const day2 = new Date(this.#startMs + hour2 * MS_PER_HOUR).toISOString().slice(0, 10);
      if (count > 0) days.push([day2, count]);
    }
    return Object.fromEntries(days);
  }
  profile() {
    const hours = [...this.#outside];
    for (let hour2 = 0; hour2 < this.#inside.length; hour2++) hours[hour2 % HOURS] += this.#inside[hour2];
    return { kind: "time", nulls: this.#nulls, hours };
  }
  /** Periods start at midnight, so hours since the start of one tell the hour of any day. */
  #addOutside(hour2) {
    if (Number.isFinite(hour2)) this.#outside[(hour2 % HOURS + HOURS) % HOURS]++;
    else this.#nulls++;
  }
};

// pipeline/validate/profile-counter.ts
var ProfileCounter = class {
  #columns;
  #target = new FloatHistogram();
  #targetName;
  #hours;
  #rows = 0;
  constructor(contract, period) {
    this.#hours = new HourCounter(contract.time, period);
    this.#targetName = contract.target.name;
    this.#columns = Object.entries(contract.columns).map(([name, { type }]) => [
      name,
      name === contract.time ? this.#hours : COUNTERS[type](name)
    ]);
  }
  add(rows) {
    for (const [, counter] of this.#columns) counter.add(rows);
    this.#target.add(rows.targets);
    this.#rows += rows.block.rows;
  }
  profile() {
    return {
      schemaVersion: 1,
      rows: this.#rows,
      days: this.#hours.days(),
      columns: Object.fromEntries(this.#columns.map(([name, counter]) => [name, counter.profile()])),
      target: { name: this.#targetName, histogram: toProfileHistogram(this.#target.toJSON()) }
    };
  }
};
var COUNTERS = {
  timestamp: countNulls,
  number: (name) => {
    const histogram = new FloatHistogram();
    return {
      add: ({ block }) => histogram.add(block.numbers[name]),
      profile: () => ({ kind: "number", histogram: toProfileHistogram(histogram.toJSON()) })
    };
  },
  category: countLabels
};
function countNulls(name) {
  let nulls = 0;
  return {
    add({ block }) {
      const values = block.numbers[name];
      for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) nulls++;
    },
    profile: () => ({ kind: "timestamp", nulls })
  };
}
function countLabels(name) {
  const byCode = new Uint32Array(65536);
  const byLabel = /* @__PURE__ */ new Map();
  let labels = [];
  const addUp = () => {
    for (const [code, label] of labels.entries()) {
      if (byCode[code] > 0) byLabel.set(label, (byLabel.get(label) ?? 0) + byCode[code]);
    }
    byCode.fill(0, 0, labels.length);
  };
  return {
    add({ block }) {
      if (block.labels[name] !== labels) {
        addUp();
        labels = block.labels[name];
      }
      const codes = block.codes[name];
      for (let i = 0; i < codes.length; i++) byCode[codes[i]]++;
    },
    profile() {
      addUp();
      return { kind: "category", categories: toCategoryCounts(byLabel) };
    }
  };
}

// pipeline/validate/judge-share.ts
function judgeShare(tally, rows, claim) {
  if (!tally) return { kind: "unknown", reason: "its rows were not counted" };
  if (rows === 0) return { kind: "unknown", reason: "there are no rows" };
  const share = tally.count / rows;
  if (share <= claim.maxShare) return { kind: "passed" };
  const { column, maxShare, expected, found, advice, about = "" } = claim;
  const subject = column === null ? "" : `${column}: `;
  const limit = maxShare === 0 ? "every row" : `all but ${percent(maxShare)} of the rows`;
  const message = `${subject}expected ${expected} in ${limit}, found ${about}${thousands(tally.count)} of ${thousands(rows)} rows (${percent(share)}) ${found}; ${advice}`;
  return {
    kind: "violated",
    findings: [{ column, count: tally.count, share, maxShare, message, samples: tally.samples }]
  };
}
function percent(share) {
  const value = share * 100;
  return `${Number(value >= 10 ? value.toFixed(1) : value.toPrecision(2))} %`;
}
function thousands(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

// pipeline/validate/test-column.ts
function testNumbers(column, low, high) {
  return ({ block }, hits) => {
    const values = block.numbers[column];
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value < low || value > high) {
        hits[i] = 1;
        count++;
      }
    }
    return count;
  };
}
function testLabels(column, fails) {
  return ({ block }, hits) => {
    const bad = Uint8Array.from(block.labels[column], (label) => fails(label) ? 1 : 0);
    if (!bad.includes(1)) return 0;
    const codes = block.codes[column];
    let count = 0;
    for (let i = 0; i < codes.length; i++) {
      if (bad[codes[i]] === 1) {
        hits[i] = 1;
        count++;
      }
    }
    return count;
  };
}
function testNulls(column, isCategory) {
  if (isCategory) return testLabels(column, (label) => label === "");
  return ({ block }, hits) => {
    const values = block.numbers[column];
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i])) {
        hits[i] = 1;
        count++;
      }
    }
    return count;
  };
}

// pipeline/validate/rules/allowed.ts
var allowedRule = {
  kind: "allowed",
  name: (check) => `allowed values of ${check.allowed}`,
  test: (check, { contract }) => {
    if (contract.columns[check.allowed].type !== "category") {
      return testListedNumbers(check.allowed, new Set(check.values.map(Number)));
    }
    const labels = new Set(check.values.map(String));
    return testLabels(check.allowed, (label) => label !== "" && !labels.has(label));
  },
  judge: (check, { tally, rows }) => judgeShare(tally, rows, {
    column: check.allowed,
    maxShare: check.max_share,
    expected: `one of ${check.values.join(", ")}`,
    found: "with another value",
    advice: "add the value to the list in model.yaml if it is a real one"
  })
};
function testListedNumbers(column, listed) {
  return ({ block }, hits) => {
    const values = block.numbers[column];
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      if (!listed.has(values[i]) && !Number.isNaN(values[i])) {
        hits[i] = 1;
        count++;
      }
    }
    return count;
  };
}

// pipeline/validate/rules/duplicates.ts
var duplicatesRule = {
  kind: "duplicates",
  name: () => "duplicate rows",
  judge: (check, { duplicates, rows }) => judgeShare(duplicates, rows, {
    column: null,
    maxShare: check.max_share,
    expected: "a row of its own",
    found: "that repeat an earlier one",
    advice: "check that the file was not written or joined twice",
    about: duplicates?.exact === false ? "about " : ""
  })
};

// pipeline/validate/rules/filtered.ts
var filteredRule = {
  kind: "filtered",
  name: () => "rows filtered out",
  test: () => ({ block, kept }, hits) => {
    for (let i = 0, k = 0; i < block.rows; i++) {
      if (kept[k] === i) k++;
      else hits[i] = 1;
    }
    return block.rows - kept.length;
  },
  judge: (check, { tally, rows, contract }) => {
    const { name, unit, keep } = contract.target;
    return judgeShare(tally, rows, {
      column: name,
      maxShare: check.max_share,
      expected: `from ${keep[0]} to ${keep[1]} ${unit}`,
      found: "outside, and so left out",
      advice: "look at the sample rows: clocks, units or columns may have been swapped"
    });
  }
};

// pipeline/validate/rules/freshness.ts
var MS_PER_DAY = 864e5;
var freshnessRule = {
  kind: "freshness_days",
  name: () => "freshness",
  judge: (check, { profile, asOf, contract }) => {
    if (asOf === void 0) return { kind: "skipped", reason: "only the newest period has to be fresh" };
    const last = Object.keys(profile.days).at(-1);
    if (last === void 0) return { kind: "unknown", reason: "no row lies inside the period" };
    const days = Math.round((Date.parse(asOf) - Date.parse(last)) / MS_PER_DAY);
    if (Number.isNaN(days)) return { kind: "unknown", reason: `"${asOf}" is not a day as YYYY-MM-DD` };
    if (days <= check.freshness_days) return { kind: "passed" };
    const message = `expected rows at most ${check.freshness_days} days old, found the last of ${last}, ${days} days before ${asOf}; fetch a newer month`;
    return {
      kind: "violated",
      findings: [{ column: contract.time, count: days, share: 1, maxShare: null, message, samples: [] }]
    };
  }
};

// pipeline/validate/rules/inside-period.ts
var insidePeriodRule = {
  kind: "inside_period",
  name: (check) => `${check.inside_period} inside the period`,
  test: (check, { period }) => {
    const [start, end] = periodBounds(period);
    return testNumbers(check.inside_period, start, end - 1e-3);
  },
  judge: (check, { tally, rows, period }) => judgeShare(tally, rows, {
    column: check.inside_period,
    maxShare: check.max_share,
    expected: `a time in ${period}`,
    found: "outside",
    advice: "check that the file is the right month; stray rows of other months are usual in small numbers"
  })
};

// pipeline/validate/rules/nulls.ts
var nullsRule = {
  kind: "nulls",
  name: (check) => `nulls in ${check.nulls}`,
  test: (check, { contract }) => testNulls(check.nulls, contract.columns[check.nulls].type === "category"),
  judge: (check, { tally, rows }) => judgeShare(tally, rows, {
    column: check.nulls,
    maxShare: check.max_share,
    expected: "a value",
    found: "without one",
    advice: "ask the source for the column, or raise max_share in model.yaml if such rows are to be used"
  })
};

// pipeline/validate/psi.ts
function populationStabilityIndex(expected, actual) {
  if (expected.length !== actual.length) {
    throw new RatchetError(
      "internal",
      `PSI needs the same cells on both sides, not ${expected.length} and ${actual.length}`
    );
  }
  const total = (counts) => counts.reduce((sum, n) => sum + n + 0.5, 0);
  const expectedTotal = total(expected);
  const actualTotal = total(actual);
  let psi = 0;
  for (let i = 0; i < expected.length; i++) {
    const e = (expected[i] + 0.5) / expectedTotal;
    const a = (actual[i] + 0.5) / actualTotal;
    psi += (a - e) * Math.log(a / e);
  }
  return psi;
}

// pipeline/validate/compare-profiles.ts
var RANGES = 10;
function compareProfiles(reference, current) {
  const shifts = [];
  for (const [column, profile] of Object.entries(current.columns)) {
    const before = reference.columns[column];
    const cells = before && cellsOf(before, profile);
    if (cells) shifts.push({ column, psi: populationStabilityIndex(...cells) });
  }
  if (reference.target.name === current.target.name) {
    const cells = histogramCells(reference.target.histogram, current.target.histogram);
    shifts.push({ column: current.target.name, psi: populationStabilityIndex(...cells) });
  }
  return shifts;
}
function cellsOf(a, b) {
  if (a.kind === "time" && b.kind === "time")
    return [
      [...a.hours, a.nulls],
      [...b.hours, b.nulls]
    ];
  if (a.kind === "number" && b.kind === "number") return histogramCells(a.histogram, b.histogram);
  if (a.kind === "category" && b.kind === "category") return categoryCells(a.categories, b.categories);
  return void 0;
}
function categoryCells(a, b) {
  const labels = [.../* @__PURE__ */ new Set([...Object.keys(a.counts), ...Object.keys(b.counts)])];
  const cells = ({ counts, others }) => [
    ...labels.map((label) => counts[label] ?? 0),
    others
  ];
  return [cells(a), cells(b)];
}
function histogramCells(a, b) {
  const coarseness = Math.max(a.coarseness, b.coarseness);
  const reference = coarsen(a, coarseness).bins;
  const total = reference.reduce((sum, [, n]) => sum + n, 0);
  const upperBins = [];
  let seen = 0;
  let next = 1;
  for (const [bin, n] of reference) {
    seen += n;
    if (seen * RANGES < next * total || next === RANGES) continue;
    upperBins.push(bin);
    next = Math.floor(seen * RANGES / total) + 1;
  }
  const count = (bins, nulls) => {
    const cells = new Array(upperBins.length + 2).fill(0);
    for (const [bin, n] of bins) {
      const at = upperBins.findIndex((upper) => bin <= upper);
      cells[at < 0 ? upperBins.length : at] += n;
    }
    cells[upperBins.length + 1] = nulls;
    return cells;
  };
  return [count(reference, a.nulls), count(coarsen(b, coarseness).bins, b.nulls)];
}

// pipeline/validate/rules/psi.ts
var psiRule = {
  kind: "psi",
  name: () => "distribution as in training",
  judge: (check, { profile, trainingProfile, rows }) => {
    if (!trainingProfile) return { kind: "skipped", reason: "no model is in production yet" };
    if (rows === 0 || trainingProfile.rows === 0) return { kind: "unknown", reason: "there are no rows" };
    const shifted = compareProfiles(trainingProfile, profile).filter(({ psi }) => psi > check.max);
    if (shifted.length === 0) return { kind: "passed" };
    const findings = shifted.map(({ column, psi }) => {
      const message = `${column}: expected a population stability index of at most ${check.max} against the training profile, found ${psi.toFixed(3)}; retrain on newer months if the error has grown too`;
      return { column, count: rows, share: psi, maxShare: check.max, message, samples: [] };
    });
    return { kind: "violated", findings };
  }
};

// pipeline/validate/rules/range.ts
var rangeRule = {
  kind: "range",
  name: (check) => `range of ${check.range}`,
  test: (check, { contract }) => {
    const { range: column, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = check;
    if (contract.columns[column].type !== "category") return testNumbers(column, min, max);
    return testLabels(column, (label) => label !== "" && !(Number(label) >= min && Number(label) <= max));
  },
  judge: (check, { tally, rows }) => judgeShare(tally, rows, {
    column: check.range,
    maxShare: check.max_share,
    expected: describe(check),
    found: "outside",
    advice: "look at the sample rows; if the source has really changed, change the range in model.yaml"
  })
};
function describe({ min, max }) {
  if (min !== void 0 && max !== void 0) return `a value from ${min} to ${max}`;
  return min !== void 0 ? `a value of at least ${min}` : `a value of at most ${max ?? "any size"}`;
}

// pipeline/validate/rules/row-count.ts
var rowCountRule = {
  kind: "row_count",
  name: () => "row count",
  judge: (check, { rows }) => {
    const [low, high] = check.row_count;
    if (rows >= low && rows <= high) return { kind: "passed" };
    const message = `expected ${thousands(low)} to ${thousands(high)} rows, found ${thousands(rows)}; check that the file is complete, or change row_count in model.yaml`;
    return {
      kind: "violated",
      findings: [{ column: null, count: rows, share: 1, maxShare: null, message, samples: [] }]
    };
  }
};

// pipeline/validate/rules/registry.ts
var RULES = [
  rowCountRule,
  nullsRule,
  rangeRule,
  allowedRule,
  insidePeriodRule,
  duplicatesRule,
  filteredRule,
  freshnessRule,
  psiRule
];
function ruleOf(check) {
  const rule = RULES.find(({ kind }) => kind in check);
  if (rule) return rule;
  throw new RatchetError("internal", `no rule for the check ${JSON.stringify(check)}`);
}

// pipeline/validate/tally.ts
var MAX_SAMPLES = 3;
function mergeTallies(a, b) {
  const samples = [...a.samples, ...b.samples].sort((x, y) => x.row - y.row).slice(0, MAX_SAMPLES);
  return { count: a.count + b.count, samples };
}
function tallyHits(hits, count, firstRow, valueAt) {
  const samples = [];
  for (let i = hits.indexOf(1); i >= 0 && samples.length < MAX_SAMPLES; i = hits.indexOf(1, i + 1)) {
    samples.push({ row: firstRow + i, value: printable(valueAt(i)) });
  }
  return { count, samples };
}
function printable(value) {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : String(value);
}

// pipeline/validate/statistics-counter.ts
var StatisticsCounter = class {
  #contract;
  #tests;
  #tallies;
  #duplicates;
  #profile;
  #hits = new Uint8Array(0);
  #rows = 0;
  #kept = 0;
  /** @param fileRows rows of the whole file, where known */
  constructor(contract, period, fileRows) {
    const { checks } = contract;
    this.#contract = contract;
    this.#tests = checks.map((check) => ruleOf(check).test?.(check, { contract, period }) ?? null);
    this.#tallies = this.#tests.map((test) => test ? { count: 0, samples: [] } : null);
    this.#duplicates = checks.some((check) => "duplicates" in check) ? new DuplicateCounter(fileRows) : null;
    this.#profile = new ProfileCounter(contract, period);
  }
  add(rows) {
    const n = rows.block.rows;
    if (this.#hits.length < n) this.#hits = new Uint8Array(n);
    const hits = this.#hits.subarray(0, n);
    for (const [i, test] of this.#tests.entries()) {
      const count = test?.(rows, hits) ?? 0;
      if (count === 0) continue;
      const valueAt = valuesOf(this.#contract, i, rows);
      this.#tallies[i] = mergeTallies(this.#tallies[i], tallyHits(hits, count, rows.firstRow, valueAt));
      hits.fill(0);
    }
    this.#duplicates?.add(rows);
    this.#profile.add(rows);
    this.#rows += n;
    this.#kept += rows.kept.length;
  }
  state() {
    return {
      rows: this.#rows,
      kept: this.#kept,
      tallies: this.#tallies,
      duplicates: this.#duplicates?.state() ?? null,
      profile: this.#profile.profile()
    };
  }
};
function valuesOf(contract, i, { block, targets }) {
  const named = Object.values(contract.checks[i])[0];
  const column = typeof named === "string" && named in contract.columns ? named : void 0;
  return (row) => {
    if (column === void 0) return targets[row];
    const code = block.codes[column]?.[row];
    if (code !== void 0) return block.labels[column][code] || null;
    const value = block.numbers[column][row];
    const isTime = contract.columns[column].type === "timestamp" && Math.abs(value) < 864e13;
    return isTime ? new Date(value).toISOString().replace("T", " ").replace(".000Z", "").replace("Z", "") : value;
  };
}

// platform/shard-file.ts
var import_promises = require("node:fs/promises");

// platform/write-all.ts
async function writeAll(file, bytes, position) {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

// platform/shard-file.ts
var ShardFile = class _ShardFile {
  #file;
  #offset = 0;
  #writing = Promise.resolve();
  constructor(file) {
    this.#file = file;
  }
  static async create(path) {
    return new _ShardFile(await (0, import_promises.open)(path, "w"));
  }
  /** Starts to write and gives the offset; waits only for the write before. */
  async append(bytes) {
    await this.#writing;
    const offset = this.#offset;
    this.#offset += bytes.length;
    this.#writing = writeAll(this.#file, bytes, offset);
    this.#writing.catch(() => {
    });
    return offset;
  }
  async close() {
    try {
      await this.#writing;
    } finally {
      await this.#file.close();
    }
  }
};

// platform/prepare-part.ts
async function preparePart(task) {
  const { contract } = task;
  const source = await openRows(task.path, task.name);
  const out = await ShardFile.create(task.outFile);
  try {
    const normalizer = createNormalizer(resolveColumns(contract, source));
    const hasher = new RowHasher(contract.columns);
    const shards = [];
    const writer = new ShardWriter(
      preparedColumns(contract),
      contract.target.name,
      sortColumn(contract),
      async (bytes, rows) => {
        shards.push({ offset: await out.append(bytes), rows });
      }
    );
    const statistics = new StatisticsCounter(contract, task.period, task.fileRows);
    let firstRow = task.firstRow + 1;
    let labels = {};
    for await (const batch of source.batches(normalizer.sourceColumns, task.rowGroups)) {
      const block = normalizer.normalize(batch);
      const targets = targetValues(contract.target, block);
      const hashes = hasher.first(block);
      const kept = keepRows(targets, contract.target.keep);
      const secondHashes = (rows) => hasher.second(block, rows);
      statistics.add({ block, targets, kept, hashes, secondHashes, firstRow });
      await writer.append({ block, targets, hashes, kept });
      labels = block.labels;
      firstRow += block.rows;
    }
    await writer.flush();
    return { shards, labels: copyLabels(labels), statistics: statistics.state() };
  } finally {
    await out.close();
    source.close();
  }
}
function copyLabels(labels) {
  return Object.fromEntries(Object.entries(labels).map(([name, values]) => [name, [...values]]));
}

// platform/run-round.ts
var import_node_fs5 = require("node:fs");

// pipeline/ingest/shard-reader.ts
function readShard(bytes, columns, labels, rows, room = /* @__PURE__ */ new Map()) {
  const layout = shardLayout(columns, rows);
  if (bytes.length !== layout.bytes) {
    throw new RatchetError(
      "data",
      `prepared shard: expected ${layout.bytes} bytes for ${rows} rows, found ${bytes.length}`,
      {
        hint: "delete the folder out/cache and run again"
      }
    );
  }
  const numbers = {};
  const codes = {};
  const shardLabels = {};
  for (const [c, { name, storage }] of columns.entries()) {
    const at = bytes.byteOffset + layout.starts[c];
    if (storage === "float64") numbers[name] = new Float64Array(bytes.buffer, at, rows);
    else if (storage === "uint16") {
      codes[name] = new Uint16Array(bytes.buffer, at, rows);
      shardLabels[name] = labels[name] ?? [];
    } else numbers[name] = expandNullFlags(new Uint8Array(bytes.buffer, at, rows), name, room);
  }
  const hashes = new Uint8Array(bytes.buffer, bytes.byteOffset + layout.hashes, rows);
  return { rows, numbers, codes, labels: shardLabels, hashes };
}
function expandNullFlags(flags2, name, room) {
  const known = room.get(name);
  const all = known && known.length >= flags2.length ? known : new Float64Array(flags2.length);
  room.set(name, all);
  for (let i = 0; i < flags2.length; i++) all[i] = flags2[i] === 1 ? Number.NaN : 0;
  return all.subarray(0, flags2.length);
}

// pipeline/features/contract-error.ts
function contractError(message, hint = "correct the expression in model.yaml") {
  return new RatchetError("contract", message, { hint });
}

// pipeline/features/node.ts
var BLOCK_ROWS = 512;
function numberNode(label, run) {
  const out = new Float64Array(BLOCK_ROWS);
  return { kind: "number", label, out, run: (n) => run(out, n) };
}
function keyNode(label, size, name, roots, run) {
  const out = new Int32Array(BLOCK_ROWS);
  const node = { kind: "key", label, out, size, name, run: (n) => run(out, n) };
  const self = Object.assign(node, { roots: [] });
  self.roots.push(...roots.length > 0 ? new Set(roots) : [self]);
  return self;
}

// pipeline/features/functions/arithmetic.ts
var unary = (name, usage, apply) => ({
  name,
  usage,
  gives: "number",
  arity: [1, 1],
  compile: (scope) => {
    const x = scope.number(0).out;
    return numberNode(scope.label, (out, n) => {
      for (let i = 0; i < n; i++) out[i] = apply(x[i]);
    });
  }
});
var clip = (scope) => {
  const x = scope.number(0).out;
  const [low, high] = [scope.literal(1), scope.literal(2)];
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = Math.min(high, Math.max(low, x[i]));
  });
};
var where = (scope) => {
  const [condition, yes, no] = [scope.number(0).out, scope.number(1).out, scope.number(2).out];
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = condition[i] === 1 ? yes[i] : no[i];
  });
};
var arithmetic = [
  unary("log", "log(x)", Math.log),
  unary("exp", "exp(x)", Math.exp),
  unary("sqrt", "sqrt(x)", Math.sqrt),
  { name: "clip", usage: "clip(x, low, high)", gives: "number", arity: [3, 3], compile: clip },
  { name: "where", usage: "where(flag, then, otherwise)", gives: "number", arity: [3, 3], compile: where }
];

// pipeline/features/functions/flags.ts
var outside = (scope) => {
  const x = scope.measured(0).out;
  const [low, high] = [scope.literal(1), scope.literal(2)];
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = x[i] > low && x[i] <= high ? 0 : 1;
  });
};
var equals = (scope) => {
  const key = scope.key(0);
  const value = String(scope.literal(1));
  const code = Array.from({ length: key.size }, (_, c) => key.name(c)).indexOf(value);
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = code >= 0 && key.out[i] === code ? 1 : 0;
  });
};
var same = (scope) => {
  const [a, b] = [scope.key(0), scope.key(1)];
  const codeInB = new Map(Array.from({ length: b.size }, (_, c) => [b.name(c), c]));
  const twin = Int32Array.from({ length: a.size }, (_, c) => codeInB.get(a.name(c)) ?? -2);
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = a.out[i] >= 0 && twin[a.out[i]] === b.out[i] ? 1 : 0;
  });
};
var flags = [
  {
    name: "is_null",
    usage: "is_null(column)",
    gives: "number",
    arity: [1, 1],
    compile: (scope) => scope.isNull(scope.column(0))
  },
  {
    name: "outside",
    usage: "outside(x, low, high): not in (low, high]",
    gives: "number",
    arity: [3, 3],
    compile: outside
  },
  { name: "equals", usage: "equals(category, value)", gives: "number", arity: [2, 2], compile: equals },
  { name: "same", usage: "same(category, category)", gives: "number", arity: [2, 2], compile: same }
];

// pipeline/features/band-finder.ts
var SLOT_SHIFT = 17;
var SLOTS = 1 << 15;
var NEGATIVE_SLOTS = 1 << 14;
function bandFinder(knots, size) {
  const numbers = new Float64Array(size);
  const words = new Int32Array(numbers.buffer);
  const lowest = lowestBands(knots);
  return (x, n, out) => {
    numbers.set(n === x.length ? x : x.subarray(0, n));
    for (let i = 0; i < n; i++) {
      const value = numbers[i];
      let band = lowest[words[2 * i + 1] >>> SLOT_SHIFT];
      while (band < knots.length && value >= knots[band]) band++;
      out[i] = Number.isNaN(value) ? -1 : band;
    }
  };
}
function lowestBands(knots) {
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  const lowest = new Uint8Array(SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) {
    words[1] = (slot >= NEGATIVE_SLOTS ? slot + 1 : slot) << SLOT_SHIFT;
    while (lowest[slot] < knots.length && number[0] >= knots[lowest[slot]]) lowest[slot]++;
  }
  return lowest;
}

// pipeline/features/functions/keys.ts
var cut = (scope) => {
  const x = scope.number(0).out;
  const knots = Float64Array.from(scope.literals(1));
  if (knots.some((knot, k) => k > 0 && knot <= knots[k - 1])) {
    throw new RatchetError("contract", `${scope.label}: knots have to ascend`, {
      hint: "write the knots from the smallest to the largest, each once"
    });
  }
  const name = (c) => c === 0 ? `< ${knots[0]}` : c === knots.length ? `\u2265 ${knots[c - 1]}` : `${knots[c - 1]} \u2013 ${knots[c]}`;
  const find = bandFinder(knots, BLOCK_ROWS);
  return keyNode(scope.label, knots.length + 1, name, [], (out, n) => find(x, n, out));
};
var lookup = (scope) => {
  const key = scope.key(0);
  const [table = "", column = ""] = scope.column(1).split(".");
  const rows = scope.state.tables[table]?.[column];
  if (!rows) {
    throw new RatchetError("contract", `${scope.label}: there is no table column ${table}.${column}`, {
      hint: "tables are listed under tables: in model.yaml; write table.Column as in the CSV header"
    });
  }
  const values = [...new Set(Object.values(rows))].sort();
  const code = new Map(values.map((value, c) => [value, c]));
  const map = Int32Array.from({ length: key.size }, (_, c) => code.get(rows[key.name(c)] ?? "") ?? -1);
  return keyNode(
    scope.label,
    values.length,
    (c) => values[c],
    key.roots,
    (out, n) => {
      for (let i = 0; i < n; i++) out[i] = key.out[i] < 0 ? -1 : map[key.out[i]];
    }
  );
};
var unordered = (scope) => {
  const [a, b] = [scope.key(0), scope.key(1)];
  const names = [
    ...new Set([a, b].flatMap((key) => Array.from({ length: key.size }, (_, c) => key.name(c))))
  ];
  const number = new Map(names.map((name2, i) => [name2, i]));
  const [inA, inB] = [a, b].map(
    (key) => Int32Array.from({ length: key.size }, (_, c) => number.get(key.name(c)))
  );
  const size = names.length;
  const name = (code) => `${names[Math.floor(code / size)]} \u2013 ${names[code % size]}`;
  return keyNode(scope.label, size * size, name, [...a.roots, ...b.roots], (out, n) => {
    for (let i = 0; i < n; i++) {
      const [p, q] = [a.out[i], b.out[i]];
      if (p < 0 || q < 0) out[i] = -1;
      else {
        const [u, v] = [inA[p], inB[q]];
        out[i] = u < v ? u * size + v : v * size + u;
      }
    }
  });
};
var keys = [
  { name: "cut", usage: "cut(x, knot, \u2026)", gives: "key", arity: [2, 99], compile: cut },
  { name: "lookup", usage: "lookup(category, table.Column)", gives: "key", arity: [2, 2], compile: lookup },
  {
    name: "unordered",
    usage: "unordered(category, category)",
    gives: "key",
    arity: [2, 2],
    compile: unordered
  }
];

// pipeline/features/functions/terms.ts
var hinges = (word, x, knots, at) => knots.map((literal) => {
  const knot = at(literal);
  return numberNode(`${word}(${x.label}, ${literal})`, (out, n) => {
    for (let i = 0; i < n; i++) {
      const over = x.out[i] - knot;
      out[i] = (over + Math.abs(over)) * 0.5;
    }
  });
});
var terms = [
  {
    name: "hinges",
    usage: "hinges(x, knot, \u2026): max(0, x - knot) for each",
    gives: "numbers",
    arity: [2, 99],
    compile: (scope) => hinges("hinges", scope.number(0), scope.literals(1), (knot) => knot)
  },
  {
    name: "log_hinges",
    usage: "log_hinges(x, knot, \u2026): max(0, x - log knot) for each; x is on log scale, knots are not",
    gives: "numbers",
    arity: [2, 99],
    compile: (scope) => hinges("log_hinges", scope.number(0), scope.literals(1), Math.log)
  },
  {
    name: "one_hot",
    usage: "one_hot(key): a 0/1 column for each value",
    gives: "one-hot",
    arity: [1, 1],
    compile: (scope) => scope.key(0)
  }
];

// pipeline/features/functions/time.ts
var HALF_HOUR_MS = 18e5;
var HOUR_MS = 36e5;
var DAY_MS = 864e5;
var HALF_HOURS_A_DAY = 48;
var HALF_HOURS_A_WEEK = 7 * HALF_HOURS_A_DAY;
var EPOCH_OFFSET = 3 * HALF_HOURS_A_DAY;
var DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
var halfHourOfWeek = (scope) => {
  const column = scope.column(0);
  const ms = scope.timestamp(column).out;
  const name = (code) => `${DAYS[Math.floor(code / HALF_HOURS_A_DAY)]} ${clock(code % HALF_HOURS_A_DAY * 30)}`;
  return keyNode(`half_hour_of_week(${column})`, HALF_HOURS_A_WEEK, name, [], (out, n) => {
    for (let i = 0; i < n; i++) {
      const t = Math.floor(ms[i] / HALF_HOUR_MS) + EPOCH_OFFSET;
      out[i] = Number.isNaN(t) ? -1 : t - Math.floor(t / HALF_HOURS_A_WEEK) * HALF_HOURS_A_WEEK;
    }
  });
};
var clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
var part = (word, size, of, name) => ({
  name: word,
  usage: `${word}(timestamp)`,
  gives: "key",
  arity: [1, 1],
  compile: (scope) => {
    const root = scope.sibling("half_hour_of_week");
    const table = Int32Array.from({ length: HALF_HOURS_A_WEEK }, (_, h) => of(h));
    return keyNode(scope.label, size, name, [root], (out, n) => {
      for (let i = 0; i < n; i++) out[i] = root.out[i] < 0 ? -1 : table[root.out[i]];
    });
  }
});
var day = (h) => Math.floor(h / HALF_HOURS_A_DAY);
var hour = (h) => h % HALF_HOURS_A_DAY >> 1;
var hourNumber = (scope) => {
  const ms = scope.timestamp(scope.column(0)).out;
  return numberNode(scope.label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = (ms[i] - Math.floor(ms[i] / DAY_MS) * DAY_MS) / HOUR_MS;
  });
};
var time = [
  part(
    "weekend",
    2,
    (h) => day(h) >= 5 ? 1 : 0,
    (c) => c ? "weekend" : "weekday"
  ),
  part("weekday", 7, day, (c) => DAYS[c]),
  part("hour", 24, hour, (c) => clock(c * 60)),
  part(
    "half_hour",
    HALF_HOURS_A_DAY,
    (h) => h % HALF_HOURS_A_DAY,
    (c) => clock(c * 30)
  ),
  part(
    "hour_of_week",
    168,
    (h) => h >> 1,
    (c) => `${DAYS[Math.floor(c / 24)]} ${clock(c % 24 * 60)}`
  ),
  {
    name: "half_hour_of_week",
    usage: "half_hour_of_week(timestamp)",
    gives: "key",
    arity: [1, 1],
    compile: halfHourOfWeek
  },
  {
    name: "hour_number",
    usage: "hour_number(timestamp)",
    gives: "number",
    arity: [1, 1],
    compile: hourNumber
  }
];

// pipeline/features/functions/registry.ts
var featureFunctions = new Map(
  [...arithmetic, ...flags, ...time, ...keys, ...terms].map((entry) => [entry.name, entry])
);
function functionOf(name) {
  const entry = featureFunctions.get(name);
  if (entry) return entry;
  throw contractError(`there is no function ${name}`, didYouMean(name, featureFunctions.keys()));
}

// pipeline/features/sources.ts
var nothing = () => {
};
function numberSource(column) {
  const { node, source } = rawSource(column);
  const load = (rows, n) => {
    source.load(rows, n);
    for (let i = 0; i < n; i++) if (!Number.isFinite(node.out[i])) node.out[i] = 0;
  };
  return { node, source: { bind: source.bind, load } };
}
function rawSource(column) {
  const node = { ...numberNode(column, nothing), run: nothing };
  let values = new Float64Array(0);
  const bind = (block) => {
    values = block.numbers[column];
  };
  const load = (rows, n) => {
    for (let i = 0; i < n; i++) node.out[i] = values[rows[i]];
  };
  return { node, source: { bind, load } };
}
function nullSource(column) {
  const node = { ...numberNode(`is_null(${column})`, nothing), run: nothing };
  let values;
  let codes = new Uint16Array(0);
  let nullCode = -1;
  const bind = (block) => {
    values = block.numbers[column];
    codes = block.codes[column] ?? codes;
    nullCode = block.labels[column]?.indexOf("") ?? -1;
  };
  const load = (rows, n) => {
    for (let i = 0; i < n; i++) {
      node.out[i] = (values ? Number.isNaN(values[rows[i]]) : codes[rows[i]] === nullCode) ? 1 : 0;
    }
  };
  return { node, source: { bind, load } };
}
function categorySource(column, categories) {
  const node = { ...keyNode(column, categories.length, (c) => categories[c], [], nothing), run: nothing };
  node.roots[0] = node;
  const code = new Map(categories.map((label, c) => [label, c]));
  let codes = new Uint16Array(0);
  let map = new Int32Array(0);
  let boundTo;
  const bind = (block) => {
    codes = block.codes[column];
    const labels = block.labels[column];
    if (labels !== boundTo) map = Int32Array.from(labels, (label) => code.get(label) ?? -1);
    boundTo = labels;
  };
  const load = (rows, n) => {
    for (let i = 0; i < n; i++) node.out[i] = map[codes[rows[i]]];
  };
  return { node, source: { bind, load } };
}

// pipeline/features/function-scope.ts
function functionScope(call, frame, nodes, state) {
  const { args } = call;
  const label = printExpression(call);
  const { arity, usage } = functionOf(call.name);
  if (args.length < arity[0] || args.length > arity[1]) {
    throw contractError(`${label} has ${args.length} arguments; it is written ${usage}`);
  }
  const literal = (i) => {
    const arg = args[i];
    if (arg.op === "literal") return arg.value;
    if (arg.op === "-" && arg.left.op === "literal" && arg.right.op === "literal")
      return arg.left.value - arg.right.value;
    throw contractError(`argument ${i + 1} of ${label} must be a plain number`);
  };
  return {
    state,
    label,
    args,
    number: (i) => frame.number(args[i]),
    measured: (i) => {
      const arg = args[i];
      return arg.op === "name" && frame.typeOf(arg.name) === "number" ? nodes.source(`measured ${arg.name}`, rawSource(arg.name)) : frame.number(arg);
    },
    key: (i) => frame.key(args[i]),
    literal,
    literals: (from) => args.slice(from).map((_, i) => literal(from + i)),
    column: (i) => printExpression(args[i]),
    sibling: (name) => frame.key({ op: "call", name, args }),
    isNull: (column) => nodes.source(`is_null(${column})`, nullSource(frame.column(column))),
    timestamp: (column) => {
      if (frame.typeOf(frame.column(column)) !== "timestamp")
        throw contractError(`${label}: ${column} is no timestamp`);
      return nodes.source(`timestamp ${column}`, rawSource(column));
    }
  };
}

// pipeline/features/geometry.ts
function expectedLogDistances(state) {
  const { positions, dimensions, softening } = state;
  const places = state.places.length;
  const table = new Float64Array(places * places);
  for (let i = 0; i < places; i++) {
    for (let j = 0; j < places; j++) {
      let square = softening;
      for (let d = 0; d < dimensions; d++) {
        const delta = positions[i * dimensions + d] - positions[j * dimensions + d];
        square += delta * delta;
      }
      table[i * places + j] = 0.5 * Math.log(square);
    }
  }
  return table;
}
function placeOf(key, state) {
  const row = new Map(state.places.map((label, i) => [label, i]));
  return Int32Array.from({ length: key.size }, (_, c) => row.get(key.name(c)) ?? -1);
}
function expectedNode(state, from, to) {
  const table = expectedLogDistances(state);
  const places = state.places.length;
  const [rowOf, columnOf] = [placeOf(from, state), placeOf(to, state)];
  return numberNode("expected", (out, n) => {
    for (let i = 0; i < n; i++) {
      const row = from.out[i] < 0 ? -1 : rowOf[from.out[i]];
      const column = to.out[i] < 0 ? -1 : columnOf[to.out[i]];
      out[i] = row < 0 || column < 0 ? state.typical : table[row * places + column];
    }
  });
}
function clusterNode(label, cluster, state, side) {
  const place = placeOf(side, state);
  const size = Math.max(0, ...cluster) + 1;
  const map = Int32Array.from(place, (row) => row < 0 ? -1 : cluster[row]);
  return keyNode(
    label,
    size,
    (c) => `${label} ${c}`,
    side.roots,
    (out, n) => {
      for (let i = 0; i < n; i++) out[i] = side.out[i] < 0 ? -1 : map[side.out[i]];
    }
  );
}
function geometryNode(name, state, from, to) {
  if (name === "expected") return expectedNode(state, from, to);
  const cluster = state.clusters[name.slice(name.indexOf("_") + 1)];
  return clusterNode(name, cluster, state, name.startsWith("from_") ? from : to);
}
function geometryNames(spec) {
  const clusters = Object.keys(spec?.clusters ?? {});
  return { numbers: spec ? ["expected"] : [], keys: clusters.flatMap((c) => [`from_${c}`, `to_${c}`]) };
}

// pipeline/features/node-store.ts
var NodeStore = class {
  #nodes = /* @__PURE__ */ new Map();
  #sources = [];
  #order = [];
  #bound;
  /** Computes every column for the first n of `rows`, positions in a block. */
  load(block, rows, n) {
    if (block !== this.#bound) for (const source of this.#sources) source.bind(block);
    this.#bound = block;
    for (const source of this.#sources) source.load(rows, n);
    for (const node of this.#order) node.run(n);
  }
  get(label) {
    return this.#nodes.get(label);
  }
  /** Another label for a column that is computed already. */
  alias(label, node) {
    this.#nodes.set(label, node);
    return node;
  }
  /** The column of a label; made when it is first asked for, after all that it is made from. */
  once(label, make) {
    const known = this.#nodes.get(label);
    if (known) return known;
    const node = make(label);
    this.#order.push(node);
    return this.alias(label, node);
  }
  /** A column that comes from the rows themselves. */
  source(label, { node, source }) {
    const known = this.#nodes.get(label);
    if (known) return known;
    this.#sources.push(source);
    if (this.#bound) source.bind(this.#bound);
    return this.alias(label, node);
  }
};

// pipeline/features/product.ts
var signs = {
  "*": (label, a, b) => numberNode(label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = a[i] * b[i];
  }),
  "+": (label, a, b) => numberNode(label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = a[i] + b[i];
  }),
  "-": (label, a, b) => numberNode(label, (out, n) => {
    for (let i = 0; i < n; i++) out[i] = a[i] - b[i];
  })
};
function combine(sign, label, a, b) {
  return signs[sign](label, a.out, b.out);
}

// pipeline/features/tuple-key.ts
function tupleKey(label, keys2) {
  const size = keys2.reduce((product, key) => product * key.size, 1);
  const name = (code) => {
    const names = [];
    let rest2 = code;
    for (const key of keys2.toReversed()) {
      names.unshift(key.name(rest2 % key.size));
      rest2 = Math.floor(rest2 / key.size);
    }
    return names.join(", ");
  };
  const roots = keys2.flatMap((key) => key.roots);
  const [first, ...rest] = keys2;
  return keyNode(label, size, name, roots, (out, n) => {
    if (rest.length === 0) out.set(first.out.subarray(0, n));
    let head = first.out;
    for (let k = 0; k < rest.length; k += 2) {
      if (k + 1 < rest.length) joinTwo(head, rest[k], rest[k + 1], out, n);
      else join(head, rest[k], out, n);
      head = out;
    }
  });
}
function join(head, { out: codes, size: radix }, out, n) {
  for (let i = 0; i < n; i++)
    out[i] = (head[i] | codes[i]) < 0 ? -1 : Math.imul(head[i], radix) + codes[i];
}
function joinTwo(head, a, b, out, n) {
  const [codesA, codesB] = [a.out, b.out];
  const [radixA, radixB] = [a.size, b.size];
  for (let i = 0; i < n; i++) {
    const [h, p, q] = [head[i], codesA[i], codesB[i]];
    out[i] = (h | p | q) < 0 ? -1 : Math.imul(Math.imul(h, radixA) + p, radixB) + q;
  }
}
function flagKey(label, flag) {
  const name = (code) => code ? label : `not ${label}`;
  return keyNode(label, 2, name, [], (out, n) => {
    for (let i = 0; i < n; i++) out[i] = flag.out[i] === 1 ? 1 : 0;
  });
}

// pipeline/features/frame.ts
var Frame = class {
  #contract;
  #state;
  #nodes = new NodeStore();
  /** Names that are being compiled, to find one that is defined by itself. */
  #resolving = [];
  #usesGeometry = false;
  constructor(contract, state) {
    this.#contract = contract;
    this.#state = state;
  }
  /** Whether any column so far needs the geometry. */
  get usesGeometry() {
    return this.#usesGeometry;
  }
  /** Computes every column for the first n (at most BLOCK_ROWS) of `rows`, positions in a block. */
  load(block, rows, n) {
    this.#nodes.load(block, rows, n);
  }
  /** Makes a node of one's own (a prediction, say) available under a name. */
  provide(name, node) {
    return this.#nodes.once(name, () => node);
  }
  number(expression) {
    const tree = parsed(expression);
    const term = this.term(tree);
    if (term.kind === "dense" && term.columns.length === 1) return term.columns[0];
    throw contractError(`${printExpression(tree)} is not a single number`);
  }
  key(expression) {
    const tree = parsed(expression);
    const node = this.#node(tree);
    if (node.kind === "key") return node;
    throw contractError(`${printExpression(tree)} is a number where a key is needed`);
  }
  /** Several names as one key; a 0/1 number counts as a key of two values. */
  tuple(names) {
    const keys2 = names.map((name) => {
      const node = this.#node({ op: "name", name });
      return node.kind === "key" ? node : this.#nodes.once(`flag ${name}`, () => flagKey(name, node));
    });
    return keys2.reduce((head, key, i) => {
      const label = names.slice(0, i + 1).join(" \xD7 ");
      return i === 0 ? key : this.#nodes.once(label, () => tupleKey(label, [head, key]));
    }, keys2[0]);
  }
  /** A term of a recipe; a term that is a product of several columns gives all products. */
  term(expression) {
    const tree = parsed(expression);
    if (tree.op === "call" && functionOf(tree.name).gives === "one-hot")
      return { kind: "one-hot", key: this.#call(tree) };
    return { kind: "dense", columns: this.#columns(tree) };
  }
  /** The name of a column of the contract, or an error that says which was probably meant. */
  column(name) {
    const { columns } = this.#contract;
    if (Object.hasOwn(columns, name)) return name;
    throw contractError(`there is no column named ${name}`, didYouMean(name, Object.keys(columns)));
  }
  /** Logical type of a column of the contract; undefined for any other name. */
  typeOf(name) {
    return this.#contract.columns[name]?.type;
  }
  #columns(tree) {
    if (tree.op === "call" && functionOf(tree.name).gives === "numbers") {
      return this.#call(tree).map((column) => this.#nodes.once(column.label, () => column));
    }
    if (tree.op === "*" || tree.op === "+" || tree.op === "-") {
      const [left, right] = [this.#columns(tree.left), this.#columns(tree.right)];
      const join2 = (a, b) => this.#nodes.once(
        `${wrap(a.label)} ${tree.op} ${wrap(b.label)}`,
        (label) => combine(tree.op, label, a, b)
      );
      return left.flatMap((a) => right.map((b) => join2(a, b)));
    }
    const node = this.#node(tree);
    if (node.kind === "number") return [node];
    const text = printExpression(tree);
    throw contractError(`${text} is a key where a number is needed; write one_hot(${text})`);
  }
  #node(tree) {
    const label = printExpression(tree);
    const known = this.#nodes.get(label);
    if (known) return known;
    if (tree.op === "literal")
      return this.#nodes.once(label, () => numberNode(label, (out, n) => out.fill(tree.value, 0, n)));
    if (tree.op === "name") return this.#named(tree.name);
    if (tree.op === "call") return this.#nodes.once(label, () => this.#call(tree));
    return this.number(tree);
  }
  #call(tree) {
    return functionOf(tree.name).compile(functionScope(tree, this, this.#nodes, this.#state));
  }
  #named(name) {
    if (this.#resolving.includes(name))
      throw contractError(`${[...this.#resolving, name].join(" \u2192 ")} is defined by itself`);
    this.#resolving.push(name);
    try {
      const { numbers, keys: keys2 } = this.#contract.features;
      if (Object.hasOwn(numbers, name))
        return this.#nodes.alias(name, { ...this.number(numbers[name]), label: name });
      if (Object.hasOwn(keys2, name)) return this.#nodes.alias(name, this.key(keys2[name]));
      return this.#geometry(name) ?? this.#sourceColumn(name);
    } finally {
      this.#resolving.pop();
    }
  }
  #geometry(name) {
    const spec = this.#contract.features.geometry;
    const state = this.#state.geometry;
    const names = geometryNames(spec);
    if (!spec || !state || !(names.numbers.includes(name) || names.keys.includes(name))) return void 0;
    this.#usesGeometry = true;
    const [from, to] = [this.key(spec.between[0]), this.key(spec.between[1])];
    return this.#nodes.once(name, () => geometryNode(name, state, from, to));
  }
  #sourceColumn(name) {
    if (!Object.hasOwn(this.#contract.columns, name)) throw this.#unknown(name);
    const column = this.#contract.columns[name];
    if (column.type === "category")
      return this.#nodes.source(name, categorySource(name, this.#state.categories[name] ?? []));
    return this.#nodes.source(name, column.type === "number" ? numberSource(name) : rawSource(name));
  }
  #unknown(name) {
    const { columns, features } = this.#contract;
    const { numbers, keys: keys2 } = geometryNames(features.geometry);
    const names = [columns, features.numbers, features.keys].flatMap((record) => Object.keys(record));
    return contractError(
      `there is no column, number or key named ${name}`,
      didYouMean(name, [...names, ...numbers, ...keys2])
    );
  }
};
var parsed = (expression) => typeof expression === "string" ? parseExpression(expression) : expression;
var wrap = (label) => label.includes(" + ") || label.includes(" - ") ? `(${label})` : label;

// pipeline/ingest/row-blocks.ts
function forEachRowBlock(rows, size, visit) {
  const positions = new Uint32Array(size);
  for (let start = 0; start < rows; start += size) {
    const n = Math.min(size, rows - start);
    for (let i = 0; i < n; i++) positions[i] = start + i;
    visit(positions, n);
  }
}

// pipeline/linalg/add-weighted.ts
function addWeighted(out, columns, weights, n) {
  let c = 0;
  for (; c + 4 <= columns.length; c += 4) {
    const [x0, x1, x2, x3] = [columns[c], columns[c + 1], columns[c + 2], columns[c + 3]];
    const [w0, w1, w2, w3] = [weights[c], weights[c + 1], weights[c + 2], weights[c + 3]];
    for (let i = 0; i < n; i++) out[i] = out[i] + w0 * x0[i] + w1 * x1[i] + w2 * x2[i] + w3 * x3[i];
  }
  for (; c < columns.length; c++) {
    const [x, weight] = [columns[c], weights[c]];
    for (let i = 0; i < n; i++) out[i] += weight * x[i];
  }
}

// pipeline/model/encoding-table.ts
function unpackTable({ size, gaps, values }, step) {
  const table = new Float64Array(size);
  let code = -1;
  for (const [i, gap] of gaps.entries()) {
    code += gap;
    table[code] = values[i] * step;
  }
  return table;
}

// pipeline/model/bound-encoding.ts
var chainsOf = ({ chains }) => Object.entries(chains).sort(([a], [b]) => a < b ? -1 : 1);
var BoundEncoding = class {
  label;
  group;
  chain;
  shrink;
  min;
  #frame;
  #spec;
  #key;
  #slope;
  constructor(frame, group, chain, spec) {
    this.label = [spec.by.join(" \xD7 "), ...spec.slope ? [spec.slope] : []].join(" \xB7 ");
    this.group = group.group;
    this.chain = chain;
    this.shrink = spec.shrink;
    this.min = spec.min ?? group.min;
    this.#frame = frame;
    this.#spec = spec;
  }
  /** Makes the frame compute this encoding's columns from its next block on. */
  compile() {
    this.#key ??= this.#frame.tuple(this.#spec.by);
    if (this.#spec.slope) this.#slope ??= this.#frame.number(this.#spec.slope);
  }
  get key() {
    this.compile();
    return this.#key;
  }
  get slope() {
    this.compile();
    return this.#slope;
  }
  /** The keys that `key` is made of. */
  get parts() {
    return this.#spec.by.map((name) => this.#frame.tuple([name]));
  }
};

// pipeline/model/scales.ts
var MAX_LOG = 30;
var scales = {
  identity: { fromTarget: (y) => y, toTarget: (s) => s },
  log1p: { fromTarget: (y) => Math.log(y + 1), toTarget: (s) => Math.exp(Math.min(s, MAX_LOG)) - 1 }
};

// pipeline/model/recipe-frame.ts
var RecipeFrame = class {
  frame;
  recipe;
  encodings;
  #base;
  #weight;
  #stage = { base: [], tables: [] };
  constructor(contract, state, recipe) {
    this.frame = new Frame(contract, state);
    this.recipe = recipe;
    this.encodings = recipe.encodings.flatMap(
      (group) => chainsOf(group).flatMap(
        ([chain, encodings]) => encodings.map((encoding) => new BoundEncoding(this.frame, group, chain, encoding))
      )
    );
  }
  /** Columns of the base regression. */
  get base() {
    this.compileBase();
    return this.#base;
  }
  /** Has the base columns computed from the next block on; before, they cost nothing. */
  compileBase() {
    this.#base ??= this.recipe.base.flatMap((expression) => denseColumns(this.frame.term(expression)));
  }
  /** Weight of a row in base and encodings. */
  get weight() {
    this.compileWeight();
    return this.#weight;
  }
  /** Has the weights computed from the next block on. */
  compileWeight() {
    this.#weight ??= this.frame.number(this.recipe.weight ?? "1");
  }
  /** The stage that later calls of `load` compute the last regression's columns with. */
  use(stage) {
    this.#stage = stage;
  }
  /** Adds the constant and base terms of a stage to `out`. */
  addBase(stage, out, n) {
    const constant = stage.base[0] ?? 0;
    for (let i = 0; i < n; i++) out[i] += constant;
    const used = this.base.flatMap(({ out: x }, c) => stage.base[c + 1] === 0 ? [] : [{ x, c }]);
    addWeighted(
      out,
      used.map(({ x }) => x),
      used.map(({ c }) => stage.base[c + 1]),
      n
    );
  }
  /** Adds what encoding `e` of a stage says about each row. */
  addEncoding(stage, e, out, n) {
    const { key, slope } = this.encodings[e];
    const table = stage.tables[e];
    const codes = key.out;
    if (slope) {
      const u = slope.out;
      for (let i = 0; i < n; i++) if (codes[i] >= 0) out[i] += table[codes[i]] * u[i];
    } else {
      for (let i = 0; i < n; i++) if (codes[i] >= 0) out[i] += table[codes[i]];
    }
  }
  /** The same of the stage in use, in a column of its own: 0 for a key that it never saw. */
  #fillEncoding(e, out, n) {
    const { key, slope } = this.encodings[e];
    const table = this.#stage.tables[e];
    const codes = key.out;
    const u = slope?.out;
    if (u) for (let i = 0; i < n; i++) out[i] = codes[i] < 0 ? 0 : table[codes[i]] * u[i];
    else for (let i = 0; i < n; i++) out[i] = codes[i] < 0 ? 0 : table[codes[i]];
  }
  /** The terms of the last regression; call once, before the first `load` that needs them. */
  final() {
    const scaled = this.base.length > 0 ? this.#provideScale() : [];
    return this.recipe.final.flatMap(
      (expression) => expression === "encodings" ? scaled : [this.frame.term(expression)]
    );
  }
  /** Provides `base_prediction` and `prediction`, in the target's unit, and gives the encodings that scale with it. */
  #provideScale() {
    const { toTarget } = scales[this.recipe.scale];
    const base = this.#provide("scale base", (out, n) => this.addBase(this.#stage, out.fill(0, 0, n), n)).out;
    const columns = this.encodings.map((encoding, e) => {
      encoding.compile();
      return this.#provide(`encoding ${e}`, (out, n) => this.#fillEncoding(e, out, n), encoding.label);
    });
    const [encoded, ones] = [columns.map(({ out }) => out), columns.map(() => 1)];
    this.#provide("base_prediction", (out, n) => {
      for (let i = 0; i < n; i++) out[i] = toTarget(base[i]);
    });
    const by = this.#provide("prediction", (out, n) => {
      out.set(n === base.length ? base : base.subarray(0, n));
      addWeighted(out, encoded, ones, n);
      for (let i = 0; i < n; i++) out[i] = toTarget(out[i]);
    });
    return [{ kind: "scaled", by, columns }];
  }
  #provide(name, fill, label = name) {
    return this.frame.provide(name, numberNode(label, fill));
  }
};
var denseColumns = (term) => {
  if (term.kind === "dense") return term.columns;
  throw new Error("one_hot belongs into final, not into base");
};

// pipeline/model/predictor.ts
var Predictor = class {
  constant;
  terms;
  #frame;
  #addAll = [];
  /** The dense columns that came last, which are added together. */
  #dense;
  constructor(model) {
    const { columns, features, recipe, state, final } = model;
    this.#frame = new RecipeFrame({ columns, features }, state, recipe);
    this.#frame.use({
      base: model.base,
      tables: model.encodings.map((table) => unpackTable(table, model.encodingStep))
    });
    this.constant = final[0];
    let next = 1;
    const take = (count) => {
      next += count;
      return Float64Array.from(final.slice(next - count, next));
    };
    const terms2 = this.#frame.final();
    const inOrder = [
      ...terms2.filter(({ kind }) => kind !== "one-hot"),
      ...terms2.filter(({ kind }) => kind === "one-hot")
    ];
    this.terms = inOrder.flatMap((term) => this.#bind(term, take));
  }
  /** Predictions, in the target's unit, for the first n (at most BLOCK_ROWS) of `rows`, positions in a block. */
  predict(block, rows, n, out) {
    this.#frame.frame.load(block, rows, n);
    out.fill(this.constant, 0, n);
    for (const add of this.#addAll) add(out, n);
  }
  #bind(term, take) {
    if (term.kind === "dense") {
      const weights2 = take(term.columns.length);
      this.#addDense(term.columns, weights2);
      return term.columns.map((column, c) => numberTerm(column, weights2[c]));
    }
    this.#dense = void 0;
    if (term.kind === "one-hot") {
      const oneHot = oneHotTerm(term.key, take(term.key.size));
      this.#addAll.push(oneHot.add);
      return [oneHot];
    }
    const { by, columns } = term;
    const weights = take(columns.length);
    this.#addAll.push(scaledSum(by, columns, weights));
    const groups = this.#frame.encodings.map(({ group }) => group);
    return columns.map((column, c) => scaledTerm(by, column, weights[c], groups[c]));
  }
  #addDense(columns, weights) {
    if (!this.#dense) {
      const dense = { columns: [], weights: [] };
      this.#addAll.push((out, n) => addWeighted(out, dense.columns, dense.weights, n));
      this.#dense = dense;
    }
    this.#dense.columns.push(...columns.map(({ out }) => out));
    this.#dense.weights.push(...weights);
  }
};
var numberTerm = ({ label, out: x }, weight) => ({
  label,
  group: "direct",
  add: (out, n) => {
    for (let i = 0; i < n; i++) out[i] += weight * x[i];
  }
});
var scaledTerm = ({ out: p }, { label, out: x }, weight, group) => ({
  label,
  group,
  add: (out, n) => {
    for (let i = 0; i < n; i++) out[i] += weight * x[i] * p[i];
  }
});
var oneHotTerm = ({ label, out: codes }, weights) => ({
  label,
  group: "one-hot",
  add: (out, n) => {
    for (let i = 0; i < n; i++) if (codes[i] >= 0) out[i] += weights[codes[i]];
  }
});
function scaledSum({ out: p }, columns, weights) {
  const sum = new Float64Array(BLOCK_ROWS);
  const values = columns.map(({ out }) => out);
  return (out, n) => {
    addWeighted(sum.fill(0, 0, n), values, weights, n);
    for (let i = 0; i < n; i++) out[i] += p[i] * sum[i];
  };
}

// pipeline/stats/exact-sum.ts
var ROUNDER = 6755399441055744;
function toTicks(x, ticksPerUnit) {
  return x * ticksPerUnit + ROUNDER - ROUNDER;
}

// pipeline/evaluate/scored-sums.ts
var ERROR_BIN = 1 / 128;
var ERROR_BINS = 32768;
var PREDICTION_BIN = 1 / 16;
var PREDICTION_BINS = 2048;
var SCORE_TICKS = 2 ** 20;
function emptySums() {
  return {
    errors: new Float64Array(3),
    errorBins: new Float64Array(ERROR_BINS),
    predictionBins: new Float64Array(PREDICTION_BINS * 3)
  };
}
function errorBin(error) {
  return Math.min(ERROR_BINS - 1, Math.max(0, Math.floor(error / ERROR_BIN) + ERROR_BINS / 2));
}
function predictionBin(prediction) {
  return Math.min(PREDICTION_BINS - 1, Math.max(0, Math.floor(prediction / PREDICTION_BIN)));
}
var addArrays = (a, b) => a.map((x, i) => x + b[i]);

// pipeline/evaluate/slice-sums.ts
var DAY_MS2 = 864e5;
var RECENT_DAYS = 64;
var SliceSums = class {
  #slices;
  #width;
  #cells;
  #days = /* @__PURE__ */ new Map();
  #recentDays = new Float64Array(RECENT_DAYS).fill(Number.NaN);
  #recentStarts = new Int32Array(RECENT_DAYS);
  /** By day, then by cell: all rows, the keys of every slice, and one for rows whose key is unknown. */
  #sums = new Float64Array(0);
  /** Of each row of the block: the start of its cell among all rows, then in every slice. */
  #at;
  /** @param width sums of a cell */
  constructor(slices, width) {
    this.#slices = slices;
    this.#width = width;
    this.#cells = 2 + slices.reduce((sum, { size }) => sum + size, 0);
    this.#at = Array.from({ length: 1 + slices.length }, () => new Int32Array(BLOCK_ROWS));
  }
  /** Finds the cells of the first n of `rows`, whose keys the slices hold, and counts their rows. */
  find(times, rows, n) {
    const days = this.#at[0];
    const [recentDays, recentStarts] = [this.#recentDays, this.#recentStarts];
    for (let i = 0; i < n; i++) {
      const day2 = Math.floor(times[rows[i]] / DAY_MS2);
      const recent = day2 & RECENT_DAYS - 1;
      days[i] = recentDays[recent] === day2 ? recentStarts[recent] : this.#startOf(day2);
    }
    const [width, unknown] = [this.#width, this.#cells - 1];
    let first = 1;
    for (const [s, { out: codes, size }] of this.#slices.entries()) {
      const at = this.#at[s + 1];
      for (let i = 0; i < n; i++) {
        const cell = codes[i] < 0 ? unknown : first + codes[i];
        at[i] = days[i] + cell * width;
      }
      first += size;
    }
    const sums = this.#sums;
    for (const at of this.#at) for (let i = 0; i < n; i++) sums[at[i]]++;
  }
  /** Adds a value of each row to a slot of the cells that `find` found. */
  add(slot, values, n) {
    const sums = this.#sums;
    for (const at of this.#at) for (let i = 0; i < n; i++) sums[at[i] + slot] += values[i];
  }
  /** Day since 1970 → its sums, cell by cell; the last cell is that of unknown keys. */
  byDay() {
    const length = this.#cells * this.#width;
    return new Map([...this.#days].map(([day2, start]) => [day2, this.#sums.slice(start, start + length)]));
  }
  #startOf(day2) {
    let start = this.#days.get(day2);
    if (start === void 0) {
      start = this.#sums.length;
      this.#days.set(day2, start);
      const more = new Float64Array(start + this.#cells * this.#width);
      more.set(this.#sums);
      this.#sums = more;
    }
    const recent = day2 & RECENT_DAYS - 1;
    this.#recentDays[recent] = day2;
    this.#recentStarts[recent] = start;
    return start;
  }
};

// pipeline/evaluate/score-round.ts
var scoreRound = {
  start: (state) => {
    const { unit, origin, scored } = state;
    const frame = new Frame(state.contract, state.features);
    const slices = new SliceSums(
      state.slices.map((by) => frame.tuple(by)),
      1 + scored.length
    );
    const predictors = scored.map((one) => "model" in one ? new Predictor(one.model) : one.constant);
    const first = predictors[0];
    const terms2 = first instanceof Predictor ? first.terms : [];
    const models = scored.map(emptySums);
    const truth = new Float64Array(3);
    const spread = new Float64Array(1 + 2 * terms2.length);
    const prediction = new Float64Array(BLOCK_ROWS);
    const contribution = new Float64Array(BLOCK_ROWS);
    const outcome = new Float64Array(BLOCK_ROWS);
    const outcomeTicks = new Float64Array(BLOCK_ROWS);
    const squares = new Float64Array(BLOCK_ROWS);
    const addTruth = (y, rows, n) => {
      let [sum, square] = [0, 0];
      for (let i = 0; i < n; i++) {
        outcome[i] = y[rows[i]];
        const value = (outcome[i] - origin) / unit;
        outcomeTicks[i] = toTicks(value, SCORE_TICKS);
        sum += outcomeTicks[i];
        square += toTicks(value * value, SCORE_TICKS);
      }
      truth[0] += n;
      truth[1] += sum;
      truth[2] += square;
    };
    const addModel = (m, n) => {
      const { errors, errorBins, predictionBins } = models[m];
      let [sum, absolute, square] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const error = (prediction[i] - outcome[i]) / unit;
        squares[i] = toTicks(error * error, SCORE_TICKS);
        sum += toTicks(error, SCORE_TICKS);
        absolute += toTicks(Math.abs(error), SCORE_TICKS);
        square += squares[i];
        errorBins[errorBin(error)]++;
        const predicted = (prediction[i] - origin) / unit;
        const bin = 3 * predictionBin(predicted);
        predictionBins[bin]++;
        predictionBins[bin + 1] += toTicks(predicted, SCORE_TICKS);
        predictionBins[bin + 2] += outcomeTicks[i];
      }
      errors[0] += sum;
      errors[1] += absolute;
      errors[2] += square;
      slices.add(1 + m, squares, n);
    };
    const addTerms = (n) => {
      spread[0] += n;
      for (const [t, term] of terms2.entries()) {
        contribution.fill(0, 0, n);
        term.add(contribution, n);
        let [sum, square] = [0, 0];
        for (let i = 0; i < n; i++) {
          const minutes = contribution[i] / unit;
          sum += toTicks(minutes, SCORE_TICKS);
          square += toTicks(minutes * minutes, SCORE_TICKS);
        }
        spread[1 + 2 * t] += sum;
        spread[2 + 2 * t] += square;
      }
    };
    return {
      add: (shard) => {
        let block = 0;
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          if (state.slices.length > 0) frame.load(shard, rows, n);
          addTruth(shard.numbers[state.target], rows, n);
          slices.find(shard.numbers[state.time], rows, n);
          for (const [m, predictor] of predictors.entries()) {
            if (typeof predictor === "number") prediction.fill(predictor, 0, n);
            else predictor.predict(shard, rows, n, prediction);
            addModel(m, n);
            if (m === 0 && block % state.importanceEvery === 0) addTerms(n);
          }
          block++;
        });
      },
      finish: () => ({ models, truth, days: slices.byDay(), terms: spread })
    };
  },
  merge: (parts) => parts.reduce(mergeTwo)
};
function mergeTwo(a, b) {
  const days = new Map(a.days);
  for (const [day2, sums] of b.days) days.set(day2, days.has(day2) ? addArrays(days.get(day2), sums) : sums);
  const models = a.models.map((left, m) => {
    const right = b.models[m];
    return {
      errors: addArrays(left.errors, right.errors),
      errorBins: addArrays(left.errorBins, right.errorBins),
      predictionBins: addArrays(left.predictionBins, right.predictionBins)
    };
  });
  return { models, truth: addArrays(a.truth, b.truth), days, terms: addArrays(a.terms, b.terms) };
}

// pipeline/evaluate/squared-error-round.ts
var squaredErrorRound = {
  start: ({ model, target, unit, expectedFor }) => {
    const predictor = new Predictor(model);
    const prediction = new Float64Array(BLOCK_ROWS);
    const before = expectedFor === void 0 ? void 0 : expectedDistance(model, expectedFor);
    let [rows, squares] = [0, 0];
    return {
      add: (measured) => {
        const shard = before ? before(measured) : measured;
        const y = shard.numbers[target];
        forEachRowBlock(shard.rows, BLOCK_ROWS, (positions, n) => {
          predictor.predict(shard, positions, n, prediction);
          for (let i = 0; i < n; i++) {
            const error = (prediction[i] - y[positions[i]]) / unit;
            squares += toTicks(error * error, SCORE_TICKS);
          }
          rows += n;
        });
      },
      finish: () => ({ rows, squares })
    };
  },
  merge: (parts) => parts.reduce((a, b) => ({ rows: a.rows + b.rows, squares: a.squares + b.squares }))
};
function expectedDistance({ columns, features, state }, column) {
  const frame = new Frame({ columns, features }, state);
  const expected = frame.number("expected").out;
  return (block) => {
    const distances = new Float64Array(block.rows);
    forEachRowBlock(block.rows, BLOCK_ROWS, (rows, n) => {
      frame.load(block, rows, n);
      for (let i = 0; i < n; i++) distances[rows[i]] = Math.exp(expected[i]);
    });
    return { ...block, numbers: { ...block.numbers, [column]: distances } };
  };
}

// pipeline/linalg/gram-accumulator.ts
var TILE = 3;
var tileSums = new Float64Array(TILE * TILE);
function addGram(gram, columns, count, k) {
  for (let i = 0; i < k; i += TILE) {
    for (let j = i; j < k; j += TILE) {
      sumTile(columns, i, j, count, k - 1);
      const endA = Math.min(TILE, k - i);
      const endB = Math.min(TILE, k - j);
      for (let a = 0; a < endA; a++) {
        for (let b = Math.max(0, i + a - j); b < endB; b++) {
          gram[(i + a) * k + j + b] += tileSums[a * TILE + b];
        }
      }
    }
  }
}
function sumTile(columns, i, j, count, last) {
  const x0 = columns[i];
  const x1 = columns[Math.min(i + 1, last)];
  const x2 = columns[Math.min(i + 2, last)];
  const y0 = columns[j];
  const y1 = columns[Math.min(j + 1, last)];
  const y2 = columns[Math.min(j + 2, last)];
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < count; row++) {
    const a0 = x0[row];
    const a1 = x1[row];
    const a2 = x2[row];
    const b0 = y0[row];
    const b1 = y1[row];
    const b2 = y2[row];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
  }
  tileSums[0] = s00;
  tileSums[1] = s01;
  tileSums[2] = s02;
  tileSums[3] = s10;
  tileSums[4] = s11;
  tileSums[5] = s12;
  tileSums[6] = s20;
  tileSums[7] = s21;
  tileSums[8] = s22;
}

// pipeline/train/fold-blocks.ts
var SET_ASIDE_FOLDS = 8;
var modelsOf = (folds) => isSetAside(folds) ? 1 : folds.judged + 1;
var isSetAside = ({ count, judged }) => judged === 1 && count >= SET_ASIDE_FOLDS;
var sees = (model, cls, { judged }) => cls !== model || model === judged;
var teachesBase = (hash, folds) => !isSetAside(folds) || foldOf(hash, folds) === 1;
var foldOf = (hash, { count }) => Math.floor(hash * count / 256);
var classesOf = ({ count, judged }) => Math.min(count, judged + 1);
var learntClasses = (folds) => Array.from({ length: classesOf(folds) }, (_, cls) => cls).filter(
  (cls) => Array.from({ length: modelsOf(folds) }, (_, model) => model).some((model) => sees(model, cls, folds))
);
var classOf = (hash, folds) => Math.min(folds.judged, foldOf(hash, folds));
function forEachBlock(shard, folds, visit, wanted = () => true) {
  const classes = classesOf(folds);
  const blocks = Array.from({ length: classes }, () => new Uint32Array(BLOCK_ROWS));
  const filled = new Uint32Array(classes);
  const classTable = Int8Array.from({ length: 256 }, (_, hash) => wanted(hash) ? classOf(hash, folds) : -1);
  for (let row = 0; row < shard.rows; row++) {
    const cls = classTable[shard.hashes[row]];
    if (cls < 0) continue;
    blocks[cls][filled[cls]++] = row;
    if (filled[cls] === BLOCK_ROWS) {
      visit(cls, blocks[cls], BLOCK_ROWS);
      filled[cls] = 0;
    }
  }
  for (const [cls, rows] of blocks.entries()) if (filled[cls] > 0) visit(cls, rows, filled[cls]);
}

// pipeline/train/ordered-sums.ts
var mergeOrdered = (parts) => parts.flat();

// pipeline/train/rounds/base.ts
var baseRound = {
  start: ({ contract, target, recipe, features, folds }) => {
    const columns = new RecipeFrame(contract, features, recipe);
    const { fromTarget } = scales[recipe.scale];
    const k = columns.base.length + 2;
    columns.compileWeight();
    const design = Array.from({ length: k }, () => new Float64Array(BLOCK_ROWS));
    const parts = [];
    return {
      add: (shard, index) => {
        const sums = new Float64Array(classesOf(folds) * k * k);
        const y = shard.numbers[target];
        forEachBlock(
          shard,
          folds,
          (cls, rows, n) => {
            columns.frame.load(shard, rows, n);
            const w = columns.weight.out;
            const [one, outcome] = [design[0], design[k - 1]];
            for (let i = 0; i < n; i++) {
              one[i] = Math.sqrt(w[i]);
              outcome[i] = one[i] * fromTarget(y[rows[i]]);
            }
            for (const [c, { out: x }] of columns.base.entries()) {
              const column = design[c + 1];
              for (let i = 0; i < n; i++) column[i] = one[i] * x[i];
            }
            addGram(sums.subarray(cls * k * k, (cls + 1) * k * k), design, n, k);
          },
          (hash) => teachesBase(hash, folds)
        );
        parts.push({ index, sums });
      },
      finish: () => parts
    };
  },
  merge: mergeOrdered
};

// pipeline/train/cell-layout.ts
function cellLayout(folds, basis) {
  const width = 1 + basis * (basis + 1) / 2;
  const classes = learntClasses(folds);
  const rows = (cls) => classes.indexOf(cls) * width;
  return {
    classes,
    basis,
    stride: classes.length * width + modelsOf(folds) * basis,
    rows,
    product: (cls, a, b) => rows(cls) + 1 + Math.max(a, b) * (Math.max(a, b) + 1) / 2 + Math.min(a, b),
    residual: (model, a) => classes.length * width + model * basis + a
  };
}
var PRODUCT_TICKS = 2 ** 20;
var RESIDUAL_TICKS = 2 ** 24;

// pipeline/train/cells.ts
var DENSE_LIMIT = 2 ** 22;
var CellCollector = class {
  /** Offset of a cell by its code, for codes below the domain where that is small; the others are in the map. */
  #dense;
  #sparse = /* @__PURE__ */ new Map();
  #stride;
  #width;
  #codes = [];
  #keys;
  sums;
  constructor(domain, stride, width) {
    this.#dense = new Int32Array(domain <= DENSE_LIMIT ? domain : 0).fill(-1);
    this.#stride = stride;
    this.#width = width;
    this.#keys = new Int32Array(256 * width);
    this.sums = new Float64Array(256 * stride);
  }
  /** Offset into `sums` of a row's cell; a new cell notes the codes of its keys. */
  offset(code, row, keys2) {
    const known = code < this.#dense.length ? this.#dense[code] : this.#sparse.get(code) ?? -1;
    if (known >= 0) return known;
    const cell = this.#codes.push(code) - 1;
    if ((cell + 1) * this.#stride > this.sums.length) {
      this.sums = grow(this.sums, new Float64Array(this.sums.length * 2));
      this.#keys = grow(this.#keys, new Int32Array(this.#keys.length * 2));
    }
    for (let k = 0; k < this.#width; k++) this.#keys[cell * this.#width + k] = keys2[k][row];
    if (code < this.#dense.length) this.#dense[code] = cell * this.#stride;
    else this.#sparse.set(code, cell * this.#stride);
    return cell * this.#stride;
  }
  table() {
    const cells = this.#codes.length;
    const order = this.#order();
    const codes = Float64Array.from(order, (cell) => this.#codes[cell]);
    const keys2 = new Int32Array(cells * this.#width);
    const sums = new Float64Array(cells * this.#stride);
    for (let to = 0; to < cells; to++) {
      copyCell(this.#keys, order[to], keys2, to, this.#width);
      copyCell(this.sums, order[to], sums, to, this.#stride);
    }
    return { codes, keys: keys2, sums };
  }
  /** Cells by ascending code: those of the array as they lie there, then the few of the map. */
  #order() {
    const order = new Uint32Array(this.#codes.length);
    let count = 0;
    for (let code = 0; code < this.#dense.length; code++) {
      if (this.#dense[code] >= 0) order[count++] = this.#dense[code] / this.#stride;
    }
    const sparse = [...this.#sparse].sort(([a], [b]) => a - b);
    for (const [, at] of sparse) order[count++] = at / this.#stride;
    return order;
  }
};
function mergeCells(a, b, stride, width) {
  const most = a.codes.length + b.codes.length;
  const codes = new Float64Array(most);
  const keys2 = new Int32Array(most * width);
  const sums = new Float64Array(most * stride);
  let [i, j, to] = [0, 0, 0];
  for (; i < a.codes.length || j < b.codes.length; to++) {
    const [left, right] = [a.codes[i] ?? Number.POSITIVE_INFINITY, b.codes[j] ?? Number.POSITIVE_INFINITY];
    codes[to] = Math.min(left, right);
    if (left <= right) copyCell(a.keys, i, keys2, to, width);
    else copyCell(b.keys, j, keys2, to, width);
    if (left <= right) addCell(a.sums, i++, sums, to, stride);
    if (right <= left) addCell(b.sums, j++, sums, to, stride);
  }
  return { codes: codes.slice(0, to), keys: keys2.slice(0, to * width), sums: sums.slice(0, to * stride) };
}
function copyCell(from, cell, into, to, width) {
  for (let i = 0; i < width; i++) into[to * width + i] = from[cell * width + i];
}
function addCell(from, cell, into, to, width) {
  for (let i = 0; i < width; i++) into[to * width + i] += from[cell * width + i];
}
function grow(from, to) {
  to.set(from);
  return to;
}

// pipeline/train/joint-key.ts
function jointParts(encodings) {
  const parts = new Set(encodings.flatMap((encoding) => encoding.parts));
  const chosen = /* @__PURE__ */ new Set();
  for (const part2 of parts) if (part2.roots.length > 1) for (const root of part2.roots) chosen.add(root);
  for (const root of new Set([...parts].flatMap((part2) => part2.roots))) {
    const derived = [...parts].filter((part2) => part2.roots.length === 1 && part2.roots[0] === root);
    const cells = derived.reduce((product, part2) => product * part2.size, 1);
    if (chosen.has(root)) continue;
    if (cells < root.size) for (const part2 of derived) chosen.add(part2);
    else chosen.add(root);
  }
  return [...chosen];
}
var jointKey = (parts) => parts.length === 1 ? parts[0] : tupleKey(parts.map((part2) => part2.label).join(" \xD7 "), parts);

// pipeline/train/chain-cells.ts
var ONES = new Float64Array(BLOCK_ROWS).fill(1);
var ChainCells = class {
  layout;
  width;
  #parts;
  #joint;
  #keys;
  #slopes;
  #collector;
  #at = new Int32Array(BLOCK_ROWS);
  constructor(frame, step, folds) {
    const bound = step.encodings.map((e) => frame.encodings[e]);
    this.#slopes = slopesOf(bound);
    this.#parts = jointParts(bound);
    this.#joint = jointKey(this.#parts);
    this.#keys = bound.map(({ key }) => key.out);
    this.layout = cellLayout(folds, 1 + this.#slopes.length);
    this.width = bound.length;
    this.#collector = new CellCollector(this.#joint.size, this.layout.stride, this.width);
  }
  /** Finds the cells of a block, all of one class, and adds its weights. */
  addWeights(cls, weights, n) {
    const { layout } = this;
    const codes = this.#joint.out;
    this.#joint.run(n);
    for (let i = 0; i < n; i++) {
      this.#at[i] = this.#collector.offset(codes[i] < 0 ? this.#partialCode(i) : codes[i], i, this.#keys);
    }
    const columns = [ONES, weights.times(n)];
    for (const [b, u] of this.#slopes.entries()) {
      columns.push(weights.times(n, u), ...this.#slopes.slice(0, b + 1).map((v) => weights.times(n, u, v)));
    }
    this.#add(layout.rows(cls), columns, n);
  }
  /** Adds a model's weighted residuals over the block that `addWeights` saw last. */
  addResiduals(model, weighted, n) {
    const columns = [weighted.times(n), ...this.#slopes.map((u) => weighted.times(n, u))];
    this.#add(this.layout.residual(model, 0), columns, n);
  }
  /** Adds columns to the sums from a slot on, two at a time: what a row costs is to find its cell in memory. */
  #add(first, columns, n) {
    const at = this.#at;
    const { sums } = this.#collector;
    for (let c = 0; c < columns.length; c += 2) {
      const slot = first + c;
      const [one, two] = [columns[c], columns[c + 1]];
      if (two) {
        for (let i = 0; i < n; i++) {
          const to = at[i] + slot;
          sums[to] += one[i];
          sums[to + 1] += two[i];
        }
      } else for (let i = 0; i < n; i++) sums[at[i] + slot] += one[i];
    }
  }
  /** A code of its own, past all joint ones, for a row that not every part knows: it still teaches the encodings that do. */
  #partialCode(row) {
    const code = this.#parts.reduce((sum, { out, size }) => sum * (size + 1) + out[row] + 1, 0);
    return this.#joint.size + code;
  }
  table() {
    return this.#collector.table();
  }
};
var slopesOf = (encodings) => [
  ...new Set(encodings.flatMap(({ slope }) => slope ? [slope] : []))
];

// pipeline/train/residuals.ts
var Residuals = class {
  #frame;
  #explained = new Float64Array(BLOCK_ROWS);
  constructor(frame) {
    this.#frame = frame;
  }
  /** Turns outcomes into what a stage's base left, ready for the first group. In place. */
  afterBase(stage, residual, n) {
    this.#explained.fill(0, 0, n);
    this.#frame.addBase(stage, this.#explained, n);
    this.#settle(0, residual, n);
  }
  /** Takes away what group `g` explains, ready for the next group. In place. */
  afterGroup(g, stage, residual, n) {
    const { encodings, recipe } = this.#frame;
    this.#explained.fill(0, 0, n);
    for (const [e, { group }] of encodings.entries()) {
      if (group === recipe.encodings[g].group) this.#frame.addEncoding(stage, e, this.#explained, n);
    }
    this.#settle(g + 1, residual, n);
  }
  /** Takes away some encodings. In place. */
  without(some, stage, residual, n) {
    if (some.length === 0) return;
    this.#explained.fill(0, 0, n);
    for (const e of some) this.#frame.addEncoding(stage, e, this.#explained, n);
    for (let i = 0; i < n; i++) residual[i] -= this.#explained[i];
  }
  /** Subtracts, and clips as the group that comes next wants its residuals. */
  #settle(next, residual, n) {
    const clip2 = this.#frame.recipe.encodings[next]?.clip ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++)
      residual[i] = Math.min(clip2, Math.max(-clip2, residual[i] - this.#explained[i]));
  }
};

// pipeline/train/kept-residuals.ts
var KeptResiduals = class {
  #frame;
  #stages;
  #group;
  #memory;
  #residuals;
  #fromTarget;
  #outcome = new Float64Array(0);
  /** Group that the known residuals stand before; -1 when none are known. */
  #from = -1;
  /** Kept columns: residuals of each model, then weights. */
  #columns;
  #weights = new Float64Array(BLOCK_ROWS);
  constructor(frame, stages, group, memory2) {
    this.#frame = frame;
    this.#stages = stages;
    this.#group = group;
    this.#memory = memory2;
    this.#residuals = new Residuals(frame);
    this.#fromTarget = scales[frame.recipe.scale].fromTarget;
  }
  /** Call before a shard's first block is loaded: it decides which columns the frame has to compute. */
  open(shard, index, target) {
    const known = Number(this.#memory?.recall(index)?.tag ?? -1);
    this.#columns = this.#memory?.keep(index, String(this.#group), this.#stages.length + 1, shard.rows);
    this.#from = this.#columns && known <= this.#group ? known : -1;
    this.#outcome = shard.numbers[target];
    if (this.#from < 0) {
      this.#frame.compileBase();
      this.#frame.compileWeight();
    }
    const missing2 = this.#frame.recipe.encodings.slice(Math.max(0, this.#from), this.#group);
    for (const encoding of this.#frame.encodings) {
      if (missing2.some(({ group }) => group === encoding.group)) encoding.compile();
    }
  }
  /** Weights of the first n of `rows`; good until the next call. */
  weights(rows, n) {
    const kept = this.#columns?.[this.#stages.length];
    if (this.#from < 0) {
      const { out } = this.#frame.weight;
      if (kept) for (let i = 0; i < n; i++) kept[rows[i]] = out[i];
      return out;
    }
    for (let i = 0; i < n; i++) this.#weights[i] = kept[rows[i]];
    return this.#weights;
  }
  /** A model's residuals of the first n of `rows`. */
  fill(model, rows, n, residual) {
    const stage = this.#stages[model];
    const kept = this.#columns?.[model];
    if (this.#from < 0) {
      for (let i = 0; i < n; i++) residual[i] = this.#fromTarget(this.#outcome[rows[i]]);
      this.#residuals.afterBase(stage, residual, n);
    } else for (let i = 0; i < n; i++) residual[i] = kept[rows[i]];
    for (let g = Math.max(0, this.#from); g < this.#group; g++)
      this.#residuals.afterGroup(g, stage, residual, n);
    if (kept) for (let i = 0; i < n; i++) kept[rows[i]] = residual[i];
  }
};

// pipeline/train/tick-products.ts
var TickProducts = class {
  #ticks;
  #known = /* @__PURE__ */ new Map();
  #column = new Float64Array(0);
  #block = 0;
  constructor(ticks) {
    this.#ticks = ticks;
  }
  /** Begins a block with a column, which has to stay as it is until the next. */
  load(column) {
    this.#column = column;
    this.#block++;
    return this;
  }
  /** column · u · v for the first n rows; v, or both, may be left out. */
  times(n, u, v) {
    const key = `${u?.label ?? 1} ${v?.label ?? 1}`;
    const known = this.#known.get(key) ?? { block: -1, out: new Float64Array(BLOCK_ROWS) };
    const { out } = known;
    if (known.block === this.#block) return out;
    const [column, ticks] = [this.#column, this.#ticks];
    const [first, second] = [u?.out, v?.out];
    if (first && second)
      for (let i = 0; i < n; i++) out[i] = toTicks(column[i] * first[i] * second[i], ticks);
    else if (first) for (let i = 0; i < n; i++) out[i] = toTicks(column[i] * first[i], ticks);
    else for (let i = 0; i < n; i++) out[i] = toTicks(column[i], ticks);
    this.#known.set(key, { block: this.#block, out });
    return out;
  }
};

// pipeline/train/rounds/cells.ts
var cellsRound = {
  start: ({ contract, features, recipe, folds, step, stages, target, unit }, memory2) => {
    const frame = new RecipeFrame(contract, features, recipe);
    const group = recipe.encodings.findIndex(({ group: group2 }) => group2 === step.group);
    const chains = step.chains.map((chain) => ({
      cells: new ChainCells(frame, chain, folds),
      earlier: earlierInChain(frame, step, chain)
    }));
    for (const { earlier } of chains) for (const e of earlier) frame.encodings[e].compile();
    const models = [...stages.keys()];
    const kept = new KeptResiduals(frame, stages, group, memory2);
    const residuals = new Residuals(frame);
    const [residual, left] = [new Float64Array(BLOCK_ROWS), new Float64Array(BLOCK_ROWS)];
    const weights = new TickProducts(PRODUCT_TICKS);
    const ticks = RESIDUAL_TICKS / unit;
    const [shared, own] = [new TickProducts(ticks), new TickProducts(ticks)];
    const addModel = (model, weight, rows, n) => {
      kept.fill(model, rows, n, residual);
      for (const { cells, earlier } of chains) {
        if (earlier.length === 0) continue;
        left.set(residual);
        residuals.without(earlier, stages[model], left, n);
        for (let i = 0; i < n; i++) left[i] *= weight[i];
        cells.addResiduals(model, own.load(left), n);
      }
      for (let i = 0; i < n; i++) residual[i] *= weight[i];
      shared.load(residual);
      for (const { cells, earlier } of chains) if (earlier.length === 0) cells.addResiduals(model, shared, n);
    };
    return {
      add: (shard, index) => {
        kept.open(shard, index, target);
        forEachBlock(shard, folds, (cls, rows, n) => {
          if (!models.some((model) => sees(model, cls, folds))) return;
          frame.frame.load(shard, rows, n);
          const weight = kept.weights(rows, n);
          weights.load(weight);
          for (const { cells } of chains) cells.addWeights(cls, weights, n);
          for (const model of models) if (sees(model, cls, folds)) addModel(model, weight, rows, n);
        });
      },
      finish: () => chains.map(({ cells }) => ({
        table: cells.table(),
        stride: cells.layout.stride,
        width: cells.width
      }))
    };
  },
  merge: (statistics) => statistics.reduce(
    (left, right) => left.map(({ table, stride, width }, c) => ({
      table: mergeCells(table, right[c].table, stride, width),
      stride,
      width
    }))
  )
};
function earlierInChain(frame, step, { chain, encodings }) {
  return Array.from(frame.encodings.keys()).filter((e) => {
    const encoding = frame.encodings[e];
    return encoding.group === step.group && encoding.chain === chain && e < encodings[0];
  });
}

// pipeline/train/rounds/final.ts
var finalRound = {
  start: ({ contract, target, recipe, features, stages, folds }) => {
    const frame = new RecipeFrame(contract, features, recipe);
    const terms2 = frame.final();
    const dense = terms2.flatMap(
      (term) => term.kind === "one-hot" ? [] : term.kind === "dense" ? term.columns : scaledColumns(frame, term)
    );
    const keys2 = terms2.flatMap((term) => term.kind === "one-hot" ? [term.key] : []);
    const k = dense.length + 2;
    const wide = keys2.reduce((sum, key) => sum + key.size, 0);
    const starts = keys2.map((_, i) => keys2.slice(0, i).reduce((sum, key) => sum + key.size, 0));
    const one = new Float64Array(BLOCK_ROWS).fill(1);
    const outcome = new Float64Array(BLOCK_ROWS);
    const design = [one, ...dense.map(({ out }) => out), outcome];
    const statistic = {
      dense: [],
      mixed: [],
      counts: new Float64Array(wide * wide)
    };
    const addOneHots = (mixed, n) => {
      for (const [a, key] of keys2.entries()) {
        const [codes, first] = [key.out, starts[a]];
        for (const [c, column] of design.entries()) {
          for (let i = 0; i < n; i++) if (codes[i] >= 0) mixed[(first + codes[i]) * k + c] += column[i];
        }
        for (const [b, other] of keys2.entries()) {
          const second = starts[b];
          for (let i = 0; i < n; i++) {
            if (codes[i] >= 0 && other.out[i] >= 0)
              statistic.counts[(first + codes[i]) * wide + second + other.out[i]]++;
          }
        }
      }
    };
    return {
      add: (shard, index) => {
        const y = shard.numbers[target];
        const [gram, mixed] = [new Float64Array(k * k), new Float64Array(wide * k)];
        forEachBlock(shard, folds, (cls, rows, n) => {
          if (stages.length > 0 && cls === folds.judged) return;
          frame.use(stages[cls] ?? { base: [], tables: [] });
          frame.frame.load(shard, rows, n);
          for (let i = 0; i < n; i++) outcome[i] = y[rows[i]];
          addGram(gram, design, n, k);
          addOneHots(mixed, n);
        });
        statistic.dense.push({ index, sums: gram });
        statistic.mixed.push({ index, sums: mixed });
      },
      finish: () => statistic
    };
  },
  merge: (parts) => ({
    dense: mergeOrdered(parts.map(({ dense }) => dense)),
    mixed: mergeOrdered(parts.map(({ mixed }) => mixed)),
    counts: parts.map(({ counts }) => counts).reduce((sum, counts) => sum.map((x, i) => x + counts[i]))
  })
};
function scaledColumns({ frame }, { by, columns }) {
  return columns.map((column, c) => frame.provide(`scaled ${c}`, combine("*", column.label, by, column)));
}

// pipeline/train/rounds/pairs.ts
var PAIR_TICKS = 2 ** 24;
var pairsRound = {
  start: ({ contract, features }) => {
    const spec = contract.features.geometry;
    const frame = new Frame(contract, features);
    const [from, to] = [frame.key(spec.between[0]), frame.key(spec.between[1])];
    const measured = frame.number(spec.measured).out;
    const wrong = frame.number(spec.unless).out;
    const table = new Float64Array(from.size * to.size * 2);
    return {
      add: (shard) => {
        forEachRowBlock(shard.rows, BLOCK_ROWS, (rows, n) => {
          frame.load(shard, rows, n);
          for (let i = 0; i < n; i++) {
            if (wrong[i] === 1 || from.out[i] < 0 || to.out[i] < 0) continue;
            const cell = 2 * (from.out[i] * to.size + to.out[i]);
            table[cell]++;
            table[cell + 1] += toTicks(measured[i], PAIR_TICKS);
          }
        });
      },
      finish: () => table
    };
  },
  merge: (tables) => tables.reduce((sum, table) => sum.map((x, i) => x + table[i]))
};

// pipeline/train/round-registry.ts
var rounds = {
  pairs: pairsRound,
  base: baseRound,
  cells: cellsRound,
  final: finalRound,
  score: scoreRound,
  "squared-error": squaredErrorRound
};

// platform/shard-memory.ts
var MAX_BYTES = 96 * 2 ** 20;
var ShardMemory = class {
  #session = "";
  #kept = /* @__PURE__ */ new Map();
  #bytes = 0;
  /** What the rounds of one session see of it. */
  of(session) {
    return {
      recall: (shard) => session === this.#session ? this.#kept.get(shard) : void 0,
      keep: (shard, tag, columns, rows) => {
        if (session !== this.#session) this.#begin(session);
        return this.#keep(shard, tag, columns, rows);
      }
    };
  }
  #begin(session) {
    this.#session = session;
    this.#kept = /* @__PURE__ */ new Map();
    this.#bytes = 0;
  }
  #keep(shard, tag, columns, rows) {
    const known = this.#kept.get(shard);
    if (known) {
      known.tag = tag;
      return known.columns;
    }
    const bytes = columns * rows * Float64Array.BYTES_PER_ELEMENT;
    if (this.#bytes + bytes > MAX_BYTES) return void 0;
    this.#bytes += bytes;
    const kept = { tag, columns: Array.from({ length: columns }, () => new Float64Array(rows)) };
    this.#kept.set(shard, kept);
    return kept.columns;
  }
};

// platform/run-round.ts
var memory = new ShardMemory();
async function runRound({ session, name, state, shards }) {
  const round = rounds[name];
  const run = round.start(state, memory.of(session));
  for (const shard of shards) run.add(loadShard(shard), shard.index);
  return run.finish();
}
var buffer = new Uint8Array(0);
var nullRoom = /* @__PURE__ */ new Map();
function loadShard({ ref, columns }) {
  const { bytes } = shardLayout(columns, ref.rows);
  if (buffer.length < bytes) buffer = new Uint8Array(bytes);
  const file = (0, import_node_fs5.openSync)(ref.file, "r");
  try {
    const read = (0, import_node_fs5.readSync)(file, buffer, 0, bytes, ref.offset);
    return readShard(buffer.subarray(0, read), columns, ref.labels, ref.rows, nullRoom);
  } finally {
    (0, import_node_fs5.closeSync)(file);
  }
}

// platform/thread-error.ts
function packError(error) {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: void 0 };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    ...error instanceof RatchetError ? { ratchet: { code: error.code, hint: error.hint, file: error.file, line: error.line } } : {},
    ..."code" in error && typeof error.code === "string" ? { errno: error.code } : {},
    ...cause === void 0 ? {} : { cause: packError(cause) }
  };
}

// platform/transfer-list.ts
function buffersOf(value) {
  const buffers = /* @__PURE__ */ new Set();
  const visit = (part2) => {
    if (ArrayBuffer.isView(part2)) {
      if (part2.buffer instanceof ArrayBuffer) buffers.add(part2.buffer);
    } else if (part2 instanceof Map) for (const entry of part2.values()) visit(entry);
    else if (typeof part2 === "object" && part2 !== null) for (const entry of Object.values(part2)) visit(entry);
  };
  visit(value);
  return [...buffers];
}

// platform/worker.ts
var WORKER_TASKS = {
  "inspect-file": inspectFile,
  "prepare-part": preparePart,
  "run-round": runRound
};
import_node_worker_threads.parentPort?.on("message", async ({ name, payload }) => {
  let reply;
  try {
    reply = { kind: "result", result: await WORKER_TASKS[name](payload) };
  } catch (error) {
    reply = { kind: "error", error: packError(error) };
  }
  import_node_worker_threads.parentPort?.postMessage(reply, reply.kind === "result" ? buffersOf(reply.result) : []);
});
