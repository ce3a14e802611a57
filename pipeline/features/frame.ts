import { type Expression, parseExpression, printExpression } from '../contract/expression.ts';
import { didYouMean } from '../contract/nearest.ts';
import type { Contract } from '../contract/schema.ts';
import { RatchetError } from '../errors.ts';
import type { Block } from '../ingest/block.ts';
import type { FeatureState } from './feature-state.ts';
import type { FeatureFunction, FunctionScope } from './functions/function.ts';
import { featureFunctions } from './functions/registry.ts';
import { clusterNode, expectedNode, geometryNames } from './geometry.ts';
import { type KeyNode, type Node, type NumberNode, numberNode } from './node.ts';
import { combine } from './product.ts';
import { categorySource, nullSource, numberSource, rawSource, type Source } from './sources.ts';
import { flagKey, tupleKey } from './tuple-key.ts';

export type FeatureContract = Pick<Contract, 'columns' | 'features'>;

/** The columns of one term: several numbers, or a key spread over 0/1 columns. */
export type Term = { kind: 'dense'; columns: NumberNode[] } | { kind: 'one-hot'; key: KeyNode };

/**
 * The contract's features over a block of rows. Columns are asked for by expression; each distinct one is compiled once
 * and computed once a block, in the order in which they were asked for.
 */
export class Frame {
  readonly #contract: FeatureContract;
  readonly #state: FeatureState;
  readonly #nodes = new Map<string, Node>();
  readonly #sources: Source[] = [];
  readonly #order: Node[] = [];
  readonly #resolving: string[] = [];
  #bound: Block | undefined;
  #usesGeometry = false;

  constructor(contract: FeatureContract, state: FeatureState) {
    this.#contract = contract;
    this.#state = state;
  }

  /** Whether any column so far needs the geometry. */
  get usesGeometry(): boolean {
    return this.#usesGeometry;
  }

  /** Computes every column for the first n (at most BLOCK_ROWS) of `rows`, positions in a block. */
  load(block: Block, rows: Uint32Array, n: number): void {
    if (block !== this.#bound) for (const source of this.#sources) source.bind(block);
    this.#bound = block;
    for (const source of this.#sources) source.load(rows, n);
    for (const node of this.#order) node.run(n);
  }

  /** Makes a node of one's own (a prediction, say) available under a name. */
  provide(name: string, node: NumberNode): NumberNode {
    this.#nodes.set(name, node);
    this.#order.push(node);
    return node;
  }

  number(expression: string | Expression): NumberNode {
    const tree = typeof expression === 'string' ? parseExpression(expression) : expression;
    const term = this.term(tree);
    if (term.kind === 'dense' && term.columns.length === 1) return term.columns[0]!;
    throw this.#error(`${printExpression(tree)} is not a single number`);
  }

  key(expression: string | Expression): KeyNode {
    const tree = typeof expression === 'string' ? parseExpression(expression) : expression;
    const node = this.#node(tree);
    if (node.kind === 'key') return node;
    throw this.#error(`${printExpression(tree)} is a number where a key is needed`);
  }

  /** Several names as one key; a 0/1 number counts as a key of two values. */
  tuple(names: readonly string[]): KeyNode {
    const keys = names.map((name) => {
      const node = this.#node({ op: 'name', name });
      return node.kind === 'key' ? node : (this.#once(`flag ${name}`, () => flagKey(node)) as KeyNode);
    });
    // Built up pair by pair: tuples that begin alike share their beginning.
    return keys.reduce((head, key, i) => {
      const label = names.slice(0, i + 1).join(' × ');
      return i === 0 ? key : (this.#once(label, () => tupleKey(label, [head, key])) as KeyNode);
    }, keys[0]!);
  }

  /** A term of a recipe; a term that is a product of several columns gives all products. */
  term(expression: string | Expression): Term {
    const tree = typeof expression === 'string' ? parseExpression(expression) : expression;
    if (tree.op === 'call' && this.#function(tree.name).gives === 'one-hot') {
      return { kind: 'one-hot', key: this.#scope(tree).key(0) };
    }
    return { kind: 'dense', columns: this.#columns(tree) };
  }

  #columns(tree: Expression): NumberNode[] {
    if (tree.op === 'call' && this.#function(tree.name).gives === 'numbers') {
      const columns = this.#function(tree.name).compile(this.#scope(tree)) as NumberNode[];
      return columns.map((column) => this.#once(column.label, () => column) as NumberNode);
    }
    if (tree.op === '*' || tree.op === '+' || tree.op === '-') {
      const [left, right] = [this.#columns(tree.left), this.#columns(tree.right)];
      return left.flatMap((a) =>
        right.map(
          (b) =>
            this.#once(`${wrap(a.label)} ${tree.op} ${wrap(b.label)}`, (label) =>
              combine(tree.op, label, a, b),
            ) as NumberNode,
        ),
      );
    }
    const node = this.#node(tree);
    if (node.kind === 'number') return [node];
    throw this.#error(
      `${printExpression(tree)} is a key where a number is needed; write one_hot(${printExpression(tree)})`,
    );
  }

  #node(tree: Expression): Node {
    const label = printExpression(tree);
    const known = this.#nodes.get(label);
    if (known) return known;
    if (tree.op === 'literal')
      return this.#once(label, () => numberNode(label, (out, n) => out.fill(tree.value, 0, n)));
    if (tree.op === 'name') return this.#named(tree.name);
    if (tree.op === 'call')
      return this.#once(label, () => this.#function(tree.name).compile(this.#scope(tree)) as Node);
    return this.number(tree);
  }

  #named(name: string): Node {
    const { columns, features } = this.#contract;
    if (this.#resolving.includes(name)) {
      throw this.#error(`${[...this.#resolving, name].join(' → ')} is defined by itself`);
    }
    this.#resolving.push(name);
    try {
      const definition = features.numbers[name] ?? features.keys[name];
      if (definition !== undefined) {
        const node = name in features.numbers ? this.number(definition) : this.key(definition);
        this.#nodes.set(name, node);
        return node;
      }
      const geometry = this.#geometry(name);
      if (geometry) return this.#once(name, () => geometry);
      const column = columns[name];
      if (!column) throw this.#unknown(name);
      if (column.type === 'category')
        return this.#source(name, categorySource(name, this.#state.categories[name] ?? []));
      return this.#source(name, column.type === 'number' ? numberSource(name) : rawSource(name));
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
    if (name === 'expected') return expectedNode(state, from, to);
    const cluster = state.clusters[name.slice(name.indexOf('_') + 1)]!;
    return clusterNode(name, cluster, state, name.startsWith('from_') ? from : to);
  }

  #scope(tree: Extract<Expression, { op: 'call' }>): FunctionScope {
    const entry = this.#function(tree.name);
    const { args } = tree;
    if (args.length < entry.arity[0] || args.length > entry.arity[1]) {
      throw this.#error(
        `${printExpression(tree)} has ${args.length} arguments; it is written ${entry.usage}`,
      );
    }
    const literal = (i: number) => {
      const arg = args[i]!;
      if (arg.op === 'literal') return arg.value;
      if (arg.op === '-' && arg.left.op === 'literal' && arg.right.op === 'literal')
        return arg.left.value - arg.right.value;
      throw this.#error(`argument ${i + 1} of ${printExpression(tree)} must be a plain number`);
    };
    return {
      state: this.#state,
      label: printExpression(tree),
      args,
      number: (i) => this.number(args[i]!),
      key: (i) => this.key(args[i]!),
      literal,
      literals: (from) => args.slice(from).map((_, i) => literal(from + i)),
      column: (i) => printExpression(args[i]!),
      sibling: (name) => this.key({ op: 'call', name, args }),
      isNull: (column) => this.#source(`is_null(${column})`, nullSource(this.column(column))),
      timestamp: (column) => this.#source(this.column(column), rawSource(column)) as NumberNode,
    } as FunctionScope;
  }

  /** The name of a column of the contract, or an error that says which was probably meant. */
  column(column: string): string {
    if (column in this.#contract.columns) return column;
    throw this.#unknown(column);
  }

  #source<N extends Node>(label: string, { node, source }: { node: N; source: Source }): Node {
    const known = this.#nodes.get(label);
    if (known) return known;
    this.#nodes.set(label, node);
    this.#sources.push(source);
    return node;
  }

  #once(label: string, make: (label: string) => Node): Node {
    const known = this.#nodes.get(label);
    if (known) return known;
    const node = make(label);
    this.#nodes.set(label, node);
    this.#order.push(node);
    return node;
  }

  #function(name: string): FeatureFunction {
    const entry = featureFunctions.get(name);
    if (entry) return entry;
    throw this.#error(`there is no function ${name}`, didYouMean(name, featureFunctions.keys()));
  }

  #unknown(name: string): RatchetError {
    const { columns, features } = this.#contract;
    const { numbers, keys } = geometryNames(features.geometry);
    const names = [
      ...Object.keys(columns),
      ...Object.keys(features.numbers),
      ...Object.keys(features.keys),
      ...numbers,
      ...keys,
    ];
    return this.#error(`there is no column, number or key named ${name}`, didYouMean(name, names));
  }

  #error(message: string, hint = 'correct the expression in model.yaml'): RatchetError {
    return new RatchetError('contract', message, { hint });
  }
}

const wrap = (label: string) => (label.includes(' + ') || label.includes(' - ') ? `(${label})` : label);
