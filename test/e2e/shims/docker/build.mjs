// Carries a Dockerfile out: a stage is a folder, RUN works in it, and a COPY of what is not there fails.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { engine, filesOf, sha256 } from './images.mjs';

/** Builds the last stage of a Dockerfile. Its root is a folder under the engine's. */
export async function buildImage({ file, context, args, labels }) {
  const isIgnored = ignored(readFileSync(`${file}.dockerignore`, 'utf8'));
  const stages = new Map();
  let stage;
  const INSTRUCTIONS = {
    FROM: (rest) => {
      const [from, , name = ''] = rest.split(/\s+/);
      const before = stages.get(from);
      if (before === undefined && !/^node:\d+-\w+-slim$/.test(from)) throw new Error(`${from}: not found`);
      mkdirSync(engine, { recursive: true });
      stage = { root: mkdtempSync(join(engine, 'stage-')), workdir: '/', env: {}, user: 'root', volumes: [] };
      if (before) cpSync(before.root, stage.root, { recursive: true });
      stages.set(name, stage);
    },
    ARG: (rest) => {
      const [name, usual] = rest.split('=');
      stage.env[name] = args[name] ?? usual;
    },
    ENV: (rest) => {
      for (const [, name, value] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value;
    },
    WORKDIR: (rest) => {
      stage.workdir = rest;
      mkdirSync(join(stage.root, rest), { recursive: true });
    },
    COPY: (rest) => {
      const words = rest.split(/\s+/);
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      const paths = words.filter((word) => !word.startsWith('--'));
      const to = paths.pop();
      for (const path of paths) copy(from === undefined ? undefined : stages.get(from), path, to);
    },
    RUN: (rest) => {
      const cwd = join(stage.root, stage.workdir);
      const env = { ...process.env, ...stage.env };
      const { status } = spawnSync('/bin/sh', ['-ec', rest], { cwd, env, stdio: ['ignore', 2, 2] });
      if (status !== 0) throw new Error(`RUN ${rest}: exit code ${status}`);
    },
    USER: (rest) => {
      stage.user = rest;
    },
    VOLUME: (rest) => stage.volumes.push(rest),
    ENTRYPOINT: (rest) => {
      stage.entrypoint = JSON.parse(rest);
    },
    EXPOSE: () => {},
    HEALTHCHECK: () => {},
  };
  const copy = (from, path, to) => {
    const source = from ? join(from.root, path) : join(context, path);
    if (!existsSync(source) || (!from && isIgnored(path))) throw new Error(`COPY ${path}: not found`);
    const place = join(stage.root, to.startsWith('/') ? '' : stage.workdir, to);
    const target = statSync(source).isFile() && to.endsWith('/') ? join(place, basename(path)) : place;
    const filter = (one) => from !== undefined || !isIgnored(relative(context, one));
    cpSync(source, target, { recursive: true, filter });
  };

  const text = readFileSync(file, 'utf8').replaceAll(/\\\n\s*/g, '');
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const [word] = line.split(' ', 1);
    if (INSTRUCTIONS[word] === undefined) throw new Error(`unknown instruction: ${line}`);
    INSTRUCTIONS[word](line.slice(word.length).trim());
  }
  const content = { files: filesOf(stage.root), ...stage, root: '', labels };
  return { ...stage, labels, digest: `sha256:${sha256(JSON.stringify(content))}` };
}

/** Whether a path of the context is left out. */
function ignored(text) {
  const patterns = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const expressions = patterns.map((pattern) => {
    const source = pattern
      .replaceAll('.', '\\.')
      .replaceAll(/\*\*\/|\*/g, (found) => (found === '*' ? '[^/]*' : '(?:.*/)?'));
    return new RegExp(`^${source}(?:/|$)`);
  });
  return (path) => expressions.some((expression) => expression.test(path));
}
