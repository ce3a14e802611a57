// Docker's command line as far as deployments use it. Images are folders, made as their Dockerfile says; containers are
// processes; the registry is the harness. What is not known here fails, as a typo would.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildImage } from './build.mjs';
import { exitCodeOf, logOf, portOf, removeContainer, runContainer, stopContainer } from './container.mjs';
import { readImage, storeImage } from './images.mjs';

const { env } = process;

/** By the words of a command: the options it takes, and what it does with them and with what follows. */
const COMMANDS = {
  login: {
    options: { username: { type: 'string' }, 'password-stdin': { type: 'boolean' } },
    act: async (_options, [registry]) => {
      const token = readFileSync(0, 'utf8');
      mkdirSync(env.DOCKER_CONFIG, { recursive: true });
      writeFileSync(join(env.DOCKER_CONFIG, 'config.json'), JSON.stringify({ registry, token }));
      await ask('login', {});
    },
  },
  build: {
    options: {
      pull: { type: 'boolean' },
      file: { type: 'string' },
      provenance: { type: 'string' },
      'build-arg': { type: 'string', multiple: true },
      label: { type: 'string', multiple: true },
      tag: { type: 'string', multiple: true },
    },
    act: async ({ file, 'build-arg': args, label, tag }, [context]) => {
      const image = await buildImage({ file, context, args: pairs(args), labels: pairs(label) });
      for (const address of tag) storeImage(address, image);
    },
  },
  'image inspect': {
    options: { format: { type: 'string' } },
    act: (_options, [address]) => readImage(address).user,
  },
  run: {
    options: {
      detach: { type: 'boolean' },
      'read-only': { type: 'boolean' },
      'cap-drop': { type: 'string' },
      'security-opt': { type: 'string' },
      publish: { type: 'string' },
    },
    act: ({ 'read-only': isReadOnly }, [address]) => runContainer(readImage(address), isReadOnly),
  },
  port: { options: {}, act: (_options, [container]) => portOf(container) },
  logs: { options: { tail: { type: 'string' } }, act: (_options, [container]) => logOf(container) },
  inspect: { options: { format: { type: 'string' } }, act: (_options, [container]) => exitCodeOf(container) },
  stop: {
    options: { time: { type: 'string', short: 't' } },
    act: ({ time }, [container]) => stopContainer(container, Number(time)),
  },
  rm: {
    options: { force: { type: 'boolean' }, volumes: { type: 'boolean' } },
    act: (_options, [container]) => removeContainer(container),
  },
  push: {
    options: {},
    act: (_options, [address]) => ask('push', { address, digest: readImage(address).digest }),
  },
  'buildx imagetools inspect': {
    options: { format: { type: 'string' } },
    act: async (_options, [address]) => (await ask('inspect', { address })).digest,
  },
  'buildx imagetools create': {
    options: { 'prefer-index': { type: 'string' }, tag: { type: 'string' } },
    act: ({ tag }, [from]) => ask('tag', { from, address: tag }),
  },
};

const given = process.argv.slice(2);
const words = Object.keys(COMMANDS).find((one) => one.split(' ').every((word, i) => given[i] === word));
try {
  if (words === undefined) throw new Error(`unknown command: docker ${given.join(' ')}`);
  const { options, act } = COMMANDS[words];
  const args = given.slice(words.split(' ').length);
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const said = await act(values, positionals);
  if (typeof said === 'string') console.log(said);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function pairs(list = []) {
  return Object.fromEntries(list.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]));
}

/** Asks the registry. */
async function ask(what, more) {
  const { registry, token } = JSON.parse(readFileSync(join(env.DOCKER_CONFIG, 'config.json'), 'utf8'));
  const response = await fetch(`${env.GITHUB_API_URL}/_stand-in/registry/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ registry, ...more }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}
