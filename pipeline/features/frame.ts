import { type Expression, parseExpression, printExpression } from '../contract/expression.ts';
import { didYouMean } from '../contract/nearest.ts';
import type { Contract } from '../contract/schema.ts';
import type { Block } from '../ingest/block.ts';
import { f64 } from '../wasm/f64.ts';
import type { F64 } from '../wasm/value.ts';
import { ColumnSet } from './column-set.ts';
import { contractError } from './contract-error.ts';
import type { FeatureState } from './feature-state.ts';
import { functionScope } from './function-scope.ts';
import { functionOf } from './functions/registry.ts';
import { geometryNames, geometryNode } from './geometry.ts';
import { type KeyNode, keyNode, type Node, type NumberNode, numberNode } from './node.ts';
import { NodeStore } from './node-store.ts';
import { combine } from './product.ts';
import { RowProgram } from './row-program.ts';
import { categorySource, numberSource, rawSource } from './sources.ts';
import { flagKey, tupleKey } from './tuple-key.ts';

export type FeatureContract = Pick<Contract, 'columns' | 'features'>;

/** The columns of one term: several numbers, or a key spread over 0/1 columns. */
export type Term = { kind: 'dense'; columns: NumberNode[] } | { kind: 'one-hot'; key: KeyNode };

/** The contract's features over blocks of rows. Columns are asked for by expression, before the block that needs them. */
export class Frame {
  readonly #contract: FeatureContract;
  readonly #state: FeatureState;
  readonly #nodes = new NodeStore();
  /** What its columns are computed from. */
  readonly program = new RowProgram();
  readonly #columns = new ColumnSet(this.program);
  /** Names that are being compiled, to find one that is defined by itself. */
  readonly #resolving: string[] = [];
  #usesGeometry = false;

  constructor(contract: FeatureContract, state: FeatureState) {
    this.#contract = contract;
    this.#state = state;
  }

  /** Whether any column so far needs the geometry. */
  get usesGeometry(): boolean {
    return this.#usesGeometry;
  }

  /**
   * Computes the columns for the first n (at most BLOCK_ROWS) of `rows`, positions in a block: those nodes' whose `out` has
   * been asked for. One that is asked for later holds the rows of the last block too, at the price of compiling anew.
   * A block's columns are copied when it is first loaded, so that they must not change while it is.
   */
  load(block: Block, rows: Uint32Array, n: number): void {
    this.program.load(block, rows, n);
    this.#columns.fill();
  }

  /** Makes a value of one's own (a prediction, say) available under a name. */
  provide(name: string, value: F64, label = name): NumberNode {
    return this.#nodes.once(name, () => numberNode(this.#columns, label, value));
  }

  number(expression: string | Expression): NumberNode {
    const tree = parsed(expression);
    const term = this.term(tree);
    if (term.kind === 'dense' && term.columns.length === 1) return term.columns[0]!;
    throw contractError(`${printExpression(tree)} is not a single number`);
  }

  key(expression: string | Expression): KeyNode {
    const tree = parsed(expression);
    const node = this.#node(tree);
    if (node.kind === 'key') return node;
    throw contractError(`${printExpression(tree)} is a number where a key is needed`);
  }

  /** Several names as one key; a 0/1 number counts as a key of two values. */
  tuple(names: readonly string[]): KeyNode {
    const keys = names.map((name) => {
      const node = this.#node({ op: 'name', name });
      return node.kind === 'key'
        ? node
        : this.#nodes.once(`flag ${name}`, () => flagKey(this.#columns, name, node));
    });
    // Built up pair by pair: tuples that begin alike share their beginning.
    return keys.reduce((head, key, i) => {
      const label = names.slice(0, i + 1).join(' × ');
      return i === 0 ? key : this.#nodes.once(label, () => tupleKey(this.#columns, label, [head, key]));
    }, keys[0]!);
  }

  /** A term of a recipe; a term that is a product of several columns gives all products. */
  term(expression: string | Expression): Term {
    const tree = parsed(expression);
    if (tree.op === 'call' && functionOf(tree.name).gives === 'one-hot')
      return { kind: 'one-hot', key: this.#call(tree) as KeyNode };
    return { kind: 'dense', columns: this.#numbers(tree) };
  }

  /** The name of a column of the contract, or an error that says which was probably meant. */
  column(name: string): string {
    const { columns } = this.#contract;
    if (Object.hasOwn(columns, name)) return name;
    throw contractError(`there is no column named ${name}`, didYouMean(name, Object.keys(columns)));
  }

  /** Logical type of a column of the contract; undefined for any other name. */
  typeOf(name: string): Contract['columns'][string]['type'] | undefined {
    return this.#contract.columns[name]?.type;
  }

  #numbers(tree: Expression): NumberNode[] {
    if (tree.op === 'call' && functionOf(tree.name).gives === 'numbers') {
      return (this.#call(tree) as NumberNode[]).map((column) => this.#nodes.once(column.label, () => column));
    }
    if (tree.op === '*' || tree.op === '+' || tree.op === '-') {
      const [left, right] = [this.#numbers(tree.left), this.#numbers(tree.right)];
      const join = (a: NumberNode, b: NumberNode) =>
        this.#nodes.once(`${wrap(a.label)} ${tree.op} ${wrap(b.label)}`, (label) =>
          combine(this.#columns, tree.op, label, a, b),
        );
      return left.flatMap((a) => right.map((b) => join(a, b)));
    }
    const node = this.#node(tree);
    if (node.kind === 'number') return [node];
    const text = printExpression(tree);
    throw contractError(`${text} is a key where a number is needed; write one_hot(${text})`);
  }

  #node(tree: Expression): Node {
    const label = printExpression(tree);
    const known = this.#nodes.get(label);
    if (known) return known;
    if (tree.op === 'literal')
      return this.#nodes.once(label, () => numberNode(this.#columns, label, f64.constant(tree.value)));
    if (tree.op === 'name') return this.#named(tree.name);
    if (tree.op === 'call') return this.#nodes.once(label, () => this.#call(tree) as Node);
    return this.number(tree);
  }

  #call(tree: Extract<Expression, { op: 'call' }>): KeyNode | NumberNode | NumberNode[] {
    return functionOf(tree.name).compile(
      functionScope(tree, this, {
        nodes: this.#nodes,
        program: this.program,
        columns: this.#columns,
        state: this.#state,
      }),
    );
  }

  #named(name: string): Node {
    if (this.#resolving.includes(name))
      throw contractError(`${[...this.#resolving, name].join(' → ')} is defined by itself`);
    this.#resolving.push(name);
    try {
      const { numbers, keys } = this.#contract.features;
      if (Object.hasOwn(numbers, name)) return this.provide(name, this.number(numbers[name]!).value);
      if (Object.hasOwn(keys, name)) return this.#nodes.alias(name, this.key(keys[name]!));
      return this.#geometry(name) ?? this.#sourceColumn(name);
    } finally {
      this.#resolving.pop();
    }
  }

  #geometry(name: string): Node | undefined {
    const spec = this.#contract.features.geometry;
    const state = this.#state.geometry;
    const names = geometryNames(spec);
    if (!spec || !state || !(names.numbers.includes(name) || names.keys.includes(name))) return undefined;
    this.#usesGeometry = true;
    const [from, to] = [this.key(spec.between[0]), this.key(spec.between[1])];
    return this.#nodes.once(name, () => geometryNode(this.#columns, name, state, from, to));
  }

  #sourceColumn(name: string): Node {
    if (!Object.hasOwn(this.#contract.columns, name)) throw this.#unknown(name);
    const { type } = this.#contract.columns[name]!;
    if (type !== 'category')
      return this.provide(name, (type === 'number' ? numberSource : rawSource)(this.program, name));
    const categories = this.#state.categories[name] ?? [];
    return this.#nodes.once(name, () =>
      keyNode(this.#columns, name, categorySource(this.program, name, categories), {
        size: categories.length,
        name: (c) => categories[c]!,
      }),
    );
  }

  #unknown(name: string) {
    const { columns, features } = this.#contract;
    const { numbers, keys } = geometryNames(features.geometry);
    const names = [columns, features.numbers, features.keys].flatMap((record) => Object.keys(record));
    return contractError(
      `there is no column, number or key named ${name}`,
      didYouMean(name, [...names, ...numbers, ...keys]),
    );
  }
}

const parsed = (expression: string | Expression) =>
  typeof expression === 'string' ? parseExpression(expression) : expression;

const wrap = (label: string) => (label.includes(' + ') || label.includes(' - ') ? `(${label})` : label);
